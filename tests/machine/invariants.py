"""What must always hold, looked at when nothing is under way."""

import json
import re
from collections import Counter
from collections.abc import Iterator

from rulebook.effects.helpdesk import GiveTicket
from rulebook.kinds import KINDS
from rulebook.moves import OPEN, RULES, Move, State
from rulebook.request import Request, StepState
from store.copies import Copy
from store.tables import Audience, EffectState, EventRow
from tests.machine.cards import ASKS, DECIDES, buttons_on, headline
from tests.machine.snapshot import Snapshot
from tests.machine.world import World
from tests.scene import Json

MOVES = {str(move): move for move in Move}
BY_HAND = "Norbert"
SEEDED = ("4711", "4712", "3900", "1200")
SORRY = "Something went wrong here"
HEADLINES = {
    State.DENIED: "Denied by {decider}",
    State.WITHDRAWN: "Withdrawn by {requester}",
    State.EXPIRED: "Expired",
    State.REFUSED: "Not possible as it stands",
    State.REVERSED: "Taken back by {decider}",
}


def nothing_is_lost(before: dict[int, str], now: Snapshot) -> None:
    """Whatever was once kept is there, and whose it was."""
    for request_id, requester in before.items():
        assert request_id in now.requests, f"request {request_id} is gone"
        assert now.requests[request_id].requester.id == requester


def nothing_is_asked_twice(now: Snapshot) -> None:
    """Whatever is written is written once, so the same words again are the same delivery."""
    asked = Counter(json.dumps(event.after) for event in now.trail if event.what == "submit")
    assert not [form for form, times in asked.items() if times > 1], asked


def every_move_is_in_the_table(now: Snapshot) -> None:
    """The trail of each request is a chain of the table's moves, from submit to where it stands."""
    for request in now.requests.values():
        moves = [event for event in now.trail_of(request.id) if event.what in MOVES]
        assert [event.what for event in moves].count("submit") == 1, moves
        could_be = set(RULES[Move.SUBMIT].after)
        for event in moves[1:]:
            could_be = _after(event, could_be)
        assert request.state in could_be, f"{request.id} is {request.state}, not {could_be}"


def _after(event: EventRow, could_be: set[State]) -> set[State]:
    rule, before = RULES[MOVES[event.what]], State(event.before["state"])
    told = f"{event.what} of {event.request_id} from {before}"
    assert before in could_be, f"{told}, which is {could_be}"
    assert before in rule.before, told
    after = State(event.after["state"])
    assert after in (rule.after or (before,)), f"{told} to {after}"
    # A confirmed request is approved at once where nobody else decides it.
    return set(rule.after) if rule.move is Move.CONFIRM else {after}


def whose_move_it_was(world: World, now: Snapshot) -> None:
    """Every move was made by who might; every decision by somebody entitled at that instant."""
    for event in now.trail:
        if event.what not in MOVES or event.request_id is None or event.what == "submit":
            continue
        request, move = now.requests[event.request_id], MOVES[event.what]
        theirs = world.model.is_theirs(move, event.who, request, event.at)
        assert theirs, f"{event.what} of {request.id} by {event.who} at {event.at}"
    for request in now.requests.values():
        if decision := request.decision:
            theirs = world.model.entitled(decision.by.id, request, decision.at)
            assert theirs, f"{request.id} decided by {decision.by.name} at {decision.at}"


def the_roster_is_what_was_saved(world: World, now: Snapshot) -> None:
    kept = Counter(tuple(vars(line).values()) for line in now.roster)
    saved = Counter(tuple(vars(line).values()) for line in world.model.roster)
    assert kept == saved, f"{kept} is kept, {saved} was saved"


def notes_are_written_once(world: World, now: Snapshot) -> None:
    """One note on each ticket of a request that is carried out, in the decider's name; no other."""
    written = Counter(_notes(world))
    for request in now.requests.values():
        for number, marker in _its_notes(request):
            authors = [who for (on, of, who), _ in written.items() if (on, of) == (number, marker)]
            assert authors == [request.decision and request.decision.by.name], (
                f"the note of {request.id} on {number} is by {authors}"
            )
    may_be = {
        (number, marker) for request in now.requests.values() for number, marker in _all_of(request)
    }
    for (number, marker, who), times in written.items():
        assert times == 1, f"{times} notes by {who} on {number}: {marker}"
        assert (number, marker) in may_be, f"a note by {who} on {number}: {marker}"


def _notes(world: World) -> Iterator[tuple[str, str, str]]:
    for ticket in world.team.helpdesk.tickets():
        for note in ticket.notes:
            lines = [line for line in re.split(r"<[^>]*>", note.body or "") if line]
            if lines[-1].startswith("Countersign "):
                yield ticket.number, lines[-1], note.author.name.lower()


def _its_notes(request: Request) -> Iterator[tuple[str, str]]:
    """The notes that have to be there by now: on which ticket, with which last line."""
    if all(step.state is StepState.DONE for step in request.steps):
        yield from _all_of(request)


def _all_of(request: Request) -> Iterator[tuple[str, str]]:
    """The notes that there may be."""
    if request.decision is None or request.state not in {State.APPROVED, State.REVERSED}:
        return
    marker = f"Countersign {request.id}-{request.key}"
    named = request.facts.tickets.values() if request.facts else ()
    numbers = [about.ticket.number for about in named if about]
    for number in (*numbers, *(made.name.removeprefix("#") for made in request.results.values())):
        yield number, marker
        if request.state is State.REVERSED:
            yield number, f"{marker} taken back"


def tickets_are_created_once(world: World, now: Snapshot) -> None:
    there = Counter(
        _last_line(ticket.body)
        for ticket in world.team.helpdesk.tickets()
        if ticket.number not in SEEDED
    )
    for request in now.requests.values():
        marker = f"Countersign {request.id}-{request.key}"
        times = there.pop(marker, 0)
        assert times <= 1, f"{times} tickets for {request.id}"
        assert times or not request.results, f"the ticket of {request.id} is not there"
        assert not times or now.effects_of(request.id, "create ticket"), f"{request.id}"
    assert not there, f"tickets of nobody: {there}"


def _last_line(body: str) -> str:
    return [line for line in re.split(r"<[^>]*>|\n", body) if line.strip()][-1]


def tickets_are_given_once(world: World, now: Snapshot) -> None:
    """As often as somebody approved it or took it back, and never to anybody else."""
    expected: Counter[tuple[str, str]] = Counter()
    for row in now.outbox:
        tried = row.attempts and row.state != EffectState.DROPPED
        if tried and isinstance(row.effect, GiveTicket):
            owner = row.effect.owner
            expected[row.effect.ticket.number, owner.name if owner else ""] += 1
    for number in SEEDED:
        happened = Counter(
            (number, part.assigned_to.name if part.assigned_to else "")
            for part in world.team.helpdesk.ticket(number).history
            if part.kind == "assignment" and part.author.name != BY_HAND
        )
        assert happened <= expected, f"{happened} where {expected} was approved"


def customers_receive_nothing(world: World) -> None:
    received = world.team.helpdesk.customer_receives
    assert not received, f"customers received {received}"


def every_card_says_how_it_is(world: World, now: Snapshot) -> None:
    """All copies agree with the request; what is decided can no longer be decided."""
    for request in now.requests.values():
        for copy in now.copies[request.id]:
            assert copy.at, f"the {copy.audience} copy of {request.id} was never posted"
            message = world.team.workspace.posts.find(copy.at.channel, copy.at.ts)
            assert message, f"the {copy.audience} copy of {request.id} is not there"
            told = f"the {copy.audience} copy of {request.id}, {request.state}"
            says = headline(message)
            wanted = _headline(request, copy.audience)
            assert re.fullmatch(wanted, says), f"{told} says {says!r}, not {wanted!r}"
            _offers_what_is_possible(request, copy.audience, message, told)


def _headline(request: Request, audience: Audience) -> str:
    decider = request.decision.by.name if request.decision else "somebody"
    if template := HEADLINES.get(request.state):
        return template.format(decider=decider, requester=request.requester.name) + ".*"
    own = audience is Audience.REQUESTER
    if request.went_ahead:
        return "Go ahead, S14" if own else "Went ahead under S14"
    if request.state is State.APPROVED:
        how = "Changed and approved" if request.changes else "Approved"
        return f"{how} by {decider} · ({_since(request)})"
    if not own:
        return KINDS[request.kind].title
    if request.state is State.ASKED:
        return f"{request.talk[-1].by.name} has a question"
    if request.state is State.CHECKING:
        return "Looking it up…"
    if request.waits_until:
        return "Waiting for the next shift"
    return f".* {request.duty.who.name if request.duty else 'nobody'}"


def _since(request: Request) -> str:
    if not request.steps:
        return "no ticket to note"
    return "all done|noted" if request.finished else ".* not .*"


def _offers_what_is_possible(
    request: Request, audience: Audience, message: Json, told: str
) -> None:
    offered = list(buttons_on("", message))
    actions = {button.action for button in offered}
    if request.state not in OPEN:
        assert not actions & (DECIDES | ASKS), f"{told} offers {actions}"
    if request.failed and audience is not Audience.REQUESTER:
        assert "retry" in actions, f"{told} offers no Retry"
    for button in offered:
        assert button.about == (request.id, request.version), f"{told} is of {button.about}"


def somebody_can_decide(world: World, now: Snapshot) -> None:
    """An open request waits for a shift, or is with somebody entitled; they alone have Approve."""
    for request in now.requests.values():
        if request.state not in OPEN or request.state is State.CHECKING:
            continue
        able = set(_with_approve(world, now.copies[request.id]))
        for person in able:
            assert world.model.entitled(person, request, world.now), f"{person}: {request.id}"
        if until := request.waits_until:
            assert until > world.now, f"{request.id} waits since {until}"
        else:
            with_whom = request.duty and request.duty.who.id
            assert with_whom in able, f"{request.id} is with {with_whom}, and {able} can decide"


def _with_approve(world: World, copies: list[Copy]) -> Iterator[str]:
    for copy in copies:
        message = world.team.workspace.posts.find(copy.at.channel, copy.at.ts) if copy.at else None
        buttons = buttons_on("", message or {})
        if copy.audience is Audience.DECIDER and "approve" in {each.action for each in buttons}:
            yield copy.sent_to


def everybody_was_told(world: World, now: Snapshot) -> None:
    """Slack had its answers in time, nobody read of an error, and no word was given up."""
    slack = world.team.workspace
    for delivery in slack.deliveries:
        assert delivery.acknowledged, f"{delivery.failure}: {delivery.payload}"
        assert SORRY not in json.dumps(delivery.ack), delivery.payload
    for message in _messages(world):
        assert SORRY not in json.dumps(message), message
    errors = [entry for entry in world.log if entry["log_level"] in {"error", "critical"}]
    assert not errors, errors
    assert not world.errors.seen, world.errors.seen
    silent = [
        (row.effect, row.because)
        for row in now.outbox
        if row.state == EffectState.GIVEN_UP
        and row.effect.type in {"tell", "whisper", "show card", "make move", "draw again"}
    ]
    assert not silent, silent


def nothing_is_said_twice(world: World) -> None:
    markers = Counter(
        (message["channel"], message["metadata"]["event_payload"]["marker"])
        for message in _messages(world)
        if "metadata" in message
    )
    twice = [marker for marker, times in markers.items() if times > 1]
    assert not twice, f"said twice: {twice}"


def _messages(world: World) -> list[Json]:
    """Every message there is, threads and whispers too, with its conversation."""
    rows = world.team.workspace.database.execute("SELECT channel, doc FROM message")
    return [{**json.loads(row["doc"]), "channel": row["channel"]} for row in rows]
