from datetime import UTC, datetime

import pytest

from connectors.helpdesk.intercom.answers import Conversation, IntercomTicket
from connectors.helpdesk.intercom.last_words import customer_wrote, replied

Json = dict[str, object]
HERS: Json = {"type": "admin", "id": "1", "email": "ann@support.example"}
DANAS: Json = {"type": "user", "id": "6762f126", "email": "dana@customer.example"}
OPERATORS = "operator+abcd1234@intercom.io"


def part(at: int | None, author: Json | None, kind: str | None = "comment", **more: object) -> Json:
    body = {"body": "<p>x</p>", "author": author, "created_at": at}
    return {"id": f"{at}", "part_type": kind} | body | more


def ticket(*parts: Json) -> IntercomTicket:
    given = {"id": "1", "ticket_id": "2", "open": True, "created_at": 5}
    return IntercomTicket.model_validate(given | {"ticket_parts": {"ticket_parts": parts}})


def conversation(*parts: Json, told: int | None = None, **more: object) -> Conversation:
    listed = {"conversation_parts": parts, "total_count": told or len(parts)}
    given = {"id": "1", "state": "open", "created_at": 5, "conversation_parts": listed}
    return Conversation.model_validate(given | more)


def at(second: int | None) -> datetime | None:
    return None if second is None else datetime.fromtimestamp(second, UTC)


@pytest.mark.parametrize("item", [ticket, conversation])
def test_the_newest_comment_of_each_side_counts_in_whatever_order(item: type) -> None:
    told = item(part(20, HERS), part(30, HERS), part(40, DANAS), part(10, DANAS))
    assert (replied(told), customer_wrote(told)) == (at(30), at(40))


@pytest.mark.parametrize("kind", ["comment", "open", "close", "snoozed"])
def test_a_reply_may_come_with_an_opening_a_closing_or_a_putting_aside(kind: str) -> None:
    assert replied(ticket(part(30, HERS, kind))) == at(30)


@pytest.mark.parametrize("kind", ["comment", "open", "quick_reply"])
def test_a_customer_writes_with_an_opening_or_a_pressed_answer_too(kind: str) -> None:
    assert customer_wrote(conversation(part(30, DANAS, kind))) == at(30)


def test_a_comment_may_be_a_picture_alone() -> None:
    told = ticket(part(30, HERS, body=None), part(31, DANAS, body=None))
    assert (replied(told), customer_wrote(told)) == (at(30), at(31))


@pytest.mark.parametrize("kind", ["user", "lead", "contact"])
def test_a_customer_is_called_by_three_names(kind: str) -> None:
    assert customer_wrote(ticket(part(30, DANAS | {"type": kind}))) == at(30)


@pytest.mark.parametrize(
    "nothing",
    [
        part(30, HERS, "note"),
        part(30, HERS, "note_and_reopen"),
        part(30, HERS, "assignment"),
        part(30, HERS, "assign_and_reopen"),
        part(30, HERS, "quick_reply"),
        part(30, HERS, "close", body=None),
        part(30, HERS, "open", body=""),
        part(30, HERS, None),
        part(30, HERS | {"type": "bot"}),
        part(30, HERS | {"type": "team"}),
        part(30, HERS | {"email": OPERATORS}),
        part(30, HERS | {"email": "Operator@Intercom.io"}),
        part(30, HERS | {"from_ai_agent": True}),
        part(30, HERS | {"is_ai_answer": True}),
        part(30, DANAS, "participant_added", body=None),
        part(None, HERS),
        part(None, DANAS),
        part(30, None),
        part(30, {}),
        part(30, {"type": None}),
    ],
)
@pytest.mark.parametrize("item", [ticket, conversation])
def test_nothing_else_is_anybodys_writing(item: type, nothing: Json) -> None:
    told = item(nothing)
    assert (replied(told), customer_wrote(told)) == (None, None)


def test_a_teammate_whose_address_only_looks_like_the_operators_is_one_of_us() -> None:
    ours = HERS | {"email": "operator@intercom.io.support.example", "from_ai_agent": False}
    assert replied(ticket(part(30, ours))) == at(30)


@pytest.mark.parametrize(
    ("author", "wrote"),
    [
        (DANAS, 5),
        (DANAS | {"type": "lead"}, 5),
        (HERS, None),
        ({"type": "bot"}, None),
        (None, None),
    ],
)
def test_who_began_a_conversation_wrote_then_if_it_was_the_customer(
    author: Json | None, wrote: int | None
) -> None:
    told = conversation(source={"author": author})
    assert customer_wrote(told) == at(wrote)
    assert replied(told) is None


def test_what_is_written_later_counts_more_than_the_beginning() -> None:
    assert customer_wrote(conversation(part(30, DANAS), source={"author": DANAS})) == at(30)


def test_whoever_opened_a_ticket_is_not_told() -> None:
    assert customer_wrote(ticket()) is None


TOLD = {"last_admin_reply_at": 70, "last_contact_reply_at": 80}


def test_without_its_parts_a_conversation_is_believed_what_it_counts() -> None:
    told = conversation(statistics=TOLD, conversation_parts=None, source={"author": DANAS})
    assert (replied(told), customer_wrote(told)) == (at(70), at(80))


def test_a_note_that_intercom_counts_is_no_reply_where_the_parts_are_whole() -> None:
    told = conversation(part(70, HERS, "note"), statistics=TOLD)
    assert (replied(told), customer_wrote(told)) == (None, None)


def test_where_old_parts_are_left_out_what_is_counted_stands_in_for_them() -> None:
    told = conversation(part(75, HERS, "note"), statistics=TOLD, told=501)
    assert (replied(told), customer_wrote(told)) == (at(70), at(80))


def test_a_reply_among_the_newest_parts_is_the_last_one() -> None:
    told = conversation(part(60, HERS), part(70, HERS, "note"), statistics=TOLD, told=501)
    assert replied(told) == at(60)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"statistics": None, "conversation_parts": None, "source": None},
        {"statistics": {}, "conversation_parts": {}, "source": {}},
        {"statistics": {"last_admin_reply_at": None}, "conversation_parts": None},
        {"created_at": None, "source": {"author": DANAS}},
    ],
)
def test_what_is_not_told_is_not_known(more: Json) -> None:
    told = Conversation.model_validate({"id": "1", "state": "open"} | more)
    assert (replied(told), customer_wrote(told)) == (None, None)
    bare = IntercomTicket.model_validate({"id": "1", "ticket_id": "2", "open": True})
    assert (replied(bare), customer_wrote(bare)) == (None, None)
