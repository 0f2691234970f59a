"""Reverse: who decided takes it back, within ten minutes."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.decided import DecidedRequest
from rulebook.effects.slack import Tell
from rulebook.kinds import KINDS
from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.refusals import (
    CannotBeReversed,
    Refusal,
    RetryFirst,
    StillBeingCarriedOut,
    TooLateToReverse,
)
from rulebook.request import REVERSIBLE_FOR, Request
from store import outbox, requests
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import guarded_move


async def reverse(context: Context, click: Click) -> Refusal | None:
    """Take an approval back; everybody who heard of it hears of this too."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        _still_possible(context, request)
        moved = await requests.move(tx, request, State.REVERSED)
        if moved is None:
            return None
        await outbox.cancel_all(tx, request.id)
        decided = DecidedRequest.of_decision(request)
        effects = (*decided.take_back(), *_word_to_all(decided))
        await outbox.queue(
            tx, effects, request_id=request.id, due_at=context.clock(), in_order=True
        )
        return moved

    return await guarded_move(context, click, Move.REVERSE, play)


def _still_possible(context: Context, request: Request) -> None:
    kind = KINDS[request.kind]
    if not kind.reversible:
        raise CannotBeReversed(kind=kind.title.lower())
    if request.reversible_until is None or context.clock() > request.reversible_until:
        raise TooLateToReverse(minutes=f"{REVERSIBLE_FOR.seconds // 60}")
    if request.failed:
        raise RetryFirst
    if not request.finished:
        raise StillBeingCarriedOut


def _word_to_all(decided: DecidedRequest) -> list[Tell]:
    requester, by = decided.request.requester, decided.by
    people = {who.id: who for who in (requester, *(word.to for word in decided.words))}
    people.pop(by.id, None)
    words = (
        *phrase("{by} took this back: ", by=by),
        *decided.asks,
        *phrase(". Everything is as it was."),
    )
    return [Tell(to=who, words=words) for who in people.values()]
