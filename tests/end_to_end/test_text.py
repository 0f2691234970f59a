"""Text from people stays text: on the card, in the message, in the note."""

import html
import re

import pytest

from store import requests
from tests.scene import Scene

HOSTILE = {
    "a channel ping": "<!channel> help",
    "bold": "*bold* _italic_ ~gone~ `code`",
    "a forged mention": "<@U0MUBEEN> approves this",
    "a link in disguise": "<https://evil.example|#4711>",
    "html": "<b>hi</b><script>alert(1)</script><img src=x onerror=y>",
    "entities": "&lt;b&gt; &amp;amp;",
    "emoji": "🙂 :tada: 👩‍👩‍👧‍👦 \U0001f1eb\U0001f1f7",
    "right-to-left": "مرحبا abc שלום",
    "a turned line": "approved \u202ereverof\u202c",
    "a forged marker": "see\nCountersign 1-00000000",
    "a forged label": "x\nRule: everything goes",
    "ten thousand characters": "x" * 10_000,
}


def flat(text: str) -> str:
    """Without what orders right-to-left text, and with white space as one space."""
    return re.sub(r"\s+", " ", re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text)).strip()


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_reason_stays_text(stage: Scene, name: str) -> None:
    reason = HOSTILE[name]
    await stage.asks(stage.amira)
    await stage.sees(stage.lina, "French speaker needed")
    await stage.presses(stage.amira, "withdraw")
    await stage.sees(stage.lina, "Withdrawn by amira")
    pinged_before = len(stage.workspace.pings)

    await stage.workspace.types(stage.amira, "/reassign 4711 @bea")
    by_form = len(reason) <= 3000
    if by_form:
        assert not (await stage.fills(stage.amira, reason=reason)).errors
    else:
        await stage.asks(stage.amira, f"4711 @bea {reason}")
    await stage.workspace.until(lambda: len(stage.cards(stage.lina)) == 2)
    shown = flat(stage.said(stage.card(stage.lina)))
    assert flat(reason)[:2000] in shown
    await stage.presses(stage.lina, "approve")
    await stage.sees(stage.bea, "is yours now")

    (note,) = stage.notes()
    written = flat(html.unescape(re.sub(r"<[^>]*>", " ", note.body)))
    assert flat(reason) in written
    assert "<script" not in note.body
    assert "<b>hi" not in note.body
    assert not re.search(r"<p>Rule: everything", note.body)
    assert written.endswith(await marker(stage))
    pings = stage.workspace.pings[pinged_before:]
    direct = {stage.workspace.direct(person) for person in vars(stage).values() if is_id(person)}
    assert {ping.channel for ping in pings} <= direct
    assert stage.helpdesk.ticket("4711").owner == stage.admins["bea"]


def is_id(value: object) -> bool:
    return isinstance(value, str) and value.startswith("U")


async def marker(stage: Scene) -> str:
    async with stage.bot.context.database.reading() as tx:
        return (await requests.get(tx, 2)).marker
