"""A family of effects is its file, its performer and who uses it: no other file is touched."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from subprocess import run
from sys import executable
from typing import Any

import pytest

from delivery.performers import PERFORMERS, STAND_INS
from rulebook.effects import EFFECTS, type_of
from rulebook.effects.effect import Effect
from rulebook.kinds import ASKED_FOR, KINDS
from tests.end_to_end.pigeons import performer
from tests.end_to_end.pigeons.effects import CallPigeonBack, FeedPigeon, SendPigeon
from tests.end_to_end.pigeons.kind import HOME_IN, Pigeon
from tests.scene import Scene, bots, scene

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
FAMILY = (SendPigeon, CallPigeonBack, FeedPigeon)
# Where each file would stand.
PLACES = {
    "effects": "rulebook/effects/pigeons",
    "performer": "delivery/performers/pigeons",
    "kind": "rulebook/kinds/pigeon",
}
_FOUND = """
import json
from delivery.performers import PERFORMERS
from rulebook.effects import EFFECTS
from rulebook.kinds import KINDS
performed = sorted(name for name, effect in EFFECTS.items() if effect in PERFORMERS)
print(json.dumps([performed, sorted(KINDS)]))
"""
performs: dict[type[Effect], Any] = {effect: PERFORMERS.pop(effect) for effect in FAMILY}
stands_in = STAND_INS.pop(FeedPigeon)


@pytest.fixture(autouse=True)
def pigeons() -> Iterator[None]:
    """What finding the files at the start would do."""
    EFFECTS.update({type_of(effect): effect for effect in FAMILY})
    PERFORMERS.update(performs)
    STAND_INS[FeedPigeon] = stands_in
    for known in (KINDS, ASKED_FOR):
        known[Pigeon.name] = Pigeon()
    performer.SEEN.clear()
    yield
    for known in (KINDS, ASKED_FOR):
        del known[Pigeon.name]
    for effect in FAMILY:
        del EFFECTS[type_of(effect)]
        del PERFORMERS[effect]
    del STAND_INS[FeedPigeon]


def test_its_files_are_found_where_they_belong(tmp_path: Path) -> None:
    for package in ("delivery", "rulebook", "cards", "store", "workflows"):
        copytree(ROOT / package, tmp_path / package)
    for file, place in PLACES.items():
        code = (HERE / f"pigeons/{file}.py").read_text()
        for other, its_place in PLACES.items():
            code = code.replace(f"tests.end_to_end.pigeons.{other}", its_place.replace("/", "."))
        (tmp_path / f"{place}.py").write_text(code)
    printed = run(
        [executable, "-c", _FOUND], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    performed, kinds = json.loads(printed.stdout)
    assert {type_of(effect) for effect in FAMILY} <= {*performed}
    assert "pigeon" in kinds


async def asks_and_is_approved(team: Scene, message: str = "Hello") -> None:
    await team.workspace.types(team.amira, f"/pigeon {message}")
    await team.presses(team.lina, "approve")
    await team.sees(team.amira, "Frida is in the air.")


async def test_it_is_carried_out_now_and_later(database_url: str) -> None:
    async with scene() as team, bots(team, database_url):
        await asks_and_is_approved(team)
        await team.sees(team.lina, "Bird Frida created")
        assert performer.SEEN == ["sent with Hello"]
        await team.settled()
        team.clock.move(HOME_IN)
        await team.workspace.until(lambda: "fed" in performer.SEEN, 10)
        await team.settled()
        assert performer.SEEN == ["sent with Hello", "fed"]


async def test_what_is_undone_is_not_carried_out_later(database_url: str) -> None:
    async with scene() as team, bots(team, database_url):
        await asks_and_is_approved(team)
        await team.presses(team.lina, "reverse")
        await team.sees(team.lina, "Pigeon called back")
        await team.settled()
        team.clock.move(HOME_IN)
        await team.settled()
        assert performer.SEEN == ["sent with Hello", "called back"]


async def test_what_cannot_be_done_is_stood_in_for(database_url: str) -> None:
    async with scene() as team, bots(team, database_url):
        await asks_and_is_approved(team, "I am hungry")
        await team.settled()
        team.clock.move(HOME_IN)
        await team.workspace.until(lambda: len(performer.SEEN) > 1, 10)
        assert performer.SEEN[1:] == ["borrowed: There is not enough."]
