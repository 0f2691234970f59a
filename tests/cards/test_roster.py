"""The roster's form."""

from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings

from cards.ids import Action, BlockId
from cards.roster import read_roster_form, roster_form
from gallery import samples
from rulebook.duty import Cover, Shift
from rulebook.roster import CoverEndsBeforeItStarts, RosterChange, ShiftIncomplete
from tests.cards.extremes import anything
from tests.cards.judges import accepts_view, nodes, shown

NEW_YORK = "America/New_York"
NOTHING: dict[str, dict[str, Any]] = {
    BlockId.REMOVE: {"type": "multi_static_select", "selected_options": []},
    BlockId.SHIFT_LEAD: {"type": "static_select", "selected_option": None},
    BlockId.SHIFT_DAYS: {"type": "checkboxes", "selected_options": []},
    BlockId.SHIFT_STARTS: {"type": "timepicker", "selected_time": None},
    BlockId.SHIFT_ENDS: {"type": "timepicker", "selected_time": None},
    BlockId.COVER_LEAD: {"type": "static_select", "selected_option": None},
    BlockId.COVER_STARTS: {"type": "datetimepicker", "selected_date_time": None},
    BlockId.COVER_ENDS: {"type": "datetimepicker", "selected_date_time": None},
}
SHIFT: dict[str, dict[str, Any]] = {
    BlockId.SHIFT_LEAD: {"selected_option": {"value": "U0LINA"}},
    BlockId.SHIFT_DAYS: {"selected_options": [{"value": "0"}, {"value": "4"}]},
    BlockId.SHIFT_STARTS: {"selected_time": "08:00"},
    BlockId.SHIFT_ENDS: {"selected_time": "13:00"},
}
COVER: dict[str, dict[str, Any]] = {
    BlockId.COVER_LEAD: {"selected_option": {"value": "U0OMAR"}},
    BlockId.COVER_STARTS: {"selected_date_time": 1767625200},
    BlockId.COVER_ENDS: {"selected_date_time": 1767632400},
}


def sent(*filled: dict[str, dict[str, Any]]) -> dict[str, Any]:
    values = {name: dict(element) for name, element in NOTHING.items()}
    for fields in filled:
        for name, element in fields.items():
            values[name] |= element
    return {"state": {"values": {name: {Action.INPUT: one} for name, one in values.items()}}}


def test_the_form_asks_for_what_is_read_from_it() -> None:
    view = roster_form(samples.entries(), samples.team("Lina"), NEW_YORK)
    asked = {
        block["block_id"]: block["element"]["type"]
        for block in view["blocks"]
        if block["type"] == "input"
    }
    assert asked == {name: element["type"] for name, element in NOTHING.items()}
    assert all(block["optional"] for block in view["blocks"] if block["type"] == "input")


@pytest.mark.parametrize("count", [0, 1, 7, 300])
def test_slack_takes_a_roster_of_any_length(count: int) -> None:
    accepts_view(roster_form(samples.entries(count), samples.team("Lina", "Omar"), NEW_YORK))
    accepts_view(roster_form(samples.entries(count), samples.team(), NEW_YORK))
    accepts_view(roster_form((), samples.team(*(f"L{at}" for at in range(count))), NEW_YORK))


@settings(max_examples=25, deadline=None)
@given(anything)
def test_slack_takes_a_roster_with_any_names(text: str) -> None:
    accepts_view(roster_form(samples.entries(), samples.team("Lina", name=text), NEW_YORK))
    accepts_view(roster_form((), samples.team("Lina", name=text), NEW_YORK))
    accepts_view(roster_form((), samples.team(name=text), NEW_YORK))


def test_the_roster_is_written_in_support_time() -> None:
    said = shown(roster_form(samples.entries(), samples.team("Lina"), NEW_YORK))
    assert "The roster, in America/New_York time" in said
    assert "Mon 05 Jan 10:00-Mon 05 Jan 12:00 Lina covers" in said


def test_an_empty_roster_says_who_leads_until_it_is_filled() -> None:
    said = shown(roster_form((), samples.team("Lina", "Omar"), NEW_YORK))
    assert "The roster is empty." in said
    assert "Lina leads in support hours.\nOtherwise it is Mubeen." in said


def test_without_leads_the_form_says_what_to_set_and_asks_for_nothing() -> None:
    view = roster_form((), samples.team(), NEW_YORK)
    assert "SHIFT_LEADS" in shown(view)
    assert "every request comes to Mubeen" in shown(view)
    assert "submit" not in view


def test_what_is_left_of_former_leads_can_still_be_removed() -> None:
    view = roster_form(samples.entries(), samples.team(), NEW_YORK)
    assert {"1", "2"} <= {node.get("value") for node in nodes(view)}
    assert view["submit"]["text"] == "Save"


def test_a_form_with_nothing_in_it_changes_nothing() -> None:
    assert read_roster_form(sent()) == RosterChange()


def test_a_shift_is_added_on_each_of_its_days() -> None:
    hours = {"starts": time(8), "ends": time(13)}
    assert read_roster_form(sent(SHIFT)).add == (
        Shift(lead="U0LINA", weekday=0, **hours),
        Shift(lead="U0LINA", weekday=4, **hours),
    )


def test_a_cover_is_added_and_entries_are_removed() -> None:
    removed: dict[str, dict[str, Any]] = {
        BlockId.REMOVE: {"selected_options": [{"value": "1"}, {"value": "7"}]}
    }
    assert read_roster_form(sent(COVER, removed)) == RosterChange(
        remove=frozenset({1, 7}),
        add=(
            Cover(
                lead="U0OMAR",
                starts=datetime(2026, 1, 5, 15, tzinfo=UTC),
                ends=datetime(2026, 1, 5, 17, tzinfo=UTC),
            ),
        ),
    )


@pytest.mark.parametrize("missing", [*SHIFT, *COVER])
def test_what_is_half_filled_in_is_refused_at_the_field_that_is_missing(missing: str) -> None:
    whole = SHIFT if missing in SHIFT else COVER
    half = {name: element for name, element in whole.items() if name != missing}
    with pytest.raises(ShiftIncomplete) as refused:
        read_roster_form(sent(half))
    assert refused.value.field == missing


@pytest.mark.parametrize("ends", [1767625200, 1767625199])
def test_a_cover_that_ends_before_it_starts_is_refused(ends: int) -> None:
    with pytest.raises(CoverEndsBeforeItStarts) as refused:
        read_roster_form(sent(COVER, {BlockId.COVER_ENDS: {"selected_date_time": ends}}))
    assert refused.value.field == BlockId.COVER_ENDS
