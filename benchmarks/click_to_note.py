"""From the lead's click to the note in the helpdesk, beside the same calls by themselves.

Bot and sandbox share one process and one core, so the calls are short; the rest is what the bot
adds: transactions, the outbox, drawing the cards.
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from rulebook.notes import Note
from store.database import Database
from store.migrate import migrate
from tests.scene import Scene, bots, scene

_ROUNDS = 60


async def click_to_note() -> Iterator[str]:
    """Measure on a fresh SQLite file; times in milliseconds, one line each."""
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.sqlite3'}"
        database = Database(url)
        await migrate(database)
        await database.close()
        async with scene() as team, bots(team, url):
            rounds = [await _round(team, number) for number in range(_ROUNDS)]
    acks, notes, calls = zip(*rounds[10:], strict=True)
    return iter(
        (
            f"click until acknowledged       {_line(acks)}",
            f"click until the note is there  {_line(notes)}",
            f"  the same calls by themselves {_line(calls)}",
        )
    )


async def _round(team: Scene, number: int) -> tuple[float, float, float]:
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
    await team.workspace.until(lambda: "Note written" in team.said(team.card(team.lina)))
    return acknowledged - clicked, noted - clicked, await _calls_alone(team, ticket)


async def _calls_alone(team: Scene, number: str) -> float:
    """Look the ticket up, assign it and write a note, with nothing around it."""
    helpdesk = team.bot.office.helpdesk
    lina = await helpdesk.person("lina@example.com")
    theo = await helpdesk.person("theo@example.com")
    assert lina
    assert theo
    note = Note(title="By itself", lines=(), marker=f"Bench {number}")
    begun = perf_counter()
    ticket = await helpdesk.ticket(number)
    assert ticket
    await helpdesk.assign(ticket.key, theo, lina, again=False)
    await helpdesk.write_note(ticket.key, note, lina, again=False)
    return perf_counter() - begun


def _line(seconds: tuple[float, ...]) -> str:
    milliseconds = [1000 * each for each in seconds]
    return f"p50 {median(milliseconds):6.1f} ms   p99 {quantiles(milliseconds, n=100)[98]:6.1f} ms"
