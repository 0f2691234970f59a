"""What is different between two versions of a request."""

from typing import Any

import pytest

from gallery import samples
from gallery.every_kind import facts as known
from gallery.every_kind import given as filled_in
from rulebook.changes import changes, in_words
from rulebook.facts import Facts
from rulebook.kinds import KINDS, AnyKind
from rulebook.request import Change
from rulebook.tickets import Customer

NEW, REASSIGN = KINDS["new-ticket"], KINDS["reassign"]


def version(kind: AnyKind, facts: Facts | None = None, **given: Any) -> tuple[Any, Facts | None]:
    return kind.read(filled_in(kind) | given).given, facts or known(kind)


def with_colleague(field: str, name: str, kind: AnyKind) -> Facts:
    before = known(kind)
    was = before.colleagues[field]
    assert was
    now = was.model_copy(update={"member": samples.member(name, f"U0{name.upper()}")})
    return before.model_copy(update={"colleagues": {**before.colleagues, field: now}})


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_same_is_no_change(kind: AnyKind) -> None:
    assert changes(kind.form, version(kind), version(kind)) == ()


def test_every_field_that_differs_is_named_in_order_with_before_and_after() -> None:
    before = version(NEW, owner="U0BEA", priority="low")
    after = version(
        NEW, with_colleague("owner", "Theo", NEW), owner="U0THEO", priority="high", title="Other"
    )
    assert changes(NEW.form, before, after) == (
        Change(label="Title", before="Export is slow", after="Other"),
        Change(label="Priority", before="low", after="high"),
        Change(label="Owner", before="Bea", after="Theo"),
    )


def test_people_and_customers_are_called_by_name_and_tickets_by_number() -> None:
    there = known(NEW)
    moved = there.model_copy(update={"customers": {"customer": Customer(key="c-2", name="Umbra")}})
    after = version(NEW, moved, customer="c-2", old_ticket="4712")
    assert changes(NEW.form, version(NEW), after) == (
        Change(label="Customer", before="Acme", after="Umbra"),
        Change(label="On which ticket", before="#4711", after="#4712"),
    )


def test_what_was_left_out_is_nothing() -> None:
    before, after = version(NEW, personal_data=""), version(NEW, personal_data="They asked for it")
    (change,) = changes(NEW.form, before, after)
    assert change == Change(
        label="Why personal data is needed", before="", after="They asked for it"
    )
    assert in_words([change]) == "Why personal data is needed (nothing → They asked for it)"
    (back,) = changes(NEW.form, after, before)
    assert in_words([back]) == "Why personal data is needed (They asked for it → nothing)"


def test_who_asks_is_the_owner_that_was_left_out() -> None:
    left_out = version(NEW, with_colleague("owner", "Amira", NEW), owner="")
    named = version(NEW, with_colleague("owner", "Amira", NEW), owner="U0AMIRA")
    assert changes(NEW.form, left_out, named) == ()


def test_before_the_outside_was_heard_the_keys_are_compared() -> None:
    given, _ = version(REASSIGN, new_owner="U0BEA")
    other, _ = version(REASSIGN, new_owner="U0THEO")
    (change,) = changes(REASSIGN.form, (given, None), (other, None))
    assert change == Change(label="New owner", before="U0BEA", after="U0THEO")


def test_long_words_are_named_and_not_repeated() -> None:
    changed = [
        Change(label="Why", before="x" * 61, after="y"),
        Change(label="Owner", before="Bea", after="x" * 60),
    ]
    assert in_words(changed) == f"Why (rewritten), Owner (Bea → {'x' * 60})"
