"""A kind is one file: no other is touched, and everything works from its command to its note."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree
from subprocess import run
from sys import executable

import pytest

from rulebook.kinds import ASKED_FOR, KINDS
from tests.conftest import DATABASES
from tests.end_to_end.escalation import Escalation
from tests.scene import Scene, bots, scene

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "delivery", "workflows", "cards", "store", "connectors", "rulebook")
TRIED = "Restarted the export, read the log: it stops at page three."
databases = pytest.mark.parametrize("database_url", DATABASES, indirect=True)


@pytest.fixture
def escalation() -> Iterator[None]:
    """What finding the file at the start would do."""
    for known in (KINDS, ASKED_FOR):
        known[Escalation.name] = Escalation()
    yield
    for known in (KINDS, ASKED_FOR):
        del known[Escalation.name]


def test_its_file_is_found_and_its_command_is_in_the_manifest(tmp_path: Path) -> None:
    for package in PACKAGES:
        copytree(ROOT / package, tmp_path / package)
    copy(Path(__file__).with_name("escalation.py"), tmp_path / "rulebook" / "kinds")
    printed = run(
        [executable, "-m", "bot", "manifest"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    commands = json.loads(printed.stdout)["features"]["slash_commands"]
    described = {command["command"]: command["description"] for command in commands}
    assert described["/escalate"] == "Ask for help with a ticket"
    assert described.keys() > {kind.command.name for kind in ASKED_FOR.values()}


async def opens_the_form(team: Scene) -> None:
    """The line lacks a choice, so the form opens with what was given."""
    await team.workspace.types(team.amira, f"/escalate 4711 @bea {TRIED}")
    (form,) = team.workspace.views_of(team.amira)
    assert form["title"]["text"] == "Escalation"
    assert TRIED in str(form["blocks"])


async def is_refused_in_its_own_words(team: Scene) -> None:
    """Nobody has it; and somebody does again."""
    team.helpdesk.assigns(team.admins["mubeen"], "4711", None)
    refused = await team.fills(team.amira, level="second level")
    assert refused.errors == {
        "ticket": "Nobody has #4711, so there is nobody to relieve. Take it first."
    }
    team.helpdesk.assigns(team.admins["mubeen"], "4711", team.admins["omar"])


@databases
@pytest.mark.usefixtures("escalation")
async def test_it_works_from_the_command_to_the_note(database_url: str) -> None:
    async with scene() as team, bots(team, database_url):
        await opens_the_form(team)
        await is_refused_in_its_own_words(team)
        await team.fills(team.amira, level="second level")
        await team.sees(team.lina, "Escalate #4711 to second level")
        assert TRIED in team.words(team.lina)
        assert "S6: connect with Mubeen" in team.words(team.lina)

        await team.workspace.types(team.bea, "/escalate 4711 @bea")
        again = await team.fills(team.bea, level="second level", tried="The same")
        assert "open already, asked by amira" in team.said(again.view or {})

        await team.presses(team.lina, "approve")
        await team.sees(team.amira, "it is done: Escalate #4711 to second level")
        await team.sees(team.omar, "is with second level now")
        (note,) = team.notes()
        assert note.author.name == "Lina"
        for fact in ("Escalation approved by lina", "Asked by: amira", TRIED, Escalation.rule):
            assert fact in note.body
        assert team.helpdesk.ticket("4711").owner == team.admins["bea"]
        assert "/escalate" in team.answer(await team.workspace.types(team.amira, "/desk"))
        assert team.helpdesk.customer_receives == []


@pytest.mark.usefixtures("escalation")
async def test_it_is_edited_and_changed_like_any_other(database_url: str) -> None:
    async with scene() as team, bots(team, database_url):
        await opens_the_form(team)
        await team.fills(team.amira, level="second level")
        await team.sees(team.lina, "Escalate #4711 to second level")
        await team.presses(team.amira, "edit")
        await team.fills(team.amira, tried="Everything")
        await team.workspace.until(lambda: "Everything" in team.said(team.card(team.lina)))
        await team.presses(team.lina, "change and approve")
        await team.fills(team.lina, level="who makes the product")
        await team.sees(team.amira, "approved with changes")
        (note,) = team.notes()
        assert "Level, as asked: second level" in note.body
