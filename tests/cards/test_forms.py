"""The forms of a request."""

from typing import Any

import pytest
from hypothesis import given, settings

from cards.forms import deny_form, message_form, read_request_form, read_words, request_form
from cards.ids import Action, BlockId, FormId
from gallery import samples
from rulebook.kinds import KINDS
from rulebook.phrase import Text
from tests.cards.extremes import anything
from tests.cards.judges import accepts_view, shown

REASSIGN = KINDS["reassign"]
LINE = {"ticket": "#4711", "new_owner": "<@U0BEA|bea>", "reason": "Bea knows *exports* & <b>"}


def sent(view: dict[str, Any]) -> dict[str, Any]:
    """Send a form as it stands, the way Slack sends it."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            values[block["block_id"]] = {element["action_id"]: _filled(element)}
    return {"state": {"values": values}}


def _filled(element: dict[str, Any]) -> dict[str, Any]:
    if element["type"] == "users_select":
        return {"type": "users_select", "selected_user": element.get("initial_user")}
    if element["type"] in {"external_select", "static_select"}:
        return {"type": element["type"], "selected_option": element.get("initial_option")}
    return {"type": element["type"], "value": element.get("initial_value")}


def element(view: dict[str, Any], name: str) -> dict[str, Any]:
    (block,) = [block for block in view["blocks"] if block.get("block_id") == name]
    return dict(block["element"] | {"hint": block.get("hint", {}).get("text", "")})


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_slack_takes_the_empty_form_of_every_kind(kind: Any) -> None:
    view = request_form(kind, {})
    accepts_view(view)
    assert view["private_metadata"] == kind.name
    assert view["callback_id"] == FormId.REQUEST
    assert kind.rule in shown(view)


def test_what_was_given_comes_back_when_the_form_is_sent() -> None:
    given_back = read_request_form(sent(request_form(REASSIGN, LINE)))
    assert given_back == LINE | {"ticket": "4711", "new_owner": "<@U0BEA>"}
    assert REASSIGN.read(given_back) == REASSIGN.read(LINE)


@settings(max_examples=25, deadline=None)
@given(anything)
def test_slack_takes_a_form_with_anything_in_it(text: str) -> None:
    given_so_far = dict.fromkeys(LINE, text)
    view = request_form(REASSIGN, given_so_far, dict.fromkeys(LINE, text))
    accepts_view(view)
    back = read_request_form(sent(view))
    assert text.startswith(back["reason"])
    assert back["reason"] == text or len(text.encode("utf-16-le")) > 6000


def test_nothing_given_is_nothing_read() -> None:
    assert read_request_form(sent(request_form(REASSIGN, {}))) == {}


def test_a_colleague_who_is_not_a_mention_is_not_lost() -> None:
    owner = element(request_form(REASSIGN, {"new_owner": "@bea"}), "new_owner")
    assert "initial_user" not in owner
    assert owner["hint"].startswith("You wrote: @bea. Choose from the list.")


def test_text_that_is_too_long_is_cut_and_the_form_says_so() -> None:
    reason = element(request_form(REASSIGN, {"reason": "x" * 3001}), "reason")
    assert reason["initial_value"] == "x" * 3000
    assert "the end of what you wrote was cut" in reason["hint"]
    fits = element(request_form(REASSIGN, {"reason": "x" * 3000}), "reason")
    assert "cut" not in fits["hint"]


def test_what_is_wrong_stands_first_and_names_the_field() -> None:
    view = request_form(REASSIGN, LINE, {"ticket": "#4711 is closed."})
    assert shown(view["blocks"][0]) == "Ticket  #4711 is closed."
    accepts_view(view)


def test_a_denial_asks_for_a_reason_and_knows_its_card() -> None:
    view = deny_form(samples.request())
    accepts_view(view)
    assert view["title"]["text"] == "Deny"
    assert view["private_metadata"] == "12:3"
    assert element(view, BlockId.WORDS)["multiline"] is True
    assert "Give #4711 to " in shown(view)


@settings(max_examples=25, deadline=None)
@given(anything)
def test_slack_takes_a_deny_form_and_a_sentence_whatever_they_hold(text: str) -> None:
    accepts_view(deny_form(samples.request(text=text)))
    accepts_view(message_form(text, (Text(text=text),)))


def test_a_reason_is_read_back() -> None:
    values = {BlockId.WORDS: {Action.INPUT: {"type": "plain_text_input", "value": "Full."}}}
    assert read_words({"state": {"values": values}}) == "Full."


def test_a_form_that_only_says_something_can_only_be_closed() -> None:
    view = message_form("Decided already", (Text(text="Lina has approved it already."),))
    assert "submit" not in view
    assert view["close"]["text"] == "Close"
