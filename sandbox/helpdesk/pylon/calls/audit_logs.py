"""The audit log: who did what, the newest first.

The description gives an entry's shape and leaves open what its actions are called and what is in
its metadata, so these are the sandbox's own: `issue.updated`, with the `field` that changed and,
of an assignee, `from` and `to` whom ("" is nobody).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.pylon.pages import asked_limit, page
from sandbox.helpdesk.pylon.told import instant
from sandbox.helpdesk.records import API_USER, Admin, Json, Kind, Part, Ticket

_ASSIGNMENTS = frozenset({"assignment", "assign_and_reopen"})
_STATES = frozenset({"open", "close", "snoozed", "ticket_state_updated_by_admin"})
_KINDS: tuple[Kind, ...] = ("conversation", "ticket")


@dataclass(frozen=True)
class _Entry:
    part: Part
    issue: Ticket
    metadata: Json


def read(asked: PylonCall) -> Json:
    """The asked page of them."""
    world = asked.world
    issues = (world.whole(one) for kind in _KINDS for one in world.tickets(kind))
    entries = [entry for issue in issues for entry in _entries(issue)]
    entries.sort(key=_place, reverse=True)
    limit, cursor = asked_limit(asked.query), asked.query.get("cursor")
    shown, more = page(entries, _place, limit, cursor)
    return {"data": [_entry(one, asked.link(one.issue)) for one in shown], **more}


def _entries(issue: Ticket) -> Iterator[_Entry]:
    """Yield what was changed on an issue; what was said is no change."""
    had = issue.particulars.first_owner
    for part in issue.history:
        if part.kind in _ASSIGNMENTS:
            moved = {"from": _who(had), "to": _who(part.assigned_to)}
            yield _Entry(part, issue, {"field": "assignee_id", **moved})
            had = part.assigned_to
        elif part.kind in _STATES:
            yield _Entry(part, issue, {"field": "state"})
        elif part.kind.endswith("_attribute_updated_by_admin"):
            yield _Entry(part, issue, {})


def _entry(shown: _Entry, link: str) -> Json:
    by = shown.part.author
    at = instant(shown.part.at)
    answer: Json = {
        "id": id_of("event", shown.part.id),
        "action": "issue.updated",
        "object_type": "issue",
        "object_id": id_of("issue", shown.issue.id),
        "source": "api" if by == API_USER else "app",
        "link": link,
        "attributes": {},
        "metadata": shown.metadata,
        "action_happened_at": at,
        "created_at": at,
    }
    if isinstance(by, Admin):
        return answer | {"actor_user_id": id_of("user", by.id)}
    return answer | {"actor_contact_id": id_of("contact", by.id)}


def _who(admin: Admin | None) -> str:
    return id_of("user", admin.id) if admin else ""


def _place(entry: _Entry) -> int:
    return int(entry.part.id)
