"""A press on a card: it counts once, by who may, on the version they saw."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.slack import Whisper
from rulebook.entitlement import may
from rulebook.moves import Move
from rulebook.refusals import CardIsOutOfDate, NoSuchRequest, Refusal
from rulebook.request import Request
from store import events, inbox, outbox, requests
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.audit import record
from workflows.mechanics.refresh_cards import refresh_with_others

Play = Callable[[AsyncConnection, Request], Awaitable[Request | None]]


async def guarded_move(context: Context, click: Click, move: Move, play: Play) -> Refusal | None:
    """Make a person's move, or answer why not; either is recorded.

    `play` changes the request as it was read and returns it; None where somebody was faster. A
    refusal is whispered where the click was made, and returned. One that is about a field leaves no
    trace: the form stays open, and comes again under the same key once it is mended.
    """
    try:
        async with context.transaction() as tx:
            if not await inbox.first(tx, click.key, context.clock()):
                return None
            try:
                await _play(tx, context, click, move, play)
            except Refusal as refusal:
                if refusal.field:
                    raise
                await _refuse(tx, context, click, move, refusal)
                return refusal
            return None
    except Refusal as refusal:
        return refusal


async def check_move(context: Context, click: Click, move: Move) -> Request | Refusal:
    """Check that somebody may make a move, before a form is opened for it.

    A refusal is recorded and whispered as by `guarded_move`.
    """
    async with context.transaction() as tx:
        try:
            return await _allowed(tx, context, click, move)
        except Refusal as refusal:
            if await inbox.first(tx, click.key, context.clock()):
                await _refuse(tx, context, click, move, refusal)
            return refusal


async def _play(
    tx: AsyncConnection, context: Context, click: Click, move: Move, play: Play
) -> None:
    before = await _allowed(tx, context, click, move)
    now = await play(tx, before)
    if now is None:
        # Say what was made of it.
        await _allowed(tx, context, click, move)
        raise CardIsOutOfDate
    await record(tx, context, (before, now), move, click.by)
    await refresh_with_others(tx, context, before.id)


async def _allowed(tx: AsyncConnection, context: Context, click: Click, move: Move) -> Request:
    request = await requests.hold(tx, click.request_id)
    if request is None:
        raise NoSuchRequest
    if click.version != request.version:
        raise CardIsOutOfDate
    may(move, click.by, request, await context.duty(tx), context.team)
    return request


async def _refuse(
    tx: AsyncConnection, context: Context, click: Click, move: Move, refusal: Refusal
) -> None:
    known = await requests.find(tx, click.request_id)
    request_id = known.id if known else None
    await events.record(
        tx,
        request_id=request_id,
        at=context.clock(),
        who=click.by,
        what=f"{move} refused",
        after={"because": str(refusal)},
    )
    if click.channel:
        to = click.by.rpartition("/")[2]
        said = Whisper(to=to, channel=click.channel, words=refusal.sentence)
        await outbox.queue(tx, [said], request_id=request_id, due_at=context.clock())
