"""Owner changes of a conversation or a ticket, as its parts tell them."""

from collections.abc import Iterator
from datetime import datetime

from connectors.helpdesk.intercom.answers import Assignee, Item, Part
from connectors.helpdesk.intercom.authors import is_automatic
from connectors.helpdesk.intercom.people import IntercomPeople
from connectors.helpdesk.intercom.reading import instant
from rulebook.people import Person
from rulebook.tickets import OwnerChange

_NOT_TOLD = Person(id="", name="somebody")
_TO_NOBODY = Assignee(type="nobody_admin", id="0")


async def owner_changes(
    item: Item, since: datetime, people: IntercomPeople
) -> tuple[OwnerChange, ...]:
    """From the second of an instant on, oldest first. Raises NotHeard."""
    second = int(since.timestamp())
    recent = (part for part in item.parts if (part.created_at or 0) >= second)
    found = [
        OwnerChange(
            reference=part.id, at=at, by=await _by(part, people), to=await _to(given, people)
        )
        for part, given in _given(recent)
        if (at := instant(part.created_at))
    ]
    return tuple(sorted(found, key=lambda change: change.at))


def _given(parts: Iterator[Part]) -> Iterator[tuple[Part, Assignee]]:
    """The parts that gave something to somebody or to nobody; a team is neither.

    Besides `assignment` there are `assign_and_reopen` and its like. Intercom describes that
    `assigned_to` is null where the owner stays; of an assignment by itself it means nobody.
    """
    for part in parts:
        to = part.assigned_to
        if to is None and part.part_type == "assignment":
            to = _TO_NOBODY
        if to and (part.part_type or "").startswith("assign") and to.type != "team":
            yield part, to


async def _by(part: Part, people: IntercomPeople) -> Person | None:
    if is_automatic(part):
        return None
    author = part.author
    if author is None or author.type != "admin":
        return _NOT_TOLD
    return await people.with_id(author.id) or _NOT_TOLD


async def _to(given: Assignee, people: IntercomPeople) -> Person | None:
    return None if given.type == "nobody_admin" else await people.with_id(given.id)
