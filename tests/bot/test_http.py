"""What arrives over HTTP: Slack's own payloads are answered, everything else is turned away."""

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from rulebook.effects.recurring import Recurring
from store.counts import counts
from tests.bot.signed import FORM, JSON, Logs, Slack, encoded
from tests.scene import Scene

PAYLOADS = Path(__file__).parents[2].parent / "shared/contracts/slack/payloads-bolt-python"
COMMAND = {
    "command": "/reassign",
    "text": "4711 @bea French speaker needed",
    "user_id": "U0AMIRA",
    "user_name": "amira",
    "team_id": "T0",
    "channel_id": "D0",
    "trigger_id": "1.2.3",
    "response_url": "http://127.0.0.1:9/",
}


def official() -> dict[str, tuple[bytes, str]]:
    """Slack's payloads, each encoded as Slack encodes its type."""
    if not PAYLOADS.is_dir():
        pytest.skip("Slack's payloads are not beside this repository (shared/contracts/slack)")
    forms = {path.name: (path.read_bytes().strip(), FORM) for path in PAYLOADS.glob("*.txt")}
    return forms | {
        path.name: encoded(json.loads(path.read_text())) for path in PAYLOADS.glob("*.json")
    }


async def nothing_recorded(team: Scene) -> bool:
    async with team.bot.context.database.reading() as tx:
        counted = await counts(tx)
    recurring = {"scheduled": len(Recurring.__subclasses__())}
    return (counted.requests, counted.effects, await team.trail()) == ({}, recurring, [])


async def test_everything_that_slack_documents_is_answered(
    team: Scene, slack: Slack, logs: Logs
) -> None:
    payloads = official()
    assert len(payloads) > 50
    answers = {name: (await slack.sends(*sent)).status_code for name, sent in payloads.items()}
    assert answers == dict.fromkeys(payloads, 200)
    assert logs.troubles() == []
    assert await nothing_recorded(team)


async def test_slacks_own_checks_of_the_address_are_answered(
    team: Scene, slack: Slack, logs: Logs
) -> None:
    challenge = {"type": "url_verification", "token": "x", "challenge": "3eZbrw1aB"}
    answer = await slack.delivers(challenge)
    assert "3eZbrw1aB" in answer.text
    check = urlencode(COMMAND | {"ssl_check": "1"}).encode()
    assert (await slack.sends(check, x_slack_signature=None)).status_code == 200
    assert logs.troubles() == []
    assert await nothing_recorded(team)


def form(**changes: str) -> bytes:
    return urlencode(COMMAND | changes).encode()


def payload(text: str) -> bytes:
    return urlencode({"payload": text}).encode()


DEEP = 100_000
WIDE = {ord("0") + digit: ord("\N{FULLWIDTH DIGIT ZERO}") + digit for digit in range(10)}
SIGNATURES: dict[str, dict[str, Any]] = {
    "a signature of something else": {"x_slack_signature": "v0=" + "0" * 64},
    "a signature that is no signature": {"x_slack_signature": "ünsigned"},
    "an empty signature": {"x_slack_signature": ""},
    "no signature": {"x_slack_signature": None},
    "no timestamp": {"x_slack_request_timestamp": None},
    "an old timestamp": {"at": f"{time.time() - 600:.0f}"},
    "a timestamp of the future": {"at": f"{time.time() + 6000:.0f}"},
    "a word as timestamp": {"at": "abc"},
    "an empty timestamp": {"at": ""},
    "a huge timestamp": {"at": "9" * 400},
    "a timestamp longer than Python reads": {"at": "9" * 5000},
    "a negative timestamp": {"at": f"-{time.time():.0f}"},
    "a timestamp with a fraction": {"at": f"{time.time():.3f}"},
    "digits of another script": {"at": "123".translate(WIDE)},
    "the timestamp in digits of another script": {"at": f"{time.time():.0f}".translate(WIDE)},
}
BODIES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", FORM),
    "nothing as JSON": (b"", JSON),
    "too much": (form(text="x" * 1_100_000), FORM),
    "too much JSON": (json.dumps({"type": "x" * 1_100_000}).encode(), JSON),
    "broken JSON": (b'{"type": "event_callback",', JSON),
    "broken JSON with a character set": (b"{", f"{JSON}; charset=utf-8"),
    "broken JSON that says it is a form": (b"{broken", FORM),
    "broken JSON that says nothing": (b"{broken", ""),
    "JSON that says it is JSON in capitals": (b"[]", "Application/JSON"),
    "a list": (b"[]", JSON),
    "a text": (b'"x"', JSON),
    "a number": (b"1", JSON),
    "null": (b"null", JSON),
    "JSON deeper than Python reads": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, JSON),
    "a user that is a number": (b'{"type": "event_callback", "user": 5}', JSON),
    "authorizations that are no list": (b'{"authorizations": {"a": 1}}', JSON),
    "a broken form": (b"&&&", FORM),
    "not UTF-8": (b"command=\xff\xfe", FORM),
    "JSON that is not UTF-8": (b'{"type": "\xff"}', JSON),
    "an empty payload": (payload(""), FORM),
    "a broken payload": (payload('{"type": "block_actions"'), FORM),
    "a payload that is a list": (payload("[1]"), FORM),
    "a payload that is null": (payload("null"), FORM),
    "a payload deeper than Python reads": (payload('{"a":' * 20_000), FORM),
    "a payload whose user is a number": (payload('{"type": "block_actions", "user": 5}'), FORM),
    "two payloads, one of them broken": (payload("{}") + b"&" + payload("{"), FORM),
    "a payload in a JSON body": (payload("{}"), JSON),
}


def not_turned_away(answers: dict[str, httpx.Response]) -> dict[str, str]:
    return {
        name: f"{answer.status_code} {answer.text}"
        for name, answer in answers.items()
        if not 400 <= answer.status_code < 500 or "Traceback" in answer.text
    }


async def test_what_slack_did_not_sign_is_turned_away(
    team: Scene, slack: Slack, logs: Logs
) -> None:
    for sent in (
        form(user_id=team.amira, team_id=team.workspace.team.id),
        payload('{"type": "block_actions", "user": 5}'),
        b'{"event": ' * 900 + b"1" + b"}" * 900,
    ):
        answers = {name: await slack.sends(sent, **headers) for name, headers in SIGNATURES.items()}
        assert not_turned_away(answers) == {}
    assert logs.troubles() == []
    assert await nothing_recorded(team)


async def test_what_cannot_be_read_is_turned_away(team: Scene, slack: Slack, logs: Logs) -> None:
    answers = {name: await slack.sends(*sent) for name, sent in BODIES.items()}
    assert not_turned_away(answers) == {}
    assert logs.troubles() == []
    assert await nothing_recorded(team)


async def test_a_form_that_was_signed_is_heard(team: Scene, slack: Slack) -> None:
    text = f"4711 <@{team.bea}|bea> French speaker needed"
    sent = form(user_id=team.amira, team_id=team.workspace.team.id, text=text)
    assert "lina has it" in (await slack.sends(sent)).text
    await team.sees(team.lina, "French speaker needed")


async def test_only_post_is_taken(web: httpx.AsyncClient) -> None:
    assert (await web.get("/slack/events")).status_code == 405
