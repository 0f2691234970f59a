"""The running scene, driven step by step from a test that is not asynchronous itself."""

import asyncio
import logging
from collections.abc import Coroutine, MutableMapping
from contextlib import AsyncExitStack, ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeVar

from sqlalchemy import event
from structlog.testing import capture_logs

from sandbox.clock import Clock
from store.database import Database
from store.tables import EffectState
from tests.machine.cards import Button, everything_to_press
from tests.machine.databases import Fresh
from tests.machine.model import Model
from tests.machine.snapshot import Snapshot, next_try, snapshot, under_way
from tests.scene import NEW_YORK, Scene, bots, scene

Answer = TypeVar("Answer")
# A Wednesday; the clocks of New York go back on the Sunday after it.
BEGINS = datetime(2026, 10, 28, 10, tzinfo=NEW_YORK).astimezone(UTC)
PATIENCE = 20.0  # seconds of machine time until everything that is due must be done
TRIES = 40
OLD = timedelta(days=45)


class Errors(logging.Handler):
    """Keeps what libraries log as errors."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(self.format(record))


class World:
    """Sandbox and bot, from one database. The clock stands still unless a step moves it.

    `pressable` is everything that could ever be pressed, `there` what can be now.
    """

    def __init__(self, fresh: Fresh, replicas: int) -> None:
        self._replicas = replicas
        self._ended = ExitStack()
        self.url = self._ended.enter_context(fresh())
        self.log: list[MutableMapping[str, Any]] = self._ended.enter_context(capture_logs())
        self.errors = Errors()
        logging.getLogger().addHandler(self.errors)
        self._ended.callback(logging.getLogger().removeHandler, self.errors)
        self._runner = self._ended.enter_context(asyncio.Runner())
        self._open = AsyncExitStack()
        self._bots = AsyncExitStack()
        self.kept = Database(self.url)
        self.pressable: dict[tuple[str, str, str, str], Button] = {}
        self.there: dict[tuple[str, str, str, str], Button] = {}
        self.copies = 1

    def begin(self) -> Self:
        """Open the sandbox and start the bot."""
        self.team = self.do(self._open.enter_async_context(scene(Clock(BEGINS))))
        self.model = Model(self.team)
        self.hand = self.team.helpdesk.add_admin("Norbert", "norbert@example.com")
        _more_tickets(self.team)
        self.do(self._start())
        return self

    def end(self) -> None:
        """Stop everything, whatever state it is in."""
        try:
            self.do(self._bots.aclose())
            self.do(self.kept.close())
            self.do(self._open.aclose())
        finally:
            self._ended.close()

    def do(self, act: Coroutine[Any, Any, Answer]) -> Answer:
        """Let something happen, and everything else go on meanwhile."""
        return self._runner.run(act)

    @property
    def now(self) -> datetime:
        return self.team.clock.now()

    async def restart(self) -> None:
        """Stop the bot in good order and start it again."""
        self.team.workspace.faults.off()
        await self._bots.aclose()
        self.team.bots.clear()
        await self._start()

    def moves(self, by: timedelta) -> None:
        """Let people's time pass, and the bot look at the clock."""
        self.team.clock.move(by)
        for bot in self.team.bots:
            bot.context.wake()

    def repeats(self, copies: int) -> None:
        """Let Slack deliver everything so often from now on."""
        self.copies = copies
        self.team.workspace.repeats_deliveries(copies)

    async def settled(self) -> None:
        """Wait until nothing is due; what is to be tried again later has its time come."""
        for _ in range(TRIES):
            await self._nothing_under_way()
            at = await next_try(self.kept)
            if at is None:
                break
            self.moves(max(at - self.now, timedelta()))
        else:
            waits = [
                (row.effect.type, row.attempts, row.because)
                for row in (await self.state()).outbox
                if row.attempts and row.state == EffectState.DUE
            ]
            message = f"still tried again after {TRIES} times: {waits}"
            raise AssertionError(message)
        self.there = {button.key: button for button in everything_to_press(self.team)}
        self.pressable |= self.there

    async def state(self) -> Snapshot:
        return await snapshot(self.kept)

    async def _start(self) -> None:
        running = bots(
            self.team, self.url, replicas=self._replicas, approvals_channel=self.team.channel
        )
        await self._bots.enter_async_context(running)
        for bot in self.team.bots:
            event.listen(bot.context.database.engine.sync_engine.pool, "checkin", self._looks)

    def _looks(self, *_: object) -> None:
        self.team.workspace.changes.happened()

    async def _nothing_under_way(self) -> None:
        changes = self.team.workspace.changes
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    seen = changes.count
                    if not await under_way(self.kept, self.now):
                        return
                    await changes.after(seen)
        except TimeoutError:
            waits = await under_way(self.kept, self.now)
            message = f"still under way after {PATIENCE} s: {waits}"
            raise AssertionError(message) from None


def _more_tickets(team: Scene) -> None:
    """One that nobody has, and one that is very old."""
    customer = team.helpdesk.ticket("4711").customer
    team.helpdesk.add_conversation("Who has the keys?", customer, number="3900")
    old = team.clock.now() - OLD
    team.helpdesk.add_conversation(
        "Old story", customer, number="1200", created=old, owner=team.admins["bea"]
    )
