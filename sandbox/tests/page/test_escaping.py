"""Hostile text stays text, wherever it stands."""

import pytest

from sandbox.tests.page.markup import Reader, foreign_parts
from sandbox.tests.page.visit import Json, Visit, plain, rich

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "</title><iframe src=//x.example>",
)
everything_hostile = pytest.mark.parametrize("words", HOSTILE)


@everything_hostile
async def test_in_every_part_of_a_message(visit: Visit, words: str) -> None:
    pressed = {
        "type": "button",
        "action_id": words,
        "value": words,
        "text": plain(words[:70]),
        "accessibility_label": words,
    }
    chosen = {
        "type": "overflow",
        "action_id": "o",
        "options": [{"text": plain(words), "value": words}],
    }
    visit.tells(
        "Amira",
        rich({"type": "text", "text": words, "style": {"bold": True, "code": True}}),
        rich({"type": "link", "url": f"https://x.example/{words}", "text": words}),
        {"type": "header", "text": plain(words)},
        {"type": "section", "text": {"type": "mrkdwn", "text": words}, "fields": [plain(words)]},
        {"type": "context", "elements": [{"type": "plain_text", "text": words, "emoji": True}]},
        {"type": "actions", "elements": [pressed, chosen], "block_id": words},
        text=words,
    )
    visit.tells("Amira", text=words, only=True)

    page = await visit.get("/as/amira/in/dm")

    assert foreign_parts(page) == []
    assert Reader(page).text.count(words) >= 8


@everything_hostile
async def test_in_a_form(visit: Visit, words: str) -> None:
    options = [{"text": plain(words), "value": words}]
    elements: tuple[Json, ...] = (
        {"type": "plain_text_input", "multiline": True, "initial_value": words},
        {"type": "plain_text_input", "initial_value": words, "placeholder": plain(words)},
        {"type": "static_select", "options": options, "initial_option": options[0]},
        {"type": "external_select", "placeholder": plain(words), "initial_option": options[0]},
        {"type": "radio_buttons", "options": options, "initial_option": options[0]},
        {"type": "number_input", "is_decimal_allowed": False, "placeholder": plain(words)},
        {"type": "checkboxes", "options": options, "initial_options": options},
    )
    visit.asks(
        "Amira",
        *(
            {
                "type": "input",
                "block_id": f"{words}{number}",
                "label": plain(words),
                "hint": plain(words),
                "element": {"action_id": words, **element},
            }
            for number, element in enumerate(elements)
        ),
        {
            "type": "actions",
            "block_id": words,
            "elements": [
                {"type": "button", "action_id": words, "value": words, "text": plain(words)},
                {"type": "overflow", "action_id": "o", "options": options},
                {"type": "static_select", "action_id": "s", "options": options},
            ],
        },
        title=plain(words),
    )

    page = await visit.get("/as/amira/in/dm")

    assert foreign_parts(page) == []


@everything_hostile
async def test_in_names_and_places(visit: Visit, words: str) -> None:
    workspace = visit.sandbox.workspace
    person = workspace.add_person(words, "mallory@team.example")["id"]
    channel = workspace.add_channel(words, [person, visit.people["Amira"]])
    visit.people["Mallory"] = person
    visit.tells("Mallory", rich({"type": "user", "user_id": person}))

    for path in (f"/as/{person}/in/dm", f"/as/amira/in/{channel}", f"/as/{person}/tickets"):
        page = await visit.get(path)
        assert foreign_parts(page) == []
        assert words in Reader(page).text


@everything_hostile
async def test_in_a_ticket(visit: Visit, words: str) -> None:
    helpdesk = visit.sandbox.helpdesk
    admin = helpdesk.add_admin(words, "mallory@team.example")
    customer = helpdesk.add_contact(words, "c@customer.example", words, words)
    helpdesk.add_conversation(words, customer, number="4711", body=words, owner=admin)
    helpdesk.writes_note(admin, "4711", f"<p>{words}</p><a href='javascript:alert(1)'>here</a>")

    page = await visit.get("/as/amira/tickets/4711")

    assert foreign_parts(page) == []
    assert Reader(page).text.count(words) >= 6


@everything_hostile
async def test_in_what_is_typed_and_refused(visit: Visit, words: str) -> None:
    page = await visit.post("/as/amira/in/dm/say", text=f"/{words}")

    assert foreign_parts(page) == []
    assert "is not a valid command" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
async def test_a_link_that_is_none_is_words_alone(visit: Visit, url: str) -> None:
    visit.tells("Amira", rich({"type": "link", "url": url, "text": "look here"}))

    page = await visit.get("/as/amira/in/dm")

    assert "look here" in Reader(page).text
    assert foreign_parts(page) == []


async def test_every_answer_lets_nothing_foreign_run(visit: Visit) -> None:
    for path in ("/as/amira/in/dm", "/as/amira/tickets", "/as/nobody", "/"):
        answer = await visit.browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


async def test_another_sites_page_cannot_act_here(visit: Visit) -> None:
    answer = await visit.browser.post(
        "/as/amira/in/dm/say", data={"text": "hello"}, headers={"Origin": "https://x.example"}
    )

    assert answer.status_code == 403
    assert "hello" not in await visit.get("/as/amira/in/dm")
