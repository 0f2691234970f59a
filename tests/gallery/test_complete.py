"""Everything that the bot shows hangs in the gallery; what is new does by existing."""

from collections.abc import Iterator
from functools import cache

import pytest

from cards.decider_card import decider_card
from cards.forms import deny_form
from cards.ids import Action, FormId
from gallery import samples
from gallery.everything import everything
from gallery.piece import Piece, Section
from gallery.ways import AMIRA, LINA, possible
from gallery.words import refusals
from rulebook.form import Widget
from rulebook.kinds import ASKED_FOR, KINDS, AnyKind
from rulebook.moves import State
from rulebook.promises import PROMISED_BY_PEOPLE, Promised, PromiseState
from rulebook.refusals import Refusal
from rulebook.request import StepState
from tests.cards.judges import nodes, shown
from tests.gallery.drawing import Drawn, Seen, draws, watching


@cache
def walked() -> tuple[tuple[Section, ...], Seen]:
    with watching() as seen:
        sections = everything()
    return sections, seen


def pieces() -> Iterator[Piece]:
    sections, _ = walked()
    return (piece for section in sections for piece in section.pieces)


def expected() -> set[Drawn]:
    return {
        (kind.name, state) for kind in KINDS.values() for state in State if possible(kind, state)
    }


def test_every_kind_hangs_in_every_state_for_who_decides_and_for_who_asked() -> None:
    _, seen = walked()
    assert expected() - seen.decided == set()
    assert expected() - seen.asked == set()


def never(kind: AnyKind) -> set[State]:
    return {state for state in State if not possible(kind, state)}


def test_only_what_cannot_be_taken_back_never_is() -> None:
    for kind in ASKED_FOR.values():
        assert never(kind) == (set() if kind.reversible else {State.REVERSED})


def test_what_has_happened_is_left_so_put_back_or_forgotten() -> None:
    undecided = {State.CHECKING, State.REFUSED, State.WITHDRAWN, State.REVERSED}
    assert never(KINDS["by-hand"]) == undecided


def not_called(seen: Seen) -> list[str]:
    return [name for name, function in draws().items() if function.__code__ not in seen.ran]


def test_every_function_of_the_cards_has_drawn_a_part_of_it() -> None:
    _, seen = walked()
    assert not_called(seen) == []


def test_a_function_that_draws_nothing_here_would_be_noticed() -> None:
    with watching() as seen:
        decider_card(samples.request(), samples.LINA)
        deny_form(samples.request())
    missing = not_called(seen)
    assert "cards.requester_card.requester_message" in missing
    assert "cards.forms.deny_form" not in missing
    assert seen.decided == {("reassign", State.PENDING)}


def test_everything_that_can_be_pressed_chosen_or_sent_hangs_somewhere() -> None:
    found = [node for piece in pieces() for node in nodes(piece.payload)]
    pressed = {node["action_id"] for node in found if "action_id" in node}
    lines = {
        line["value"].rpartition(" ")[0]
        for node in found
        if node.get("type") == "overflow"
        for line in node["options"]
    }
    # Of what is begun there are several: each says after it what.
    begun = {each for each in Action if any(name.startswith(f"{each} ") for name in pressed)}
    assert {*Action} - pressed - lines - begun == set()
    assert {*FormId} == {node["callback_id"] for node in found if "callback_id" in node}


# Nothing that can be asked for is carried out later than at once.
@pytest.mark.parametrize("state", sorted({*StepState} - {StepState.LATER}))
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_step_hangs_however_far_it_is(kind: AnyKind, state: StepState) -> None:
    told = {StepState.DUE: "…", StepState.DONE: "Note written", StepState.GIVEN_UP: " not "}
    said = [
        shown(piece.payload) for piece in pieces() if piece.title.startswith(f"{kind.title}, for")
    ]
    assert any(told[state] in words for words in said)


@pytest.mark.parametrize("state", sorted({*PromiseState} - {PromiseState.OPEN}))
@pytest.mark.parametrize("what", PROMISED_BY_PEOPLE)
def test_a_promise_hangs_however_it_ended(what: Promised, state: PromiseState) -> None:
    names = {piece.name for piece in pieces()}
    ended = f"{state}-by-somebody"
    assert {f"{what}-for-amira-{ended}", f"{what}-for-the-lead-{ended}"} <= names


@pytest.mark.parametrize("state", sorted({*PromiseState} - {PromiseState.OPEN}))
def test_a_deadline_of_the_helpdesk_hangs_however_it_ended(state: PromiseState) -> None:
    names = {piece.name for piece in pieces()}
    assert {f"deadline-for-amira-{state}", f"deadline-for-the-lead-{state}"} <= names


def test_every_refusal_of_the_rulebook_hangs_with_everything_filled_in() -> None:
    in_rulebook = {
        each.__name__
        for each in Refusal.__subclasses__()
        if each.__module__.startswith("rulebook.")
    }
    assert {refusal.__name__ for refusal in refusals()} == in_rulebook
    names = {piece.title: shown(piece.payload) for piece in pieces() if "Refused" in piece.title}
    assert [title.removeprefix("Refused: ") for title in names] == [
        refusal.__name__ for refusal in refusals()
    ]
    assert [title for title, words in names.items() if "{" in words or not words] == []


def test_every_form_of_a_kind_is_empty_filled_in_and_wrong() -> None:
    for kind in ASKED_FOR.values():
        wrong = {piece.name: piece.errors for piece in pieces() if piece.errors}
        asked = {field.name for field in kind.form.fields() if not field.optional}
        assert wrong[f"{kind.title.lower().replace(' ', '-')}-sent-empty"].keys() == asked


def test_every_widget_hangs_in_a_form() -> None:
    assert {field.widget for kind in KINDS.values() for field in kind.form.fields()} == {*Widget}


def test_no_two_pieces_share_a_name_and_each_can_stand_in_a_link() -> None:
    sections, _ = walked()
    names = [*(piece.name for piece in pieces()), *(section.name for section in sections)]
    assert len(names) == len({*names})
    assert all(name.replace("-", "").isalnum() for name in names)


def test_each_is_seen_by_somebody_of_the_cast_or_by_everybody() -> None:
    viewers = {piece.viewer for piece in pieces()}
    assert viewers <= {"", *(member.id for member in samples.CAST)}
    assert {"", AMIRA.id, LINA.id} <= viewers


def test_it_is_the_same_each_time() -> None:
    sections, _ = walked()
    assert everything() == sections
