"""What people type into fields that should hold something else, and how it is answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.form import Field, Widget
from rulebook.kinds import AnyKind

NEEDED = "This is needed."
NO_TICKET = "A ticket is a number such as 4711 or #4711, or a pasted helpdesk link."
NOBODY = "Nobody here goes by that name. Choose a colleague from the list."
CHOOSE = "Choose one from the list."
MINUTES = "Minutes are a whole number from 1 to 480."
NO_CUSTOMER = "Intercom has no such customer. Type a name or an address and choose from the list."
UNCLEAR = "A clear description says what was done (steps), what was expected and what happened"
NOTHING_SENSITIVE = "Nothing sensitive goes into a ticket. Take this out: "
# The closed ticket, by the fields that mind.
CLOSED = {"ticket of reassign", "parent of child-ticket"}


@dataclass(frozen=True)
class Nonsense:
    """What is entered into a field, and what the sentence at that field begins with."""

    entered: str
    sentence: str


OF_WIDGETS: dict[Widget, tuple[Nonsense, ...]] = {
    Widget.TICKET: (
        Nonsense("99", "Intercom has no ticket #99. "),
        Nonsense("0", "Intercom has no ticket #0. "),
        *(
            Nonsense(odd, NO_TICKET)
            for odd in (
                "abc",
                "-1",
                "47 11",
                "9" * 21,
                "x" * 10_000,
                "4711; DROP TABLE",
                "🙂",
                "٤٧",
            )
        ),
    ),
    Widget.COLLEAGUE: (
        Nonsense("gus", "gus is a guest and cannot own tickets. "),
        Nonsense("robo", "robo is a bot and cannot own tickets. "),
        Nonsense("gone", "gone is deactivated and cannot own tickets. "),
        Nonsense("nell", "Intercom knows nobody under nell's e-mail address"),
        Nonsense("U0NOBODY", "Nobody by that name is in this workspace. "),
        *(Nonsense(odd, NOBODY) for odd in ("bea smith", "!channel", "x" * 10_000, "🙂", "-1")),
    ),
    Widget.CUSTOMER: (
        *(
            Nonsense(odd, NO_CUSTOMER)
            for odd in ("nobody", "../admins", "6762f1261bb", "🙂", "\u202e")
        ),
        Nonsense("x" * 10_000, "Shorten this to 150 characters."),
    ),
    Widget.ONE_LINE: (
        Nonsense("x" * 256, "Shorten this to 255 characters."),
        Nonsense("x" * 10_000, "Shorten this to 255 characters."),
    ),
    Widget.PARAGRAPH: (Nonsense("a word " * 1500, "Shorten this to 10,000 characters."),),
    Widget.CHOICE: tuple(
        Nonsense(odd, CHOOSE) for odd in ("none of these", "HIGH", "x" * 10_000, "0", "🙂")
    ),
    Widget.MINUTES: tuple(
        Nonsense(odd, MINUTES)
        for odd in ("-1", "0", "481", "9999", "abc", "1.5", "1e2", "٤٥", "x" * 10_000)
    ),
}
USELESS = ("it does not work", "asdf asdf", "Steps:\nExpected:\nActual:", "???", "🙂 🙂 🙂")
SECRETS = {
    "hunter2!x": "The customer cannot log in since the migration. Password: hunter2!x, I tried it",
    "4111111111111111": "They paid with 4111111111111111 and were charged for the order twice",
    "ghp_" + "a1B2" * 9: "Their deploy fails since Monday with the token ghp_" + "a1B2" * 9,
}
PERSONAL = "Reach the customer chloe.martin@acme-mail.com about the export that fails since Monday"


def nonsense(kind: AnyKind) -> Iterator[tuple[Field, Nonsense]]:
    """Everything that is refused at a field of this kind."""
    for field in kind.form.fields():
        if not field.optional:
            for blank in ("", " ", " \n\t ") if field.text else ("",):
                yield field, Nonsense(blank, NEEDED)
        for odd in OF_WIDGETS[field.widget]:
            yield field, odd
        if f"{field.name} of {kind.name}" in CLOSED:
            yield field, Nonsense("4713", "#4713 is closed. ")
        if field.ticket_text and field.widget is Widget.PARAGRAPH:
            for useless in USELESS:
                yield field, Nonsense(useless, UNCLEAR)
        if field.ticket_text:
            for secret in SECRETS.values():
                yield field, Nonsense(secret, NOTHING_SENSITIVE)
            yield field, Nonsense(PERSONAL, "This holds ")
