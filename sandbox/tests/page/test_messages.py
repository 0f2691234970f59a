"""What a conversation shows, and to whom."""

import re
from datetime import timedelta

import pytest

from sandbox.tests.page.markup import Reader, values
from sandbox.tests.page.visit import NOON, Json, Visit, plain, rich


async def test_rich_text_in_full(visit: Visit) -> None:
    def words(text: str, **style: bool) -> Json:
        return {"type": "text", "text": text, "style": style}

    items = [{"type": "rich_text_section", "elements": [words("first")]}]
    elements = [
        {
            "type": "rich_text_section",
            "elements": [
                words("B", bold=True),
                words("I", italic=True),
                words("S", strike=True),
                words("C", code=True),
                {"type": "link", "url": "https://x.example/a?b=1&c=2"},
                {"type": "user", "user_id": visit.people["Bea"]},
                {"type": "emoji", "name": "white_check_mark"},
            ],
        },
        {"type": "rich_text_list", "style": "ordered", "elements": items},
        {"type": "rich_text_quote", "elements": [words("as she said")]},
        {"type": "rich_text_preformatted", "elements": [words("a  b")]},
    ]
    visit.tells("Amira", {"type": "rich_text", "elements": elements})

    page = await visit.get("/as/amira/in/dm")

    for drawn in (
        "<b>B</b><i>I</i><s>S</s><code>C</code>",
        'href="https://x.example/a?b=1&amp;c=2"',
        "@Bea",
        "✅",
        "<li>first</li>",
        "as she said</blockquote>",
        "<pre>a  b</pre>",
    ):
        assert drawn in page


async def test_each_reads_dates_in_their_own_zone(visit: Visit) -> None:
    at = int((NOON + timedelta(hours=1)).timestamp())
    date = {"type": "date", "timestamp": at, "format": "{date_short_pretty} at {time}"}
    for name in ("Amira", "Bea"):
        visit.tells(name, rich(date))

    assert "Today at 1:00 PM" in await visit.get("/as/amira/in/dm")
    assert "Today at 7:00 PM" in await visit.get("/as/bea/in/dm")


async def test_mrkdwn_is_read_and_its_entities_too(visit: Visit) -> None:
    bea = visit.people["Bea"]
    visit.tells("Amira", text=f"*so* <@{bea}|bea> &lt;b&gt; <https://x.example|there> 2*3*4")

    page = await visit.get("/as/amira/in/dm")

    assert "<b>so</b>" in page
    assert "@Bea" in page
    assert ">there</a>" in page
    assert "&lt;b&gt;" in page
    assert "2*3*4" in page


async def test_a_whisper_is_seen_by_one_person_alone(visit: Visit) -> None:
    channel = visit.sandbox.workspace.channels.by_name("support")
    assert channel
    workspace = visit.sandbox.workspace
    whisper = {"user": workspace.app.bot_user_id, "text": "psst", "is_ephemeral": True}
    workspace.post(
        channel["id"],
        {"type": "message", "ts": workspace.stamps.next(), **whisper},
        viewer=visit.people["Amira"],
    )

    assert "Only visible to you" in await visit.get("/as/amira/in/support")
    assert "psst" not in await visit.get("/as/bea/in/support")


async def test_a_thread_stands_beside_its_conversation_and_can_be_answered(visit: Visit) -> None:
    message = visit.tells("Amira", text="the question")
    at = f"/as/amira/in/dm?thread={message['ts']}"
    assert values(await visit.get(at), "thread") == [message["ts"]]

    page = await visit.post("/as/amira/in/dm/say", text="the answer", thread=message["ts"])

    conversation, thread = page.split('id="thread"')
    assert "the question" in conversation
    assert "the answer" not in conversation
    assert thread.index("the question") < thread.index("the answer")


async def test_a_button_that_asks_first_is_pressed_after_the_answer(visit: Visit) -> None:
    confirm = {
        "title": plain("Deny it?"),
        "text": plain("It cannot be undone."),
        "confirm": plain("Deny"),
        "deny": plain("Think again"),
        "style": "danger",
    }
    button = {"type": "button", "action_id": "deny", "value": "1", "text": plain("Deny")}
    message = visit.tells("Amira", {"type": "actions", "elements": [button | {"confirm": confirm}]})
    sent = {"ts": message["ts"], "block_id": "b0", "action_id": "deny", "value": "1"}

    page = await visit.post("/as/amira/in/dm/press", **sent)
    assert "It cannot be undone." in page
    assert visit.sandbox.workspace.deliveries == []
    assert values(page, "confirmed") == ["yes"]

    await visit.post("/as/amira/in/dm/press", **sent, confirmed="yes")
    (delivery,) = visit.sandbox.workspace.deliveries
    assert delivery.payload["actions"][0]["action_id"] == "deny"


async def test_a_button_may_be_a_link_and_is_pressed_all_the_same(visit: Visit) -> None:
    url = "https://x.example/a?b=1"
    button = {"type": "button", "action_id": "see", "text": plain("See it"), "url": url}
    visit.tells("Amira", {"type": "actions", "elements": [button]})

    tags = Reader(await visit.get("/as/amira/in/dm")).tags

    (link,) = [tag[1] for tag in tags if "data-presses" in tag[1]]
    assert (link["href"], link["target"]) == (url, "_blank")


async def test_a_choice_on_a_message_is_sent_as_one(visit: Visit) -> None:
    options = [{"text": plain(f"Option {name}"), "value": name} for name in "ab"]
    boxes = {"type": "checkboxes", "action_id": "c", "options": options}
    choice = {"type": "static_select", "action_id": "s", "options": options}
    text = {"type": "mrkdwn", "text": "Which one?"}
    section = {"type": "section", "text": text, "accessory": choice}
    message = visit.tells("Amira", section, {"type": "actions", "elements": [boxes]})
    at = "/as/amira/in/dm/press"

    sent = {"ts": message["ts"], "block_id": "b0", "action_id": "s", "value": "b"}
    await visit.browser.post(at, data=sent)
    several = {"ts": message["ts"], "block_id": "b1", "action_id": "c", "value": ["a", "b"]}
    await visit.browser.post(at, data=several)

    one, two = (delivery.payload for delivery in visit.sandbox.workspace.deliveries)
    assert one["actions"][0]["selected_option"] == options[1]
    assert two["actions"][0]["selected_options"] == options


async def test_a_thread_says_how_long_it_is(visit: Visit) -> None:
    message = visit.tells("Amira", text="the question")
    for number, shown in ((1, ">1 reply<"), (2, ">2 replies<")):
        page = await visit.post("/as/amira/in/dm/say", text=f"{number}", thread=message["ts"])
        assert shown in page


def gathered(page: str) -> list[bool]:
    """Of each message of a conversation, whether it stands under the one before."""
    classes = [tag[1].get("class", "") for tag in Reader(page).tags if tag[0] == "article"]
    return ["follows" in one for one in classes]


async def test_what_one_person_says_within_five_minutes_stands_together(visit: Visit) -> None:
    for who, text, later in (
        ("amira", "one", 0),
        ("amira", "two", 299),
        ("amira", "three", 301),
        ("bea", "four", 0),
    ):
        visit.sandbox.clock.move(timedelta(seconds=later))
        page = await visit.post(f"/as/{who}/in/support/say", text=text)

    assert gathered(page) == [False, True, False, False]


async def test_what_only_one_person_sees_stands_alone(visit: Visit) -> None:
    for only in (True, True, False, False):
        visit.tells("Amira", text="hello", only=only)

    assert gathered(await visit.get("/as/amira/in/dm")) == [False, False, False, True]


async def test_each_day_is_headed_in_the_readers_zone(visit: Visit) -> None:
    await visit.post("/as/amira/in/support/say", text="in New York it is Wednesday noon")
    visit.sandbox.clock.move(timedelta(hours=7))  # one in the morning in Paris
    await visit.post("/as/amira/in/support/say", text="good evening")

    assert headed(await visit.get("/as/amira/in/support")) == ["Today"]
    assert headed(await visit.get("/as/bea/in/support")) == ["Yesterday", "Today"]
    visit.sandbox.clock.move(timedelta(days=2))
    days = ["Wednesday, March 4th", "Thursday, March 5th"]
    assert headed(await visit.get("/as/bea/in/support")) == days


def headed(page: str) -> list[str]:
    return re.findall(r'<li class="day"[^>]*><span>([^<]+)<', page)


async def test_a_thread_says_when_its_last_reply_came(visit: Visit) -> None:
    message = visit.tells("Amira", text="the question")
    await visit.post("/as/amira/in/dm/say", text="the answer", thread=message["ts"])
    assert "Last reply today at 12:00 PM<" in await visit.get("/as/amira/in/dm")

    visit.sandbox.clock.move(timedelta(days=2))
    assert "Last reply March 4th at 12:00 PM<" in await visit.get("/as/amira/in/dm")


async def test_what_was_pressed_in_a_thread_has_a_form_of_its_own(visit: Visit) -> None:
    button = {"type": "button", "action_id": "a", "value": "1", "text": plain("Press")}
    message = visit.tells("Amira", {"type": "actions", "elements": [button]})

    tags = Reader(await visit.get(f"/as/amira/in/dm?thread={message['ts']}")).tags

    ids = [tag[1]["id"] for tag in tags if "id" in tag[1]]
    assert len(ids) == len(set(ids))


async def test_an_attachment_shows_its_blocks_or_its_text(visit: Visit) -> None:
    workspace = visit.sandbox.workspace
    header = {"type": "header", "block_id": "h", "text": plain("In a box")}
    message = {
        "type": "message",
        "user": workspace.app.bot_user_id,
        "ts": workspace.stamps.next(),
        "text": "",
        "attachments": [{"blocks": [header]}, {"fallback": "so *much*"}],
    }
    workspace.post(workspace.direct(visit.people["Amira"]), message)

    page = await visit.get("/as/amira/in/dm")

    assert page.index('class="attachment"') < page.index("In a box</h3>")
    assert "so <b>much</b>" in page


async def test_an_app_that_does_not_answer_is_a_passing_notice(visit: Visit) -> None:
    page = await visit.post("/as/amira/in/dm/say", text="/ask for this")

    assert "/ask failed with the error" in page
    assert "\n/ask for this</textarea>" in page


async def test_what_nobody_looked_at_is_counted(visit: Visit) -> None:
    visit.tells("Bea", text="one")
    visit.tells("Bea", text="two")
    assert 'class="unread" title="Not looked at yet">2<' in await visit.get("/as/amira/in/dm")

    await visit.get("/as/bea/in/dm")

    assert "unread" not in await visit.get("/as/amira/in/dm")


@pytest.mark.parametrize(
    "path",
    [
        "/as/nobody/in/dm",
        "/as/amira/in/nowhere",
        "/as/amira/tickets/1",
        "/a/inbox/sandbox/inbox/conversation/1",
    ],
)
async def test_what_is_not_there_is_a_sentence(visit: Visit, path: str) -> None:
    answer = await visit.browser.get(path)

    assert answer.status_code == 404
    assert answer.text.split("\n")[0].endswith(".")


async def test_a_ticket_and_its_conversation_lead_to_each_other(visit: Visit) -> None:
    helpdesk = visit.sandbox.helpdesk
    customer = helpdesk.add_contact("Chloé", "c@customer.example")
    helpdesk.add_conversation("Where is it?", customer, number="4711", body="<p>Hello</p>")
    body = "<p>It <b>hangs</b></p>"
    helpdesk.add_ticket(
        "Export hangs", customer, number="64", body=body, priority="high", linked="4711"
    )

    ticket = await visit.get("/as/amira/tickets/64")
    conversation = await visit.get("/as/amira/tickets/4711")

    assert 'id="description"><p>It <b>hangs</b></p></div>' in ticket
    assert "<dt>Priority</dt><dd>high</dd>" in ticket
    assert "<dt>State</dt><dd>open</dd>" in ticket
    assert '<dd><a href="/as/amira/tickets/4711">#4711</a></dd>' in ticket
    assert '<dd><a href="/as/amira/tickets/64">#64</a> Export hangs</dd>' in conversation


async def test_the_helpdesks_links_lead_to_the_ticket_as_who_follows_them(visit: Visit) -> None:
    helpdesk = visit.sandbox.helpdesk
    customer = helpdesk.add_contact("Chloé", "c@customer.example")
    ticket = helpdesk.add_ticket("Broken", customer, number="64")
    url = f"http://here.test/a/inbox/sandbox/inbox/conversation/{ticket.id}"
    visit.sandbox.workspace.url = "http://here.test"
    visit.tells("Bea", rich({"type": "link", "url": url, "text": "#64"}))
    tags = Reader(await visit.get("/as/bea/in/dm")).tags
    (followed,) = [tag[1]["href"] for tag in tags if "/a/inbox/" in tag[1].get("href", "")]

    answer = await visit.browser.get(followed)

    assert answer.headers["location"] == "/as/bea/tickets/64"
