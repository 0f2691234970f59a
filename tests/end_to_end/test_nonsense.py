"""Nonsense in any field or on any command line gets one clear sentence, and changes nothing."""

import logging
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from rulebook.kinds import ASKED_FOR
from sandbox.workspace.records import Outcome
from store import requests
from store.counts import counts
from tests.end_to_end.nonsense import PERSONAL, SECRETS, Nonsense, nonsense
from tests.scene import Json, Scene

# What is typed is answered by the rulebook, whichever helpdesk it is.
pytestmark = pytest.mark.parametrize("helpdesk", ["intercom"], indirect=True)

WRONG = "Steps: export every invoice. Expected: one file. Actual: an empty page."
RIGHT: dict[str, dict[str, str]] = {
    "child-ticket": {
        "parent": "4711",
        "title": "Export is slow",
        "description": WRONG,
        "priority": "high",
        "novelty": "part of the parent's issue",
    },
    "new-ticket": {
        "title": "Export is slow",
        "customer": "Chloé",
        "description": WRONG,
        "priority": "high",
        "status": "submitted",
        "occasion": "the customer reported several issues at once",
    },
    "reassign": {"ticket": "4711", "new_owner": "bea", "reason": "French speaker needed"},
    "training": {
        "topic": "SSO set-up",
        "customer": "Chloé",
        "weight": "critical",
        "origin": "success",
        "session": "training",
        "minutes": "45",
    },
}
every_kind = pytest.mark.parametrize("kind", ASKED_FOR)


@pytest.fixture
def team(stage: Scene) -> Scene:
    """The team, with a closed ticket, and people who cannot own any."""
    customer = stage.helpdesk.add_contact("Ada", "ada@acme.example", "Acme", "Enterprise")
    stage.helpdesk.add_ticket("Done", customer, number="4713", state="closed")
    slack = stage.workspace
    slack.add_person("gus", "gus@else.example", guest=True)
    slack.add_person("robo", "robo@example.com", bot=True)
    slack.add_person("gone", "gone@example.com", deactivated=True)
    slack.add_person("nell", "nell@example.com")
    return stage


async def opens(team: Scene, kind: str, person: str) -> Json:
    """The empty form of a kind."""
    await team.workspace.types(person, ASKED_FOR[kind].command.name)
    return team.workspace.views_of(person)[-1]


async def what_comes_back(team: Scene, view: Json, person: str, entered: Mapping[str, str]) -> Json:
    """The acknowledgement of a form with this in it, whether a client lets it through or not."""
    payload = team.workspace.payloads.submission(person, deepcopy(view))
    payload["view"]["state"]["values"] = {
        block["block_id"]: {block["element"]["action_id"]: state(team, block["element"], words)}
        for block in view["blocks"]
        if block["type"] == "input"
        for words in [entered.get(block["block_id"], "")]
    }
    (delivery,) = await team.workspace.delivers(payload)
    assert delivery.acknowledged
    return delivery.ack


def state(team: Scene, element: Json, words: str) -> Json:
    """What an input holds that was filled in so."""
    match element["type"]:
        case "users_select":
            return {"type": element["type"], "selected_user": member(team, words) or None}
        case "static_select" | "external_select":
            option = {"text": {"type": "plain_text", "text": "x"}, "value": key(team, words)}
            return {"type": element["type"], "selected_option": option if words else None}
        case _:
            return {"type": element["type"], "value": words or None}


def member(team: Scene, name: str) -> str:
    known = {person["name"]: str(person["id"]) for person in team.workspace.people.all()}
    return known.get(name, name)


def key(team: Scene, words: str) -> str:
    contacts = {"Chloé": team.helpdesk.ticket("4711").customer.id}
    return contacts.get(words, words)


async def nothing_was_created(team: Scene) -> bool:
    async with team.bot.context.database.reading() as tx:
        counted = await counts(tx)
    people = (team.amira, team.lina, team.mubeen)
    return (
        dict(counted.requests) == {}
        and len(team.helpdesk.tickets()) == 3
        and not any(team.notes(ticket.number) for ticket in team.helpdesk.tickets())
        and not any(team.cards(person) for person in people)
    )


@every_kind
async def test_nonsense_in_a_field_is_answered_at_that_field(team: Scene, kind: str) -> None:
    view = await opens(team, kind, team.amira)
    wrong: dict[str, Json] = {}
    for field, odd in nonsense(ASKED_FOR[kind]):
        ack = await what_comes_back(team, view, team.amira, RIGHT[kind] | {field.name: odd.entered})
        if not is_answered(ack, field.name, odd):
            wrong[f"{field.name}: {odd.entered[:40]!r}"] = ack
    assert wrong == {}
    assert await nothing_was_created(team)
    assert team.workspace.views_of(team.amira)[-1]["hash"] == view["hash"]
    mended = await what_comes_back(team, view, team.amira, RIGHT[kind])
    assert mended["response_action"] == "update"
    assert not await nothing_was_created(team)


def is_answered(ack: Json, field: str, odd: Nonsense) -> bool:
    """One clear sentence at this field and at no other."""
    if ack.get("response_action") != "errors" or [*ack["errors"]] != [field]:
        return False
    (sentence,) = ack["errors"].values()
    return sentence.startswith(odd.sentence) and sentence.endswith(".") and len(sentence) < 300


async def asks(team: Scene, kind: str) -> None:
    """A request of this kind waits for the lead."""
    ack = await what_comes_back(team, await opens(team, kind, team.amira), team.amira, RIGHT[kind])
    assert ack["response_action"] == "update"
    await team.workspace.until(lambda: "approve" in team.buttons(team.lina))
    await team.workspace.until(lambda: "edit" in team.buttons(team.amira))


@every_kind
@pytest.mark.parametrize("form", ["edit", "change and approve"])
async def test_nonsense_in_a_change_is_answered_at_that_field(
    team: Scene, kind: str, form: str
) -> None:
    await asks(team, kind)
    person = team.amira if form == "edit" else team.lina
    await team.presses(person, form)
    view = team.workspace.views_of(person)[-1]
    before = await kept(team)
    wrong: dict[str, Json] = {}
    for field, odd in nonsense(ASKED_FOR[kind]):
        if field.name not in ASKED_FOR[kind].form.fixed():
            ack = await what_comes_back(team, view, person, RIGHT[kind] | {field.name: odd.entered})
            if not is_answered(ack, field.name, odd):
                wrong[f"{field.name}: {odd.entered[:40]!r}"] = ack
    assert wrong == {}
    assert await kept(team) == before
    assert team.workspace.views_of(person)[-1]["hash"] == view["hash"]


async def kept(team: Scene) -> tuple[str, int, Json]:
    async with team.bot.context.database.reading() as tx:
        request = await requests.get(tx, 1)
    return request.state, request.version, request.form


@pytest.mark.parametrize("form", ["edit", "change and approve"])
async def test_a_ticket_that_was_closed_meanwhile_is_told_in_the_form(
    team: Scene, form: str
) -> None:
    await asks(team, "reassign")
    team.helpdesk.closes(team.admins["omar"], "4711")
    person = team.amira if form == "edit" else team.lina
    await team.presses(person, form)
    outcome = await team.fills(person, reason="Another")
    assert "#4711 is closed." in " ".join(outcome.errors.values()) + text_of(outcome.view or {})


async def test_a_ticket_that_is_needed_after_all_can_be_given_in_the_form(team: Scene) -> None:
    await asks(team, "new-ticket")
    await team.presses(team.amira, "edit")
    outcome = await team.fills(team.amira, occasion="a new issue on a very old ticket")
    assert "Say on which old ticket" in outcome.errors["old_ticket"]
    outcome = await team.fills(team.amira, old_ticket="4711")
    assert "#4711 was opened today" in outcome.errors["old_ticket"]
    customer, long_ago = team.helpdesk.ticket("4711").customer, timedelta(days=31)
    opened = team.clock.now() - long_ago
    team.helpdesk.add_conversation("Old story", customer, number="1200", created=opened)
    assert (await team.fills(team.amira, old_ticket="1200")).closed


@pytest.mark.parametrize("kind", ["child-ticket", "new-ticket"])
async def test_a_secret_is_shown_masked_and_kept_nowhere(
    team: Scene, kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    view = await opens(team, kind, team.amira)
    answers = []
    with capture_logs() as logged:
        for field in ("title", "description"):
            for words in SECRETS.values():
                ack = await what_comes_back(
                    team, view, team.amira, RIGHT[kind] | {field: words, "personal_data": "So"}
                )
                answers.append(ack["errors"][field])
    files = contents(tmp_path)
    assert files
    for secret in SECRETS:
        everywhere = [*answers, str(logged), caplog.text, str(team.workspace.calls)]
        assert not [place for place in (*everywhere, str(team.helpdesk.calls)) if secret in place]
        assert not [file for file in files if secret.encode() in file]
    assert all("…" in answer or "*" in answer or "•" in answer for answer in answers), answers


def contents(folder: Path) -> list[bytes]:
    """Everything that is kept, as it lies on the disk."""
    return [path.read_bytes() for path in folder.iterdir()]


@pytest.mark.parametrize("kind", ["child-ticket", "new-ticket"])
async def test_personal_data_goes_into_a_ticket_when_somebody_says_why(
    team: Scene, kind: str
) -> None:
    view = await opens(team, kind, team.amira)
    given = RIGHT[kind] | {"description": PERSONAL}
    for blank in ("", "  \n "):
        refused = await what_comes_back(team, view, team.amira, given | {"personal_data": blank})
        assert "say below why" in refused["errors"]["description"]
        assert "chloe.martin@acme-mail.com" not in refused["errors"]["description"]
    assert await nothing_was_created(team)
    justified = given | {"personal_data": "They want an answer there"}
    assert (await what_comes_back(team, view, team.amira, justified))["response_action"] == "update"
    await team.sees(team.lina, "They want an answer there")


ODD = "🙂 مرحبا שלום \u202eturned\u202c \x07\x1b[31m <!channel> &amp; *bold* \u2066 end"


@every_kind
async def test_odd_letters_are_taken_as_they_are_and_turn_nothing_around(
    team: Scene, kind: str
) -> None:
    texts = [field.name for field in ASKED_FOR[kind].form.fields() if field.text]
    odd = RIGHT[kind] | dict.fromkeys(texts, f"{WRONG} {ODD}")
    view = await opens(team, kind, team.amira)
    assert (await what_comes_back(team, view, team.amira, odd))["response_action"] == "update"
    await team.workspace.until(lambda: "approve" in team.buttons(team.lina))
    shown = team.said(team.card(team.lina))
    assert "🙂" in shown
    assert "<!channel>" in shown
    assert not {"\u202e", "\x07", "\x1b"} & set(shown)
    assert shown.count("\u2068") == shown.count("\u2069")
    await team.presses(team.lina, "approve")
    await team.sees(team.amira, "Approved by lina · ")
    await team.workspace.until(lambda: "…" not in headline(team))


def headline(team: Scene) -> str:
    return str(team.card(team.amira)["blocks"][0]["text"]["text"])


LINES: dict[str, dict[str, str]] = {
    # Each line, and what is said of it, in the form that opens or as the command's answer; ""
    # where something is only missing.
    "reassign": {
        "99 @bea why": "Intercom has no ticket #99. ",
        "4713 @bea why": "#4713 is closed. ",
        "4711 @gus why": "gus is a guest and cannot own tickets. ",
        "4711 @robo why": "robo is a bot and cannot own tickets. ",
        "4711 @gone why": "gone is deactivated and cannot own tickets. ",
        "4711 @nell why": "Intercom knows nobody under nell's e-mail address",
        "4711 @omar why": "omar has #4711 already",
        "4711 @nobody why": "Nobody here goes by that name. ",
        f"4711 @bea {'x' * 10_001}": "Shorten this to 10,000 characters.",
        "4711 @bea": "",
        "abc @bea why": "",
        "-1": "",
        "'; DROP TABLE request; --": "",
        "@here": "",
        "🙂 \u202eabc مرحبا": "",
    },
    "child-ticket": {
        "99 Export": "",
        "Export is slow": "",
        f"4711 {'x' * 10_000}": "Title  Shorten this to 255 characters.",
        "4711 Password: hunter2!x": "",
        "🙂 \u202eabc مرحبا": "",
    },
    "new-ticket": {
        "500 errors on export": "",
        "x" * 10_000: "Title  Shorten this to 255 characters.",
        "<!channel> *now*": "",
        "🙂 \u202eabc مرحبا": "",
    },
    "training": {
        "45 minutes of SSO": "",
        "x" * 10_000: "Topic  Shorten this to 255 characters.",
        "-1": "",
        "🙂 \u202eabc مرحبا": "",
    },
}


def test_every_command_is_typed_wrongly_here() -> None:
    assert LINES.keys() == RIGHT.keys() == ASKED_FOR.keys()


@every_kind
async def test_nonsense_on_a_line_is_answered_and_what_was_typed_is_still_there(
    team: Scene, kind: str
) -> None:
    command = ASKED_FOR[kind].command.name
    wrong: dict[str, str] = {}
    for line, sentence in LINES[kind].items():
        outcome = await team.workspace.types(team.amira, f"{command} {line}")
        seen = flat(by_name(team, f"{team.answer(outcome)} {text_of(form(outcome))}"))
        words = [flat(word).removeprefix("@")[:200] for word in line.split() if flat(word)]
        told = seen.count(flat(sentence)) == 1 if sentence else not is_blamed(seen)
        if not (outcome.ok and told and all(word in seen for word in words)):
            wrong[line[:40]] = seen
        for view in team.workspace.views_of(team.amira):
            await team.workspace.closes(team.amira, view["id"])
    assert wrong == {}
    assert await nothing_was_created(team)


def is_blamed(seen: str) -> bool:
    """Whether anything is said to be wrong."""
    return flat("This is needed.") in seen or flat("You typed") in seen


@every_kind
@pytest.mark.parametrize("line", ["", "   ", "\t\n"])
async def test_an_empty_line_opens_the_form_and_blames_nobody(
    team: Scene, kind: str, line: str
) -> None:
    outcome = await team.workspace.types(team.amira, f"{ASKED_FOR[kind].command.name} {line}")
    assert "This is needed" not in text_of(form(outcome))
    assert ASKED_FOR[kind].rule in text_of(form(outcome))
    assert await nothing_was_created(team)


@pytest.mark.parametrize("command", ["/roster", "/desk"])
@pytest.mark.parametrize("line", ["", "nonsense", "x" * 10_000, "🙂 \u202e <!channel>"])
async def test_a_command_that_takes_nothing_minds_nothing(
    team: Scene, command: str, line: str
) -> None:
    outcome = await team.workspace.types(team.lina, f"{command} {line}")
    assert outcome.ok
    assert outcome.messages or outcome.view
    assert await nothing_was_created(team)


def form(outcome: Outcome) -> Json:
    """The form that a command opened."""
    return outcome.view or {}


def text_of(view: Json) -> str:
    """Everything that stands in a form, in order: ours, and what was filled in."""
    return "".join(strings(view.get("blocks", [])))


READ = {"text", "initial_value", "initial_user", "user_id"}


def strings(tree: Any) -> Iterator[str]:
    """What can be read, people by id."""
    if isinstance(tree, dict):
        yield from (words for name, words in tree.items() if name in READ and words == str(words))
    branches = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    for branch in branches:
        yield from strings(branch)


def by_name(team: Scene, text: str) -> str:
    """With people by name."""
    for person in team.workspace.people.all():
        text = text.replace(f"<@{person['id']}>", person["name"]).replace(
            person["id"], person["name"]
        )
    return text


def flat(text: str) -> str:
    """Without what orders right-to-left text, and without white space."""
    return "".join(re.sub("[\u202a-\u202e\u2066-\u2069]", "", text).split())
