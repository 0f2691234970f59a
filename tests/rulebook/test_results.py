"""What steps bring about is named by later steps, notes and words, of whichever sort it is."""

from pydantic import TypeAdapter

from gallery import samples
from gallery.every_kind import facts
from rulebook.effects import read, written
from rulebook.effects.helpdesk import WriteNote
from rulebook.facts import Facts
from rulebook.kinds import KINDS
from rulebook.kinds.by_hand import OWNER_CHANGE, ByHand
from rulebook.phrase import Link, Phrase, ResultLink, Text, TicketLink, phrase, plain, with_results
from rulebook.request import StepState
from rulebook.result import Result

TICKET = samples.ticket(number="4712", link="https://helpdesk.example/tickets/4712")
ISSUE = Result(what="issue", key="uuid", name="ENG-12", title="Slow", link="https://tracker/12")

NOTED = samples.step(StepState.DONE, note=True)


def test_words_name_each_result_by_its_sort_once_it_is_there() -> None:
    words = phrase("{new} and {issue}", new=ResultLink(), issue=ResultLink(what="issue"))
    assert plain(words) == "the new ticket and the new issue"
    known = {"ticket": Result.of(TICKET)}
    assert plain(with_results(words, known)) == "#4712 and the new issue"
    assert with_results(words, known | {"issue": ISSUE}) == (
        TicketLink(number="4712", link=TICKET.link),
        Text(text=" and "),
        Link(name="ENG-12", link=ISSUE.link),
    )


def test_a_note_names_a_result_with_its_title_and_link() -> None:
    assert ISSUE.written == "ENG-12 Slow https://tracker/12"
    assert Result.of(TICKET).written == f"#4712 {TICKET.title} {TICKET.link}"


def test_a_request_knows_its_results_by_their_sort() -> None:
    done = samples.step(StepState.DONE).model_copy(update={"made": ISSUE})
    request = samples.request(steps=(done, NOTED))
    assert request.results == {"issue": ISSUE}


def test_what_earlier_versions_kept_is_read_as_it_was_meant() -> None:
    assert Result.model_validate(TICKET.model_dump(mode="json")) == Result.of(TICKET)
    assert TypeAdapter(Phrase).validate_python([{"type": "new ticket"}]) == (
        ResultLink(type="new ticket"),
    )
    note = NOTED.effect
    assert isinstance(note, WriteNote)
    kept = {name: value for name, value in written(note).items() if name != "names"}
    assert read(kept | {"names_new": ""}) == note
    named = read(kept | {"names_new": "Child ticket"})
    assert isinstance(named, WriteNote)
    assert named.names == (("Child ticket", "ticket"),)


def test_what_a_kind_had_to_know_is_read_as_earlier_versions_kept_it() -> None:
    known = facts(KINDS[ByHand.name])
    kept = known.model_dump(mode="json")
    change = kept.pop("more")[OWNER_CHANGE]
    assert Facts.model_validate(kept | {"hands": change}) == known
    assert Facts.model_validate(kept | {"hands": None}) == known.model_copy(update={"more": {}})
