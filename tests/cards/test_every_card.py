"""What holds for every card and message, whatever people write."""

import re
import unicodedata

from hypothesis import HealthCheck, given, settings

from cards.decider_card import decider_card
from cards.message import Message
from cards.requester_card import requester_message
from cards.words import answer, word
from gallery import samples
from rulebook.phrase import Mention, Text
from rulebook.request import Request
from tests.cards.extremes import PASTED, anything, requests
from tests.cards.judges import accepts_blocks, accepts_message, nodes, shown, written

thoroughly = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
REORDERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067"


def drawn(request: Request) -> list[Message]:
    return [
        decider_card(request, samples.LINA),
        decider_card(request, samples.IN_THE_CHANNEL),
        requester_message(request, samples.AMIRA),
    ]


def every_message(text: str) -> list[Message]:
    phrase = (Text(text="Why: "), Text(text=text), Mention(id="U0BEA", name=text), Text(text=text))
    cards = [message for request in requests(text) for message in drawn(request)]
    return [*cards, word(phrase), word(phrase[:2]), word((Text(text=text),)), word(())]


@thoroughly
@given(anything)
def test_slack_takes_every_card_in_every_state_whatever_people_wrote(text: str) -> None:
    for message in every_message(text):
        accepts_message(message)


def test_slack_takes_everything_that_people_really_paste() -> None:
    for text in PASTED:
        for message in every_message(text):
            accepts_message(message)


@thoroughly
@given(anything)
def test_slack_takes_every_answer_to_a_command(text: str) -> None:
    said = answer((Text(text="No: "), Text(text=text)))
    assert said["response_type"] == "ephemeral"
    accepts_blocks(said["blocks"])


@thoroughly
@given(anything)
def test_nothing_is_ever_read_as_mrkdwn(text: str) -> None:
    kinds = {
        node["type"]
        for message in every_message(text)
        for node in nodes(message.blocks)
        if isinstance(node.get("text"), str)
    }
    assert kinds <= {"plain_text", "text", "link"}


@thoroughly
@given(anything)
def test_plain_text_shows_no_emoji_by_name(text: str) -> None:
    for message in every_message(text):
        for node in nodes(message.blocks):
            if node.get("type") == "plain_text":
                assert node["emoji"] is False


def test_a_link_shows_only_a_ticket_or_a_step_and_leads_to_the_helpdesk() -> None:
    for text in PASTED:
        for message in every_message(text):
            for node in nodes(message.blocks):
                if node.get("type") == "link":
                    assert node["text"] == "#4711"
                    assert node["url"] == "https://helpdesk.example/tickets/4711"


@thoroughly
@given(anything)
def test_a_notification_pings_nobody(text: str) -> None:
    for message in every_message(text):
        assert not set("<>") & set(message.text)
        assert "@here" not in message.text
        assert "@channel" not in message.text
        unescaped = message.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "")
        assert "&" not in unescaped


@thoroughly
@given(anything)
def test_nobodys_text_can_reorder_or_hide_ours(text: str) -> None:
    for message in every_message(text):
        for words in (message.text, *written(message.blocks)):
            assert not set(REORDERING) & set(words)
            assert words.count("\u2068") == words.count("\u2069")
            assert not {c for c in words if unicodedata.category(c) == "Cc"} - {"\n", "\t"}


@thoroughly
@given(anything)
def test_every_letter_from_right_to_left_is_closed_off(text: str) -> None:
    for message in every_message(text):
        for words in (message.text, *written(message.blocks)):
            open_words = re.sub("\u2068[^\u2069]*\u2069", "", words)
            assert not [c for c in open_words if unicodedata.bidirectional(c) in {"R", "AL", "AN"}]


def test_a_name_from_right_to_left_leaves_our_words_in_their_order() -> None:
    name = "בני"
    card = decider_card(samples.request(text=name), samples.LINA)
    assert f"\u2068{name}\u2069 is the shift lead on duty." in shown(card.blocks)
    assert card.text == f"\u2068{name}\u2069 asks: give #4711 to \u2068{name}\u2069"


def test_a_copy_in_a_channel_mentions_nobody() -> None:
    for request in requests("Bea"):
        copy = decider_card(request, samples.IN_THE_CHANNEL)
        assert "user" not in {node.get("type") for node in nodes(copy.blocks)}


def test_what_somebody_wrote_over_several_lines_cannot_pass_for_a_line_of_ours() -> None:
    forged = "Fine.\nApproved by Lina"
    for request in requests(forged):
        for message in drawn(request):
            lines = [
                node["text"]
                for tree in nodes(message.blocks)
                if tree.get("type") == "rich_text_section" and not request.remark
                for node in nodes(tree)
                if isinstance(node.get("text"), str)
            ]
            assert not [line for line in lines if "\nApproved" in line]
            assert not [node for node in nodes(message.blocks) if "\n" in _headline(node)]


def _headline(node: dict[str, object]) -> str:
    text = node.get("text")
    return str(text) if node.get("type") == "plain_text" else ""
