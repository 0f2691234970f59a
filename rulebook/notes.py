"""The private note that every approved request leaves on its ticket (S10)."""

from rulebook.value import Value


class NoteLine(Value):
    """One fact of a note: `label` is ours, `text` may be anybody's."""

    label: str
    text: str


class Note(Value):
    """The words of a note, as plain facts; each connector writes and escapes its own format.

    `marker` stands alone in the note's last line: by it a note is found again before it would be
    written twice.
    """

    title: str
    lines: tuple[NoteLine, ...]
    marker: str

    def naming(self, label: str, text: str) -> "Note":
        """The same note with one fact more."""
        return self.model_copy(update={"lines": (*self.lines, NoteLine(label=label, text=text))})
