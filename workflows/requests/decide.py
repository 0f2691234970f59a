"""Approve and deny, and leave what has happened or put it back."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.checked import CheckedRequest
from rulebook.decided import DecidedRequest
from rulebook.kinds import KINDS
from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.ports import NotHeard
from rulebook.refusals import NobodyInTheHelpdesk, ReasonNeeded, Refusal
from rulebook.request import Decision, Request
from store import requests
from workflows.context import PATIENCE, Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import guarded_move
from workflows.mechanics.notify import tell
from workflows.requests.after_approval import put_back, queue_what_follows
from workflows.requests.gather import is_nameless


async def approve(context: Context, click: Click) -> Refusal | None:
    """Approve a request and queue everything that follows."""
    nameless = await decides_nameless(context, click.by)

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        _still_right(request)
        if nameless:
            bears_a_name(context, request, click)
        moved = await requests.move(
            tx,
            request,
            State.APPROVED,
            decision=decision_of(context, click),
            remark=(),
            waits_until=None,
        )
        if moved:
            await queue_what_follows(tx, context, moved)
        return moved

    return await guarded_move(context, click, Move.APPROVE, play)


async def deny(context: Context, click: Click, reason: str) -> Refusal | None:
    """Deny a request; the requester reads why. What has happened already is put back."""
    nameless = await decides_nameless(context, click.by)

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        undoes = KINDS[request.kind].ending.denial_undoes
        if not reason.strip() and not undoes:
            raise ReasonNeeded(requester=request.requester, field="words")
        if undoes and nameless:
            bears_a_name(context, request, click)
        decision = decision_of(context, click, reason.strip())
        moved = await requests.move(
            tx, request, State.DENIED, decision=decision, remark=(), waits_until=None
        )
        if moved and undoes:
            await put_back(tx, context, moved)
        elif moved:
            words = phrase("{by} said no: {reason}", by=decision.by, reason=decision.reason)
            await tell(tx, context, moved, [moved.requester], words)
        return moved

    return await guarded_move(context, click, Move.DENY, play)


def _still_right(request: Request) -> None:
    """Raise what the rules have against it, as it came back from an approval."""
    try:
        CheckedRequest.of(request).check()
    except Refusal as refusal:
        refusal.field = None  # a card has no fields
        raise


async def decides_nameless(context: Context, member_id: str) -> bool:
    """Tell whether no note can bear the name of who decides; asked within PATIENCE seconds.

    Where the helpdesk is silent it shows when the note is written.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            return await is_nameless(context, member_id)
    except (TimeoutError, NotHeard):
        return False


def bears_a_name(context: Context, request: Request, click: Click) -> None:
    """Raise NobodyInTheHelpdesk where something would be done in a name that is not there."""
    by = decision_of(context, click).by
    if DecidedRequest.of(request, by=by).bears_a_name:
        raise NobodyInTheHelpdesk(helpdesk=context.helpdesk.name, who=by)


def decision_of(context: Context, click: Click, reason: str = "") -> Decision:
    """The decision of who clicked, now."""
    by = context.team.decider(click.by)
    assert by  # noqa: S101 (only the manager and leads are entitled)
    return Decision(by=by, at=context.clock(), reason=reason)
