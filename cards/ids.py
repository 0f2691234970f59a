"""Every id that travels to Slack and comes back with a click or a form."""

import re
from enum import StrEnum

from rulebook.promises import Promise
from rulebook.request import Request

_PROMISE = re.compile(r"promise ([0-9]{1,9})")
_CARD = re.compile(r"([0-9]{1,18}):([0-9]{1,18})")


class Action(StrEnum):
    """The id of whatever can be pressed or filled in (an element's action_id)."""

    APPROVE = "approve"
    CHANGE = "change and approve"
    DENY = "deny"
    PUT_BACK = "put back"
    ASK = "ask"
    PASS_ON = "pass on"  # noqa: S105 (a button, not a password)
    TAKE = "take"
    ANSWER = "answer"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    CANNOT_WAIT = "it cannot wait"
    RETRY = "retry"
    REVERSE = "reverse"
    UPDATED = "updated the customer"
    PROMISE_NEXT = "promise the next"
    MORE_TIME = "need more time"
    ASK_FOR_REASSIGNMENT = "ask for reassignment"
    CALL_OWNER = "call the owner"
    BEGIN = "begin"  # and what is begun; of these there are several side by side
    MUTE = "mute the lists"
    UNMUTE = "unmute the lists"
    MORE = "more"  # a menu; each line of it is one of the others
    INPUT = "input"  # the one element of an input block
    FIND_TICKET = "find ticket"  # the same, where suggestions come while one types
    FIND_CUSTOMER = "find customer"


class FormId(StrEnum):
    """The id of a form that is sent (a view's callback_id)."""

    REQUEST = "request"
    EDIT = "edit"
    CHANGE = "change and approve"
    DENY = "deny"
    ASK = "ask"
    ANSWER = "answer"
    ROSTER = "roster"
    PROMISE = "promise"
    MORE_TIME = "need more time"
    MESSAGE = "message"


class BlockId(StrEnum):
    """The blocks that are read back or spoken of; a request form's are its field names."""

    WHY = "why"
    WORDS = "words"
    TICKET = "ticket"
    WHEN = "when"
    MINUTES = "minutes"
    REASON = "reason"
    REMOVE = "remove"
    SHIFT_LEAD = "shift_lead"
    SHIFT_DAYS = "shift_days"
    SHIFT_STARTS = "shift_starts"
    SHIFT_ENDS = "shift_ends"
    COVER_LEAD = "cover_lead"
    COVER_STARTS = "cover_starts"
    COVER_ENDS = "cover_ends"


def begin_id(what: str) -> str:
    """Say which form a button of the home tab opens: a kind's name, or what is promised."""
    return f"{Action.BEGIN} {what}"


def card_value(request: Request) -> str:
    """Say which request, and which version of it, a button decides."""
    return f"{request.id}:{request.version}"


def promise_value(promise: Promise) -> str:
    """Say which promise a button is about."""
    return f"promise {promise.id}"


def read_promise_value(text: str) -> int:
    """Read a button's promise. Raises ValueError if it is none of ours."""
    match = _PROMISE.fullmatch(text)
    if match is None:
        message = "not a promise's value"
        raise ValueError(message)
    return int(match[1])


def menu_value(action: Action, request: Request) -> str:
    """Say in a menu's line which button it stands for, and what it decides."""
    return f"{action} {card_value(request)}"


def read_menu_value(text: str) -> tuple[str, str]:
    """Read a menu's line: the action, and the value that its button would have."""
    action, _, value = text.rpartition(" ")
    return action, value


def read_card_value(text: str) -> tuple[int, int]:
    """Read a button's request id and version. Raises ValueError if it is none of ours."""
    match = _CARD.fullmatch(text)
    if match is None:
        message = "not a card's value"
        raise ValueError(message)
    return int(match[1]), int(match[2])
