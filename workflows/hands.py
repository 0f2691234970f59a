"""See which tickets changed hands, and ask the lead about what nobody had approved (S7, S11)."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.facts import ColleagueFacts, Facts, Hands
from rulebook.hands import needs_a_word, same
from rulebook.kinds.by_hand import ByHand
from rulebook.moves import Move, State
from rulebook.people import Member, Person
from rulebook.tickets import Handover, Ticket
from store import copies, deliveries, events, outbox, owners, requests
from store.tables import Audience
from workflows.gather import about
from workflows.offer import bring_to_a_decision
from workflows.office import Office
from workflows.show import show_with_others

_AT_ONCE = 8
# What we did ourselves is written down this much later at most, by clocks that may differ.
_OURS_WITHIN = timedelta(minutes=2)
_NOBODY = Person(id="", name="somebody")


@dataclass(frozen=True)
class _Change:
    """A ticket went from somebody to somebody; `ticket` is as the change left it."""

    ticket: Ticket
    before: Person | None
    told: Handover

    @property
    def key(self) -> str:
        return f"changed hands {self.ticket.key} {self.told.reference}"


async def take_stock(office: Office) -> None:
    """See whose each open ticket is, where that was never seen. Raises NotHeard."""
    first = "whose each ticket is was seen"
    async with office.database.reading() as tx:
        if await deliveries.acted_on_at(tx, first):
            return
    seen = await office.helpdesk.owners()
    async with office.transaction() as tx:
        await owners.seen_first(tx, seen)
        await deliveries.first(tx, first, office.clock())


async def follow_hands(office: Office, tickets: Sequence[Ticket], since: datetime) -> None:
    """Bring a card to the lead for every change since then that needs a word. Raises NotHeard."""
    async with office.database.reading() as tx:
        known = await owners.known(tx, [ticket.key for ticket in tickets])
    few = asyncio.Semaphore(_AT_ONCE)

    async def told(ticket: Ticket) -> tuple[Handover, ...] | None:
        async with few:
            return await office.helpdesk.handovers(ticket.key, since)

    for ticket, history in zip(tickets, await asyncio.gather(*map(told, tickets)), strict=True):
        before = known.get(ticket.key, ticket.owner)
        changes = _by_comparing(office, ticket, before) if history is None else history
        if changes or ticket.key not in known:
            await _write_down(office, ticket, [*_chained(ticket, before, changes)])


def _by_comparing(office: Office, ticket: Ticket, before: Person | None) -> tuple[Handover, ...]:
    """What shows without a history: that somebody else has it now."""
    if same(before, ticket.owner):
        return ()
    now = office.clock()
    reference = f"seen {now.isoformat()}"
    return (Handover(reference=reference, at=now, by=_NOBODY, to=ticket.owner),)


def _chained(
    ticket: Ticket, before: Person | None, changes: Sequence[Handover]
) -> Iterator[_Change]:
    for change in changes:
        left = ticket.model_copy(update={"owner": change.to})
        yield _Change(left, before, change)
        before = change.to


async def _write_down(office: Office, ticket: Ticket, changes: Sequence[_Change]) -> None:
    asked = [(each, await _facts(office, each)) for each in await _unasked(office, changes)]
    async with office.transaction() as tx:
        for each, facts in asked:
            if await deliveries.first(tx, each.key, office.clock()):
                await _ask(tx, office, each, facts)
        for each in changes:
            await deliveries.first(tx, each.key, office.clock())
        last = changes[-1].told.to if changes else ticket.owner
        await owners.seen(tx, {ticket.key: last})


async def _unasked(office: Office, changes: Sequence[_Change]) -> list[_Change]:
    if not changes:
        return []
    async with office.database.reading() as tx:
        ours = await outbox.given(tx, changes[0].ticket.key)
        return [
            each
            for each in changes
            if needs_a_word(each.told, each.before, each.ticket, await _deciders(tx, office, each))
            and not any(_is_that(each.told, given, office.clock()) for given in ours)
            and await deliveries.acted_on_at(tx, each.key) is None
        ]


def _is_that(change: Handover, given: outbox.Given, now: datetime) -> bool:
    """Whether a change is one of ours; a helpdesk that tells who did it tells of who decided."""
    assert change.by  # noqa: S101 (what nobody did needs no word)
    in_that_name = not change.by.id or change.by.email.casefold() == given.by.email.casefold()
    soon = abs((given.at or now) - change.at) <= _OURS_WITHIN
    return in_that_name and soon and same(given.to, change.to)


async def _deciders(tx: AsyncConnection, office: Office, change: _Change) -> set[str]:
    duty = await office.duty(tx, change.told.at)
    return {who.email.casefold() for who in (office.team.manager, duty.who) if who.email}


async def _facts(office: Office, change: _Change) -> Facts:
    by, before, now = await asyncio.gather(
        *(_somebody(office, who) for who in (change.told.by, change.before, change.told.to))
    )
    assert by  # noqa: S101 (what nobody did needs no word)
    return Facts(
        helpdesk=office.helpdesk.name,
        requester=by.member,
        at=office.clock(),
        limits=office.limits,
        tickets={"ticket": await about(office, change.ticket)},
        hands=Hands(at=change.told.at, before=before, now=now),
    )


async def _somebody(office: Office, person: Person | None) -> ColleagueFacts | None:
    if person is None:
        return None
    member = await office.members.member_by_email(person.email) if person.email else None
    known = member or Member(id="", name=person.name, email=person.email)
    return ColleagueFacts(member=known, person=person)


async def _ask(tx: AsyncConnection, office: Office, change: _Change, facts: Facts) -> None:
    form = {"ticket": change.ticket.number}
    request = await requests.add(
        tx,
        "",
        [change.ticket.number],
        key=token_hex(4),
        kind=ByHand.name,
        state=State.PENDING,
        form=form,
        requester=facts.requester,
        submitted_at=office.clock(),
        facts=facts,
    )
    await deliveries.concerns(tx, change.key, request.id)
    await events.record(
        tx,
        request_id=request.id,
        at=office.clock(),
        who=facts.requester.id or facts.requester.name,
        what=Move.SUBMIT,
        after=form,
    )
    if facts.requester.id:
        await copies.add(tx, request.id, Audience.REQUESTER, facts.requester.id)
    await bring_to_a_decision(tx, office, request)
    await show_with_others(tx, office, request.id)
