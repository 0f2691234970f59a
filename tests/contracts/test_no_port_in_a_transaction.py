"""No port is called while a transaction is open: a slow Slack would hold up every writer."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.app import Bot, put_together
from bot.running import running
from connectors.slack import SlackMessenger, who_am_i
from delivery.worker import Worker
from handlers import listen
from handlers.trouble import listen as answer_trouble
from rulebook.ports import Helpdesk, Members, Messenger
from sandbox.faults import Fault
from store.database import transaction_is_open
from tests.scene import Scene, scene

PORTS = (Helpdesk, Members, Messenger)
# Asked by the probe /readyz, where an attempt was cut off, and of nobody who is here.
NOT_IN_THE_STORY = {"hello", "created", "find", "set_away"}


@dataclass
class Seen:
    """Every call of a port, by name: whether a transaction was open."""

    calls: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    @property
    def in_a_transaction(self) -> list[str]:
        return [name for name, opened in self.calls.items() if any(opened)]


class Watched:
    """A port that passes every call on, and fails it while a transaction is open."""

    def __init__(self, port: object, seen: Seen) -> None:
        self._port, self._seen = port, seen

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._port, name)
        return self._watching(name, asked) if callable(asked) else asked

    def _watching(
        self, name: str, call: Callable[..., Awaitable[Any]]
    ) -> Callable[..., Awaitable[Any]]:
        async def watched(*args: Any, **named: Any) -> Any:
            is_open = transaction_is_open()
            self._seen.calls[name].append(is_open)
            assert not is_open, f"{name} was called while a transaction was open"
            return await call(*args, **named)

        return watched


@asynccontextmanager
async def watched_bot(team: Scene, database_url: str, seen: Seen) -> AsyncIterator[Bot]:
    """The bot, put together anew around watched ports."""
    settings = team.settings(database_url, approvals_channel=team.channel)
    async with put_together(settings, clock=team.clock.now) as bot:
        woken = asyncio.Event()
        context = replace(
            bot.context,
            helpdesk=cast("Helpdesk", Watched(bot.context.helpdesk, seen)),
            members=cast("Members", Watched(bot.context.members, seen)),
            wake=woken.set,
        )
        messenger = cast("Messenger", Watched(SlackMessenger(bot.client), seen))
        me = await who_am_i(bot.client)
        identity = AuthorizeResult(
            enterprise_id=None,
            team_id=me.team_id,
            bot_user_id=me.user_id,
            bot_id=me.bot_id,
            bot_token=team.workspace.app.bot_token,
        )

        async def authorize() -> AuthorizeResult:
            return identity

        slack = AsyncApp(
            client=bot.slack.client,
            authorize=authorize,
            signing_secret="socket mode",
            process_before_response=True,
            raise_error_for_unhandled_request=True,
        )
        listen(slack, context)
        answer_trouble(slack)
        watched = replace(
            bot, slack=slack, context=context, worker=Worker(context, messenger, woken)
        )
        async with running(watched):
            team.bots.append(watched)
            yield watched


async def goes_all_the_way(team: Scene) -> None:
    """Checked late, pressed by the wrong one, reopened, note failed and retried; all told."""
    team.helpdesk.faults.on("GET /conversations/{id}", Fault.SERVER_ERROR)
    assert "being looked up" in team.answer(await team.asks(team.amira))
    await team.sees(team.lina, "French speaker needed")
    (copy,) = await team.workspace.until(lambda: team.workspace.messages(team.channel))
    await team.workspace.presses(team.omar, team.channel, copy["ts"], "approve")
    await team.sees(team.omar, "Only mubeen")
    team.helpdesk.assigns(team.admins["mubeen"], "4711", team.admins["theo"])
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "Theo's now")
    team.helpdesk.faults.on("POST /conversations/{id}/reply", Fault.FORBIDDEN)
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "press Retry")
    await team.presses(team.lina, "retry")
    await team.sees(team.lina, "Note written")
    await team.sees(team.bea, "is yours now")


async def is_refused_denied_and_withdrawn(team: Scene) -> None:
    await team.asks(team.amira, "99 @bea why")
    await team.asks(team.omar, "4712 @theo knows webhooks")
    await team.sees(team.lina, "knows webhooks")
    await team.presses(team.lina, "deny")
    (form,) = team.workspace.views_of(team.lina)
    await team.workspace.submits(team.lina, form["id"], {"words": {"input": "Not now"}})
    await team.sees(team.omar, "lina said no")
    await team.asks(team.omar, "4712 @theo knows webhooks")
    await team.presses(team.omar, "withdraw")
    await team.sees(team.lina, "There is nothing left to do")
    await team.workspace.types(team.lina, "/roster")
    assert team.workspace.views_of(team.lina)


async def gets_a_ticket_of_its_own(team: Scene) -> None:
    await team.workspace.types(team.amira, "/new-ticket Exports")
    await team.fills(
        team.amira,
        customer="Chloé",
        description="Steps: export invoices. Expected: a file. Actual: an error page after minutes",
        priority="high",
        status="submitted",
        occasion="the customer reported several issues at once",
        old_ticket="4712",
    )
    await team.sees(team.lina, "Open a ticket for Acme")
    await team.presses(team.lina, "approve")
    await team.sees(team.amira, "it is done: Open a ticket for Acme")


async def is_promised_and_reminded_of(team: Scene) -> None:
    await team.workspace.types(team.amira, "/promise 4712 2h")
    team.clock.move(timedelta(hours=1, seconds=1))
    await team.sees(team.amira, "Update due in 1 hour")
    team.clock.move(timedelta(minutes=45))
    await team.sees(team.amira, "Update due in 15 minutes")
    await team.workspace.until(lambda: "Update due in 1 hour" not in team.words(team.amira))
    await team.presses(team.amira, "updated the customer")
    await team.sees(team.amira, "Update sent")


async def looks_at_their_home(team: Scene) -> None:
    await team.workspace.opens_home(team.amira)
    await team.workspace.until(lambda: team.workspace.home_of(team.amira))


async def changes_hands_by_hand(team: Scene) -> None:
    team.helpdesk.assigns(team.admins["omar"], "4711", team.admins["amira"])
    team.clock.move(timedelta(seconds=31))
    await team.presses(team.lina, "put back")
    await team.sees(team.lina, "Ticket put back")


async def waits_for_the_morning(team: Scene) -> None:
    team.clock.move(timedelta(hours=12))
    await team.asks(team.amira, "4711 @omar in the morning")
    team.clock.move(timedelta(hours=10))
    await team.sees(team.lina, "in the morning")


async def test_no_port_is_called_while_a_transaction_is_open(database_url: str) -> None:
    seen = Seen()
    async with scene() as team, watched_bot(team, database_url, seen):
        await goes_all_the_way(team)
        await is_refused_denied_and_withdrawn(team)
        await gets_a_ticket_of_its_own(team)
        await is_promised_and_reminded_of(team)
        await looks_at_their_home(team)
        await changes_hands_by_hand(team)
        await waits_for_the_morning(team)
    assert seen.in_a_transaction == []
    asked = {name for port in PORTS for name, of in vars(port).items() if is_asked(name, of)}
    assert len(asked) == 23
    assert seen.calls.keys() == asked - NOT_IN_THE_STORY


def is_asked(name: str, of: object) -> bool:
    return callable(of) and not name.startswith("_")


async def test_a_call_in_a_transaction_would_be_noticed(database_url: str) -> None:
    seen = Seen()
    async with scene() as team, watched_bot(team, database_url, seen) as bot:
        for opened in (bot.context.transaction, bot.context.database.reading):
            async with opened():
                with pytest.raises(AssertionError, match="while a transaction was open"):
                    await bot.context.helpdesk.ticket("4711")
        await bot.context.helpdesk.ticket("4711")
        assert seen.calls["ticket"] == [True, True, False]
        assert seen.in_a_transaction == ["ticket"]
