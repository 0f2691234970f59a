"""The parts of the README and of docs/ that are read off the code: `python -m bot.readme`."""

from pathlib import Path

from rulebook.commands import commands
from rulebook.moves import TABLE, Rule, State

_ROOT = Path(__file__).parents[1]
README = _ROOT / "README.md"
REQUESTS = _ROOT / "docs/requests.md"
SENSITIVE = _ROOT / "docs/sensitive.md"
FIGURES = _ROOT / "docs/figures.md"
PAGES = (README, REQUESTS)


def written(page: str) -> str:
    """Replace what stands between `<!-- name -->` and `<!-- /name -->`."""
    for name, text in _PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, found, rest = page.partition(begin)
        if found:
            _, _, after = rest.partition(end)
            page = f"{before}{begin}{text()}{end}{after}"
    return page


def _figures() -> str:
    _, _, measured = FIGURES.read_text(encoding="utf-8").partition("\n\n")
    return measured


def _commands() -> str:
    rows = (
        f"| `{f'{command.name} {command.usage}'.strip()}` | {command.description} |"
        for command in commands()
    )
    return "\n".join(("| command | what for |", "|---|---|", *rows, ""))


def _moves() -> str:
    rows = (
        f"| {rule.move} | {_names(rule.before) or 'nothing'} | {rule.who} | {_after(rule)} | "
        f"{rule.writes}{f' ({rule.when})' if rule.when else ''} |"
        for rule in TABLE
    )
    return "\n".join(("| move | from | who | to | writes |", "|---|---|---|---|---|", *rows, ""))


def _states() -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    for rule in TABLE:
        for before in rule.before or ("[*]",):
            for after in rule.after or (before,):
                if before != after:
                    arrows.setdefault((before, after), []).append(rule.move)
    lines = (
        f"    {before} --> {after}: {', '.join(moves)}" for (before, after), moves in arrows.items()
    )
    return "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```", ""))


def _names(states: tuple[State, ...]) -> str:
    return ", ".join(states)


def _after(rule: Rule) -> str:
    return " or ".join(rule.after) if rule.after else "the same"


_PARTS = {"commands": _commands, "moves": _moves, "states": _states, "figures": _figures}

if __name__ == "__main__":
    for page in PAGES:
        page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
