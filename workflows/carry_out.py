"""Queue everything that an approval sets off."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import Tell
from rulebook.kinds import KINDS
from rulebook.people import Member
from rulebook.phrase import phrase
from rulebook.request import Request
from store import outbox
from workflows.office import Office


async def carry_out(tx: AsyncConnection, office: Office, request: Request, by: Member) -> None:
    """The kind's effects in order, the note after them, then word to all."""
    assert request.facts  # noqa: S101 (nothing is approved before it was checked)
    effects = KINDS[request.kind].carry_out(request, request.facts, by)
    if by.id != request.requester.id:
        form = KINDS[request.kind].read(request.form)
        asked = KINDS[request.kind].asks(form, request.facts)
        said = phrase("{by} approved, and it is done: ", by=by)
        effects = (*effects, Tell(to=request.requester, words=(*said, *asked, *phrase("."))))
    await outbox.queue(tx, effects, request_id=request.id, due_at=office.clock(), in_order=True)
