"""Confirm or refuse a request whose helpdesk had not been heard in time."""

from rulebook.facts import Facts
from rulebook.kinds import KINDS
from rulebook.moves import Move, State
from rulebook.phrase import Phrase, Text
from rulebook.ports import GiveUp, NotHeard, TryAgain
from rulebook.refusals import Refusal
from rulebook.request import Request
from store import requests
from workflows.gather import gather
from workflows.offer import bring_to_a_decision
from workflows.office import Office
from workflows.show import show, show_with_others
from workflows.trail import BOT, record
from workflows.word import tell


async def confirm(office: Office, request_id: int) -> TryAgain | None:
    """Look up what is missing and go on; TryAgain where the outside still does not answer."""
    async with office.database.reading() as tx:
        request = await requests.get(tx, request_id)
    if request.state is not State.CHECKING:
        return None
    kind = KINDS[request.kind]
    form = kind.read(request.form)
    try:
        facts = await gather(office, form, request.requester.id)
        kind.check(form, facts)
        await _go_on(office, request, facts)
    except NotHeard as trouble:
        match trouble.outcome:
            case TryAgain():
                return trouble.outcome
            case GiveUp(because=because):
                await _refuse(office, request, (Text(text=because),))
    except Refusal as refusal:
        await _refuse(office, request, refusal.sentence)
    return None


async def give_up(office: Office, request_id: int, because: str) -> None:
    """Refuse a request that could not be checked after all."""
    async with office.database.reading() as tx:
        request = await requests.get(tx, request_id)
    if request.state is State.CHECKING:
        await _refuse(office, request, (Text(text=because),))


async def _go_on(office: Office, request: Request, facts: Facts) -> None:
    async with office.transaction() as tx:
        await requests.hold(tx, request.id)
        moved = await requests.move(
            tx,
            request,
            State.PENDING,
            facts=facts,
            requester=facts.requester,
            fresh_at=office.clock(),
        )
        if moved is None:
            return
        await record(tx, office, (request, moved), Move.CONFIRM, BOT)
        await bring_to_a_decision(tx, office, moved)
        await show_with_others(tx, office, request.id)


async def _refuse(office: Office, request: Request, sentence: Phrase) -> None:
    async with office.transaction() as tx:
        moved = await requests.move(tx, request, State.REFUSED, remark=sentence)
        if moved is None:
            return
        await record(tx, office, (request, moved), Move.REFUSE, BOT)
        await tell(tx, office, request, [request.requester], sentence)
        await show(tx, office, request.id)
