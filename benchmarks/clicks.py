"""From the lead's click to the note and to every copy of the card, beside the calls themselves.

Bot and sandbox share one process, so the calls are short; the rest is what the bot adds. A second
bot does the same with 100,000 old requests in its database, turn by turn with the first.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.old_requests import OLD, keep_old_requests
from benchmarks.row import Row, spread
from cards.message import Message
from connectors.slack import SLACKS_LIMITS, SlackMessenger, SlackPace
from rulebook.notes import Note
from rulebook.ports import Posted
from store.database import Database
from store.migrate import migrate
from tests.scene import Scene, bots, scene

_ROUNDS = 60
_WARMED_UP = 10
_RAISED = 1_000  # so that nothing waits for Slack's limits
_MOST = 0.030  # seconds that the bot may add


@dataclass(frozen=True)
class _Round:
    """Seconds from one click until it was acknowledged, noted and shown; and of the calls alone."""

    acknowledged: float
    noted: float
    shown: float
    calls_of_note: float
    calls: float


async def clicks() -> AsyncIterator[Row]:
    """Measure on two SQLite files."""
    empty, full = list[_Round](), list[_Round]()
    async with _team(old=0) as team, _team(old=OLD) as other:
        for number in range(_ROUNDS):
            empty.append(await _round(team, number))
            full.append(await _round(other, number))
    empty, full = empty[_WARMED_UP:], full[_WARMED_UP:]
    acknowledged = spread([each.acknowledged for each in empty])
    yield Row("click until acknowledged", f"{acknowledged}")
    noted, alone = spread([e.noted for e in empty]), spread([e.calls_of_note for e in empty])
    yield _added("click until the note is there", noted.p50, alone.p50, f"{noted}")
    shown, alone = spread([each.shown for each in empty]), spread([each.calls for each in empty])
    yield Row(
        "click until every card shows it",
        f"{shown}",
        f"the calls by themselves: {1000 * alone.p50:.1f} ms",
        shown.p50 / alone.p50,
    )
    mine, theirs = spread([each.noted for each in full]), noted
    yield Row(
        f"the same with {OLD:,} old requests",
        f"{mine}",
        f"an empty database: {theirs}",
        mine.p50 / theirs.p50,
        aim=1.1,
    )


def _added(what: str, took: float, alone: float, measured: str) -> Row:
    added = took - alone
    beside = f"the calls by themselves: {1000 * alone:.1f} ms; limit of what is added: 30 ms"
    return Row(what, f"{measured}; added {1000 * added:.1f} ms", beside, added / _MOST, aim=1)


@asynccontextmanager
async def _team(old: int) -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.sqlite3'}"
        database = Database(url)
        await migrate(database)
        await keep_old_requests(database, old)
        await database.close()
        team = await stack.enter_async_context(scene())
        await stack.enter_async_context(bots(team, url))
        yield team


async def _round(team: Scene, number: int) -> _Round:
    ticket = str(10_000 + number)
    team.helpdesk.add_conversation(
        "Cannot export invoices",
        team.helpdesk.ticket("4711").customer,
        number=ticket,
        owner=team.admins["omar"],
    )
    await team.asks(team.amira, f"{ticket} @bea French speaker needed")
    await team.workspace.until(lambda: len(team.cards(team.lina)) == number + 1)
    clicked = perf_counter()
    await team.presses(team.lina, "approve")
    acknowledged = perf_counter()
    await team.helpdesk.until(lambda: team.notes(ticket))
    noted = perf_counter()
    await team.workspace.until(lambda: _is_shown(team))
    shown = perf_counter()
    calls_of_note, calls = await _calls_alone(team, ticket)
    return _Round(acknowledged - clicked, noted - clicked, shown - clicked, calls_of_note, calls)


def _is_shown(team: Scene) -> bool:
    newest = (team.said(team.card(each)) for each in (team.lina, team.amira))
    return all("Note written" in said for said in newest)


async def _calls_alone(team: Scene, number: str) -> tuple[float, float]:
    """The same calls one after the other: until the note, and with both cards drawn again."""
    helpdesk = team.bot.context.helpdesk
    lina = await helpdesk.person("lina@example.com")
    theo = await helpdesk.person("theo@example.com")
    assert lina
    assert theo
    note = Note(title="By itself", lines=(), marker=f"Bench {number}")
    messenger = SlackMessenger(team.bot.client, SlackPace(SLACKS_LIMITS.raised(_RAISED)))
    begun = perf_counter()
    ticket = await helpdesk.ticket(number)
    assert ticket
    await helpdesk.assign(ticket.key, theo, lina, again=False)
    await helpdesk.write_note(ticket.key, note, lina, again=False)
    noted = perf_counter()
    for person in (team.lina, team.amira):
        card = team.card(person)
        at = Posted(channel=team.workspace.direct(person), ts=card["ts"])
        await messenger.update(at, Message(text=card["text"], blocks=tuple(card["blocks"])))
    return noted - begun, perf_counter() - begun
