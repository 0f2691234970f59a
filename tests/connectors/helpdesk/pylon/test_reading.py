from datetime import UTC, datetime, timedelta

import pytest

from rulebook.tickets import Deadline, TicketState
from tests.connectors.helpdesk.pylon.canned import canned, data, read

NOW = datetime.now(UTC)
STATUSES = [
    {"slug": "won_t_fix", "category": "closed"},
    {"slug": "escalated", "category": "on_hold"},
    {"slug": "triage", "category": "new"},
    {"slug": "odd", "category": "something_new"},
]


@pytest.mark.parametrize(
    ("state", "means"),
    [
        ("new", TicketState.OPEN),
        ("waiting_on_you", TicketState.OPEN),
        ("waiting_on_customer", TicketState.WAITING),
        ("on_hold", TicketState.WAITING),
        ("closed", TicketState.CLOSED),
    ],
)
async def test_what_a_state_means_that_every_team_has(state: str, means: TicketState) -> None:
    async with canned() as (server, pylon):
        assert (await read(server, pylon, state=state)).state is means
        assert server.asked == ["GET /issues/4711"]


@pytest.mark.parametrize(
    ("state", "means"),
    [
        ("won_t_fix", TicketState.CLOSED),
        ("escalated", TicketState.WAITING),
        ("triage", TicketState.OPEN),
        ("odd", TicketState.OPEN),
        ("never_heard_of", TicketState.OPEN),
    ],
)
async def test_what_a_status_means_that_a_team_made_up(state: str, means: TicketState) -> None:
    async with canned() as (server, pylon):
        server.answers["/issue-statuses"] = data(STATUSES)
        for _ in range(2):
            assert (await read(server, pylon, state=state)).state is means
        assert server.asked.count("GET /issue-statuses") == 1


@pytest.mark.parametrize(
    ("state", "until", "means"),
    [
        ("new", NOW + timedelta(hours=1), TicketState.WAITING),
        ("new", NOW - timedelta(hours=1), TicketState.OPEN),
        ("closed", NOW + timedelta(hours=1), TicketState.CLOSED),
    ],
)
async def test_what_is_snoozed_waits_until_it_wakes(
    state: str, until: datetime, means: TicketState
) -> None:
    async with canned() as (server, pylon):
        snoozed = await read(server, pylon, state=state, snoozed_until_time=until.isoformat())
        assert snoozed.state is means


async def test_a_closed_status_of_a_teams_own_is_in_no_list_of_open_tickets() -> None:
    async with canned() as (server, pylon):
        server.answers["/issue-statuses"] = data(STATUSES)
        mine = {"assignee": {"id": "u1"}, "number": 1, "title": "Export"}
        server.answers["/issues/search"] = data(
            [
                mine | {"id": "i1", "state": "won_t_fix"},
                mine | {"id": "i2", "state": "triage"},
            ]
        )
        server.answers["/users"] = data([{"id": "u1", "name": "Ann", "email": "ann@s.example"}])
        ann = await pylon.person("ann@s.example")
        assert ann is not None
        assert (await pylon.bin(ann)).tickets == ("issue/i2",)
        assert await pylon.owners() == {"issue/i2": ann}
        assert len(await pylon.tickets_like("export")) == 1


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ({"title": "a<b> & c\u202e"}, "a<b> & c"),
        ({"title": "", "body_html": "<p>First &amp; more</p><p>second</p>"}, "First & more"),
        ({"title": None, "body_html": None}, "(no title)"),
    ],
)
async def test_an_issue_without_a_title_is_called_by_its_first_line(
    written: dict[str, object], title: str
) -> None:
    async with canned() as (server, pylon):
        assert (await read(server, pylon, **written)).title == title


def fields(**held: object) -> dict[str, object]:
    return {"custom_fields": {slug: {"slug": slug, "value": value} for slug, value in held.items()}}


@pytest.mark.parametrize(
    ("held", "name", "priority"),
    [
        (fields(priority="urgent"), "priority", "urgent"),
        (fields(priority="medium"), "priority", "normal"),
        (fields(Priority="Medium"), " PRIORITY ", "normal"),
        (fields(priority="P0"), "priority", "P0"),
        (fields(how_bad="high"), "How bad", "high"),
        ({"custom_fields": {"priority": {"values": ["low", "high"]}}}, "priority", "low"),
        ({"custom_fields": {"priority": None}}, "priority", ""),
        ({"custom_fields": {"priority": {"values": []}}}, "priority", ""),
        ({"custom_fields": None}, "priority", ""),
    ],
)
async def test_the_priority_is_where_the_setting_says(
    held: dict[str, object], name: str, priority: str
) -> None:
    async with canned(priority=name) as (server, pylon):
        assert (await read(server, pylon, **held)).priority == priority


async def test_a_number_that_is_an_id_of_something_else_is_no_ticket() -> None:
    async with canned() as (server, pylon):
        server.answers["/issues/99"] = data({"id": "99", "number": 1, "state": "new"})
        assert await pylon.ticket("99") is None


def promised(**more: object) -> dict[str, object]:
    return {
        "first_response_breach_time": "2026-03-02T16:00:00Z",
        "resolution_breach_time": "2026-03-04T15:00:00Z",
        **more,
    }


def until(name: str, day: int, hour: int, *, reply: bool = False) -> Deadline:
    return Deadline(name=name, due=datetime(2026, 3, day, hour, tzinfo=UTC), reply=reply)


RESPOND, RESOLVE = until("first response", 2, 16, reply=True), until("resolution", 4, 15)


@pytest.mark.parametrize(
    ("told", "deadlines"),
    [
        (promised(), (RESPOND, RESOLVE)),
        (promised(first_response_time="2026-03-02T15:30:00Z"), (RESOLVE,)),
        (promised(state="closed"), ()),
        (promised(first_response_breach_time=None, resolution_breach_time=None), ()),
        ({}, ()),
    ],
)
async def test_an_issues_own_deadlines_are_those_that_still_run(
    told: dict[str, object], deadlines: tuple[Deadline, ...]
) -> None:
    async with canned() as (server, pylon):
        assert (await read(server, pylon, **told)).deadlines == deadlines
        assert server.asked == ["GET /issues/4711"]


async def test_a_teams_deadlines_bear_its_name() -> None:
    async with canned() as (server, pylon):
        server.answers["/teams"] = data([{"id": "t1", "name": "Tier 2"}])
        sooner, reached = "2026-03-03T09:00:00Z", "2026-03-02T15:10:00Z"
        of_team = {
            "team_id": "t1",
            "first_response": {"breach_time": sooner},
            "first_resolution": {"breach_time": sooner, "time": reached},
            "resolution": {"breach_time": "2026-03-04T15:00:00Z"},  # the issue's own
        }
        unknown = {"team_id": "t2", "first_resolution": {"breach_time": sooner}}
        for _ in range(2):
            ticket = await read(server, pylon, **promised(team_slas=[of_team, unknown]))
            assert ticket.deadlines == (
                RESPOND,
                until("first response (Tier 2)", 3, 9, reply=True),
                until("first resolution", 3, 9),
                RESOLVE,
            )
        assert server.asked.count("GET /teams") == 2  # once, and once more for who is unknown
