"""The first story, as the page tells it: what is done is ticked off, and it can be put away."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.story import Step
from sandbox.workspace import Workspace

_KEPT = "story"


@dataclass(frozen=True)
class Told:
    """A step as it is shown: `now` is the one to do next."""

    step: Step
    number: int
    done: bool
    now: bool


class Telling:
    """The story: that it was put away is kept with the workspace, and a step done stays done."""

    def __init__(self, workspace: Workspace, story: Callable[[], list[Step]]) -> None:
        self._workspace = workspace
        self._story = story
        self._done: set[Step] = set()

    @property
    def is_shown(self) -> bool:
        """Say whether there is a story that nobody put away."""
        return bool(self._story()) and not (self._workspace.kept(_KEPT) or {}).get("away")

    @property
    def is_away(self) -> bool:
        """Say whether there is one that can be brought back."""
        return bool(self._story()) and not self.is_shown

    def show(self, *, shown: bool) -> None:
        """Bring it back, or put it away."""
        self._workspace.keep(_KEPT, {"away": not shown})
        self._workspace.changes.happened()

    def steps(self) -> list[Told]:
        """Return every step, ticked off as far as it went."""
        story = self._story()
        self._done |= {step for step in story if step not in self._done and step.done()}
        following = next((step for step in story if step not in self._done), None)
        return [
            Told(step, number, done=step in self._done, now=step is following)
            for number, step in enumerate(story, 1)
        ]
