"""Intercom's search: filters with typed values, and pages with a cursor."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sandbox.helpdesk.records import Json, Ticket
from sandbox.helpdesk.refusals import Refused, missing, wrong

Field = tuple[type, Callable[[Ticket], Any]]
_SHARED: Mapping[str, Field] = MappingProxyType(
    {
        "id": (str, lambda ticket: ticket.id),
        "open": (bool, lambda ticket: ticket.open),
        "state": (str, lambda ticket: ticket.state),
        "contact_ids": (str, lambda ticket: ticket.customer.id),
    }
)
# The owner is an integer in one search and a string in the other: Intercom's own trap.
OF_CONVERSATIONS: Mapping[str, Field] = MappingProxyType(
    {
        **_SHARED,
        "priority": (str, lambda ticket: ticket.priority),
        "admin_assignee_id": (int, lambda ticket: int(ticket.owner.id) if ticket.owner else 0),
    }
)
OF_TICKETS: Mapping[str, Field] = MappingProxyType(
    {
        **_SHARED,
        "ticket_id": (str, lambda ticket: ticket.number),
        "admin_assignee_id": (str, lambda ticket: ticket.owner.id if ticket.owner else "0"),
    }
)
_FILTERS, _PER_PAGE, _MOST_PER_PAGE = 15, 20, 150


def found(
    tickets: list[Ticket], body: Json, fields: Mapping[str, Field]
) -> tuple[list[Ticket], Json]:
    """The asked page of what matches, its `total_count` and its `pages`.

    Raises Refused for an unknown field or operator, and for a value of another type.
    """
    if "query" not in body:
        raise missing("query")
    matches = _matcher(body["query"], fields)
    whole = [ticket for ticket in tickets if matches(ticket)]
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
        pages["next"] = {"page": pages["page"] + 1, "starting_after": page[-1].id}
    return page, {"total_count": len(whole), "pages": pages}


def _start(whole: list[Ticket], after: Any) -> int:  # noqa: ANN401 (whatever was sent)
    """Ids fall from page to page, so a cursor holds even when its ticket matches no longer."""
    if after is None:
        return 0
    if not (isinstance(after, str) and after.isdecimal()):
        raise wrong("starting_after", "starting_after is not a cursor")
    return sum(int(ticket.id) >= int(after) for ticket in whole)


def _matcher(query: Any, fields: Mapping[str, Field]) -> Callable[[Ticket], bool]:  # noqa: ANN401
    if not isinstance(query, dict):
        raise wrong("query", "query must be an object")
    if query.get("operator") not in {"AND", "OR"}:
        return _one(query, fields)
    filters = query.get("value")
    if not isinstance(filters, list) or not 0 < len(filters) <= _FILTERS:
        raise wrong("value", f"value must list between 1 and {_FILTERS} filters")
    each = [_matcher(one, fields) for one in filters]
    together = all if query["operator"] == "AND" else any
    return lambda ticket: together(matches(ticket) for matches in each)


def _one(query: Json, fields: Mapping[str, Field]) -> Callable[[Ticket], bool]:
    name, operator, wanted = str(query.get("field")), query.get("operator"), query.get("value")
    if name not in fields:
        raise Refused(400, "field_not_found", f"{name} is not a searchable field", "field")
    kind, of = fields[name]
    values = wanted if operator in {"IN", "NIN"} and isinstance(wanted, list) else [wanted]
    if not all(type(value) is kind for value in values):
        raise wrong("value", f"{name} must be a {kind.__name__}")
    match operator:
        case "=" | "IN":
            return lambda ticket: of(ticket) in values
        case "!=" | "NIN":
            return lambda ticket: of(ticket) not in values
        case _:
            raise wrong("operator", f"{operator} is not an operator for {name}")
