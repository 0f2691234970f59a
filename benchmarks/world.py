"""The sandbox in a process of its own, with as many engineers as asked for, each with a ticket.

Its first line says where it is; at every line that it reads it prints how many messages each
channel was sent, and how many calls were one too many.
"""

import asyncio
import json
import sys
from collections import Counter
from dataclasses import replace

from starlette.applications import Starlette
from starlette.routing import Mount

from bot.manifest import manifest
from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.server import serving
from sandbox.workspace import Workspace
from sandbox.workspace.rates import SLACKS_RATES

POSTS_A_SECOND = 100
_RAISED = 1_000  # everything but posting, so that posting alone is the limit


async def main(people: int) -> None:
    """Serve until nothing more is to be read."""
    rates = SLACKS_RATES.raised(_RAISED)
    rates = replace(
        rates, posts_per_minute=60.0 * POSTS_A_SECOND, posts_at_once=float(POSTS_A_SECOND)
    )
    clock = Clock()
    slack = Workspace(clock, rates=rates)
    slack.install(manifest())
    helpdesk = Helpdesk(clock, quota=None)
    manager = slack.add_person("mubeen", "mubeen@example.com")["id"]
    customer = helpdesk.add_contact("Chloé Martin", "chloe@acme.example", "Acme", "Enterprise")
    for number in range(people):
        email = f"e{number}@example.com"
        slack.add_person(f"e{number}", email)
        owner = helpdesk.add_admin(f"E{number}", email)
        helpdesk.add_conversation("Export", customer, number=f"{10_000 + number}", owner=owner)
    app = Starlette(routes=[*slack.routes, Mount("/intercom", routes=helpdesk.intercom.routes)])
    async with serving(app) as url:
        tokens = {"slack": slack.app.bot_token, "helpdesk": helpdesk.intercom.token}
        print(json.dumps({"url": url, "manager": manager, **tokens}), flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            posts = [call for call in slack.calls if call.method == "chat.postMessage"]
            sent = Counter(call.answer["channel"] for call in posts if call.answer.get("ok"))
            too_many = sum(call.status == 429 for call in slack.calls)
            last = max((call.at.timestamp() for call in posts), default=0.0)
            told = {"people": len(sent), "posts": sent.total(), "429": too_many, "last": last}
            print(json.dumps(told), flush=True)
    await slack.close()
    helpdesk.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
