"""One decision, by somebody entitled, whoever presses however often."""

import asyncio
from functools import partial
from typing import Any

import pytest

from tests.scene import Json, Scene, bots, scene

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def of_channel(team: Scene) -> Json:
    return team.workspace.messages(team.channel, team.mubeen)[-1]


async def deny_forms(team: Scene, person: str, where: str, ts: str, how_many: int) -> list[str]:
    for _ in range(how_many):
        await team.workspace.presses(person, where, ts, "deny")
    return [view["id"] for view in team.workspace.views_of(person)]


@on_postgresql
async def test_twenty_clicks_at_once_on_two_replicas_make_one_decision(database_url: str) -> None:
    async with (
        scene() as team,
        bots(team, database_url, replicas=2, approvals_channel=team.channel),
    ):
        await team.asks(team.amira)
        await team.sees(team.lina, "French speaker needed")
        await team.workspace.until(lambda: team.workspace.messages(team.channel))
        card, copy = team.card(team.lina), of_channel(team)
        direct = team.workspace.direct(team.lina)
        slack = team.workspace
        (lina_denies,) = await deny_forms(team, team.lina, direct, card["ts"], 1)
        (mubeen_denies,) = await deny_forms(team, team.mubeen, team.channel, copy["ts"], 1)

        reason = {"words": {"input": "Not now"}}
        await asyncio.gather(
            *(slack.presses(team.lina, direct, card["ts"], "approve") for _ in range(9)),
            *(slack.presses(team.mubeen, team.channel, copy["ts"], "approve") for _ in range(9)),
            slack.submits(team.lina, lina_denies, reason),
            slack.submits(team.mubeen, mubeen_denies, reason),
        )

        decisions = [(who, what) for who, what in await team.trail() if what in {"approve", "deny"}]
        refused = [what for _, what in await team.trail() if "refused" in what]
        assert len(decisions) == 1
        assert len(refused) == 19
        ((who, what),) = decisions
        name = "lina" if who == team.lina else "mubeen"
        if what == "approve":
            await team.sees(team.lina, "Note written")
            assert len(team.notes()) == 1
            owners = [part.kind for part in team.helpdesk.ticket("4711").history]
            assert owners.count("assignment") == 1
        else:
            await team.sees(team.lina, f"Denied by {name}")
            assert team.notes() == []
        for person in (team.lina, team.mubeen):
            await team.workspace.until(partial(whispers, team, person))
            assert all(" has " in whisper for whisper in whispers(team, person))


def whispers(team: Scene, person: str) -> list[str]:
    return [team.said(message) for message in team.workspace.ephemerals(person)]


async def forged(team: Scene, user: str, home: str | None = None) -> Json:
    """Lina's own press on Approve, as Slack would send it had somebody else made it."""
    card = team.card(team.lina)
    direct = team.workspace.direct(team.lina)
    button = next(
        element
        for block in card["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "approve"
    )
    block = next(block for block in card["blocks"] if block["type"] == "actions")
    app = team.workspace.app
    return {
        "type": "block_actions",
        "user": {"id": user, "username": "x", "name": "x", "team_id": home or app.team_id},
        "api_app_id": app.app_id,
        "token": app.verification_token,
        "container": {"type": "message", "message_ts": card["ts"], "channel_id": direct},
        "trigger_id": f"1.2.{user}{home}",
        "team": {"id": home or app.team_id, "domain": "elsewhere"},
        "channel": {"id": direct, "name": "directmessage"},
        "response_url": f"{team.url}/hooks/none",
        "actions": [
            {
                "action_id": "approve",
                "block_id": block["block_id"],
                "text": button["text"],
                "value": button["value"],
                "type": "button",
                "action_ts": "1596530385.194939",
            }
        ],
    }


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("omar", "Only mubeen or the shift lead on duty decides."),
        ("amira", "Nobody decides their own request. lina has it"),
        ("theo", "Only mubeen or the shift lead on duty decides. The roster is empty"),
    ],
)
async def test_who_may_not_decide_is_told_so_kindly_and_it_is_recorded(
    database_url: str, who: str, sentence: str
) -> None:
    async with scene() as team, bots(team, database_url, approvals_channel=team.channel):
        await team.asks(team.amira)
        await team.workspace.until(lambda: team.workspace.messages(team.channel))
        person: str = getattr(team, who)
        for action in ("approve", "deny"):
            copy = of_channel(team)
            await team.workspace.presses(person, team.channel, copy["ts"], action)
        await team.workspace.until(
            lambda: sum(sentence in whisper for whisper in whispers(team, person)) == 2
        )
        assert (person, "approve refused") in await team.trail()
        assert (person, "deny refused") in await team.trail()
        assert team.workspace.views_of(person) == []
        assert team.notes() == []


@pytest.mark.parametrize("who", ["a guest", "somebody unknown", "another workspace"])
async def test_strangers_change_nothing_and_it_is_recorded(stage: Scene, who: str) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    user: str
    home: Any = None
    match who:
        case "a guest":
            user = stage.workspace.add_person("gus", "g@else.example", guest=True)["id"]
        case "somebody unknown":
            user = "U0NOBODY"
        case _:
            user, home = stage.lina, "T0ELSEWHERE"
    (delivery,) = await stage.workspace.delivers(await forged(stage, user, home))
    assert delivery.acknowledged
    recorded = f"{home}/{user}" if home else user
    assert (recorded, "approve refused") in await stage.trail()
    assert stage.notes() == []
    assert "approve" in str(stage.card(stage.lina)["blocks"])


async def test_a_card_of_an_older_version_does_nothing(stage: Scene) -> None:
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    old = await forged(stage, stage.lina)
    stage.helpdesk.assigns(stage.admins["mubeen"], "4711", stage.admins["theo"])
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.lina, "Theo's now")
    await stage.workspace.delivers(old)
    await stage.sees(stage.lina, "The request changed since this card was drawn")
    assert stage.notes() == []


@on_postgresql
async def test_two_requests_about_one_ticket_do_not_lock_each_other_out(database_url: str) -> None:
    async with scene() as team, bots(team, database_url, replicas=2):
        await team.asks(team.amira)
        await team.sees(team.lina, "French speaker needed")
        await team.workspace.types(team.bea, "/child-ticket 4711 Export is slow")
        told = "Steps: export all. Expected: a file. Actual: an error page after two minutes"
        await team.fills(
            team.bea, description=told, priority="low", novelty="part of the parent's issue"
        )
        await team.sees(team.lina, "Export is slow")
        for _ in range(3):
            first, second = team.cards(team.lina)
            await asyncio.gather(
                *(team.chooses(team.lina, "pass on", on=card) for card in (first, second))
            )
            await team.workspace.until(lambda: len(with_take(team)) == 2)
            first, second = with_take(team)
            await asyncio.gather(
                *(team.chooses(team.lina, "take", on=card) for card in (first, second))
            )
            await team.workspace.until(lambda: not with_take(team))
        assert "Something went wrong" not in team.words(team.lina)


def with_take(team: Scene) -> list[Json]:
    return [card for card in team.cards(team.lina) if "I take it" in str(card["blocks"])]
