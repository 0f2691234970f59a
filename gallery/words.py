"""Sentences: word to somebody, and everything that is refused."""

from collections.abc import Iterator
from string import Formatter

from cards.words import answer as answered
from cards.words import word
from gallery import samples
from gallery.every_kind import facts
from gallery.piece import Piece, Section, answer, message
from gallery.ways import AMIRA, BEA, CHEN, LINA, LINAS, MUBEEN, asked_for
from rulebook.decided import DecidedRequest
from rulebook.effects.slack import Tell
from rulebook.kinds import KINDS
from rulebook.phrase import Fillable, phrase, with_results
from rulebook.refusals import Refusal
from rulebook.result import Result

_WHAT: dict[str, Fillable] = {
    "ago": "3 days ago",
    "at": samples.MONDAY,
    "because": LINAS.because,
    "decider": LINA,
    "found": "a password (hu•••••2)",
    "helpdesk": "Intercom",
    "how": "was kept",
    "kind": "new ticket",
    "limit": "30",
    "manager": MUBEEN,
    "minutes": "10",
    "number": "4711",
    "one": "Mon 08:00-13:00 Lina",
    "other": "Mon 12:00-18:00 Theo",
    "owner": CHEN,
    "requester": AMIRA,
    "state": "denied",
    "ticket": samples.ticket(),
    "day": "2026-12-01",
    "weekday": "Tuesday",
    "who": LINA,
    "words": "next friday",
}
# What one sentence needs in its own way.
_SAID: dict[str, dict[str, Fillable]] = {
    "WhichOfTwo": {"one": "tomorrow 10:00", "other": "fri 10:00"},
    "AlreadyDecided": {"what": "approved"},
    "IsPromisedAlready": {"what": "update"},
    "NoLongerOpen": {"what": "was withdrawn"},
    "NotSomebodyWhoOwnsTickets": {"who": BEA, "what": "a guest"},
    "PromiseIsOver": {"what": "update"},
}


def sections() -> Iterator[Section]:
    """Word of what was done, and every refusal."""
    yield Section("Word to somebody", tuple(_words()))
    yield Section("Refusals", tuple(map(_refused, refusals())))


def refusals() -> list[type[Refusal]]:
    """Every refusal of the rulebook: the shared ones first, then file by file."""
    known = [each for each in Refusal.__subclasses__() if each.__module__.startswith("rulebook.")]
    return sorted(known, key=lambda each: (each.__module__ != Refusal.__module__, each.__module__))


def _words() -> Iterator[Piece]:
    created = samples.ticket(number="4712", link="https://helpdesk.example/tickets/4712")
    results = {"ticket": Result.of(created)}
    for kind in KINDS.values():
        decided = DecidedRequest.of(asked_for(kind), facts(kind), by=LINA)
        follows = decided.take_back() if kind.ending.denial_undoes else decided.what_follows().now
        for tell in follows:
            if isinstance(tell, Tell):
                words = word(with_results(tell.words, results))
                yield message(f"{kind.title}, word to {tell.to.name}", words, tell.to)
    denied = phrase("{by} said no: {reason}", by=LINA, reason="Chen is back at ten.")
    yield message("Word of a denial", word(denied), AMIRA)
    several = phrase("{by} asks: {words}", by=LINA, words="Which logs?\nAnd since when?")
    yield message("Word of several lines", word(several), AMIRA)
    asked = phrase("Asked. {who} has it, and you will hear from me.", who=LINA)
    yield answer("An answer to a command", answered(asked), AMIRA)


def _refused(refusal: type[Refusal]) -> Piece:
    named = [name for _, name, _, _ in Formatter().parse(refusal.says) if name]
    known = _WHAT | _SAID.get(refusal.__name__, {})
    things = {name: known.get(name, name) for name in named}
    said = answered(phrase(refusal.says, **things))
    return answer(f"Refused: {refusal.__name__}", said, AMIRA)
