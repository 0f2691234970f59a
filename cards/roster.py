"""The roster's form: who leads when, and what may be changed about it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cards.blocks import Json, Line, divider, header, lines, rich, text
from cards.foreign_text import inline, name_of
from cards.ids import BlockId, FormId
from cards.inputs import (
    checkboxes,
    field,
    filled_in,
    instant_picker,
    modal,
    multi_select,
    select,
    time_picker,
)
from cards.text_lengths import LINES, OPTION
from rulebook.duty import Cover, Shift, Team
from rulebook.roster import (
    WEEKDAYS,
    CoverEndsBeforeItStarts,
    RosterChange,
    RosterEntry,
    ShiftIncomplete,
    describe,
)

_DAYS = {f"{number}": day for number, day in enumerate(WEEKDAYS)}


def roster_form(entries: Sequence[RosterEntry], team: Team, timezone: str) -> Json:
    """Draw the roster as it is, and what can be removed from it and added to it."""
    written = {f"{entry.id}": _line(entry.shift, team, timezone) for entry in entries}
    inputs = [*_remove(written), *_add(team, timezone)]
    return modal(
        FormId.ROSTER,
        "Roster",
        [rich(lines(*_as_it_is(written, team, timezone))), *inputs],
        submit="Save" if inputs else "",
    )


def read_roster_form(view: Mapping[str, Any]) -> RosterChange:
    """Read the change somebody asks for. Raises ShiftIncomplete, CoverEndsBeforeItStarts."""
    filled = filled_in(view)
    removed = filled.get(BlockId.REMOVE, {}).get("selected_options", ())
    return RosterChange(
        remove=frozenset(int(option["value"]) for option in removed),
        add=(*_shifts(filled), *_covers(filled)),
    )


def _line(shift: Shift | Cover, team: Team, timezone: str) -> str:
    zone = ZoneInfo(timezone)
    if isinstance(shift, Cover):
        local = {"starts": shift.starts.astimezone(zone), "ends": shift.ends.astimezone(zone)}
        shift = shift.model_copy(update=local)
    return describe(shift, team)


def _as_it_is(written: Mapping[str, str], team: Team, timezone: str) -> Iterator[Line]:
    manager = name_of(team.manager.name)
    if not team.leads:
        yield [text("No shift leads are named in the settings (SHIFT_LEADS),", bold=True)]
        yield [text(f"so every request comes to {manager}, and there is nobody to put on a shift.")]
    elif not written:
        first = name_of(team.leads[0].name)
        yield [text("The roster is empty.", bold=True)]
        yield [text(f"Until somebody is on it, {first} leads in support hours.")]
        yield [text(f"Otherwise it is {manager}.")]
    if written:
        yield [text(f"The roster, in {timezone} time", bold=True)]
    for line in [*written.values()][:LINES]:
        yield [text(inline(line, OPTION))]
    if len(written) > LINES:
        yield [text(f"and {len(written) - LINES} more")]


def _remove(written: Mapping[str, str]) -> list[Json]:
    if not written:
        return []
    return [field(BlockId.REMOVE, "Remove", multi_select(written), optional=True)]


def _add(team: Team, timezone: str) -> list[Json]:
    if not team.leads:
        return []
    leads = {lead.id: name_of(lead.name) for lead in team.leads}
    overnight = "An end at or before the start is on the next day."
    own_time = "Both are in your own time zone."
    return [
        divider(),
        header("Add a weekly shift"),
        field(BlockId.SHIFT_LEAD, "Lead", select(leads), optional=True),
        field(BlockId.SHIFT_DAYS, "Days", checkboxes(_DAYS), optional=True),
        field(BlockId.SHIFT_STARTS, "From", time_picker(timezone), optional=True),
        field(BlockId.SHIFT_ENDS, "To", time_picker(timezone), optional=True, hint=overnight),
        divider(),
        header("Add a one-off cover"),
        field(BlockId.COVER_LEAD, "Lead who covers", select(leads), optional=True),
        field(BlockId.COVER_STARTS, "Starts", instant_picker(), optional=True),
        field(BlockId.COVER_ENDS, "Ends", instant_picker(), optional=True, hint=own_time),
    ]


def _shifts(filled: Mapping[str, Json]) -> tuple[Shift, ...]:
    asked = {
        BlockId.SHIFT_LEAD: _chosen(filled, BlockId.SHIFT_LEAD),
        BlockId.SHIFT_DAYS: filled.get(BlockId.SHIFT_DAYS, {}).get("selected_options"),
        BlockId.SHIFT_STARTS: filled.get(BlockId.SHIFT_STARTS, {}).get("selected_time"),
        BlockId.SHIFT_ENDS: filled.get(BlockId.SHIFT_ENDS, {}).get("selected_time"),
    }
    if not _complete(asked):
        return ()
    return tuple(
        Shift(
            lead=asked[BlockId.SHIFT_LEAD],
            weekday=int(day["value"]),
            starts=time.fromisoformat(asked[BlockId.SHIFT_STARTS]),
            ends=time.fromisoformat(asked[BlockId.SHIFT_ENDS]),
        )
        for day in asked[BlockId.SHIFT_DAYS]
    )


def _covers(filled: Mapping[str, Json]) -> tuple[Cover, ...]:
    asked = {
        BlockId.COVER_LEAD: _chosen(filled, BlockId.COVER_LEAD),
        BlockId.COVER_STARTS: filled.get(BlockId.COVER_STARTS, {}).get("selected_date_time"),
        BlockId.COVER_ENDS: filled.get(BlockId.COVER_ENDS, {}).get("selected_date_time"),
    }
    if not _complete(asked):
        return ()
    starts = datetime.fromtimestamp(asked[BlockId.COVER_STARTS], UTC)
    ends = datetime.fromtimestamp(asked[BlockId.COVER_ENDS], UTC)
    if ends <= starts:
        raise CoverEndsBeforeItStarts(field=BlockId.COVER_ENDS)
    return (Cover(lead=asked[BlockId.COVER_LEAD], starts=starts, ends=ends),)


def _chosen(filled: Mapping[str, Json], name: BlockId) -> Any:  # noqa: ANN401 (what Slack sent)
    option = filled.get(name, {}).get("selected_option")
    return option["value"] if option else None


def _complete(asked: Mapping[BlockId, Any]) -> bool:
    missing = [name for name, value in asked.items() if not value]
    if missing and len(missing) < len(asked):
        raise ShiftIncomplete(field=missing[0])
    return not missing
