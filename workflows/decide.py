"""Approve and deny."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.kinds import KINDS
from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.refusals import ReasonNeeded, Refusal
from rulebook.request import Decision, Request
from store import requests
from workflows.carry_out import carry_out
from workflows.office import Click, Office
from workflows.press import press
from workflows.word import tell


async def approve(office: Office, click: Click) -> Refusal | None:
    """Approve a request and queue everything that follows."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        _still_right(request)
        moved = await requests.move(
            tx,
            request,
            State.APPROVED,
            decision=decision_of(office, click),
            remark=(),
            waits_until=None,
        )
        if moved:
            await carry_out(tx, office, moved)
        return moved

    return await press(office, click, Move.APPROVE, play)


async def deny(office: Office, click: Click, reason: str) -> Refusal | None:
    """Deny a request; the requester reads why."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        if not reason.strip():
            raise ReasonNeeded(requester=request.requester, field="words")
        decision = decision_of(office, click, reason.strip())
        moved = await requests.move(
            tx, request, State.DENIED, decision=decision, remark=(), waits_until=None
        )
        if moved:
            words = phrase("{by} said no: {reason}", by=decision.by, reason=decision.reason)
            await tell(tx, office, moved, [moved.requester], words)
        return moved

    return await press(office, click, Move.DENY, play)


def _still_right(request: Request) -> None:
    """Raise what the rules have against it, as it came back from an approval."""
    assert request.facts  # noqa: S101 (it was checked before anybody could decide)
    kind = KINDS[request.kind]
    try:
        kind.check(kind.read(request.form), request.facts)
    except Refusal as refusal:
        refusal.field = None  # a card has no fields
        raise


def decision_of(office: Office, click: Click, reason: str = "") -> Decision:
    """The decision of who clicked, now."""
    by = office.team.decider(click.by)
    assert by  # noqa: S101 (only the manager and leads are entitled)
    return Decision(by=by, at=office.clock(), reason=reason)
