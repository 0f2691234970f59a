"""What somebody pressed on word of a promise."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects import Tell, Whisper
from rulebook.people import Member
from rulebook.phrase import Phrase, phrase
from rulebook.ports import NotHeard
from rulebook.promises import Promise, PromiseState
from rulebook.refusals import (
    NobodyToCall,
    NoSuchPromise,
    NotYourPromise,
    OnlyMembersAsk,
    OutsideIsSlow,
    PromiseIsOver,
    Refusal,
    TheHelpdesksDeadline,
)
from store import deliveries, muted, outbox, promises, reminders
from store.tables import Reminded
from workflows.home import show_home
from workflows.office import Delivery, Office
from workflows.promise import Asked, Made, end, make, record
from workflows.whose import whose

_HOW = {
    PromiseState.KEPT: "was kept",
    PromiseState.MOVED: "was moved to another time",
    PromiseState.DROPPED: "ended with the ticket",
}


@dataclass(frozen=True, kw_only=True)
class PromiseClick(Delivery):
    """A delivery that is about one promise."""

    promise_id: int


async def find(office: Office, promise_id: int) -> Promise | None:
    """A promise, whatever became of it."""
    async with office.database.reading() as tx:
        return await promises.find(tx, promise_id)


async def look(office: Office, click: PromiseClick) -> Promise | Refusal:
    """Whether somebody may act on a promise; a refusal is whispered where it was pressed."""
    async with office.transaction() as tx:
        try:
            return await _allowed(tx, office, click)
        except Refusal as refusal:
            await _whisper(tx, office, click, refusal.sentence)
            return refusal


async def updated(office: Office, click: PromiseClick) -> Promise | Refusal:
    """The customer heard from us, or the call is attended to: the promise is kept."""
    member = await _known(office, click)
    async with office.transaction() as tx:
        try:
            promise = _ours(office, await _allowed(tx, office, click))
        except Refusal as refusal:
            await _whisper(tx, office, click, refusal.sentence)
            return refusal
        kept = None if promise.is_call else office.clock()
        await end(tx, office, promise, PromiseState.KEPT, member, kept_at=kept)
        return promise


async def more_time(office: Office, click: PromiseClick, when: datetime, reason: str) -> Made:
    """Promise it for another time. Raises a Refusal of what is wrong."""
    async with office.transaction() as tx:
        promise = _ours(office, await _allowed(tx, office, click))
        every = await reminders.of_promise(tx, click.promise_id)
    told = [each.sent_to for each in every if each.audience is Reminded.OWNER][-1:]
    asked = Asked(
        what=promise.what,
        ticket=promise.ticket.number,
        when=when,
        minutes=promise.minutes,
        reason=reason,
        instead_of=promise.id,
        tell=await _member(office, told[0]) if told else None,
    )
    return await make(office, click, asked)


async def call_owner(office: Office, click: PromiseClick) -> Refusal | None:
    """Ask whoever has the ticket for a call with who pressed, once per press."""
    by = await _known(office, click)
    promise = await look(office, click)
    if isinstance(promise, Refusal):
        return promise
    try:
        ticket = await office.helpdesk.ticket(promise.ticket.number) or promise.ticket
        owner = await whose(office, ticket)
    except NotHeard:
        return await _refuse(office, click, OutsideIsSlow(helpdesk=office.helpdesk.name))
    if owner is None:
        return await _refuse(office, click, NobodyToCall(ticket=ticket))
    async with office.transaction() as tx:
        if not await deliveries.first(tx, click.key, office.clock()):
            return None
        this_hour = f"call {promise.id} {owner.id} {office.clock():%Y-%m-%d %H}"
        if not await deliveries.first(tx, this_hour, office.clock()):
            said = phrase("{owner} was asked to call within this hour already.", owner=owner)
            await _whisper(tx, office, click, said)
            return None
        words = phrase(
            "{by} asks you for a call about {ticket}: the {what} for {customer} was due {at}.",
            by=by,
            ticket=ticket,
            what=promise.name,
            customer=ticket.customer or "the customer",
            at=promise.due,
        )
        told = Tell(to=owner, words=words)
        await outbox.queue(tx, [told], request_id=None, due_at=office.clock())
        await record(tx, office, promise, "call asked for", click.by)
        await _whisper(tx, office, click, phrase("{owner} was asked to call you.", owner=owner))
    return None


async def mute(office: Office, delivery: Delivery, *, quiet: bool) -> None:
    """Send somebody no lists any more, or lists again, and say so."""
    async with office.transaction() as tx:
        if not await deliveries.first(tx, delivery.key, office.clock()):
            return
        await (muted.mute if quiet else muted.unmute)(tx, delivery.by)
        words = "No more lists. Reminders still come; /desk has the lists and turns them on again."
        said = phrase(words if quiet else "The lists come again, from the next morning on.")
        await _whisper(tx, office, delivery, said)
        if not delivery.channel:  # it was pressed in their home, which says it by itself
            await show_home(tx, office, delivery.by)


async def _allowed(tx: AsyncConnection, office: Office, click: PromiseClick) -> Promise:
    promise = await promises.hold(tx, click.promise_id)
    if promise is None:
        raise NoSuchPromise
    if promise.state is not PromiseState.OPEN:
        raise PromiseIsOver(what=promise.name, how=_HOW[promise.state])
    told = {each.sent_to for each in await reminders.of_promise(tx, promise.id)}
    made = {promise.by.id} if promise.by else set()
    if click.by not in told | made and office.team.decider(click.by) is None:
        owner = promise.ticket.owner
        raise NotYourPromise(ticket=promise.ticket, owner=owner.name if owner else "nobody")
    return promise


def _ours(office: Office, promise: Promise) -> Promise:
    if promise.is_deadline:
        raise TheHelpdesksDeadline(helpdesk=office.helpdesk.name)
    return promise


async def _member(office: Office, member_id: str) -> Member:
    try:
        member = await office.members.member(member_id)
    except NotHeard:
        member = Member(id=member_id, name=member_id)
    if member is None:
        raise OnlyMembersAsk
    return member


async def _known(office: Office, click: PromiseClick) -> Member:
    """Who pressed; by name alone where they are nobody here, who is refused next."""
    try:
        return await _member(office, click.by)
    except OnlyMembersAsk:
        return Member(id=click.by, name=click.name)


async def _refuse(office: Office, click: PromiseClick, refusal: Refusal) -> Refusal:
    async with office.transaction() as tx:
        await _whisper(tx, office, click, refusal.sentence)
    return refusal


async def _whisper(tx: AsyncConnection, office: Office, delivery: Delivery, words: Phrase) -> None:
    if delivery.channel:
        to = delivery.by.rpartition("/")[2]
        said = Whisper(to=to, channel=delivery.channel, words=words)
        await outbox.queue(tx, [said], request_id=None, due_at=office.clock())
