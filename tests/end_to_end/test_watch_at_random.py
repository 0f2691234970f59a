"""Whatever people do, the lead is asked about each reassignment by hand, soon, and of nothing else.

FAULTS=all runs more of it.
"""

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from starlette.applications import Starlette

from bot.web import routes
from rulebook.kinds.by_hand import ByHand, owner_change
from sandbox.helpdesk.records import Admin
from sandbox.server import serving
from store import requests
from tests.scene import Scene, bots, scene

pytestmark = pytest.mark.thorough
RUNS = range(12 if os.environ.get("FAULTS") == "all" else 1)
ACTS, ROUNDS = 30, 10
WITHIN_A_MINUTE = timedelta(seconds=59)
AT_ONCE = 2.0  # seconds
EVERYBODY = ("amira", "bea", "omar", "lina", "theo", "mubeen")
DECIDERS = {"lina", "mubeen"}  # who is on duty, and the manager
NUMBERS = ("4711", "4712", "4801", "4802")

Change = tuple[str, str, str | None, str | None]  # ticket, by, before, now


@dataclass
class Run:
    """People at work, and which of their changes the lead has to hear of."""

    team: Scene
    draw: Random
    expected: list[Change] = field(default_factory=list)

    async def act(self) -> None:
        acts = [self.gives] * 6 + [self.talks, self.closes, self.asks_first, self.puts_back]
        await self.draw.choice(acts)()

    async def gives(self) -> None:
        number, by = self.draw.choice(NUMBERS), self.draw.choice(EVERYBODY)
        to = self.draw.choice((*EVERYBODY, None))
        before = self.owner(number)
        self.team.helpdesk.assigns(self.team.admins[by], number, self.admin(to))
        takes_what_is_free = before is None and by == to
        if before != to and by not in DECIDERS and not takes_what_is_free:
            self.expected.append((number, by, before, to))

    async def talks(self) -> None:
        number, by = self.draw.choice(NUMBERS), self.draw.choice(EVERYBODY)
        self.team.helpdesk.writes_note(self.team.admins[by], number, "<p>hm</p>")
        self.team.helpdesk.replies(self.team.admins[by], number, "We are looking.")
        self.team.helpdesk.customer_writes(number, "Thanks.")

    async def closes(self) -> None:
        number = self.draw.choice(NUMBERS)
        self.team.helpdesk.closes(self.team.admins["amira"], number)
        self.team.helpdesk.reopens(self.team.admins["amira"], number)

    async def asks_first(self) -> None:
        """As the handbook wants it; a lead decides it alone."""
        number, to = self.draw.choice(NUMBERS), self.draw.choice(EVERYBODY)
        if self.owner(number) != to:
            await self.team.asks(self.team.lina, f"{number} @{to} French")
            await self.team.settled()

    async def puts_back(self) -> None:
        cards = [
            card for card in self.team.cards(self.team.lina) if "'put back'" in str(card["blocks"])
        ]
        if cards:
            await self.team.presses(self.team.lina, "put back", on=self.draw.choice(cards))
            await self.team.settled()

    async def flagged(self) -> list[Change]:
        """What the lead was asked about so far."""
        found: list[Change] = []
        async with self.team.bot.context.database.reading() as tx:
            for request_id in range(1, 1000):
                request = await requests.find(tx, request_id)
                if request is None:
                    break
                if request.facts and request.kind == ByHand.name:
                    change, number = owner_change(request.facts), request.form["ticket"]
                    before = change.before.member.name if change.before else None
                    now = change.now.member.name if change.now else None
                    found.append((number, request.requester.name, before, now))
        return found

    def owner(self, number: str) -> str | None:
        owner = self.team.helpdesk.ticket(number).owner
        return owner.name.lower() if owner else None

    def admin(self, name: str | None) -> Admin | None:
        return self.team.admins[name] if name else None


async def begun(stack: AsyncExitStack, database_url: str, draw: Random, **settings: Any) -> Run:
    team = await stack.enter_async_context(scene())
    customer = team.helpdesk.ticket("4711").customer
    team.helpdesk.add_conversation("Slow", customer, number="4801", owner=team.admins["bea"])
    team.helpdesk.add_ticket("Nobody's", customer, number="4802")
    team.clock.move(timedelta(minutes=1))
    await stack.enter_async_context(bots(team, database_url, **settings))
    await team.settled()
    return Run(team, draw)


@pytest.mark.parametrize("seed", RUNS)
async def test_by_asking_within_a_minute(database_url: str, seed: int) -> None:
    async with AsyncExitStack() as stack:
        run = await begun(stack, database_url, Random(seed))
        for _ in range(ROUNDS):
            for _ in range(run.draw.randint(2, 5)):
                await run.act()
            run.team.clock.move(WITHIN_A_MINUTE)
            await run.team.settled()
            assert sorted(map(str, await run.flagged())) == sorted(map(str, run.expected))
        assert len(run.expected) > 5


@pytest.mark.parametrize("helpdesk", ["intercom"], indirect=True)
@pytest.mark.parametrize("seed", RUNS)
async def test_by_being_told_within_two_seconds(database_url: str, seed: int) -> None:
    async with AsyncExitStack() as stack:
        secret = {"intercom_client_secret": "sandbox-client-secret"}
        run = await begun(stack, database_url, Random(seed), **secret)
        web = await stack.enter_async_context(serving(Starlette(routes=routes(run.team.bot))))
        run.team.helpdesk.webhooks.url = f"{web}/webhooks/intercom"
        stack.callback(run.team.helpdesk.webhooks.close)
        for _ in range(ACTS):
            await run.act()
            wanted = sorted(map(str, run.expected))
            cards = run.team.workspace

            def said(run: Run = run) -> int:
                shown = run.team.cards(run.team.lina)
                return sum("Reassigned by" in run.team.said(card) for card in shown)

            await cards.until(lambda: said() >= len(run.expected), AT_ONCE)
            await run.team.settled()
            assert sorted(map(str, await run.flagged())) == wanted
        assert len(run.expected) > 5
