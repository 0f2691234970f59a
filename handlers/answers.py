"""Answers to a command or a form, said at once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cards.facts import asked
from rulebook.kinds import KINDS, AnyKind
from rulebook.moves import State
from rulebook.phrase import Phrase, phrase
from rulebook.request import Request
from workflows.promises.make import Made
from workflows.requests.submit import Submitted


def submitted_words(submitted: Submitted, by: str) -> Phrase:
    """Say what happened, and what is next, to the member `by`."""
    request = submitted.request
    if not submitted.new:
        mine = request.requester.id == by
        said = "You asked that already: " if mine else "That is open already, asked by {who}: "
        return (
            *phrase(said, who=request.requester),
            *asked(request),
            *phrase(". "),
            *_next(request),
        )
    return (*phrase("Asked. "), *_next(request))


def _next(request: Request) -> Phrase:
    match request.state:
        case State.CHECKING:
            return phrase("It is being looked up; you will hear from me in a moment.")
        case State.PENDING if request.duty:
            return phrase("{who} has it, and you will hear from me.", who=request.duty.who)
        case State.PENDING if request.waits_until:
            return phrase(
                "Nobody is on duty now; it reaches a lead with the next shift: {at}.",
                at=request.waits_until,
            )
        case State.APPROVED if request.went_ahead:
            number = KINDS[request.kind].rule.partition(":")[0]
            words = "Go ahead, {number}: nobody has to approve this. The shift lead is told."
            return phrase(words, number=number)
        case State.APPROVED:
            return phrase("You decide this yourself, so it is being carried out now.")
        case _:
            return phrase("It is {state} by now.", state=str(request.state))


def made_words(made: Made, support: ZoneInfo) -> Phrase:
    """Say which instant was promised, on both clocks, and what is to be known about it."""
    promise = made.promise
    what = "Call noted" if promise.is_call else "Promised"
    words = [
        *phrase(
            "{what}: {ticket}, {customer}, {at}",
            what=what,
            ticket=promise.ticket,
            customer=promise.ticket.customer or "the customer",
            at=promise.due,
        ),
        *phrase(" ({clocks}).", clocks=_clocks(promise.due, made.timezone, support)),
    ]
    if made.before:
        words += phrase(" It takes the place of {at}.", at=made.before.due)
    if not made.support_is_open and not promise.is_call:
        words += phrase(" That is outside support hours.")
    if promise.due > made.by_sla and not promise.is_call:
        late = made.by_sla <= made.at
        sooner = " The SLA wanted one by {at}: that is late already."
        wants = sooner if late else " The SLA wants one by {at}, which is earlier."
        words += phrase(wants, at=made.by_sla)
    return (*words, *_reminded(made))


def _reminded(made: Made) -> Phrase:
    if not made.reminded_at:
        closed = " Support is closed until then: whoever has the ticket hears of it as it opens."
        soon = " That is soon: there will be no reminder before."
        return phrase(soon if made.support_is_open or made.promise.is_call else closed)
    first, *others = made.reminded_at
    when = phrase("{at}", at=first)
    for another in others:
        when += phrase(" and {at}", at=another)
    return (*phrase(" Whoever has the ticket is reminded: "), *when, *phrase("."))


def _clocks(at: datetime, own: str, support: ZoneInfo) -> str:
    zones = dict.fromkeys((own, support.key))
    return ", ".join(f"{at.astimezone(ZoneInfo(zone)):%a %d %b %H:%M} {zone}" for zone in zones)


def with_what_was_typed(sentence: Phrase, kind: AnyKind, typed: str) -> Phrase:
    """A refusal, and the line to mend and send again."""
    line = f"{kind.command.name} {typed}".strip()
    return (*sentence, *phrase(" You typed: {line}", line=line))
