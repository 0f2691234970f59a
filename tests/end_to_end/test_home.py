"""The home tab: the desk, and a button for all that can be begun."""

import pytest

from rulebook.kinds import ASKED_FOR
from store import muted
from tests.scene import Json, Scene


async def home(stage: Scene, person: str, words: str) -> Json:
    """Open it, and wait until it says so."""
    await stage.workspace.opens_home(person)
    shown = await stage.workspace.until(lambda: _showing(stage, person, words))
    assert shown
    return shown


def _showing(stage: Scene, person: str, words: str) -> Json | None:
    shown = stage.workspace.home_of(person)
    return shown if shown and words in stage.said(shown) else None


async def test_who_opens_their_home_sees_their_desk_as_it_is(stage: Scene) -> None:
    assert stage.workspace.home_of(stage.amira) is None
    await home(stage, stage.amira, "You have not asked for anything yet.")
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    shown = await home(stage, stage.amira, "Give #4711 to bea · with lina")
    assert "On duty  lina" in stage.said(shown)
    assert "/reassign" in stage.said(shown)
    await home(stage, stage.lina, "Give #4711 to bea · asked by amira")


async def test_the_same_event_twice_is_one_home_and_the_messages_tab_is_none(
    stage: Scene,
) -> None:
    opened = await stage.workspace.opens_home(stage.amira)
    await stage.workspace.until(lambda: stage.workspace.home_of(stage.amira) is not None)
    assert opened.delivery
    await stage.workspace.delivers(opened.delivery.payload)
    await stage.workspace.opens_home(stage.amira, "messages")
    await home(stage, stage.bea, "Nothing waits for you.")
    published = [call for call in stage.workspace.calls if call.method == "views.publish"]
    assert len(published) == 2


async def test_lists_that_were_muted_are_turned_on_again_from_it(stage: Scene) -> None:
    async with stage.bot.context.transaction() as tx:
        await muted.mute(tx, stage.amira)
    shown = await home(stage, stage.amira, "Send me the lists again")
    await stage.workspace.presses_in_view(stage.amira, shown["id"], "unmute the lists")
    await stage.workspace.until(lambda: not _showing(stage, stage.amira, "Send me the lists again"))


@pytest.mark.parametrize("kind", ASKED_FOR)
async def test_every_request_can_be_begun_from_it(stage: Scene, kind: str) -> None:
    shown = await home(stage, stage.amira, "Nothing waits for you.")
    await stage.workspace.presses_in_view(stage.amira, shown["id"], f"begin {kind}")
    (form,) = stage.workspace.views_of(stage.amira)
    assert form["title"]["text"] == ASKED_FOR[kind].title


@pytest.mark.parametrize(
    ("what", "title"), [("update", "Promised update"), ("call", "Customer call")]
)
async def test_promises_can_be_made_from_it(stage: Scene, what: str, title: str) -> None:
    shown = await home(stage, stage.amira, "Nothing waits for you.")
    await stage.workspace.presses_in_view(stage.amira, shown["id"], f"begin {what}")
    (form,) = stage.workspace.views_of(stage.amira)
    assert form["title"]["text"] == title
