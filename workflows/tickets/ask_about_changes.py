"""See which tickets changed owner, and ask the lead about what nobody had approved (S7, S11)."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.facts import ColleagueFacts, Facts
from rulebook.kinds.by_hand import OWNER_CHANGE, ByHand, OwnerChangeFacts
from rulebook.moves import Move, State
from rulebook.owner_changes import needs_a_word, same
from rulebook.people import Member, Person
from rulebook.tickets import OwnerChange, Ticket
from store import copies, events, inbox, outbox, owners, requests
from store.tables import Audience
from workflows.context import Context
from workflows.mechanics.refresh_cards import refresh_with_others
from workflows.requests.gather import about
from workflows.requests.routing import bring_to_a_decision

_AT_ONCE = 8
# What we did ourselves is written down this much later at most, by clocks that may differ.
_OURS_WITHIN = timedelta(minutes=2)
_NOBODY = Person(id="", name="somebody")


@dataclass(frozen=True)
class _Change:
    """A ticket went from somebody to somebody; `ticket` is as the change left it."""

    ticket: Ticket
    before: Person | None
    told: OwnerChange

    @property
    def key(self) -> str:
        return f"changed hands {self.ticket.key} {self.told.reference}"


async def take_stock(context: Context) -> None:
    """See whose each open ticket is, where that was never seen. Raises NotHeard."""
    first = "whose each ticket is was seen"
    async with context.database.reading() as tx:
        if await inbox.acted_on_at(tx, first):
            return
    seen = await context.helpdesk.owners()
    async with context.transaction() as tx:
        await owners.seen_first(tx, seen)
        await inbox.first(tx, first, context.clock())


async def follow_owner_changes(
    context: Context, tickets: Sequence[Ticket], since: datetime
) -> None:
    """Bring a card to the lead for every change since then that needs a word. Raises NotHeard."""
    async with context.database.reading() as tx:
        known = await owners.known(tx, [ticket.key for ticket in tickets])
    few = asyncio.Semaphore(_AT_ONCE)

    async def told(ticket: Ticket) -> tuple[OwnerChange, ...] | None:
        async with few:
            return await context.helpdesk.owner_changes(ticket.key, since)

    for ticket, history in zip(tickets, await asyncio.gather(*map(told, tickets)), strict=True):
        before = known.get(ticket.key, ticket.owner)
        changes = _by_comparing(context, ticket, before) if history is None else history
        if changes or ticket.key not in known:
            await _write_down(context, ticket, [*_chained(ticket, before, changes)])


def _by_comparing(
    context: Context, ticket: Ticket, before: Person | None
) -> tuple[OwnerChange, ...]:
    """Find what shows without a history: that somebody else has it now."""
    if same(before, ticket.owner):
        return ()
    now = context.clock()
    reference = f"seen {now.isoformat()}"
    return (OwnerChange(reference=reference, at=now, by=_NOBODY, to=ticket.owner),)


def _chained(
    ticket: Ticket, before: Person | None, changes: Sequence[OwnerChange]
) -> Iterator[_Change]:
    for change in changes:
        left = ticket.model_copy(update={"owner": change.to})
        yield _Change(left, before, change)
        before = change.to


async def _write_down(context: Context, ticket: Ticket, changes: Sequence[_Change]) -> None:
    asked = [(each, await _facts(context, each)) for each in await _unasked(context, changes)]
    async with context.transaction() as tx:
        for each, facts in asked:
            if await inbox.first(tx, each.key, context.clock()):
                await _ask(tx, context, each, facts)
        for each in changes:
            await inbox.first(tx, each.key, context.clock())
        last = changes[-1].told.to if changes else ticket.owner
        await owners.seen(tx, {ticket.key: last})


async def _unasked(context: Context, changes: Sequence[_Change]) -> list[_Change]:
    if not changes:
        return []
    async with context.database.reading() as tx:
        ours = await outbox.given(tx, changes[0].ticket.key)
        return [
            each
            for each in changes
            if needs_a_word(each.told, each.before, each.ticket, await _deciders(tx, context, each))
            and not any(_is_that(each.told, given, context.clock()) for given in ours)
            and await inbox.acted_on_at(tx, each.key) is None
        ]


def _is_that(change: OwnerChange, given: outbox.Given, now: datetime) -> bool:
    """Tell whether a change is ours; a helpdesk that tells who did it tells of who decided."""
    assert change.by  # noqa: S101 (what nobody did needs no word)
    in_that_name = not change.by.id or change.by.email.casefold() == given.by.email.casefold()
    soon = abs((given.at or now) - change.at) <= _OURS_WITHIN
    return in_that_name and soon and same(given.to, change.to)


async def _deciders(tx: AsyncConnection, context: Context, change: _Change) -> set[str]:
    duty = await context.duty(tx, change.told.at)
    return {who.email.casefold() for who in (context.team.manager, duty.who) if who.email}


async def _facts(context: Context, change: _Change) -> Facts:
    by, before, now = await asyncio.gather(
        *(_somebody(context, who) for who in (change.told.by, change.before, change.told.to))
    )
    assert by  # noqa: S101 (what nobody did needs no word)
    known = OwnerChangeFacts(at=change.told.at, before=before, now=now)
    return Facts(
        helpdesk=context.helpdesk.name,
        requester=by.member,
        at=context.clock(),
        limits=context.limits,
        tickets={"ticket": await about(context, change.ticket)},
        more={OWNER_CHANGE: known.model_dump(mode="json")},
    )


async def _somebody(context: Context, person: Person | None) -> ColleagueFacts | None:
    if person is None:
        return None
    member = await context.members.member_by_email(person.email) if person.email else None
    known = member or Member(id="", name=person.name, email=person.email)
    return ColleagueFacts(member=known, person=person)


async def _ask(tx: AsyncConnection, context: Context, change: _Change, facts: Facts) -> None:
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
        submitted_at=context.clock(),
        facts=facts,
    )
    await inbox.concerns(tx, change.key, request.id)
    await events.record(
        tx,
        request_id=request.id,
        at=context.clock(),
        who=facts.requester.id or facts.requester.name,
        what=Move.SUBMIT,
        after=form,
    )
    if facts.requester.id:
        await copies.add(tx, request.id, Audience.REQUESTER, facts.requester.id)
    await bring_to_a_decision(tx, context, request)
    await refresh_with_others(tx, context, request.id)
