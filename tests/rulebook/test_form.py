"""Forms: read from a line, kept, and read again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from gallery.every_kind import CLEAR
from gallery.every_kind import given as filled_in
from rulebook.form import Colleague, Form, OneLine, Paragraph, TicketNumber, Widget
from rulebook.kind import field_errors
from rulebook.kinds import ASKED_FOR, AnyKind

LINK = "<https://app.example.com/conversation/4711?x=1|#4711>"
lines = st.lists(
    st.one_of(
        st.sampled_from(["4711", "#4711", LINK, "<@U1|bea>", "@bea", "USB", "500", "WHY", "-1"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    max_size=6,
).map(" ".join)
every_kind = pytest.mark.parametrize("kind", ASKED_FOR.values(), ids=lambda kind: kind.name)


@pytest.mark.parametrize(
    ("kind", "line", "given"),
    [
        ("child-ticket", "", {}),
        ("child-ticket", "4711", {"parent": "4711"}),
        ("child-ticket", "4711 Export is slow", {"parent": "4711", "title": "Export is slow"}),
        ("child-ticket", f"{LINK} Slow", {"parent": LINK, "title": "Slow"}),
        ("child-ticket", "4711 4712 too", {"parent": "4711", "title": "4712 too"}),
        ("child-ticket", "4711 URL is wrong", {"parent": "4711", "title": "URL is wrong"}),
        ("child-ticket", "4711 @bea says", {"parent": "4711", "title": "@bea says"}),
        ("child-ticket", "Export is slow", {"title": "Export is slow"}),
        ("new-ticket", "", {}),
        ("new-ticket", "Export is slow", {"title": "Export is slow"}),
        ("new-ticket", "500 errors on export", {"title": "500 errors on export"}),
        ("new-ticket", "USB export broken", {"title": "USB export broken"}),
        ("new-ticket", "#4711 again", {"title": "#4711 again"}),
        ("training", "", {}),
        ("training", "SSO set-up", {"topic": "SSO set-up"}),
        ("training", "45 minutes of SSO", {"topic": "45 minutes of SSO"}),
        ("training", "WEBHOOKS and how", {"topic": "WEBHOOKS and how"}),
        ("reassign", "4711 WHY not", {"ticket": "4711", "reason": "WHY not"}),
        ("reassign", "@bea", {"new_owner": "@bea"}),
    ],
)
def test_a_line_of_every_kind_gives_what_its_usage_says(
    kind: str, line: str, given: dict[str, str]
) -> None:
    assert ASKED_FOR[kind].form.read_line(line) == given


@every_kind
@given(line=lines)
def test_a_line_loses_no_word(kind: AnyKind, line: str) -> None:
    read = kind.form.read_line(line)
    assert "".join(" ".join(read.values()).split()) == "".join(line.split())
    assert read.keys() <= {field.name for field in kind.form.fields()}


@every_kind
def test_what_is_kept_is_read_as_the_same_form(kind: AnyKind) -> None:
    form = kind.read(filled_in(kind))
    assert kind.read(form.given) == form
    assert kind.read(form.given).given == form.given


@every_kind
def test_what_may_be_left_out_may_be_blank_and_is_not_kept(kind: AnyKind) -> None:
    whole = filled_in(kind)
    optional = {field.name for field in kind.form.fields() if field.optional}
    without = {name: value for name, value in whole.items() if name not in optional}
    assert kind.read(whole | dict.fromkeys(optional, " \n ")) == kind.read(without)
    assert not optional & kind.read(without).given.keys()


@every_kind
def test_what_is_missing_is_said_at_its_field(kind: AnyKind) -> None:
    needed = {field.name for field in kind.form.fields() if not field.optional}
    for nothing in ({}, dict.fromkeys(needed, ""), dict.fromkeys(needed, " \t\n")):
        with pytest.raises(ValidationError) as invalid:
            kind.read(dict(nothing))
        assert field_errors(invalid.value) == dict.fromkeys(needed, "This is needed.")


@every_kind
def test_what_cannot_be_is_said_in_one_sentence_at_its_field(kind: AnyKind) -> None:
    whole = filled_in(kind)
    for field in kind.form.fields():
        for nonsense in NONSENSE[field.widget]:
            with pytest.raises(ValidationError) as invalid:
                kind.read(whole | {field.name: nonsense})
            (sentence,) = field_errors(invalid.value).values()
            assert [*field_errors(invalid.value)] == [field.name]
            assert sentence.endswith(".")
            assert sentence[0].isupper()
            assert "Input should" not in sentence


NONSENSE: dict[Widget, tuple[str, ...]] = {
    Widget.TICKET: ("soon", "-1", "47 11", "9" * 21, "x" * 10_000, "٤٧١١"),
    Widget.COLLEAGUE: ("bea", "@bea", "<@bea>", "<!channel>", "x" * 10_000),
    Widget.CUSTOMER: ("x" * 151,),
    Widget.ONE_LINE: ("x" * 256,),
    Widget.PARAGRAPH: ("x" * 10_001,),
    Widget.CHOICE: ("none of these", "x" * 10_000, "0"),
    Widget.MINUTES: ("-1", "0", "481", "9999", "10000", "abc", "1.5", "٤٥", "1e2", "x" * 10_000),
}


@pytest.mark.parametrize("minutes", ["1", "30", "480", " 45 ", "045"])
def test_minutes_are_a_whole_number_of_a_session(minutes: str) -> None:
    form = ASKED_FOR["training"].read(filled_in(ASKED_FOR["training"]) | {"minutes": minutes})
    assert form.minutes == int(minutes)


@pytest.mark.parametrize("kind", ["child-ticket", "new-ticket"])
@pytest.mark.parametrize("text", ["it does not work", "asdf asdf", "Steps:\nExpected:\nActual:"])
def test_a_description_that_says_nothing_is_asked_for_again(kind: str, text: str) -> None:
    with pytest.raises(ValidationError) as invalid:
        ASKED_FOR[kind].read(filled_in(ASKED_FOR[kind]) | {"description": text})
    assert field_errors(invalid.value) == {
        "description": "A clear description says what was done (steps), what was expected and what "
        "happened instead. Add what is missing."
    }


def test_text_of_tickets_is_marked_and_nothing_else_is() -> None:
    marked = {
        name: [field.name for field in kind.form.fields() if field.ticket_text]
        for name, kind in ASKED_FOR.items()
    }
    assert marked == {
        "child-ticket": ["title", "description"],
        "new-ticket": ["title", "description"],
        "reassign": [],
        "training": [],
    }


@pytest.mark.parametrize("kind", ["child-ticket", "new-ticket"])
def test_what_nobody_can_see_is_not_kept(kind: str) -> None:
    unseen = "Ex\x00port \x1b\ud83d is\x07 slow"
    form = ASKED_FOR[kind].read(
        filled_in(ASKED_FOR[kind]) | {"title": unseen, "description": CLEAR + "\x00"}
    )
    assert form.title == "Export  is slow"
    assert form.description == CLEAR.strip()
    assert form.given["title"] == form.title
    with pytest.raises(ValidationError) as invalid:
        ASKED_FOR[kind].read(filled_in(ASKED_FOR[kind]) | {"title": "\x00 \x07"})
    assert field_errors(invalid.value) == {"title": "This is needed."}


def test_lines_and_tabs_are_seen() -> None:
    form = ASKED_FOR["reassign"].read(
        filled_in(ASKED_FOR["reassign"]) | {"reason": "One\n\ttwo\r\n"}
    )
    assert form.reason == "One\n\ttwo"


@every_kind
def test_only_a_ticket_that_has_to_be_given_is_fixed(kind: AnyKind) -> None:
    fixed = kind.form.fixed()
    for field in kind.form.fields():
        assert (field.name in fixed) is (field.widget is Widget.TICKET and not field.optional)
    given = filled_in(kind)
    assert kind.read(given).numbers == ("4711",) * len(kind.form.named(Widget.TICKET))
    without = {name: words for name, words in given.items() if words != "4711" or name in fixed}
    assert kind.read(without).numbers == ("4711",) * len(fixed)


class Plain(Form):
    ticket: TicketNumber
    who: Colleague = Field("", title="Who", description="If anybody")
    why: OneLine = Field(examples=["Because"])
    more: Paragraph = Field("")


def test_a_field_is_called_by_its_name_where_it_has_no_title() -> None:
    ticket, who, why, more = Plain.fields()
    assert (ticket.label, ticket.optional, ticket.hint) == ("Ticket", False, "")
    assert (who.label, who.optional, who.hint) == ("Who", True, "If anybody")
    assert (why.example, why.text, more.text, who.text) == ("Because", True, True, False)
    assert Plain.named(Widget.TICKET) == ("ticket",)


def test_nothing_is_taken_that_the_form_does_not_have() -> None:
    odd: dict[str, Any] = {"ticket": "4711", "why": CLEAR, "password": "x"}
    with pytest.raises(ValidationError):
        Plain.model_validate(odd)


@pytest.mark.parametrize(
    ("kind", "given", "subject"),
    [
        ("reassign", {"ticket": "4711"}, "reassign 4711"),
        (
            "child-ticket",
            {"parent": "4711", "title": "  Export  IS\nslow "},
            "child-ticket 4711 export is slow",
        ),
        (
            "new-ticket",
            {"customer": "c-1", "title": "STRASSE Straße"},
            "new-ticket c-1 strasse strasse",
        ),
        ("training", {"topic": "SSO", "customer": "C-1"}, "training c-1 sso"),
    ],
)
def test_a_subject_is_what_one_open_request_can_be_about(
    kind: str, given: dict[str, str], subject: str
) -> None:
    assert ASKED_FOR[kind].subject(given | {"owner": "U1"}) == subject
