"""A question to the requester, and the answer."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.refusals import Refusal, WordsNeeded
from rulebook.request import Request, Said
from store import requests
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import guarded_move
from workflows.mechanics.notify import tell, who_has
from workflows.requests.decide import decision_of
from workflows.requests.timers import new_turn, says_something_new


async def ask(context: Context, click: Click, question: str) -> Refusal | None:
    """Ask the requester something; the clocks pause until they answer."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        by = decision_of(context, click).by
        talk = (*request.talk, Said(by=by, words=_words(question), at=context.clock()))
        moved = await requests.move(tx, request, State.ASKED, talk=talk)
        if moved is None:
            return None
        words = phrase("{by} asks: {question}", by=by, question=talk[-1].words)
        await tell(tx, context, request, [request.requester], words)
        return await _goes_on(tx, context, moved)

    return await guarded_move(context, click, Move.ASK, play)


async def answer(context: Context, click: Click, words: str) -> Refusal | None:
    """Answer the question; whoever decides has their time anew."""

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        said = Said(by=request.requester, words=_words(words), at=context.clock(), answers=True)
        moved = await requests.move(
            tx,
            request,
            State.PENDING,
            version=request.version + 1,
            talk=(*request.talk, said),
        )
        if moved is None:
            return None
        told = phrase("{by} answered: {answer}", by=request.requester, answer=said.words)
        await tell(tx, context, request, who_has(request), told)
        return await _goes_on(tx, context, moved)

    return await guarded_move(context, click, Move.ANSWER, play)


async def _goes_on(tx: AsyncConnection, context: Context, request: Request) -> Request:
    return await says_something_new(tx, context, await new_turn(tx, context, request))


def _words(written: str) -> str:
    if not written.strip():
        raise WordsNeeded(field="words")
    return written.strip()
