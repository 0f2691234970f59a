"""The life of a request: every state, every move, and who may make it."""

from enum import StrEnum

from rulebook.people import Role
from rulebook.value import Value


class State(StrEnum):
    """The state in which a request is."""

    CHECKING = "checking"  # the helpdesk has not been heard yet
    PENDING = "pending"  # waits for the decider
    ASKED = "asked"  # waits for the requester's answer
    APPROVED = "approved"  # decided; how far it is carried out is read from its effects
    DENIED = "denied"  # decided
    REFUSED = "refused"  # the rules said no after all
    WITHDRAWN = "withdrawn"  # the requester took it back
    EXPIRED = "expired"  # nobody decided in two support days
    REVERSED = "reversed"  # approved, then taken back


OPEN = frozenset({State.CHECKING, State.PENDING, State.ASKED})
_WAITING = (State.PENDING, State.ASKED)


class Move(StrEnum):
    """A move that somebody makes with a request."""

    SUBMIT = "submit"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    APPROVE = "approve"
    CHANGE_AND_APPROVE = "change and approve"
    DENY = "deny"
    ASK = "ask"
    ANSWER = "answer"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    PASS_ON = "pass on"  # noqa: S105 (a move, not a password)
    TAKE = "take"
    CANNOT_WAIT = "it cannot wait"
    REMIND = "remind"
    ESCALATE = "escalate"
    HAND_OVER = "hand over"
    EXPIRE = "expire"
    REOPEN = "reopen"
    RETRY = "retry"
    REVERSE = "reverse"


class Rule(Value):
    """One line of the table. No `before`: the request begins here; no `after`: it stays."""

    move: Move
    before: tuple[State, ...]
    who: Role
    after: tuple[State, ...]
    writes: str
    when: str = ""


TABLE: tuple[Rule, ...] = (
    Rule(
        move=Move.SUBMIT,
        before=(),
        who=Role.MEMBER,
        after=(State.CHECKING, State.PENDING, State.APPROVED),
        writes="the card to whom it concerns, word to the requester",
        when="approved at once where who asks decides alone, or the handbook allows it",
    ),
    Rule(
        move=Move.CONFIRM,
        before=(State.CHECKING,),
        who=Role.BOT,
        after=(State.PENDING, State.APPROVED),
        writes="the card; approved as above",
    ),
    Rule(
        move=Move.REFUSE,
        before=(State.CHECKING,),
        who=Role.BOT,
        after=(State.REFUSED,),
        writes="word to the requester",
    ),
    Rule(
        move=Move.APPROVE,
        before=_WAITING,
        who=Role.ENTITLED,
        after=(State.APPROVED,),
        writes="the kind's effects in order, the note, word to all; every card",
    ),
    Rule(
        move=Move.CHANGE_AND_APPROVE,
        before=_WAITING,
        who=Role.ENTITLED,
        after=(State.APPROVED,),
        writes="the kind's effects in order, the note, word to all; every card",
    ),
    Rule(
        move=Move.DENY,
        before=_WAITING,
        who=Role.ENTITLED,
        after=(State.DENIED,),
        writes="word to the requester; every card; what has happened already is put back",
        when="with a reason, where it has not happened yet",
    ),
    Rule(
        move=Move.ASK,
        before=(State.PENDING,),
        who=Role.ENTITLED,
        after=(State.ASKED,),
        writes="the question to the requester",
    ),
    Rule(
        move=Move.ANSWER,
        before=(State.ASKED,),
        who=Role.REQUESTER,
        after=(State.PENDING,),
        writes="every card",
    ),
    Rule(
        move=Move.EDIT,
        before=_WAITING,
        who=Role.REQUESTER,
        after=(State.PENDING,),
        writes="every card",
    ),
    Rule(
        move=Move.WITHDRAW,
        before=(State.CHECKING, State.PENDING, State.ASKED),
        who=Role.REQUESTER,
        after=(State.WITHDRAWN,),
        writes="every card, word to the decider",
    ),
    Rule(
        move=Move.PASS_ON,
        before=_WAITING,
        who=Role.ENTITLED,
        after=(),
        writes="the card to the manager",
    ),
    Rule(
        move=Move.TAKE,
        before=_WAITING,
        who=Role.ENTITLED,
        after=(),
        writes="the card to the taker",
    ),
    Rule(
        move=Move.CANNOT_WAIT,
        before=(State.PENDING,),
        who=Role.REQUESTER,
        after=(),
        writes="the card to the manager at once",
        when="while it waits for the next shift",
    ),
    Rule(
        move=Move.REMIND,
        before=(State.PENDING,),
        who=Role.CLOCK,
        after=(),
        writes="word to the decider",
        when="after ANSWER_WITHIN of support time",
    ),
    Rule(
        move=Move.ESCALATE,
        before=(State.PENDING,),
        who=Role.CLOCK,
        after=(),
        writes="the card to the manager too",
        when="after twice ANSWER_WITHIN of support time",
    ),
    Rule(
        move=Move.HAND_OVER,
        before=_WAITING,
        who=Role.CLOCK,
        after=(),
        writes="the card to the incoming lead; the outgoing one's says so",
        when="at a shift change",
    ),
    Rule(
        move=Move.EXPIRE,
        before=_WAITING,
        who=Role.CLOCK,
        after=(State.EXPIRED,),
        writes="word to both; every card",
        when="after two support days",
    ),
    Rule(
        move=Move.REOPEN,
        before=(State.APPROVED,),
        who=Role.BOT,
        after=(State.PENDING,),
        writes="every card, with the difference",
        when="nothing carried out yet, and the ticket is no longer what the card showed",
    ),
    Rule(
        move=Move.RETRY,
        before=(State.APPROVED, State.DENIED, State.REVERSED),
        who=Role.ENTITLED,
        after=(),
        writes="the effect that was given up is due again",
    ),
    Rule(
        move=Move.REVERSE,
        before=(State.APPROVED,),
        who=Role.DECIDER,
        after=(State.REVERSED,),
        writes="the ticket goes back, a note of its own, word to all",
        when="a reassignment, within ten minutes",
    ),
)

RULES = {rule.move: rule for rule in TABLE}
