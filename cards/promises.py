"""Word of a promise: to who has the ticket before it is due, to the lead once it was broken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cards.blocks import (
    Json,
    Line,
    actions,
    button,
    fact,
    header,
    instant,
    lines,
    link,
    member,
    rich,
    section,
    small,
    text,
)
from cards.foreign_text import inline, name_of, notification
from cards.ids import Action, promise_value
from cards.message import Message
from cards.text_lengths import FACT, NAME, PHRASE
from rulebook.promises import Promise, Promised, PromiseState


@dataclass(frozen=True)
class ReminderSituation:
    """`to_lead`: in the owner's place. `at_night`: it is due while support is closed."""

    to_lead: bool = False
    at_night: bool = False


_USUAL = ReminderSituation()


def reminder_message(
    promise: Promise,
    now: datetime,
    timezone: ZoneInfo,
    situation: ReminderSituation = _USUAL,
    instead: Promise | None = None,
) -> Message:
    """Draw a promise for who has the ticket; once it is over, what became of it.

    `instead` took its place.
    """
    left = promise.due - now
    headline = _headline(promise, left)
    blocks = [header(headline), rich(lines(*about(promise), *_promised(promise, instead)))]
    if promise.state is PromiseState.OPEN:
        blocks += [
            rich(section([text(_next(promise, left, at_night=situation.at_night))])),
            _owners_buttons(promise),
        ]
        blocks.append(small(_why(promise, timezone, to_lead=situation.to_lead)))
    elif promise.state is PromiseState.KEPT and not promise.is_call and not promise.ended_by:
        following = button(Action.PROMISE_NEXT, "Promise the next update", promise_value(promise))
        blocks.append(actions(following))
    return Message(text=_notice(headline, promise), blocks=tuple(blocks))


def lead_card(promise: Promise, instead: Promise | None = None) -> Message:
    """Draw a broken promise for the lead on duty; `instead` took its place."""
    headline = _ended(promise) or _broken(promise)
    blocks = [
        header(headline),
        rich(lines(*about(promise), _owned(promise), *_promised(promise, instead))),
    ]
    if promise.state is PromiseState.OPEN:
        blocks += [
            rich(section([text(_lead_next(promise))])),
            _leads_buttons(promise),
            small(_rule(promise)),
        ]
    return Message(text=_notice(headline, promise), blocks=tuple(blocks))


def _what(promise: Promise) -> str:
    """Name what was promised; of a deadline, as the helpdesk calls it."""
    return inline(promise.name.strip(), PHRASE)


def _broken(promise: Promise) -> str:
    if promise.is_deadline:
        return f"{_what(promise).capitalize()} missed"
    return "Nobody is on the call" if promise.is_call else "Promise broken"


def about(promise: Promise) -> list[Line]:
    """The ticket and its customer, a line each."""
    ticket = promise.ticket
    known = (ticket.customer, ticket.plan, ticket.priority)
    customer = " · ".join(filter(None, (inline(words.strip(), NAME) for words in known)))
    title = inline(ticket.title.strip(), FACT)
    named = fact("Ticket", link(ticket.link, inline(ticket.name, NAME)), text(f" {title}"))
    return [named, *([[text(customer)]] if customer else [])]


def time_left(left: timedelta) -> str:
    """*1 hour 5 minutes*, *2 days*: the two largest units, never less than a minute."""
    minutes = max(int(left.total_seconds() + 30) // 60, 1)
    units = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    counted = [f"{count} {unit}{'s' * (count != 1)}" for unit, count in units if count]
    return " ".join(counted[:2])


def _headline(promise: Promise, left: timedelta) -> str:
    if ended := _ended(promise):
        return ended
    what = _what(promise).capitalize()
    if left <= timedelta():
        return "Your call has begun" if promise.is_call else f"{what} overdue"
    return f"{what} {'begins' if promise.is_call else 'due'} in {time_left(left)}"


def _ended(promise: Promise) -> str:
    what, late = _what(promise).capitalize(), ", late" if promise.broken_at else ""
    match promise.state:
        case PromiseState.OPEN:
            return ""
        case PromiseState.KEPT:
            done = "confirmed" if promise.is_call else "met" if promise.is_deadline else "sent"
            return f"{what} {done}{late}"
        case PromiseState.MOVED:
            return f"{what} moved"
        case PromiseState.DROPPED if promise.is_deadline:
            return f"{what}: the SLA asks for it no longer"
        case PromiseState.DROPPED:
            return f"No {_what(promise)} needed: the ticket is closed"


def _promised(promise: Promise, instead: Promise | None) -> list[Line]:
    length = [text(f" · {promise.minutes} minutes")] if promise.minutes else []
    if promise.by is None:
        due = fact("Due by the SLA", instant(promise.due))
    elif promise.is_call:
        noted = [text(" · noted by "), member(promise.by)]
        due = fact("Call", instant(promise.due), *length, *noted)
    else:
        due = fact("Promised for", instant(promise.due), text(" · by "), member(promise.by))
    told = [due]
    if promise.reason and not promise.is_deadline:
        told.append(fact("Moved there because", text(inline(promise.reason, FACT))))
    if promise.ended_at:
        who = [text(" by "), member(promise.ended_by)] if promise.ended_by else []
        told.append(fact(_ended_how(promise), instant(promise.ended_at), *who))
    if instead:
        told.append(fact("Now at" if promise.is_call else "Now promised for", instant(instead.due)))
    return told


def _ended_how(promise: Promise) -> str:
    if promise.state is PromiseState.KEPT and promise.ended_by is None:
        return "Seen in the helpdesk"
    if promise.state is PromiseState.KEPT:
        return "Confirmed" if promise.is_call else "Sent"
    return "Moved" if promise.state is PromiseState.MOVED else "Ended"


def _owned(promise: Promise) -> Line:
    owner = promise.ticket.owner
    return fact("Owner", text(name_of(owner.name) if owner else "nobody yet"))


def _next(promise: Promise, left: timedelta, *, at_night: bool) -> str:
    if promise.is_call and left <= timedelta():
        return "Nobody has confirmed it, so the lead has been told. Press when you are on the call."
    if promise.is_call:
        return "Say that you will be there; otherwise the lead is told three minutes into the call."
    if promise.is_deadline:
        told = "The lead has been told. " if left <= timedelta() else ""
        return f"{told}It ends in the helpdesk: by your reply, or by closing the ticket."
    if left <= timedelta():
        return "The lead has been told. Update the customer, then say so here."
    if at_night:
        return "It is due while support is closed, so update the customer before it closes."
    return "Update the customer; as soon as your reply is in the helpdesk, this is done."


def _lead_next(promise: Promise) -> str:
    if promise.is_deadline:
        return "It ends in the helpdesk: see that who has it gets there, or somebody else."
    if promise.is_call:
        return "See that somebody joins, or move it; press Attended once somebody is there."
    return "See that the customer hears from us: who has it, or somebody else, or at another time."


def _why(promise: Promise, timezone: ZoneInfo, *, to_lead: bool) -> str:
    local = f"{promise.due.astimezone(timezone):%a %d %b, %H:%M} ({timezone.key})"
    owner = name_of(promise.ticket.owner.name) if promise.ticket.owner else ""
    who = f"{owner} cannot be told here" if owner else "Nobody has this ticket"
    because = f"{who}, and you are on duty." if to_lead else "You have the ticket."
    return f"{_rule(promise)} {because} Due {local}."


def _rule(promise: Promise) -> str:
    if promise.is_call:
        return "S3: calls are attended on time."
    return "S2: updates reach the customer in time, as promised."


def _owners_buttons(promise: Promise) -> Json:
    value = promise_value(promise)
    reassign = button(Action.ASK_FOR_REASSIGNMENT, "Ask for reassignment", value)
    if promise.is_deadline:
        return actions(reassign)
    done = "I will be there" if promise.is_call else "Updated the customer"
    return actions(
        button(Action.UPDATED, done, value, "primary"),
        button(Action.MORE_TIME, "Move the call" if promise.is_call else "Need more time", value),
        reassign,
    )


def _leads_buttons(promise: Promise) -> Json:
    value = promise_value(promise)
    calls = [button(Action.CALL_OWNER, "Call the owner", value)] if promise.ticket.owner else []
    reassign = button(Action.ASK_FOR_REASSIGNMENT, "Reassign", value)
    if promise.is_deadline:
        return actions(reassign, *calls)
    return actions(
        reassign,
        button(Action.MORE_TIME, "Move the call" if promise.is_call else "Extend", value),
        *calls,
        button(Action.UPDATED, "Attended" if promise.is_call else "Updated the customer", value),
    )


def _notice(headline: str, promise: Promise) -> str:
    return notification(f"{headline}: {promise.ticket.name} {promise.ticket.title}")


def due_line(promise: Promise, at: datetime, *, owner: bool) -> Line:
    """One promise in a list: the ticket, when it is due, and how much time is left."""
    ticket = promise.ticket
    left = promise.due - at
    whose = (
        f" · {inline(name_of(ticket.owner.name), PHRASE) if ticket.owner else 'nobody'}"
        if owner
        else ""
    )
    late = f"{time_left(-left)} overdue" if left <= timedelta() else f"{time_left(left)} left"
    told = promise.reason and owner and not promise.is_deadline
    reason = f" · moved: {inline(promise.reason, PHRASE)}" if told else ""
    call = "" if promise.what is Promised.UPDATE else f"{_what(promise)} "
    return [
        text("• "),
        link(ticket.link, inline(ticket.name, NAME)),
        text(f" {inline(ticket.title.strip(), PHRASE)}{whose} · {call}"),
        instant(promise.due),
        text(f" · {late}{reason}"),
    ]
