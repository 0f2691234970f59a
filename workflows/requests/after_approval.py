"""Queue everything that an approval sets off."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.clock import DrawAgain
from rulebook.effects.effect import Effect, StepEffect
from rulebook.effects.slack import Tell
from rulebook.kinds import KINDS
from rulebook.phrase import NewTicketLink, phrase
from rulebook.request import Request
from store import outbox
from workflows.context import Context

_A_MOMENT = timedelta(seconds=1)


async def carry_out(tx: AsyncConnection, context: Context, request: Request) -> None:
    """The kind's effects in order, the note after them, then word to all."""
    assert request.facts  # noqa: S101 (nothing is approved before it was checked)
    assert request.decision  # noqa: S101 (this is what follows from one)
    kind, by = KINDS[request.kind], request.decision.by
    effects = kind.carry_out(request, request.facts, by)
    if request.requester.id not in {"", by.id}:
        effects = (*effects, _word_to_the_requester(request, effects))
    await outbox.queue(tx, effects, request_id=request.id, due_at=context.clock(), in_order=True)
    if kind.reversible and request.reversible_until:
        until = request.reversible_until + _A_MOMENT
        later = DrawAgain(request_id=request.id)
        await outbox.queue_at(tx, [(later, until)], request_id=request.id)


async def put_back(tx: AsyncConnection, context: Context, request: Request) -> None:
    """Queue what puts back what has happened, a note of its own, then word to all."""
    assert request.facts  # noqa: S101 (the same)
    assert request.decision  # noqa: S101 (the same)
    kind, by = KINDS[request.kind], request.decision.by
    effects = kind.put_back(request, request.facts, by)
    await outbox.queue(tx, effects, request_id=request.id, due_at=context.clock(), in_order=True)


def _word_to_the_requester(request: Request, effects: tuple[Effect, ...]) -> Tell:
    assert request.facts  # noqa: S101 (as above)
    assert request.decision  # noqa: S101 (as above)
    kind, by = KINDS[request.kind], request.decision.by
    approved = "approved with changes" if request.changes else "approved"
    if any(isinstance(effect, StepEffect) and not effect.notes for effect in effects):
        approved = f"{approved}, and it is done"
    asked = kind.asks(kind.read(request.form), request.facts)
    said = (*phrase("{by} {approved}: ", by=by, approved=approved), *asked)
    if any(isinstance(effect, StepEffect) and effect.makes == "ticket" for effect in effects):
        said = (*said, *phrase(". It is {new}", new=NewTicketLink()))
    return Tell(to=request.requester, words=(*said, *phrase(".")))
