"""A small support team on this machine: the sandbox, people, tickets, and the bot itself."""

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.routing import Mount

from bot.app import Bot, put_together
from bot.manifest import manifest
from bot.running import running
from bot.settings import Settings, read_settings
from bot.web import routes
from connectors.slack import SLACKS_LIMITS
from sandbox.clock import Clock
from sandbox.faults import Fault, Switch
from sandbox.helpdesk import Helpdesk
from sandbox.server import serving
from sandbox.workspace import Workspace
from sandbox.workspace.records import Outcome
from store import events
from tests.settling import settled

Json = dict[str, Any]
NEW_YORK = ZoneInfo("America/New_York")
LEASE = timedelta(seconds=30)
HELPDESKS = ("intercom", "pylon")


class Usual:
    """What a scene has unless it is told otherwise."""

    helpdesk = "intercom"


# What each thing that is done to 4711, or asked, comes to in calls.
CALLS = {
    "intercom": {
        "people": "GET /admins",
        "read": "GET /conversations/{id}",
        "assign": "POST /conversations/{id}/parts",
        "note": "POST /conversations/{id}/reply",
        "prepare": "GET /ticket_types",
        "create": "POST /tickets",
        "changed": "POST /tickets/search",
    },
    "pylon": {
        "people": "GET /users",
        "read": "GET /issues/{id}",
        "assign": "PATCH /issues/{id}",
        "thread": "POST /issues/{id}/threads",
        "note": "POST /issues/{id}/note",
        "prepare": "GET /contacts/{id}",
        "create": "POST /issues",
        "changed": "POST /issues/search",
    },
}


def at_work(clock: Clock) -> Clock:
    """Move a clock to ten o'clock on the next Wednesday in New York; it goes on running."""
    now = clock.now().astimezone(NEW_YORK)
    day = (now + timedelta(days=(2 - now.weekday()) % 7 or 7)).date()
    clock.move(datetime.combine(day, time(10), NEW_YORK) - now)
    return clock


@dataclass
class Scene:
    """Who and what there is. People are Slack ids; helpdesk people go by the same names."""

    clock: Clock
    workspace: Workspace
    helpdesk: Helpdesk
    url: str
    amira: str
    bea: str
    omar: str
    lina: str
    theo: str
    mubeen: str
    admins: dict[str, Any]
    channel: str
    speaks: str
    bots: list[Bot] = field(default_factory=list)

    @property
    def bot(self) -> Bot:
        """The one bot, or the first replica."""
        return self.bots[0]

    def settings(self, database_url: str, **more: object) -> Settings:
        """The settings that a `.env` would hold; Socket Mode unless told otherwise."""
        app = self.workspace.app
        return read_settings(
            _env_file=None,
            **{
                "slack_bot_token": app.bot_token,
                "slack_app_token": app.app_token,
                "slack_api_url": f"{self.url}/api/",
                "manager": self.mubeen,
                "shift_leads": f"{self.lina},{self.theo}",
                "database_url": database_url,
                "helpdesk": self.speaks,
                "intercom_access_token": self.helpdesk.intercom.token,
                "intercom_api_url": f"{self.url}/intercom",
                "pylon_api_token": self.helpdesk.pylon.token,
                "pylon_api_url": f"{self.url}/pylon",
                "holidays": "",
                "port": 0,
            }
            | more,
        )

    # What is seen

    def cards(self, person: str) -> list[Json]:
        """What the bot wrote to somebody, oldest first, without threads, whispers and lists."""
        return [message for message in self._messages(person) if not _is_list(message)]

    def lists(self, person: str) -> list[Json]:
        """The lists that the bot sent somebody, oldest first."""
        return [message for message in self._messages(person) if _is_list(message)]

    def _messages(self, person: str) -> list[Json]:
        seen = self.workspace.messages(self.workspace.direct(person), person)
        return [message for message in seen if not message.get("is_ephemeral")]

    def card(self, person: str) -> Json:
        """The newest of those."""
        return self.cards(person)[-1]

    def words(self, person: str) -> str:
        """Everything the bot shows somebody: messages, threads and whispers, as one text."""
        channel = self.workspace.direct(person)
        shown = self._messages(person)
        threads = [self.workspace.messages(channel, person, card["ts"])[1:] for card in shown]
        whispers = self.workspace.ephemerals(person)
        messages = (*shown, *(reply for thread in threads for reply in thread), *whispers)
        return "\n".join(self.said(message) for message in messages)

    def said(self, message: Json) -> str:
        """What one message says, with people by name."""
        text = said(message)
        for name in self.admins:
            text = text.replace(f"<@{getattr(self, name)}>", name)
        return text

    def notes(self, number: str = "4711") -> list[Any]:
        """The private notes on a ticket."""
        return [part for part in self.helpdesk.ticket(number).history if part.kind == "note"]

    def answer(self, outcome: Outcome) -> str:
        """What somebody was answered at once."""
        return " ".join(self.said(message) for message in outcome.messages)

    async def trail(self, request_id: int = 1) -> list[tuple[str, str]]:
        """Who did what to a request, oldest first."""
        async with self.bot.context.database.reading() as tx:
            return [(row.who, row.what) for row in await events.of_request(tx, request_id)]

    @property
    def desk(self) -> str:
        """What the helpdesk is called."""
        return self.speaks.title()

    async def settled(self) -> None:
        """Wait until the bot has done all that is due by now."""
        await settled(self.bot, self.workspace.changes)

    # What is done

    def goes_wrong(self, act: str, fault: Fault, **how: Any) -> Switch:
        """Let a call to the helpdesk go wrong, by what it is for."""
        return self.helpdesk.faults.on(CALLS[self.speaks][act], fault, **how)

    async def asks(self, person: str, line: str = "") -> Any:
        """Type `/reassign`, by default 4711 to Bea because of her French."""
        line = line or "4711 @bea French speaker needed"
        return await self.workspace.types(person, f"/reassign {line}")

    async def fills(self, person: str, **values: Any) -> Outcome:
        """Fill in the form on top by its fields' names, and send it.

        Where something is searched for, the value is typed and the suggestion with that value is
        chosen, else the first.
        """
        view = self.workspace.views_of(person)[-1]
        entered: Json = {}
        for block in view["blocks"]:
            if block["type"] != "input" or block["block_id"] not in values:
                continue
            name, element = block["block_id"], block["element"]
            chosen = values[name]
            if element["type"] == "external_select" and chosen:
                chosen = await self._chosen(person, view["id"], element["action_id"], name, chosen)
            entered[name] = {element["action_id"]: chosen}
        unknown = values.keys() - entered.keys()
        assert not unknown, f"the form has no {unknown}"
        return await self.workspace.submits(person, view["id"], entered)

    async def _chosen(self, person: str, view: str, action: str, block: str, words: str) -> Json:
        found = await self.workspace.suggests(person, view, action, words, block_id=block)
        assert found, f"nothing is suggested for {words!r}"
        return next((option for option in found if option["value"] == words), found[0])

    async def chooses(self, person: str, action: str, on: Json | None = None) -> Any:
        """Choose a line of the menu on somebody's newest card."""
        card = on or self.card(person)
        (menu,) = [
            element
            for block in card["blocks"]
            if block["type"] == "actions"
            for element in block["elements"]
            if element["type"] == "overflow"
        ]
        values = [option["value"] for option in menu["options"]]
        (value,) = [value for value in values if value.startswith(f"{action} ")]
        direct = self.workspace.direct(person)
        return await self.workspace.presses(person, direct, card["ts"], "more", value)

    async def presses(self, person: str, action: str, on: Json | None = None) -> Any:
        """Press a button on somebody's newest card, once it is there."""
        await self.workspace.until(lambda: on or action in self.buttons(person), 10)
        card = on or self.card(person)
        return await self.workspace.presses(
            person, self.workspace.direct(person), card["ts"], action
        )

    def buttons(self, person: str) -> set[str]:
        """What somebody can press on their newest card."""
        cards = self.cards(person)[-1:]
        return {
            element["action_id"]
            for card in cards
            for block in card["blocks"]
            if block["type"] == "actions"
            for element in block["elements"]
        }

    async def sees(self, person: str, words: str, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until somebody is shown these words."""
        await self.workspace.until(lambda: words in self.words(person), timeout)


def _is_list(message: Json) -> bool:
    return any(
        element["action_id"] == "mute the lists"
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    )


def said(message: Json) -> str:
    """The text of a message's blocks, in order."""
    return _text(message.get("blocks", [])) or str(message.get("text", ""))


def _text(node: Any) -> str:
    if isinstance(node, list):
        return "".join(_text(item) for item in node)
    if not isinstance(node, dict):
        return ""
    match node.get("type"):
        case "text" | "plain_text" | "mrkdwn":
            return str(node["text"])
        case "link":
            return str(node.get("text", node["url"]))
        case "user":
            return f"<@{node['user_id']}>"
        case "date":
            return str(node.get("fallback", node["timestamp"]))
        case "rich_text_section":
            return _text(node["elements"]) + "\n"
        case _:
            return "".join(_text(value) for value in node.values() if not isinstance(value, str))


@asynccontextmanager
async def scene(
    clock: Clock | None = None,
    *,
    speaks: str = "",
    elsewhere: Collection[str] = (),
    **workspace: Any,
) -> AsyncIterator[Scene]:
    """Open the sandbox with its people and tickets; no bot yet.

    `speaks` is the API of the helpdesk that a bot is to use, if not the one that all tests use;
    who is `elsewhere` has another e-mail address in Slack than in the helpdesk.
    """
    time_of_day = clock or at_work(Clock())
    slack = Workspace(time_of_day, rates=None, **workspace)
    slack.install(manifest())
    tickets = Helpdesk(time_of_day, quota=None)
    people = {
        name: slack.add_person(
            name, f"{name}@{'home.example' if name in elsewhere else 'example.com'}"
        )["id"]
        for name in ("amira", "bea", "omar", "lina", "theo", "mubeen")
    }
    admins = {name: tickets.add_admin(name.title(), f"{name}@example.com") for name in people}
    customer = tickets.add_contact("Chloé Martin", "chloe@acme.example", "Acme", "Enterprise")
    tickets.add_conversation(
        "Cannot export invoices", customer, number="4711", owner=admins["omar"]
    )
    tickets.add_ticket("Webhook times out", customer, number="4712", owner=admins["amira"])
    faces = [Mount(f"/{face}", routes=getattr(tickets, face).routes) for face in HELPDESKS]
    app = Starlette(routes=[*slack.routes, *faces])
    try:
        async with serving(app) as url:
            channel = slack.add_channel("approvals", people.values())
            yield Scene(
                time_of_day,
                slack,
                tickets,
                url,
                **people,
                admins=admins,
                channel=channel,
                speaks=speaks or Usual.helpdesk,
            )
    finally:
        await slack.close()
        tickets.close()


@asynccontextmanager
async def bots(
    of: Scene,
    database_url: str,
    *,
    http: bool = False,
    replicas: int = 1,
    lease: timedelta = LEASE,
    **settings: object,
) -> AsyncIterator[Scene]:
    """Run the bot in this process, over Socket Mode or signed HTTP, once or as replicas."""
    if http:
        secret = of.workspace.app.signing_secret
        settings |= {"slack_app_token": None, "slack_signing_secret": secret}
    async with AsyncExitStack() as stack:
        for _ in range(replicas):
            bot = await stack.enter_async_context(
                put_together(
                    of.settings(database_url, **settings),
                    clock=of.clock.now,
                    lease=lease,
                    slack_limits=SLACKS_LIMITS.raised(1_000),  # as the sandbox has none here
                )
            )
            await stack.enter_async_context(running(bot))
            if http:
                web = await stack.enter_async_context(serving(Starlette(routes=routes(bot))))
                of.workspace.delivers_to(f"{web}/slack/events")
            of.bots.append(bot)
            await settled(bot, of.workspace.changes)
        yield of
