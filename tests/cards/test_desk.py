"""The answer to /desk."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from cards.desk import desk_answer
from gallery import samples
from rulebook.commands import commands
from rulebook.desk import Desk
from rulebook.duty import Duty
from rulebook.moves import State
from rulebook.request import Request, StepState
from tests.cards.judges import nodes, shown

LINAS = Duty(who=samples.member("Lina", "U0LINA"), because="Lina is the shift lead on duty.")
MUBEENS = Duty(who=samples.member("Mubeen", "U0MUBEEN"), because="No shift lead is on duty.")


def answered(mine: Sequence[Request] = (), for_me: Sequence[Request] = (), **of: Any) -> Any:
    desk = Desk(mine=tuple(mine), for_me=tuple(for_me), duty=LINAS, at=samples.MONDAY, **of)
    return desk_answer(desk, commands())


def test_an_empty_desk_says_so_and_what_can_be_typed() -> None:
    said = shown(answered()["blocks"])
    assert "Nothing waits for you." in said
    assert "You have not asked for anything yet." in said
    for command in commands():
        assert f"{command.name} {command.usage}".strip() in said
        assert command.description in said


def test_it_is_seen_by_who_asked_for_it_alone_and_pings_nobody() -> None:
    answer = answered([samples.request()], [samples.request(State.ASKED)])
    assert answer["response_type"] == "ephemeral"
    assert "user" not in {node.get("type") for node in nodes(answer)}


def test_it_says_who_is_on_duty_and_who_is_next() -> None:
    said = shown(answered()["blocks"])
    assert "On duty  Lina · Lina is the shift lead on duty." in said
    assert "Next" not in said
    until = samples.MONDAY + timedelta(hours=3)
    answer = answered(next_duty=MUBEENS, changes_at=until)
    assert "Next  Mubeen · " in shown(answer["blocks"])
    assert int(until.timestamp()) in [node.get("timestamp") for node in nodes(answer)]


@pytest.mark.parametrize(
    ("request_", "stands"),
    [
        (samples.request(), "with Lina"),
        (samples.request(State.ASKED), "waits for Amira's answer"),
        (samples.request(State.CHECKING, duty=None), "is being looked up"),
        (samples.request(waits_until=samples.MONDAY, duty=None), "waits for the next shift: "),
        (samples.request(State.DENIED), "denied by Lina"),
        (samples.request(State.WITHDRAWN), "withdrawn by Amira"),
        (samples.request(State.EXPIRED), "expired"),
        (
            samples.request(State.APPROVED, steps=(samples.step(StepState.DONE),)),
            "approved by Lina · all done",
        ),
        (
            samples.request(State.APPROVED, steps=(samples.step(StepState.DUE, note=True),)),
            "approved by Lina · writing the note…",
        ),
        (samples.request(State.REVERSED), "taken back by Lina"),
    ],
)
def test_each_request_says_what_it_is_and_where_it_stands(request_: Request, stands: str) -> None:
    said = shown(answered([request_])["blocks"])
    what = "Reassignment: #4711" if request_.facts is None else "Give #4711 to Bea"
    assert f"• {what} · {stands}" in said


@pytest.mark.parametrize(("count", "more"), [(10, ""), (11, "and 1 more"), (50, "and 40 more")])
def test_of_many_the_newest_are_shown_and_the_rest_counted(count: int, more: str) -> None:
    said = shown(answered([samples.request()] * count)["blocks"])
    assert said.count("• ") == 10
    assert (more in said) if more else ("more" not in said.partition("What you can type")[0])


def test_a_name_from_right_to_left_turns_nothing_around() -> None:
    because = "\u202eanil\u202c is the shift lead on duty."
    duty = LINAS.model_copy(update={"because": because})
    desk = Desk(mine=(), for_me=(), duty=duty, at=samples.MONDAY)
    said = shown(desk_answer(desk, commands())["blocks"])
    assert "\u202e" not in said
