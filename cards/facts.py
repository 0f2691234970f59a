"""The facts about a request, as lines of a card."""

from collections.abc import Iterator

from cards.blocks import Json, Line, draw, fact, instant, link, member, quote, section, text
from cards.foreign_text import inline, name_of
from cards.text_lengths import FACT, GLANCE, NAME, SENTENCE, SHORTENED, TALK, size
from rulebook.checked import CheckedRequest
from rulebook.facts import ColleagueFacts, Facts, TicketFacts
from rulebook.form import Widget
from rulebook.kind import Detail
from rulebook.kinds import KINDS, AnyKind
from rulebook.moves import OPEN
from rulebook.phrase import Phrase, Text, phrase, plain
from rulebook.request import Request, StepState
from rulebook.tickets import Situation


def kind_of(request: Request) -> AnyKind:
    """Look up what kind of request this is."""
    return KINDS[request.kind]


def asked(request: Request) -> Phrase:
    """Say what is asked; before the helpdesk was heard, as much of it as is known."""
    kind, facts = kind_of(request), _whole(request.facts)
    if facts:
        return CheckedRequest.of(request, facts).asks
    numbers = [request.form.get(name) for name in kind.form.named(Widget.TICKET)]
    number = next(filter(None, numbers), None)
    return phrase(f"{kind.title}: #{{number}}", number=f"{number}") if number else _title(kind)


def asked_after_a_colon(request: Request) -> str:
    """Say what is asked as plain text, in the middle of a sentence."""
    return lower_first(plain(asked(request)))


def lower_first(words: str) -> str:
    """Write words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def all_facts(request: Request, *, mentions: bool) -> list[Line]:
    """Everything a decision needs, a line each."""
    return [
        *_tickets(request, mentions=mentions),
        *_colleagues(request, mentions=mentions),
        _asked_by(request, mentions=mentions),
    ]


def few_facts(request: Request, *, mentions: bool) -> list[Line]:
    """The facts that a decided card keeps."""
    tickets = [] if request.facts is None else [*request.facts.tickets.items()]
    labels = _labels(request)
    return [
        *(_ticket(labels.get(name, "Ticket"), about) for name, about in tickets if about),
        *([text(_known(about))] for _, about in tickets if about and _known(about)),
        _asked_by(request, mentions=mentions),
    ]


def details(request: Request, *, mentions: bool, brief: bool = False) -> list[Json]:
    """The requester's own words: short things in a line, long ones in a quote."""
    facts = _whole(request.facts)
    if facts is None:
        return []
    told = [*CheckedRequest.of(request, facts).details, *_talk(request)]
    room = (GLANCE if brief else SENTENCE) // max(sum(map(_is_long, told)), 1)
    ending = _ending(request)
    return [block for detail in told for block in _detail(detail, room, ending, mentions=mentions)]


def _talk(request: Request) -> Iterator[Detail]:
    for said in request.talk[-TALK:]:
        yield Detail(label=f"{name_of(said.by.name)} {said.verb}", words=(Text(text=said.words),))


def _detail(detail: Detail, room: int, ending: str, *, mentions: bool) -> list[Json]:
    if _is_long(detail):
        return [section([text(detail.label, bold=True)]), *quote(plain(detail.words), room, ending)]
    return [section(fact(detail.label, *draw(detail.words, mentions=mentions)))]


def _is_long(detail: Detail) -> bool:
    written = plain(detail.words)
    only_text = all(isinstance(part, Text) for part in detail.words)
    return only_text and (size(written) > NAME or len(written.splitlines()) > 1)


def _ending(request: Request) -> str:
    notes = [step for step in request.steps if step.effect.notes]
    if notes and all(note.state is StepState.DONE for note in notes):
        return "… (shortened; the note has it whole)"
    if request.state in OPEN and request.facts and request.facts.tickets:
        return "… (shortened; the note will have it whole)"
    return SHORTENED


def _tickets(request: Request, *, mentions: bool) -> Iterator[Line]:
    labels = _labels(request)
    for name, about in (request.facts.tickets if request.facts else {}).items():
        if about is None:
            continue
        yield _ticket(labels.get(name, "Ticket"), about)
        yield _known_and_owned(about, mentions=mentions)
        if about.next_update:
            yield fact("Next update promised for", instant(about.next_update))


def _ticket(label: str, about: TicketFacts) -> Line:
    ticket = about.ticket
    title = inline(ticket.title.strip(), FACT)
    return fact(label, link(ticket.link, inline(ticket.name, NAME)), text(f" {title}"))


def _known_and_owned(about: TicketFacts, *, mentions: bool) -> Line:
    """Customer, plan, priority and owner, in one line that a phone can hold."""
    words, owner = _known(about), _owner(about, mentions=mentions)
    return [text(f"{words} · owned by " if words else "Owned by "), owner]


def _known(about: TicketFacts) -> str:
    ticket = about.ticket
    told = (ticket.customer, ticket.plan, ticket.priority)
    return " · ".join(filter(None, (inline(words.strip(), NAME) for words in told)))


def _owner(about: TicketFacts, *, mentions: bool) -> Json:
    if about.owner:
        return member(about.owner, mentions=mentions)
    return text(name_of(about.ticket.owner.name) if about.ticket.owner else "nobody yet")


def _colleagues(request: Request, *, mentions: bool) -> Iterator[Line]:
    labels = _labels(request)
    for name, colleague in (request.facts.colleagues if request.facts else {}).items():
        if colleague:
            yield fact(labels.get(name, "Colleague"), *_colleague(colleague, mentions=mentions))


def _colleague(colleague: ColleagueFacts, *, mentions: bool) -> Line:
    return [
        member(colleague.member, mentions=mentions),
        text(f" · {_day(colleague.situation)}"),
    ]


def _day(situation: Situation | None) -> str:
    if situation is None:
        return "how full their day is could not be looked up"
    count = situation.open_tickets
    tickets = "1 open ticket" if count == 1 else f"{count} open tickets"
    shift = "on shift" if situation.on_shift else "not on shift"
    due = [f"{situation.due_today} due today"] if situation.due_today else []
    return ", ".join((tickets, *due, shift))


def _asked_by(request: Request, *, mentions: bool) -> Line:
    who = member(request.requester, mentions=mentions)
    ending = kind_of(request).ending
    when = [text(" · "), instant(request.submitted_at)] * ending.asked_at_an_instant
    return fact(ending.asker, who, *when)


def _labels(request: Request) -> dict[str, str]:
    return {field.name: field.label for field in kind_of(request).form.fields()}


def _whole(facts: Facts | None) -> Facts | None:
    return facts if facts and facts.complete else None


def _title(kind: AnyKind) -> Phrase:
    return (Text(text=kind.title),)
