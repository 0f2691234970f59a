"""What an app hands in is shown as it would be shown elsewhere, and does nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sandbox.exhibition import Exhibition, Section
from sandbox.tests.page.visit import NOON, Visit

BLOCKS = [
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "user", "user_id": "U1"},
                    {"type": "text", "text": " <b>asks</b>"},
                    {
                        "type": "date",
                        "timestamp": int(NOON.timestamp()),
                        "format": "{date_pretty}",
                        "fallback": "then",
                    },
                ],
            }
        ],
    },
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "yes",
                "value": "1",
                "text": {"type": "plain_text", "text": "Approve"},
            }
        ],
    },
]
VIEW = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Deny"},
    "submit": {"type": "plain_text", "text": "Deny"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Why"},
            "element": {"type": "plain_text_input", "action_id": "input", "focus_on_load": True},
        }
    ],
}


@dataclass(frozen=True)
class Hung:
    name: str
    title: str = "A piece"
    surface: str = "message"
    payload: Mapping[str, Any] = field(default_factory=lambda: {"text": "<i>", "blocks": BLOCKS})
    viewer: str = "U1"
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Room:
    pieces: tuple[Hung, ...]
    name: str = "a-room"
    title: str = "A room"


def exhibit(visit: Visit, *pieces: Hung) -> None:
    def sections() -> tuple[Section, ...]:
        return (Room(pieces),)

    visit.sandbox.exhibit(Exhibition(sections, {"U1": "Zoe"}, NOON, "The App"))


async def test_where_nothing_was_handed_in_it_says_so(visit: Visit) -> None:
    answer = await visit.browser.get("/gallery")
    assert answer.status_code == 200
    assert "Nothing hangs here" in answer.text


async def test_a_piece_is_named_linked_and_drawn_for_who_sees_it(visit: Visit) -> None:
    exhibit(visit, Hung("one"), Hung("two", surface="answer"), Hung("three", viewer=""))
    page = (await visit.browser.get("/gallery")).text
    assert 'href="/gallery#a-room"' in page
    assert [f'id="{name}"' in page for name in ("one", "two", "three")] == [True] * 3
    assert page.count("@Zoe") == 3
    assert page.count("Only visible to you") == 1
    assert "seen by everybody in a channel" in page
    assert page.count("<b>The App</b>") == 3


async def test_it_is_always_the_moment_of_the_exhibition(visit: Visit) -> None:
    exhibit(visit, Hung("one"))
    visit.sandbox.clock.move(timedelta(days=40))
    page = (await visit.browser.get("/gallery")).text
    assert re.search("<time>(T|t)oday</time>", page)


async def test_nobodys_words_become_markup(visit: Visit) -> None:
    exhibit(visit, Hung("one", title="<u>title</u>"))
    page = (await visit.browser.get("/gallery")).text
    assert "&lt;b&gt;asks&lt;/b&gt;" in page
    assert "Notification: &lt;i&gt;" in page
    assert "<u>" not in page


async def test_a_form_shows_what_is_wrong_and_takes_nobody_to_a_field(visit: Visit) -> None:
    exhibit(visit, Hung("one", surface="form", payload=VIEW, errors={"words": "Say why."}))
    page = (await visit.browser.get("/gallery")).text
    assert "Say why." in page
    assert "autofocus" not in page


async def test_no_two_pieces_have_an_id_in_common(visit: Visit) -> None:
    exhibit(
        visit,
        *(Hung(name) for name in ("one", "two")),
        *(Hung(name, surface="form", payload=VIEW) for name in ("three", "four")),
    )
    page = (await visit.browser.get("/gallery")).text
    ids = [found for found in re.findall(r' id="([^"]+)"', page) if found != "form"]
    assert len(ids) == len(set(ids))
    assert 'for="three:words:input"' in page
    assert 'id="three:words:input"' in page


async def test_a_press_only_says_that_nothing_happens(visit: Visit) -> None:
    exhibit(visit, Hung("one"))
    sent = {"ts": "1", "block_id": "b", "action_id": "yes", "value": "1"}
    answer = await visit.browser.post("/gallery/press", data=sent)
    assert answer.status_code == 200
    assert "Nothing happens here" in answer.text


async def test_it_is_a_page_of_whoever_came(visit: Visit) -> None:
    page = (await visit.browser.get("/gallery?as=bea")).text
    assert "· Bea ·" in page
    assert (await visit.browser.get("/gallery?as=nobody")).status_code == 404
