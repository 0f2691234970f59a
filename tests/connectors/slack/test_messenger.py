"""What the bot asks of Slack, from a workspace on this machine that asks for scopes and limits."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.manifest import manifest
from cards.message import Message
from connectors.http.pace.rate_limit import RateLimit
from connectors.slack import SlackLimits, SlackMessenger, SlackPace
from rulebook.ports import Done, GiveUp, Posted, TryAgain
from sandbox.clock import Clock
from sandbox.faults import Fault
from sandbox.server import serving
from sandbox.workspace import SLACKS_RATES, Workspace

HELLO = Message(text="Hello", blocks=({"type": "divider"},))
A_PAUSE = TryAgain(because="Slack asks for a pause.", after=timedelta(seconds=1), untried=True)
# As fast as the sandbox with `raised(100)`.
FAST = SlackLimits().raised(100)


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    workspace = Workspace(Clock(), rates=SLACKS_RATES.raised(100))
    workspace.install(manifest())
    yield workspace
    await workspace.close()


@pytest.fixture
async def client(workspace: Workspace) -> AsyncIterator[AsyncWebClient]:
    async with serving(Starlette(routes=workspace.routes)) as url:
        token = workspace.app.bot_token
        yield AsyncWebClient(token, base_url=f"{url}/api/", retry_handlers=[])


@pytest.fixture
def messenger(client: AsyncWebClient) -> SlackMessenger:
    return SlackMessenger(client)


@pytest.fixture
def ann(workspace: Workspace) -> str:
    return str(workspace.add_person("Ann Lee", "ann@example.com")["id"])


async def post(
    messenger: SlackMessenger, to: str, marker: str = "m", *, again: bool = False
) -> Posted | TryAgain | GiveUp:
    return await messenger.post(to, HELLO, marker=marker, thread=None, again=again)


async def posted(messenger: SlackMessenger, to: str, marker: str = "m") -> Posted:
    at = await post(messenger, to, marker)
    assert isinstance(at, Posted)
    return at


def seen(workspace: Workspace, person: str) -> int:
    return len(workspace.messages(workspace.direct(person)))


async def test_a_message_is_removed(
    messenger: SlackMessenger, workspace: Workspace, ann: str
) -> None:
    at, other = await posted(messenger, ann), await posted(messenger, ann, "n")
    assert await messenger.remove(at) == Done(reference=at.ts)
    (left,) = workspace.messages(workspace.direct(ann))
    assert left["ts"] == other.ts


async def test_a_message_that_is_gone_already_is_removed(
    messenger: SlackMessenger, ann: str
) -> None:
    at = await posted(messenger, ann)
    assert [await messenger.remove(at) for _ in range(2)] == [Done(reference=at.ts)] * 2


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.RATE_LIMITED, A_PAUSE),
        (Fault.SERVER_ERROR, TryAgain(because="Slack has trouble.")),
        (Fault.UNREACHABLE, TryAgain(because="Slack could not be reached.")),
        (Fault.FORBIDDEN, GiveUp(because="Slack refused: the message is not the bot's.")),
    ],
)
async def test_what_keeps_a_message_from_being_removed_is_told(
    messenger: SlackMessenger,
    workspace: Workspace,
    ann: str,
    fault: Fault,
    outcome: TryAgain | GiveUp,
) -> None:
    at = await posted(messenger, ann)
    workspace.faults.on("chat.delete", fault)
    assert await messenger.remove(at) == outcome
    assert seen(workspace, ann) == 1


async def test_a_removal_whose_answer_was_lost_is_done_when_it_is_repeated(
    messenger: SlackMessenger, workspace: Workspace, ann: str
) -> None:
    at = await posted(messenger, ann)
    workspace.faults.on("chat.delete", Fault.LOST_ANSWER)
    assert isinstance(await messenger.remove(at), TryAgain)
    assert await messenger.remove(at) == Done(reference=at.ts)


async def test_after_a_pause_was_asked_for_slack_is_not_called(
    messenger: SlackMessenger, workspace: Workspace, ann: str
) -> None:
    at = await posted(messenger, ann)
    workspace.rates = replace(SLACKS_RATES, per_minute={**SLACKS_RATES.per_minute, "t3": 1})
    assert await messenger.update(at, HELLO) == Done(reference=at.ts)
    for _ in range(3):
        outcome = await messenger.update(at, HELLO)
        assert isinstance(outcome, TryAgain)
        assert outcome.after is not None
        assert timedelta(seconds=50) < outcome.after <= timedelta(seconds=60)
    assert [call.method for call in workspace.calls].count("chat.update") == 2
    assert await messenger.remove(at) == Done(reference=at.ts)


Act = Callable[[SlackMessenger, str, Posted], Awaitable[object]]
ACTS: dict[str, Act] = {
    "chat.postMessage": lambda slack, ann, _: post(slack, ann),
    "chat.update": lambda slack, _, at: slack.update(at, HELLO),
    "chat.delete": lambda slack, _, at: slack.remove(at),
    "chat.postEphemeral": lambda slack, ann, at: slack.whisper(at.channel, ann, HELLO),
    "conversations.open": lambda slack, ann, _: post(slack, ann, again=True),
    "conversations.history": lambda slack, ann, _: post(slack, ann, again=True),
    "conversations.replies": lambda slack, ann, at: slack.post(
        ann, HELLO, marker="m", thread=at.ts, again=True
    ),
}


@pytest.mark.parametrize("method", ACTS)
async def test_every_call_keeps_the_pace(
    client: AsyncWebClient, workspace: Workspace, ann: str, method: str
) -> None:
    messenger = SlackMessenger(client, SlackPace(FAST, patience=0))
    at = await posted(messenger, ann)
    workspace.calls.clear()
    workspace.faults.on(method, Fault.RATE_LIMITED)
    assert await ACTS[method](messenger, ann, at) == A_PAUSE
    assert isinstance(await ACTS[method](messenger, ann, at), TryAgain)
    assert [call.method for call in workspace.calls].count(method) == 1


@pytest.mark.parametrize("method", [method for method in ACTS if method.startswith("conv")])
async def test_a_pause_for_looking_does_not_hold_up_posts(
    client: AsyncWebClient, workspace: Workspace, ann: str, method: str
) -> None:
    messenger = SlackMessenger(client, SlackPace(FAST, patience=0))
    at = await posted(messenger, ann)
    workspace.faults.on(method, Fault.RATE_LIMITED)
    assert await ACTS[method](messenger, ann, at) == A_PAUSE
    assert isinstance(await post(messenger, ann, "n"), Posted)


async def test_what_cannot_be_posted_yet_is_not_looked_for(
    client: AsyncWebClient, workspace: Workspace, ann: str
) -> None:
    messenger = SlackMessenger(client, SlackPace(patience=0))
    for number in range(5):
        await posted(messenger, ann, str(number))
    assert isinstance(await post(messenger, ann, "0", again=True), TryAgain)
    assert {call.method for call in workspace.calls} == {"chat.postMessage"}


async def test_a_person_and_the_dm_with_them_share_a_limit(
    client: AsyncWebClient, ann: str
) -> None:
    limits = FAST.model_copy(update={"posts_to_a_channel": RateLimit(per_minute=1, at_once=2)})
    messenger = SlackMessenger(client, SlackPace(limits))
    first = await posted(messenger, ann)
    for to in (ann, first.channel):
        await posted(messenger, to)
    assert isinstance(await post(messenger, ann), TryAgain)
    assert isinstance(await post(messenger, first.channel), TryAgain)


async def test_a_flood_never_meets_a_limit_and_uses_it(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.rates = replace(SLACKS_RATES.raised(100), posts_per_minute=6_000, posts_at_once=100)
    posts = RateLimit(per_minute=6_000, at_once=50)
    messenger = SlackMessenger(client, SlackPace(FAST.model_copy(update={"posts": posts})))
    people = [
        str(workspace.add_person(f"Person {n}", f"p{n}@example.com")["id"]) for n in range(120)
    ]
    outcomes = await asyncio.gather(*(post(messenger, person) for person in people))
    assert all(isinstance(outcome, Posted) for outcome in outcomes)
    assert {call.status for call in workspace.calls} == {200}
