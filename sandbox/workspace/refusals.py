"""An expected no, in Slack's words."""

from collections.abc import Iterable

from sandbox.workspace.records import Json


class SlackRefusal(Exception):  # noqa: N818 (Slack's own answer, not a failure of ours)
    """Slack's answer with `ok: false`: an error code, and more about it."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    @property
    def answer(self) -> Json:
        """The body of the answer."""
        return {"ok": False, "error": self.code, **self.more}


def refused_with(code: str, problems: Iterable[str]) -> SlackRefusal:
    """Make a refusal that lists what is wrong, the way Slack does."""
    messages = [f"[ERROR] {problem}" for problem in problems]
    return SlackRefusal(code, response_metadata={"messages": messages})
