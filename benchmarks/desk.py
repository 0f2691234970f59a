"""A sandbox in a process of its own, with engineers who each have tickets, and with its limits.

Its first line says where it is. From the line `limits` on it keeps to its limits; at every line it
prints what was done with the tickets and the cards, and how many calls were one too many.
"""

import asyncio
import json
import sys
from collections import Counter
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount

from benchmarks.hurried import INTERCOMS, HurriedBuckets, HurriedLimits
from bot.manifest import manifest
from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.intercom.quota import Quota
from sandbox.server import serving
from sandbox.workspace import SLACKS_RATES, Workspace

_SHOWN = "Note written"
_ASSIGNS = {"POST /conversations/{id}/parts", "PATCH /issues/{id}"}
_NOTES = {"POST /conversations/{id}/reply", "POST /issues/{id}/note"}


class Desk:
    """A support team's workspace and helpdesk: people, tickets, and the calls that were made."""

    def __init__(self, tickets: int, people: int) -> None:
        clock = Clock()
        self.slack = Workspace(clock, rates=None)
        self.slack.install(manifest())
        self.helpdesk = Helpdesk(clock, quota=None)
        self.manager = self._joins("mubeen")
        customer = self.helpdesk.add_contact("Chloé Martin", "chloe@acme.example", "Acme", "Gold")
        self.engineers = [self._joins(f"e{number}") for number in range(people)]
        owners = self.helpdesk.admins()[-people:]
        self.wanted = {f"{10_000 + n}": owners[(n + 1) % people] for n in range(tickets)}
        for n, number in enumerate(self.wanted):
            self.helpdesk.add_conversation(
                "Export", customer, number=number, owner=owners[n % people]
            )

    def _joins(self, name: str) -> str:
        self.helpdesk.add_admin(name.title(), f"{name}@example.com")
        return str(self.slack.add_person(name, f"{name}@example.com")["id"])

    def limits(self) -> None:
        """Keep to the limits from now on, and count from here."""
        self.slack.buckets, self.slack.rates = HurriedBuckets(), SLACKS_RATES
        self.helpdesk.intercom.quota = Quota(INTERCOMS)
        self.helpdesk.pylon.limits = HurriedLimits()
        self.slack.calls.clear()
        self.helpdesk.calls.clear()

    def counted(self) -> dict[str, Any]:
        """Count what was done and what was refused, and say when the last of it was done."""
        done = [call for call in self.helpdesk.calls if call.status == 200]
        noted = [call.at for call in done if call.name in _NOTES | _ASSIGNS]
        shown, updates = self._shown()
        slacks = [call.status for call in self.slack.calls]
        desks = [call.status for call in self.helpdesk.calls]
        return {
            "notes": sum(call.name in _NOTES for call in done),
            "assigned": sum(call.name in _ASSIGNS for call in done),
            "noted_at": max(noted).timestamp() if noted else 0.0,
            "shown": len(shown),
            "shown_at": max(shown.values(), default=0.0),
            "updates": updates,
            "posts": sum(call.method == "chat.postMessage" for call in self.slack.calls),
            "calls": len(self.helpdesk.calls),
            "429": [*slacks, *desks].count(429),
        }

    def _shown(self) -> tuple[dict[tuple[str, str], float], int]:
        """Find since when each card shows it, and count the updates."""
        shown: dict[tuple[str, str], float] = {}
        updates = [call for call in self.slack.calls if call.method == "chat.update"]
        for call in updates:
            where = call.arguments["channel"], call.arguments["ts"]
            if call.answer and call.answer.get("ok"):
                if _SHOWN not in json.dumps(call.arguments):
                    shown.pop(where, None)
                else:
                    shown.setdefault(where, call.at.timestamp())
        return shown, len(updates)

    def each_once(self) -> bool:
        """Tell whether each ticket is the next engineer's, with one note, after one assignment."""
        return all(
            Counter(part.kind for part in ticket.history) == {"note": 1, "assignment": 1}
            and ticket.owner == self.wanted[ticket.number]
            for ticket in self.helpdesk.tickets()
        )


async def main(tickets: int, people: int) -> None:
    """Serve until nothing more is to be read."""
    desk = Desk(tickets, people)
    faces = {"intercom": desk.helpdesk.intercom.routes, "pylon": desk.helpdesk.pylon.routes}
    mounts = [Mount(f"/{name}", routes=routes) for name, routes in faces.items()]
    async with serving(Starlette(routes=[*desk.slack.routes, *mounts])) as url:
        about = {
            "url": url,
            "slack": desk.slack.app.bot_token,
            "intercom": desk.helpdesk.intercom.token,
            "pylon": desk.helpdesk.pylon.token,
            "manager": desk.manager,
            "engineers": desk.engineers,
        }
        print(json.dumps(about), flush=True)
        while word := await asyncio.to_thread(sys.stdin.readline):
            if word.strip() == "limits":
                desk.limits()
            told = desk.counted()
            told |= {"each_once": desk.each_once()} if word.strip() == "end" else {}
            print(json.dumps(told), flush=True)
    await desk.slack.close()
    desk.helpdesk.close()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
