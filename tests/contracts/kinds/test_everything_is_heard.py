"""Whatever a card, message or form of any kind can send is heard, and nothing else is."""

from functools import cache

from bot.manifest import manifest
from cards.blocks import actions, button, menu
from cards.decider_card import decider_card
from cards.ids import Action, FormId, begin_id
from cards.inputs import field, modal, search
from gallery import samples
from handlers.buttons import PRESSED
from rulebook.kinds import ASKED_FOR
from rulebook.promises import PROMISED_BY_PEOPLE
from tests.contracts.kinds.heard import (
    Drawn,
    Heard,
    drawn,
    heard,
    ids,
    lines_without_a_press,
    unanswered,
    unseen,
)


@cache
def all_drawn() -> Drawn:
    return drawn()


def test_everything_that_is_drawn_is_heard() -> None:
    assert unanswered(all_drawn(), heard()) == set()


def test_everything_that_is_heard_is_drawn_somewhere() -> None:
    assert unseen(all_drawn(), heard()) == set()


def test_slack_sends_the_events_that_are_heard_and_no_others() -> None:
    assert {*manifest()["settings"]["event_subscriptions"]["bot_events"]} == heard().events


def test_every_line_of_a_menu_is_done_at_once() -> None:
    assert lines_without_a_press(all_drawn(), set(PRESSED)) == set()


def test_nothing_is_drawn_or_heard_that_has_no_name() -> None:
    named = {*Action, *(begin_id(what) for what in (*ASKED_FOR, *PROMISED_BY_PEOPLE))}
    assert heard().actions | heard().searches <= named
    assert all_drawn().pressed | all_drawn().chosen | all_drawn().searched <= named


def test_what_nobody_hears_would_be_noticed() -> None:
    asks = [field("a", "A", search(Action.ASK, "Type"))]
    form = modal(FormId.DENY, "Deny", asks, submit="Deny") | {"callback_id": "a form"}
    of_a_button = actions(button(Action.INPUT, "Press", "1:1"))
    of_a_menu = actions(*menu({"fly 1:1": "Fly", "deny 1:1": "Deny"}))
    wrong = ids([form, of_a_button, of_a_menu])
    assert unanswered(wrong, heard()) == {"a form", "ask", "input", "fly"}
    assert lines_without_a_press(wrong, set(PRESSED)) == {"fly", "deny"}


def test_what_nobody_can_send_would_be_noticed() -> None:
    card = ids(decider_card(samples.request(), samples.LINA).blocks)
    deaf = Heard(actions={"approve", "fly"}, views={"a form"}, searches={"find luck"})
    assert unseen(card, deaf) == {"fly", "a form", "find luck"}
