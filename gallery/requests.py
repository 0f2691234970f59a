"""The cards of a request: for who decides, and for who asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cards.decider_card import decider_card
from cards.requester_card import requester_message
from gallery import samples
from gallery.piece import Piece, Section, message
from gallery.ways import AMIRA, LINA, MUBEEN, THEO, asked_for, ways
from rulebook.kinds import KINDS, AnyKind
from rulebook.moves import State
from rulebook.request import REVERSIBLE_FOR

_LINAS = replace(samples.LINA, now=samples.MONDAY)


def sections() -> Iterator[Section]:
    """Of each kind the decider's card and the requester's message, then who else reads a card."""
    for kind in KINDS.values():
        yield Section(f"{kind.title}: for who decides", tuple(_decided(kind)))
        yield Section(f"{kind.title}: for who asked", tuple(_asked(kind)))
    yield Section("One card, several readers", tuple(_readers(next(iter(_reversible())))))


def _decided(kind: AnyKind) -> Iterator[Piece]:
    for way in ways(kind):
        if way.request.state is not State.CHECKING:
            title = f"{kind.title}, for Lina: {way.title}"
            yield message(title, decider_card(way.request, _LINAS), LINA)
    if kind.ending.denial_undoes:
        return
    checked = asked_for(kind, State.CHECKING, duty=None)
    channel = f"{kind.title}, in a channel: checking"
    yield message(channel, decider_card(checked, samples.IN_THE_CHANNEL), None)


def _asked(kind: AnyKind) -> Iterator[Piece]:
    for way in ways(kind):
        title = f"{kind.title}, for Amira: {way.title}"
        yield message(title, requester_message(way.request, samples.AMIRA), AMIRA)


def _readers(kind: AnyKind) -> Iterator[Piece]:
    pending, beside = asked_for(kind), tuple(asked_for(each) for each in KINDS.values())
    done = next(way.request for way in ways(kind) if way.title == "approved, done")
    too_late = samples.MONDAY + timedelta(hours=1) + REVERSIBLE_FOR
    several = {
        "with others beside it": (replace(_LINAS, beside=beside), LINA),
        "another lead": (replace(_LINAS, id=THEO.id), THEO),
        "a lead who is off duty": (replace(_LINAS, id=THEO.id, decides=False), THEO),
        "the manager": (replace(_LINAS, id=MUBEEN.id), MUBEEN),
        "everybody in a channel": (samples.IN_THE_CHANNEL, None),
    }
    for title, (reader, whom) in several.items():
        yield message(f"Pending, for {title}", decider_card(pending, reader), whom)
    late = decider_card(done, replace(_LINAS, now=too_late))
    yield message("Done, when it can no longer be taken back", late, LINA)


def _reversible() -> Iterator[AnyKind]:
    return (kind for kind in KINDS.values() if kind.reversible)
