"""Intercom's search: filters with typed values, and pages with a cursor."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from sandbox.helpdesk.intercom.refusals import IntercomRefusal, missing, wrong
from sandbox.helpdesk.intercom.told import seconds
from sandbox.helpdesk.plain_text import as_text
from sandbox.helpdesk.records import Contact, Json, Ticket

Thing = TypeVar("Thing", Ticket, Contact)
Test = Callable[[Any], bool]
Field = tuple[type, Callable[[Any], Any]]
_SHARED: Mapping[str, Field] = MappingProxyType(
    {
        "id": (str, lambda ticket: ticket.id),
        "open": (bool, lambda ticket: ticket.open),
        "state": (str, lambda ticket: ticket.state),
        "contact_ids": (str, lambda ticket: ticket.customer.id),
        "updated_at": (int, lambda ticket: seconds(ticket.updated)),
    }
)
# The owner is an integer in one search and a string in the other: Intercom's own trap.
OF_CONVERSATIONS: Mapping[str, Field] = MappingProxyType(
    {
        **_SHARED,
        "priority": (str, lambda ticket: ticket.priority),
        "source.subject": (str, lambda ticket: ticket.title),
        "source.body": (str, lambda ticket: as_text(ticket.body)),
        "admin_assignee_id": (int, lambda ticket: int(ticket.owner.id) if ticket.owner else 0),
    }
)
OF_TICKETS: Mapping[str, Field] = MappingProxyType(
    {
        **_SHARED,
        "ticket_id": (str, lambda ticket: ticket.number),
        "title": (str, lambda ticket: ticket.title),
        "description": (str, lambda ticket: as_text(ticket.body)),
        "admin_assignee_id": (str, lambda ticket: ticket.owner.id if ticket.owner else "0"),
    }
)
OF_CONTACTS: Mapping[str, Field] = MappingProxyType(
    {
        "id": (str, lambda contact: contact.id),
        "name": (str, lambda contact: contact.name),
        "email": (str, lambda contact: contact.email),
    }
)
_FIELDS = frozenset({"query", "pagination"})
_FILTERS, _NESTED, _PER_PAGE, _MOST_PER_PAGE = 15, 2, 20, 150


def found(things: list[Thing], body: Json, fields: Mapping[str, Field]) -> tuple[list[Thing], Json]:
    """The asked page of what matches, its `total_count` and its `pages`.

    `things` come newest first. Raises Refused for an unknown field or operator, and for a value
    of another type.
    """
    if unknown := body.keys() - _FIELDS:
        raise wrong(min(unknown), f"{min(unknown)} is not a parameter of this call")
    if "query" not in body:
        raise missing("query")
    matches = _matcher(body["query"], fields)
    whole = [thing for thing in things if matches(thing)]
    pagination = body.get("pagination") or {}
    if not isinstance(pagination, dict):
        raise wrong("pagination", "pagination must be an object")
    size = pagination.get("per_page", _PER_PAGE)
    if type(size) is not int or not 1 <= size <= _MOST_PER_PAGE:
        raise wrong("per_page", f"per_page must be between 1 and {_MOST_PER_PAGE}")
    start = _start(whole, pagination.get("starting_after"))
    page = whole[start : start + size]
    pages: Json = {
        "type": "pages",
        "page": start // size + 1,
        "per_page": size,
        "total_pages": max(1, -(-len(whole) // size)),
    }
    if start + size < len(whole):
        pages["next"] = {"page": pages["page"] + 1, "starting_after": str(_place(page[-1]))}
    return page, {"total_count": len(whole), "pages": pages}


def _start(whole: list[Thing], after: Any) -> int:  # noqa: ANN401 (whatever was sent)
    """Places fall from page to page, so a cursor holds even when its place matches no longer."""
    if after is None:
        return 0
    if not (isinstance(after, str) and after.isdecimal()):
        raise wrong("starting_after", "starting_after is not a cursor")
    return sum(_place(thing) >= int(after) for thing in whole)


def _place(thing: Ticket | Contact) -> int:
    return int(thing.id) if isinstance(thing, Ticket) else int(thing.id, 16)


def _matcher(query: Any, fields: Mapping[str, Field], depth: int = 1) -> Test:  # noqa: ANN401
    if not isinstance(query, dict):
        raise wrong("query", "query must be an object")
    if query.get("operator") not in {"AND", "OR"}:
        return _one(query, fields)
    filters = query.get("value")
    if not isinstance(filters, list) or not 0 < len(filters) <= _FILTERS:
        raise wrong("value", f"value must list between 1 and {_FILTERS} filters")
    if depth > _NESTED:
        raise wrong("value", f"filters can be nested {_NESTED} deep")
    each = [_matcher(one, fields, depth + 1) for one in filters]
    together = all if query["operator"] == "AND" else any
    return lambda thing: together(matches(thing) for matches in each)


def _one(query: Json, fields: Mapping[str, Field]) -> Test:
    name, operator, wanted = str(query.get("field")), query.get("operator"), query.get("value")
    if name not in fields:
        raise IntercomRefusal(400, "field_not_found", f"{name} is not a searchable field", "field")
    kind, of = fields[name]
    values = wanted if operator in {"IN", "NIN"} and isinstance(wanted, list) else [wanted]
    if not all(type(value) is kind for value in values):
        raise wrong("value", f"{name} must be a {kind.__name__}")
    match operator:
        case "=" | "IN":
            return lambda thing: of(thing) in values
        case "!=" | "NIN":
            return lambda thing: of(thing) not in values
        case "~" if kind is str and wanted:
            return lambda thing: wanted.casefold() in of(thing).casefold()
        # "Greater (or equal) than", it says; whoever means the equal has to ask for it.
        case ">" if kind is int:
            return lambda thing: of(thing) > wanted
        case "<" if kind is int:
            return lambda thing: of(thing) < wanted
        case _:
            raise wrong("operator", f"{operator} is not an operator for {name}")
