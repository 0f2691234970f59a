"""What an approval and a reversal set off, whatever the kind."""

import pytest

from gallery import samples
from gallery.every_kind import facts, request
from rulebook.effects.helpdesk import CreateTicket, HelpdeskEffect, PutBack, WriteNote
from rulebook.effects.slack import Tell
from rulebook.kinds import KINDS, AnyKind
from rulebook.moves import State
from rulebook.people import Member
from rulebook.phrase import plain
from rulebook.request import Change, Request, Said
from tests.rulebook.kinds.known import decided

LINA = samples.member("Lina", "U0LINA")
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


def carried_out(kind: AnyKind, asked: Request | None = None, by: Member = LINA) -> list[object]:
    return [*decided(asked or request(kind), facts(kind), by).what_follows().now]


def notes_of(effects: list[object]) -> list[WriteNote]:
    return [effect for effect in effects if isinstance(effect, WriteNote)]


@every_kind
def test_changes_come_first_then_the_notes_then_word(kind: AnyKind) -> None:
    order = [
        2 if isinstance(effect, Tell) else int(isinstance(effect, WriteNote))
        for effect in carried_out(kind)
    ]
    assert order == sorted(order)
    assert set(order) <= {0, 1, 2}


@every_kind
def test_every_ticket_that_is_named_or_created_has_exactly_one_note(kind: AnyKind) -> None:
    effects = carried_out(kind)
    created = sum(isinstance(effect, CreateTicket) for effect in effects)
    named = [about.ticket for about in facts(kind).tickets.values() if about]
    tickets = [note.ticket for note in notes_of(effects)]
    assert tickets == [None] * created + named


@every_kind
def test_everything_is_done_in_the_name_of_who_approved_and_found_again(kind: AnyKind) -> None:
    asked = request(kind)
    for effect in carried_out(kind, asked):
        if isinstance(effect, HelpdeskEffect):
            assert effect.by == LINA
    assert {note.note.marker for note in notes_of(carried_out(kind, asked))} <= {asked.marker}


@every_kind
def test_a_note_on_a_ticket_names_the_new_one_only_where_there_is_one(kind: AnyKind) -> None:
    effects = carried_out(kind)
    creates = any(isinstance(effect, CreateTicket) for effect in effects)
    for note in notes_of(effects):
        assert note.names == (((kind.new_ticket, "ticket"),) if creates and note.ticket else ())


@every_kind
def test_a_note_says_what_was_said_and_what_was_asked_before_it_was_changed(kind: AnyKind) -> None:
    talk = (Said(by=LINA, words="Why Bea?", at=samples.MONDAY),)
    changed = (
        Change(label="Why", before="So", after="Otherwise"),
        Change(label="Plan", before="", after="Trial"),
    )
    for note in notes_of(carried_out(kind, request(kind, talk=talk, changes=changed))):
        lines = {line.label: line.text for line in note.note.lines}
        assert note.note.title == f"{kind.title} approved by Lina"
        assert lines[kind.ending.asker] == "Amira"
        assert lines["What"] == plain(kind.asks(kind.read(request(kind).form), facts(kind)))
        assert lines["Lina asked"] == "Why Bea?"
        assert lines["Why, as asked"] == "So"
        assert lines["Plan, as asked"] == "nothing"
        assert lines["Rule"] == kind.rule


@every_kind
def test_who_decides_alone_is_not_said_to_have_approved(kind: AnyKind) -> None:
    for note in notes_of(carried_out(kind, request(kind, requester=LINA))):
        assert note.note.title == f"{kind.title} by Lina, who decides alone"


@every_kind
def test_who_asked_is_told_by_the_loop_and_nobody_hears_a_thing_twice(kind: AnyKind) -> None:
    told = [effect.to.id for effect in carried_out(kind) if isinstance(effect, Tell)]
    assert len(told) == len(set(told))
    assert facts(kind).requester.id not in told


@every_kind
def test_what_is_taken_back_goes_back_with_a_note_of_its_own(kind: AnyKind) -> None:
    asked = request(kind, State.APPROVED)
    follows = decided(asked, facts(kind), LINA).take_back()
    effects = [each for each in follows if not isinstance(each, Tell)]
    back = [effect for effect in effects if isinstance(effect, PutBack)]
    notes = notes_of([*effects])
    assert bool(effects) is (kind.reversible or kind.ending.denial_undoes)
    assert [*back, *notes] == effects
    assert [note.ticket for note in notes] == [each.ticket for each in back]
    for note in notes:
        assert note.note.title == f"{kind.title} {kind.ending.undone} by Lina"
        assert note.note.marker == f"{asked.marker} {kind.ending.undone}"
        assert note.by == LINA
        assert [line.label for line in note.note.lines] == ["What", kind.ending.asker]


def test_a_reassignment_goes_back_to_who_had_it_from_who_got_it() -> None:
    reassign = KINDS["reassign"]
    known = facts(reassign)
    back, _ = decided(request(reassign, State.APPROVED), known, LINA).take_back()
    assert isinstance(back, PutBack)
    assert back.owner == known.ticket("ticket").ticket.owner
    assert back.ticket.owner == known.person("new_owner")
