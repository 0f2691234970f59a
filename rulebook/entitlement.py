"""Entitlement: the people who may make a move now."""

from rulebook.duty import Duty, Team
from rulebook.kinds import KINDS
from rulebook.moves import OPEN, RULES, Move, State
from rulebook.people import Member, Role
from rulebook.refusals import Refusal
from rulebook.request import Request

_ENDED = {
    State.WITHDRAWN: "was withdrawn",
    State.EXPIRED: "has expired",
    State.REFUSED: "was refused",
    State.REVERSED: "was taken back",
}


class OnlyWhoIsOnDutyDecides(Refusal):
    """Pressed by somebody who may not decide now."""

    says = "Only {manager} or the shift lead on duty decides. {because} Nothing was changed."


class NobodyDecidesTheirOwnRequest(Refusal):
    """Pressed by the requester."""

    says = "Nobody decides their own request. {decider} has it; nothing was changed."


class OnlyTheRequesterDoesThat(Refusal):
    """Somebody else's request."""

    says = "Only {requester} can do that: it is their request. Nothing was changed."


class AlreadyDecided(Refusal):
    """A click on a card that was decided meanwhile."""

    says = "{who} has {what} it already. Nothing was changed."


class NoLongerOpen(Refusal):
    """A click on a card whose request ended without a decision."""

    says = "This request {what}, so there is nothing left to decide. Nothing was changed."


class NotAtThatPoint(Refusal):
    """A move that this request's state does not have."""

    says = "This request is {state} now, so that is not possible. Nothing was changed."


class HasHappenedAlready(Refusal):
    """Nobody asked for it: it was done, and the bot asks what becomes of it."""

    says = "This has happened already, so it is only left so or put back. Nothing was changed."


class AQuestionIsOpen(Refusal):
    """A second question before the first was answered."""

    says = "{requester} has not answered the first question yet. Nothing was changed."


class NothingWasAsked(Refusal):
    """An answer to no question."""

    says = "There is no open question about this request. Edit it to change something."


class NotReadyYet(Refusal):
    """A click before the helpdesk was heard."""

    says = "The ticket is still being looked up. Try again in a moment."


class NobodyCouldDecide(Refusal):
    """The requester is the only one entitled, and may not decide alone."""

    says = "Nobody else could decide this: no shift lead is named. Ask for one to be added first."


def entitled(member_id: str, request: Request, duty: Duty, team: Team) -> bool:
    """The manager always, a lead while on duty; the requester only where the kind says so."""
    decides = member_id in {team.manager.id, duty.who.id}
    alone = KINDS[request.kind].deciders_act_alone
    return decides and (alone or member_id != request.requester.id)


def decides(requester: Member, duty: Duty, team: Team) -> Duty:
    """Name to whom a request goes: who is on duty, unless they ask. Raises NobodyCouldDecide."""
    if duty.who.id != requester.id:
        return duty
    if requester.id == team.manager.id:
        raise NobodyCouldDecide
    return Duty(
        who=team.manager,
        because=f"{requester.name} leads now and asks, so it comes to {team.manager.name}.",
        is_lead=False,
    )


def somebody_could_decide(requester: Member, team: Team) -> None:
    """Raise NobodyCouldDecide where the manager asks and there is no other lead."""
    others = [team.manager, *team.leads]
    if all(other.id == requester.id for other in others):
        raise NobodyCouldDecide


def still_has_it(request: Request, duty: Duty, team: Team) -> bool:
    """Tell whether who has a request is who decides it now."""
    if request.duty is None:
        return False
    if request.duty.chosen:
        return request.duty.who.id in {team.manager.id, duty.who.id}
    try:
        return request.duty.who.id == decides(request.requester, duty, team).who.id
    except NobodyCouldDecide:
        return False


def may(move: Move, member_id: str, request: Request, duty: Duty, team: Team) -> None:
    """Raise the Refusal of a person's move that the table does not have."""
    _can_be_made(move, request)
    rule = RULES[move]
    match rule.who:
        case Role.REQUESTER:
            if member_id != request.requester.id:
                raise OnlyTheRequesterDoesThat(requester=request.requester)
        case Role.ENTITLED:
            if not entitled(member_id, request, duty, team):
                raise _not_entitled(member_id, request, duty, team)
        case Role.DECIDER:
            if request.decision is None or member_id != request.decision.by.id:
                raise _not_entitled(member_id, request, duty, team)
        case Role.MEMBER:
            pass
        case Role.BOT | Role.CLOCK:
            message = f"{move} is not a person's move"
            raise ValueError(message)
    if request.state not in rule.before:
        raise _out_of_state(move, request)


def _can_be_made(move: Move, request: Request) -> None:
    if move in KINDS[request.kind].ending.without:
        raise HasHappenedAlready


def _not_entitled(member_id: str, request: Request, duty: Duty, team: Team) -> Refusal:
    if member_id == request.requester.id:
        other = duty.who if duty.who.id != member_id else team.manager
        return NobodyDecidesTheirOwnRequest(decider=other)
    return OnlyWhoIsOnDutyDecides(manager=team.manager, because=duty.because)


def _out_of_state(move: Move, request: Request) -> Refusal:
    if request.state is State.CHECKING:
        return NotReadyYet()
    if request.state is State.ASKED and move is Move.ASK:
        return AQuestionIsOpen(requester=request.requester)
    if request.state is State.PENDING and move is Move.ANSWER:
        return NothingWasAsked()
    if request.state in OPEN:
        return NotAtThatPoint(state=str(request.state))
    if request.went_ahead:
        return NoLongerOpen(what="went ahead without an approval")
    if request.decision and request.state in {State.APPROVED, State.DENIED}:
        return AlreadyDecided(who=request.decision.by, what=f"{request.state}")
    return NoLongerOpen(what=_ENDED[request.state])
