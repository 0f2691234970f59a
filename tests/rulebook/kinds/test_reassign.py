from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rulebook.effects.helpdesk import AssignTicket, WriteNote
from rulebook.effects.slack import Tell
from rulebook.facts import ColleagueFacts, Facts, TicketFacts
from rulebook.kind import Approval, field_errors
from rulebook.kinds import KINDS
from rulebook.kinds.reassign import Reassign, ReassignForm
from rulebook.moves import State
from rulebook.people import Member, Person
from rulebook.phrase import plain
from rulebook.refusals import Refusal
from rulebook.tickets import Ticket, TicketState, ticket_number
from tests.rulebook.kinds.known import decided
from tests.rulebook.test_moves import AMIRA, LINA, request

REASSIGN = Reassign()
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEA = Member(id="UBEA", name="Bea", email="bea@example.com")
OMAR = Member(id="UOMAR", name="Omar", email="omar@example.com")
AS_PERSON = Person(id="2", name="Bea", email="bea@example.com")
TICKET = Ticket(
    key="conversation/4711",
    number="4711",
    title="Cannot export invoices",
    link="https://example.com/4711",
    state=TicketState.OPEN,
    owner=Person(id="1", name="Omar"),
)
GIVEN = {"ticket": "#4711", "new_owner": "<@UBEA|bea>", "reason": " French speaker needed "}
FORM = REASSIGN.read(GIVEN)
LINK = "<https://a.example/c/4711?x=1>"
NEEDED = "This is needed."


def facts(ticket: Ticket | None = TICKET, new: ColleagueFacts | None = None, **of: Any) -> Facts:
    colleague = new or ColleagueFacts(member=BEA.model_copy(update=of), person=AS_PERSON)
    return Facts(
        helpdesk="Intercom",
        requester=AMIRA,
        at=NOON,
        tickets={"ticket": TicketFacts(ticket=ticket, owner=OMAR) if ticket else None},
        colleagues={"new_owner": colleague},
    )


def test_a_form_is_read_as_people_write_it() -> None:
    assert ReassignForm(ticket="4711", new_owner="UBEA", reason="French speaker needed") == FORM


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("", {}),
        ("4711", {"ticket": "4711"}),
        (
            "#4711 <@U1|bea> because",
            {"ticket": "#4711", "new_owner": "<@U1|bea>", "reason": "because"},
        ),
        (
            "<@U1> 4711 because 12 more",
            {"new_owner": "<@U1>", "ticket": "4711", "reason": "because 12 more"},
        ),
        ("4711 @nobody why", {"ticket": "4711", "new_owner": "@nobody", "reason": "why"}),
        (
            "  4711   <@U1>   why  not ",
            {"ticket": "4711", "new_owner": "<@U1>", "reason": "why  not"},
        ),
        (
            "<https://app.example.com/inbox/conversation/4711?x=1> why",
            {"ticket": "<https://app.example.com/inbox/conversation/4711?x=1>", "reason": "why"},
        ),
    ],
)
def test_a_command_line_gives_what_can_be_recognised(line: str, given: dict[str, str]) -> None:
    assert ReassignForm.read_line(line) == given


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("4711", "4711"),
        ("#4711", "4711"),
        ("https://app.intercom.com/a/inbox/x/inbox/conversation/4711", "4711"),
        ("<https://app.intercom.com/a/inbox/x/inbox/conversation/4711|4711>", "4711"),
        ("https://app.intercom.com/a/inbox/x/inbox/conversation/4711#part_id=note-1", "4711"),
        ("https://app.intercom.com/a/inbox/x/inbox/admin/814860/conversation/4711", "4711"),
        ("https://app.intercom.com/a/inbox/x/inbox/view/42/conversation/4711?x=/9", "4711"),
        ("https://desk.example/t/4711/", "4711"),
        ("04711", "4711"),
        ("0", "0"),
        ("https://app.intercom.com/a/inbox", None),
        ("nope", None),
        ("", None),
        ("-1", None),
        ("47 11", None),
        ("4711; DROP TABLE", None),
        ("9" * 21, None),
        ("٤٧١١", None),
    ],
)
def test_a_ticket_is_a_number_or_a_link(written: str, number: str | None) -> None:
    assert ticket_number(written) == number


@given(st.text())
def test_any_text_is_a_ticket_number_or_it_is_not(written: str) -> None:
    number = ticket_number(written)
    assert number is None or (number.isascii() and number.isdecimal())


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        (
            {},
            {
                "ticket": "This is needed.",
                "new_owner": "This is needed.",
                "reason": "This is needed.",
            },
        ),
        (
            GIVEN | {"ticket": "soon"},
            {"ticket": "A ticket is a number such as 4711 or #4711, or a pasted helpdesk link."},
        ),
        (
            GIVEN | {"new_owner": "@bea"},
            {"new_owner": "Nobody here goes by that name. Choose a colleague from the list."},
        ),
        (GIVEN | {"reason": "  "}, {"reason": NEEDED}),
        (GIVEN | {"reason": "x" * 10_001}, {"reason": "Shorten this to 10,000 characters."}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(given: dict[str, str], errors: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as invalid:
        REASSIGN.read(given)
    assert field_errors(invalid.value) == errors


@pytest.mark.parametrize(
    ("known", "field", "sentence"),
    [
        (
            facts(ticket=None),
            "ticket",
            "Intercom has no ticket #4711. Check the number, or paste the ticket's link.",
        ),
        (
            facts(ticket=TICKET.model_copy(update={"state": TicketState.CLOSED})),
            "ticket",
            "#4711 is closed. Reopen it first, then ask again.",
        ),
        (
            facts(ticket=TICKET.model_copy(update={"owner": AS_PERSON})),
            "new_owner",
            "Bea has #4711 already, so there is nothing to reassign.",
        ),
        (
            facts(guest=True),
            "new_owner",
            "Bea is a guest and cannot own tickets. Choose a colleague from the support team.",
        ),
        (
            facts(deactivated=True),
            "new_owner",
            "Bea is deactivated and cannot own tickets. Choose a colleague from the support team.",
        ),
        (
            facts(bot=True),
            "new_owner",
            "Bea is a bot and cannot own tickets. Choose a colleague from the support team.",
        ),
        (
            facts(new=ColleagueFacts(member=BEA)),
            "new_owner",
            "Intercom knows nobody under Bea's e-mail address, so no ticket can be theirs. "
            "Ask the manager to add them there.",
        ),
    ],
)
def test_what_could_not_be_carried_out_is_refused(known: Facts, field: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        REASSIGN.check(FORM, known)
    assert (refused.value.field, str(refused.value)) == (field, sentence)


def test_an_unknown_colleague_is_refused() -> None:
    nobody = facts().model_copy(update={"colleagues": {"new_owner": None}})
    with pytest.raises(Refusal, match="Nobody by that name"):
        REASSIGN.check(FORM, nobody)


def test_an_approval_assigns_then_notes_then_tells_the_new_owner_and_the_old() -> None:
    asked = request(State.PENDING).model_copy(update={"form": FORM.given, "facts": facts()})
    effects = decided(asked, facts(), LINA).what_follows().now
    assign, note, new, old = effects
    assert assign == AssignTicket(ticket=TICKET, owner=AS_PERSON, by=LINA)
    assert isinstance(note, WriteNote)
    assert note.by == LINA
    assert note.note.marker == "Countersign 1-k"
    assert [(line.label, line.text) for line in note.note.lines] == [
        ("Asked by", "Amira"),
        ("What", "Give #4711 to Bea"),
        ("Why", "French speaker needed"),
        ("Rule", "S7, S11: tickets are reassigned by Mubeen or the shift lead only."),
    ]
    assert isinstance(new, Tell)
    assert isinstance(old, Tell)
    assert (new.to, plain(new.words)[:42]) == (
        BEA,
        "#4711 Cannot export invoices is yours now:",
    )
    assert (old.to, plain(old.words)[:42]) == (
        OMAR,
        "#4711 Cannot export invoices is Bea's now:",
    )


def test_who_asked_for_a_ticket_of_their_own_is_not_told_twice() -> None:
    own = facts().model_copy(update={"requester": BEA})
    assert [tell.to for tell in REASSIGN.words(FORM, own, Approval(by=LINA, marker="m"))] == [OMAR]


def test_a_kind_is_found_by_being_a_file() -> None:
    assert isinstance(KINDS["reassign"], Reassign)
    assert REASSIGN.subject({"ticket": "4711"}) == "reassign 4711"
