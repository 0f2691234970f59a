"""The type of a new ticket, and what that type can hold."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from connectors.helpdesk.intercom.answers import TicketType, TicketTypeAttribute, TicketTypes
from connectors.http.cache import CachedList
from connectors.http.calls import Calls
from connectors.http.foreign_text import one_line, same_name
from rulebook.ports import GiveUp, NotHeard
from rulebook.tickets import Priority, Status

_CATEGORIES: Mapping[Status, str] = MappingProxyType(
    {
        Status.SUBMITTED: "submitted",
        Status.IN_PROGRESS: "in_progress",
        Status.WAITING: "waiting_on_customer",
    }
)


class Types:
    """The ticket types, asked once and believed for a while.

    `wanted` is the name or the id of the one to use; "" the first for customers' tickets.
    """

    def __init__(self, calls: Calls, wanted: str, kept: float) -> None:
        self._calls = calls
        self._wanted = one_line(wanted)
        self._types = CachedList(self._ask, kept)

    async def chosen(self) -> TicketType:
        """The type of every new ticket. Raises NotHeard, also when there is none such."""
        found = await self._types.find(self._fits)
        if found is None:
            raise NotHeard(GiveUp(because=self._none()))
        return found

    async def _ask(self) -> tuple[TicketType, ...]:
        return (await self._calls.get("/ticket_types", TicketTypes, "list the ticket types")).data

    def _fits(self, of: TicketType) -> bool:
        if of.archived:
            return False
        if self._wanted:
            return self._wanted.casefold() in {of.id, one_line(of.name or "").casefold()}
        return of.category == "Customer"

    def _none(self) -> str:
        if not self._wanted:
            return (
                "Intercom has no ticket type for customers' tickets. Create one there, or set"
                " INTERCOM_TICKET_TYPE to the name of another."
            )
        return (
            f"Intercom has no ticket type {self._wanted}. Set INTERCOM_TICKET_TYPE to the name of"
            " one that it has, or leave it empty."
        )


def links_to_conversations(of: TicketType) -> bool:
    """Tell whether Intercom links conversations to this type, whose tickets no customer sees."""
    return of.category in {"Back-office", "Tracker"}


def priority_in(of: TicketType, priority: Priority, name: str) -> dict[str, str]:
    """The attribute of this name, set to this priority; empty where it cannot be.

    An attribute that is a list takes the id of one of its items, any other the word itself.
    """
    for attribute in of.attributes:
        if same_name(attribute.name, name) and not attribute.archived:
            value = _item(attribute, priority) if attribute.data_type == "list" else priority.value
            return {attribute.name: value} if value else {}
    return {}


def state_in(of: TicketType, status: Status) -> str | None:
    """The id of the first state that stands for this status; None where it has none."""
    wanted = _CATEGORIES[status]
    return next((state.id for state in of.states if state.category == wanted), None)


def _item(attribute: TicketTypeAttribute, priority: Priority) -> str | None:
    # Intercom describes the options of an attribute as any object, so nothing is relied on.
    listed: Any = (attribute.input_options or {}).get("list_options")
    for item in listed if isinstance(listed, list) else ():
        match item:
            case {"id": str(item_id), "label": str(label)}:
                if one_line(label).casefold() == priority.value:
                    return item_id
    return None
