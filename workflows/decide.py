"""Approve and deny."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import Tell
from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.refusals import ReasonNeeded, Refusal
from rulebook.request import Decision, Request
from store import outbox, requests
from workflows.carry_out import carry_out
from workflows.office import Click, Office
from workflows.press import press


async def approve(office: Office, click: Click) -> Refusal | None:
    """Approve a request and queue everything that follows."""

    async def play(tx: AsyncConnection, request: Request) -> bool:
        decision = decision_of(office, click)
        if not await requests.move(tx, request, State.APPROVED, decision=decision, remark=()):
            return False
        await carry_out(tx, office, await requests.get(tx, request.id))
        return True

    return await press(office, click, Move.APPROVE, play)


async def deny(office: Office, click: Click, reason: str) -> Refusal | None:
    """Deny a request; the requester reads why."""

    async def play(tx: AsyncConnection, request: Request) -> bool:
        if not reason.strip():
            raise ReasonNeeded(requester=request.requester, field="words")
        decision = decision_of(office, click, reason.strip())
        if not await requests.move(tx, request, State.DENIED, decision=decision, remark=()):
            return False
        words = phrase("{by} said no: {reason}", by=decision.by, reason=decision.reason)
        told = Tell(to=request.requester, words=words)
        await outbox.queue(tx, [told], request_id=request.id, due_at=office.clock())
        return True

    return await press(office, click, Move.DENY, play)


def decision_of(office: Office, click: Click, reason: str = "") -> Decision:
    """The decision of who clicked, now."""
    by = office.team.decider(click.by)
    assert by  # noqa: S101 (only the manager and leads are entitled)
    return Decision(by=by, at=office.clock(), reason=reason)
