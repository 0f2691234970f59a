"""A field of a kind's form, filled in and read back."""

from typing import Any

import pytest
from hypothesis import given, settings

from cards.fields import entered, input_for
from cards.forms import change_form, edit_form, read_request_form, request_form
from cards.ids import Action
from gallery.every_kind import given as filled_in
from gallery.every_kind import request
from rulebook.form import Widget
from rulebook.kinds import KINDS, AnyKind
from rulebook.tickets import Suggestion
from tests.cards.extremes import anything
from tests.cards.test_forms import element, sent

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
AMENDING = (edit_form, change_form)


def of(kind: AnyKind, widget: Widget) -> Any:
    """Some field that is asked for so."""
    return next(field for field in kind.form.fields() if field.widget is widget)


@every_kind
def test_every_field_is_asked_for_under_its_name_and_label(kind: AnyKind) -> None:
    view = request_form(kind, {})
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    fields = kind.form.fields()
    assert [block["block_id"] for block in asked] == [field.name for field in fields]
    for block, field in zip(asked, fields, strict=True):
        assert block["label"]["text"] == field.label
        assert block["optional"] is field.optional
        assert block.get("hint", {}).get("text", "").startswith(field.hint)


@every_kind
def test_nothing_is_chosen_for_anybody(kind: AnyKind) -> None:
    assert read_request_form(sent(request_form(kind, {}))) == {}


@every_kind
@pytest.mark.parametrize("form", AMENDING)
def test_a_request_is_changed_from_what_it_is_and_keeps_its_ticket(
    kind: AnyKind, form: Any
) -> None:
    asked = request(kind)
    given = read_request_form(sent(form(asked)))
    fixed = {name: asked.form[name] for name in kind.form.fixed()}
    assert kind.read(given | fixed) == kind.read(asked.form)
    assert not given.keys() & fixed.keys()


@every_kind
def test_choices_are_offered_as_they_are_kept(kind: AnyKind) -> None:
    for field in kind.form.fields():
        if field.widget is Widget.CHOICE:
            asks = element(request_form(kind, {}), field.name)
            offered = [option["value"] for option in asks["options"]]
            assert offered == [*field.choices]
            assert "initial_option" not in asks
            for choice in field.choices:
                assert kind.read(filled_in(kind) | {field.name: choice})


def test_tickets_and_customers_are_searched_for_while_one_types() -> None:
    new = KINDS["new-ticket"]
    for widget, action in (
        (Widget.TICKET, Action.FIND_TICKET),
        (Widget.CUSTOMER, Action.FIND_CUSTOMER),
    ):
        asks = input_for(of(new, widget), "")["element"]
        assert (asks["type"], asks["action_id"]) == ("external_select", action)
        assert "initial_option" not in asks


def test_a_customer_who_was_chosen_is_called_by_name() -> None:
    asks = input_for(
        of(KINDS["new-ticket"], Widget.CUSTOMER), "c-1", Suggestion(value="c-1", words="Acme")
    )["element"]
    assert asks["initial_option"]["value"] == "c-1"
    assert asks["initial_option"]["text"]["text"] == "Acme"
    view = edit_form(request(KINDS["new-ticket"]))
    assert element(view, "customer")["initial_option"]["text"]["text"] == "Acme"


@pytest.mark.parametrize(("given", "number"), [("#4711", "4711"), ("4711", "4711"), ("soon", "")])
def test_a_ticket_is_chosen_by_its_number_and_what_is_none_is_said_beside_it(
    given: str, number: str
) -> None:
    block = input_for(of(KINDS["reassign"], Widget.TICKET), given)
    chosen = block["element"].get("initial_option", {}).get("value", "")
    assert chosen == number
    said = f"You wrote: {given}. Choose from the list."
    assert block["hint"]["text"].startswith(said) is not bool(number)


def test_minutes_are_asked_for_as_a_whole_number() -> None:
    minutes = of(KINDS["training"], Widget.MINUTES)
    asks = input_for(minutes, "45")["element"]
    assert asks["type"] == "number_input"
    assert asks["is_decimal_allowed"] is False
    assert asks["initial_value"] == "45"
    assert "initial_value" not in input_for(minutes, "")["element"]


def test_one_line_is_one_line_and_holds_what_fits() -> None:
    title = of(KINDS["new-ticket"], Widget.ONE_LINE)
    block = input_for(title, "x" * 256)
    assert block["element"]["multiline"] is False
    assert block["element"]["max_length"] == 255
    assert block["element"]["initial_value"] == "x" * 255
    assert "255 characters, so the end of what you wrote was cut" in block["hint"]["text"]
    assert "cut" not in input_for(title, "x" * 255)["hint"]["text"]


def test_a_description_shows_what_it_should_look_like() -> None:
    description = of(KINDS["child-ticket"], Widget.PARAGRAPH)
    asks = input_for(description, "")["element"]
    assert asks["multiline"] is True
    assert asks["placeholder"]["text"].startswith("Steps: …")


@settings(max_examples=25, deadline=None)
@given(anything)
def test_what_is_typed_is_read_back_as_it_was_typed(text: str) -> None:
    for field in KINDS["new-ticket"].form.fields():
        if field.text:
            asks = input_for(field, text)["element"]
            typed = {"type": asks["type"], "value": asks.get("initial_value")}
            assert text.startswith(entered(typed))


@pytest.mark.parametrize(
    ("state", "read"),
    [
        ({"type": "users_select", "selected_user": "U1"}, "<@U1>"),
        ({"type": "users_select", "selected_user": None}, ""),
        ({"type": "external_select", "selected_option": {"value": "4711"}}, "4711"),
        ({"type": "static_select", "selected_option": None}, ""),
        ({"type": "number_input", "value": "45"}, "45"),
        ({"type": "plain_text_input", "value": None}, ""),
    ],
)
def test_every_input_is_read_as_a_line_would_give_it(state: dict[str, Any], read: str) -> None:
    assert entered(state) == read
