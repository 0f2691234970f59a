"""When a promise is reminded of, what keeps it, and how soon the policy wants one."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.people import Member
from rulebook.promises import (
    Promise,
    Promised,
    is_kept_by_a_reply,
    step_after,
    step_at,
    steps,
    waits_since,
)
from rulebook.sla import Policy
from rulebook.support_hours import SupportHours
from rulebook.tickets import Ticket, TicketState
from rulebook.when import Span

NEW_YORK = ZoneInfo("America/New_York")
HOURS = SupportHours(
    NEW_YORK, time(8), time(18), frozenset(range(5)), {datetime(2026, 1, 1).date()}
)
BEFORE = (timedelta(minutes=60), timedelta(minutes=15))
AMIRA = Member(id="U1", name="Amira")
MINUTE = timedelta(minutes=1)


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    """An instant of 2026 by the clock in New York; 5 January is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK)


def ticket(**changes: Any) -> Ticket:
    return Ticket(key="k", number="1", title="", link="", state=TicketState.OPEN, **changes)


def promise(due: datetime, made_at: datetime, **changes: Any) -> Promise:
    known: dict[str, Any] = {"what": Promised.UPDATE, "by": AMIRA, "ticket": ticket()}
    return Promise(**{"id": 1, "due": due, "made_at": made_at} | known | changes)


MONDAY = at(5, 9)
TIMES = {
    "in the middle of a day": (at(5, 15), [at(5, 14), at(5, 14, 45), at(5, 15)]),
    "right after opening": (at(6, 8, 30), [at(5, 17, 30), at(6, 8, 15), at(6, 8, 30)]),
    "as support opens": (at(6, 8), [at(5, 17), at(5, 17, 45), at(6, 8)]),
    "at night": (at(5, 22), [at(5, 17), at(5, 17, 45), at(6, 8)]),
    "on a Saturday": (at(10, 12), [at(9, 17), at(9, 17, 45), at(12, 8)]),
    "on Monday morning": (at(12, 8, 30), [at(9, 17, 30), at(12, 8, 15), at(12, 8, 30)]),
    "in half an hour": (at(5, 9, 30), [at(5, 9, 15), at(5, 9, 30)]),
    "in ten minutes": (at(5, 9, 10), [at(5, 9, 10)]),
}


@pytest.mark.parametrize("name", TIMES)
def test_an_update_due(name: str) -> None:
    due, expected = TIMES[name]
    assert [step.at for step in steps(promise(due, MONDAY), HOURS, BEFORE)] == expected


def test_a_holiday_is_no_support_day() -> None:
    made = datetime(2025, 12, 31, 9, tzinfo=NEW_YORK)
    on_the_day = steps(promise(at(1, 12), made), HOURS, BEFORE)
    last_year = datetime(2025, 12, 31, 17, tzinfo=NEW_YORK)
    assert [step.at for step in on_the_day] == [
        last_year,
        last_year + timedelta(minutes=45),
        at(2, 8),
    ]


def test_a_call_goes_by_the_clock_even_at_night() -> None:
    call = promise(at(5, 22), MONDAY, what=Promised.CALL)
    assert [step.at for step in steps(call, HOURS, BEFORE)] == [
        at(5, 21, 50),
        at(5, 21, 58),
        at(5, 22, 3),
    ]


@given(
    due=st.datetimes(datetime(2026, 1, 6), datetime(2027, 12, 1), timezones=st.just(UTC)),
    ahead=st.timedeltas(MINUTE, timedelta(days=40)),
    before=st.lists(st.timedeltas(MINUTE, timedelta(hours=9)), max_size=4),
)
def test_every_reminder_comes_before_and_while_support_is_open(
    due: datetime, ahead: timedelta, before: list[timedelta]
) -> None:
    every = steps(promise(due, due - ahead), HOURS, tuple(before))
    *reminders, last = every
    assert last.is_due
    assert last.at >= due
    assert HOURS.is_open(last.at)
    assert sorted(step.at for step in every) == [step.at for step in every]
    for step in reminders:
        assert due - ahead < step.at < last.at
        assert HOURS.is_open(step.at)
    for step in every:
        assert step_at(every, step.at) == step or step.at in {each.at for each in every}
        following = step_after(every, step.at)
        assert following is None or following.at > step.at


REPLIES = {
    "before it was made": (-MINUTE, False),
    "which is the promise itself": (MINUTE, False),
    "later": (11 * MINUTE, True),
    "past due": (timedelta(days=3), True),
}


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply(name: str) -> None:
    after, keeps = REPLIES[name]
    mine = promise(at(5, 15), MONDAY)
    assert is_kept_by_a_reply(mine, ticket(replied=MONDAY + after)) is keeps


def test_any_reply_keeps_what_the_sla_promised() -> None:
    mine = promise(at(5, 15), MONDAY, by=None)
    assert is_kept_by_a_reply(mine, ticket(replied=MONDAY + timedelta(seconds=1)))
    assert not is_kept_by_a_reply(mine, ticket())


def test_a_short_promise_is_kept_by_a_reply_soon() -> None:
    mine = promise(MONDAY + 8 * MINUTE, MONDAY)
    assert is_kept_by_a_reply(mine, ticket(replied=MONDAY + 3 * MINUTE))


def test_no_reply_keeps_a_call() -> None:
    mine = promise(at(5, 15), MONDAY, what=Promised.CALL)
    assert not is_kept_by_a_reply(mine, ticket(replied=at(5, 14)))


def test_a_customer_waits_from_what_nobody_answered() -> None:
    assert waits_since(ticket()) is None
    assert waits_since(ticket(customer_wrote=MONDAY)) == MONDAY
    assert waits_since(ticket(customer_wrote=MONDAY, replied=MONDAY - MINUTE)) == MONDAY
    assert waits_since(ticket(customer_wrote=MONDAY, replied=MONDAY + MINUTE)) is None


WITHIN = {
    ("urgent", ""): timedelta(hours=1),
    ("Urgent", "Starter"): timedelta(hours=1),
    ("urgent", "Enterprise"): timedelta(minutes=30),
    ("priority", "enterprise "): timedelta(hours=2),
    ("normal", ""): timedelta(hours=10),
    ("", ""): timedelta(hours=10),
    ("medium", "Enterprise"): timedelta(hours=10),
    ("not_priority", ""): timedelta(hours=10),
    ("galactic", ""): timedelta(hours=10),
    ("low", ""): timedelta(hours=30),
}


@pytest.mark.parametrize(("priority", "plan"), WITHIN)
def test_the_policy_goes_by_priority_and_plan(priority: str, plan: str) -> None:
    assert Policy().within(priority, plan, HOURS) == WITHIN[priority, plan]


def test_a_plan_takes_what_it_does_not_say_from_the_table() -> None:
    policy = Policy(by_plan={"gold": {"low": Span(days=1)}})
    assert policy.within("low", "Gold", HOURS) == timedelta(hours=10)
    assert policy.within("urgent", "Gold", HOURS) == timedelta(hours=1)
