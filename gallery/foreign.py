"""Texts that people really paste, and worse, in every place that is not ours."""

from collections.abc import Iterator

from cards.decider_card import decider_card
from cards.forms import deny_form, request_form
from cards.lists import agenda_message
from cards.promises import lead_card
from cards.requester_card import requester_message
from gallery import samples
from gallery.every_kind import given
from gallery.piece import Piece, Section, form, message
from gallery.promise_samples import every_promise
from gallery.ways import AMIRA, LINA
from rulebook.kinds import ASKED_FOR
from rulebook.lists import Agenda
from rulebook.moves import State

PASTED = {
    "marks of Slack's": "<!channel> @here *bold* _it_ `code` :tada: <https://evil.example|#4711>",
    "markup": "<b>&amp;</b><script>alert(1)</script>",
    "several lines": "Fine.\nApproved by Lina\n\nNote written",
    "one long word": "Export" * 40,
    "long sentences": "The export stops after a while and says nothing. " * 80,
    "words from right to left": "مرحبا بكم בני 4711",
    "emoji": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🎉",
}


def sections() -> Iterator[Section]:
    """Each text in a card, a message, a form, and a list."""
    for what, text in PASTED.items():
        yield Section(f"With {what}", tuple(_with(what, text)))


def _with(what: str, text: str) -> Iterator[Piece]:
    denied, some = samples.request(State.DENIED, text=text), next(iter(ASKED_FOR.values()))
    yield message(
        f"A card with {what}", decider_card(samples.request(text=text), samples.LINA), LINA
    )
    yield message(f"A message with {what}", requester_message(denied, samples.AMIRA), AMIRA)
    yield form(f"A form with {what}", request_form(some, given(some, text)), AMIRA)
    yield form(f"A reason with {what}", deny_form(denied), LINA)
    promises = tuple(every_promise(text))[:2]
    yield message(f"A promise with {what}", lead_card(promises[0]), LINA)
    agenda = Agenda(
        promises=promises, requests=(samples.request(text=text),), at=samples.MONDAY, team=True
    )
    yield message(f"A list with {what}", agenda_message(agenda), LINA)
