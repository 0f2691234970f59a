"""Pylon's search: a tree of filters, each field with the operators that it allows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from sandbox.helpdesk.pylon import told
from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.pylon.pages import page
from sandbox.helpdesk.pylon.refusals import wrong
from sandbox.helpdesk.pylon.words import PLAN, PRIORITY, STATES, priority
from sandbox.helpdesk.records import Json

Thing = TypeVar("Thing")
Test = Callable[[Any], bool]
_DEPTH = 3
_PARTS = frozenset({"field", "operator", "value", "values", "subfilters"})
_ONE_OF = ("equals", "in", "not_in")
_PERHAPS = (*_ONE_OF, "is_set", "is_unset")
_LISTED = ("contains", "does_not_contain", "in", "not_in")
_WORDS = ("string_contains", "string_does_not_contain")
_NAMED = (*_ONE_OF, "string_contains")
_TIME = ("time_is_after", "time_is_before", "time_range")
_LISTS = frozenset({"in", "not_in", "time_range"})
_NEITHER = frozenset({"is_set", "is_unset"})


@dataclass(frozen=True)
class Field:
    """A field to search something by. `of` gives a string, a tuple of them, a time, or nothing."""

    of: Callable[[Any], Any]
    operators: tuple[str, ...]


def _account(customer: Any) -> str | None:  # noqa: ANN401 (one who may have none)
    return id_of("account", customer.company.id) if customer.company else None


# Which operators a custom field allows is said nowhere.
OF_ISSUES: Mapping[str, Field] = MappingProxyType(
    {
        "created_at": Field(lambda issue: issue.created, _TIME),
        "updated_at": Field(lambda issue: issue.updated, _TIME),
        "resolved_at": Field(told.resolved, _TIME),
        "latest_message_activity_at": Field(told.latest_message, _TIME),
        "account_id": Field(lambda issue: _account(issue.customer), _PERHAPS),
        "requester_id": Field(lambda issue: id_of("contact", issue.customer.id), _PERHAPS),
        "assignee_id": Field(
            lambda issue: id_of("user", issue.owner.id) if issue.owner else None, _PERHAPS
        ),
        "team_id": Field(
            lambda issue: (
                id_of("team", issue.particulars.team.id) if issue.particulars.team else None
            ),
            _ONE_OF,
        ),
        "state": Field(lambda issue: STATES[issue.state], _ONE_OF),
        "issue_type": Field(lambda issue: issue.kind, _PERHAPS),
        "tags": Field(lambda issue: issue.particulars.tags, _LISTED),
        "title": Field(lambda issue: issue.title, _WORDS),
        "body_html": Field(lambda issue: issue.body, _WORDS),
        PRIORITY: Field(lambda issue: priority(issue.priority), _PERHAPS),
    }
)
OF_USERS: Mapping[str, Field] = MappingProxyType({"email": Field(lambda user: user.email, _ONE_OF)})
OF_CONTACTS: Mapping[str, Field] = MappingProxyType(
    {
        "id": Field(lambda contact: id_of("contact", contact.id), _ONE_OF),
        "email": Field(lambda contact: contact.email, _NAMED),
        "name": Field(lambda contact: contact.name, _NAMED),
        "account_id": Field(_account, _ONE_OF),
        PLAN: Field(lambda contact: contact.plan, _PERHAPS),
    }
)
OF_ACCOUNTS: Mapping[str, Field] = MappingProxyType(
    {
        "id": Field(lambda account: id_of("account", account.id), _ONE_OF),
        "name": Field(lambda account: account.name, _NAMED),
        PLAN: Field(lambda account: account.plan, _PERHAPS),
    }
)


def found(
    asked: PylonCall,
    things: list[Thing],
    place: Callable[[Thing], int],
    fields: Mapping[str, Field],
) -> tuple[list[Thing], Json]:
    """The asked page of what matches, and its pagination. `things` come with falling places.

    Raises Refused for an unknown field or operator, and for a value where a list belongs.
    """
    asked.only("filter", "limit", "cursor")
    if "filter" not in asked.body:
        raise wrong("filter", "filter is required")
    matches = _matcher(asked.body["filter"], fields, 1)
    whole = [thing for thing in things if matches(thing)]
    shown, more = page(whole, place, asked.body.get("limit"), asked.body.get("cursor"))
    return [*shown], more


def _matcher(asked: Any, fields: Mapping[str, Field], depth: int) -> Test:  # noqa: ANN401
    if not isinstance(asked, dict):
        raise wrong("filter", "a filter must be an object")
    if unknown := asked.keys() - _PARTS:
        raise wrong("filter", f"{min(unknown)} is no part of a filter")
    for part in ("field", "operator"):
        if not isinstance(asked.get(part), str):
            raise wrong("filter", f"a filter's {part} is required and a string")
    if depth > _DEPTH:
        raise wrong("filter", f"filters can be {_DEPTH} deep")
    if asked["operator"] not in {"and", "or"}:
        return _one(asked, fields)
    below = asked.get("subfilters")
    if asked["field"] or asked.keys() & {"value", "values"}:
        raise wrong("filter", "a filter that joins others has no field and no value")
    if not isinstance(below, list) or not below:
        raise wrong("subfilters", "subfilters must list filters")
    each = [_matcher(one, fields, depth + 1) for one in below]
    together = all if asked["operator"] == "and" else any
    return lambda thing: together(matches(thing) for matches in each)


def _one(asked: Json, fields: Mapping[str, Field]) -> Test:
    name, operator = asked["field"], asked["operator"]
    if name not in fields:
        raise wrong("filter", f"{name} is not a filterable field")
    field = fields[name]
    if operator not in field.operators:
        raise wrong("filter", f"{operator} is not an operator for {name}")
    if "subfilters" in asked:
        raise wrong("filter", "only and and or have subfilters")
    if operator in _NEITHER:
        return lambda thing: bool(field.of(thing)) is (operator == "is_set")
    if operator in _LISTS:
        return _among(operator, field, _values(asked))
    value = asked.get("value")
    if not isinstance(value, str) or "values" in asked:
        raise wrong("filter", f"{operator} wants a value, which is a string")
    return _with(operator, field, value)


def _values(asked: Json) -> list[str]:
    values = asked.get("values")
    if not isinstance(values, list) or "value" in asked:
        raise wrong("filter", f"{asked['operator']} wants values, which are a list")
    if not values or not all(isinstance(value, str) for value in values):
        raise wrong("values", "values must list strings")
    return values


def _among(operator: str, field: Field, values: list[str]) -> Test:
    if operator == "time_range":
        if len(values) != len(("start", "end")):
            raise wrong("values", "time_range wants two values, its start and its end")
        start, end = (_instant(value) for value in values)
        return lambda thing: _told(field, thing, lambda at: start <= at <= end)
    wanted = operator == "in"
    return lambda thing: bool(_all_of(field.of(thing)) & {*values}) is wanted


def _with(operator: str, field: Field, value: str) -> Test:
    match operator:
        case "equals":
            return lambda thing: field.of(thing) == value
        case "contains":
            return lambda thing: value in field.of(thing)
        case "does_not_contain":
            return lambda thing: value not in field.of(thing)
        case "string_contains":
            return lambda thing: value.casefold() in field.of(thing).casefold()
        case "string_does_not_contain":
            return lambda thing: value.casefold() not in field.of(thing).casefold()
        case "time_is_after":
            after = _instant(value)
            return lambda thing: _told(field, thing, lambda at: at > after)
        case _:
            before = _instant(value)
            return lambda thing: _told(field, thing, lambda at: at < before)


def _all_of(value: str | tuple[str, ...] | None) -> set[str]:
    return {*value} if isinstance(value, tuple) else {value or ""}


def _instant(written: str) -> datetime:
    try:
        return told.read_instant(written)
    except ValueError as error:
        raise wrong("filter", f"{written} is not in RFC 3339 format") from error


def _told(field: Field, thing: object, holds: Callable[[datetime], bool]) -> bool:
    """Compare the time as an answer tells it."""
    at = field.of(thing)
    return at is not None and holds(told.whole(at))
