"""Intercom's answers, version 2.16: the helpdesk's things as they look there."""

from sandbox.helpdesk.intercom.told import seconds, statistics, waiting_since
from sandbox.helpdesk.plain_text import as_text
from sandbox.helpdesk.records import Admin, Company, Contact, Json, Part, Ticket
from sandbox.helpdesk.ticket_types import (
    DESCRIPTION,
    PRIORITY,
    STATES,
    TITLE,
    TYPES,
    Attribute,
    TicketState,
    TicketType,
)

PARTS_SHOWN = 500  # the newest; Intercom's own limit


def admin(shown: Admin) -> Json:
    """A teammate."""
    return {
        "type": "admin",
        "id": shown.id,
        "name": shown.name,
        "email": shown.email,
        "away_mode_enabled": shown.status != "active",
        "away_mode_reassign": shown.reassigns,
        "has_inbox_seat": True,
        "team_ids": [],
    }


def me(shown: Admin, app_id: str) -> Json:
    """The owner of the token, and the workspace."""
    app = {
        "type": "app",
        "id_code": app_id,
        "name": "Sandbox",
        "created_at": 1734537243,
        "secure": False,
        "identity_verification": False,
        "timezone": "America/New_York",
        "region": "US",
    }
    avatar = {"type": "avatar", "image_url": None}
    return admin(shown) | {"email_verified": True, "app": app, "avatar": avatar}


def company(shown: Company) -> Json:
    """A customer's company."""
    plan = {"type": "plan", "id": "1", "name": shown.plan} if shown.plan else {}
    return {
        "type": "company",
        "id": shown.id,
        "company_id": shown.id,
        "app_id": "sandbox",
        "name": shown.name,
        "plan": plan,
        "remote_created_at": 1734537343,
        "created_at": 1734537343,
        "updated_at": 1734537343,
        "monthly_spend": 0,
        "session_count": 0,
        "user_count": 1,
        "custom_attributes": {},
        "tags": {"type": "tag.list", "tags": []},
        "segments": {"type": "segment.list", "segments": []},
    }


def contact(shown: Contact) -> Json:
    """A customer."""
    here = f"/contacts/{shown.id}"
    companies = []
    if shown.company:
        where = f"/companies/{shown.company.id}"
        companies.append({"type": "company", "id": shown.company.id, "url": where})
    return {
        "type": "contact",
        "id": shown.id,
        "external_id": None,
        "role": "user",
        "name": shown.name,
        "email": shown.email,
        "phone": None,
        "owner_id": None,
        "has_hard_bounced": False,
        "marked_email_as_spam": False,
        "unsubscribed_from_emails": False,
        "created_at": 1734537424,
        "updated_at": 1734537424,
        "signed_up_at": 1734537424,
        "workspace_id": "sandbox",
        "location": {"type": "location", "country": None, "region": None, "city": None},
        "social_profiles": {"type": "list", "data": []},
        "custom_attributes": {"plan": shown.plan} if shown.plan else {},
        "companies": _list(companies, f"{here}/companies"),
        "tags": _list([], f"{here}/tags"),
        "notes": _list([], f"{here}/notes"),
    }


def conversation(shown: Ticket) -> Json:
    """A conversation with its newest parts."""
    parts = [
        _part(part, "conversation_part") | {"notified_at": seconds(part.at)}
        for part in shown.history[-PARTS_SHOWN:]
    ]
    return conversation_in_list(shown) | {
        "conversation_parts": {
            "type": "conversation_part.list",
            "conversation_parts": parts,
            "total_count": len(shown.history),
        }
    }


def conversation_in_list(shown: Ticket) -> Json:
    """A conversation as a search lists it: without its parts."""
    answer = {
        "type": "conversation",
        "id": shown.id,
        "title": shown.title,
        "created_at": seconds(shown.created),
        "updated_at": seconds(shown.updated),
        "waiting_since": waiting_since(shown),
        "snoozed_until": seconds(shown.snoozed_until) if shown.snoozed_until else None,
        "open": shown.open,
        "state": shown.state,
        "read": True,
        "priority": shown.priority,
        "admin_assignee_id": int(shown.owner.id) if shown.owner else 0,
        "team_assignee_id": 0,
        "source": {
            "type": "conversation",
            "id": shown.id,
            "delivered_as": "customer_initiated",
            "subject": shown.title,
            "body": shown.body,
            "author": _author(shown.customer),
            "attachments": [],
            "url": None,
            "redacted": False,
        },
        "contacts": _contacts(shown),
        "tags": {"type": "tag.list", "tags": []},
        "custom_attributes": {},
        "statistics": statistics(shown),
        "linked_objects": _linked(),
        "ai_agent_participated": False,
    }
    if shown.customer.company:
        answer["company"] = company(shown.customer.company)
    return answer


def ticket(shown: Ticket) -> Json:
    """A ticket with its newest parts; its priority is an attribute that the team defined."""
    of = TYPES[shown.ticket_type]
    attributes = {TITLE: shown.title, DESCRIPTION: as_text(shown.body)}
    if shown.priority != "none":
        attributes[PRIORITY] = shown.priority
    answer = {
        "type": "ticket",
        "id": shown.id,
        "ticket_id": shown.number,
        "category": of.category,
        "ticket_attributes": attributes,
        "ticket_state": _ticket_state(STATES[shown.state]),
        "ticket_type": _ticket_type(of),
        "contacts": _contacts(shown),
        "admin_assignee_id": int(shown.owner.id) if shown.owner else 0,
        "team_assignee_id": 0,
        "created_at": seconds(shown.created),
        "updated_at": seconds(shown.updated),
        "open": shown.open,
        "linked_objects": _linked(shown.linked),
        "ticket_parts": {
            "type": "ticket_part.list",
            "ticket_parts": [ticket_part(part) for part in shown.history[-PARTS_SHOWN:]],
            "total_count": len(shown.history),
        },
        "is_shared": of.category == "Customer",
    }
    if shown.snoozed_until:
        answer["snoozed_until"] = seconds(shown.snoozed_until)
    return answer


def ticket_type(shown: TicketType) -> Json:
    """A type of tickets with its attributes and states."""
    attributes = [_attribute(one, shown, order) for order, one in enumerate(shown.attributes)]
    states = [_ticket_state(state) for state in dict.fromkeys(STATES.values())]
    return _ticket_type(shown) | {
        "ticket_type_attributes": {"type": "list", "data": attributes},
        "ticket_states": {"type": "list", "data": states},
    }


def ticket_part(part: Part) -> Json:
    """One thing that happened to a ticket; a customer is a `user` there."""
    answer = _part(part, "ticket_part")
    if isinstance(part.author, Contact):
        answer["author"]["type"] = "user"
    return answer


def _ticket_type(shown: TicketType) -> Json:
    return {
        "type": "ticket_type",
        "id": shown.id,
        "category": shown.category,
        "name": shown.name,
        "description": shown.description,
        "icon": "🎟️",
        "workspace_id": "sandbox",
        "archived": False,
        "is_internal": shown.category != "Customer",
        "created_at": 1734537866,
        "updated_at": 1734537866,
    }


def _attribute(shown: Attribute, of: TicketType, order: int) -> Json:
    choices = [{"id": choice, "label": name} for name, choice in shown.choices]
    listed = {"list_options": choices, "allow_multiple_values": False}
    return {
        "type": "ticket_type_attribute",
        "id": shown.id,
        "workspace_id": "sandbox",
        "name": shown.name,
        "description": "",
        "data_type": "list" if choices else "string",
        "input_options": listed if choices else {"multiline": shown.multiline},
        "order": order,
        "required_to_create": shown.required,
        "required_to_create_for_contacts": False,
        "visible_on_create": True,
        "visible_to_contacts": True,
        "default": shown.name in {TITLE, DESCRIPTION},
        "ticket_type_id": int(of.id),
        "archived": False,
        "created_at": 1734537866,
        "updated_at": 1734537866,
    }


def _ticket_state(shown: TicketState) -> Json:
    return {
        "type": "ticket_state",
        "id": shown.id,
        "category": shown.category,
        "internal_label": shown.internal_label,
        "external_label": shown.external_label,
    }


def _part(part: Part, kind: str) -> Json:
    return {
        "type": kind,
        "id": part.id,
        "part_type": part.kind,
        "body": part.body,
        "created_at": seconds(part.at),
        "updated_at": seconds(part.at),
        "assigned_to": {"type": "admin", "id": part.assigned_to.id} if part.assigned_to else None,
        "author": _author(part.author),
        "attachments": [],
        "external_id": None,
        "redacted": False,
    }


def _author(who: Admin | Contact) -> Json:
    kind = "admin" if isinstance(who, Admin) else "user"
    return {"type": kind, "id": who.id, "name": who.name, "email": who.email}


def _contacts(shown: Ticket) -> Json:
    reference = {"type": "contact", "id": shown.customer.id, "external_id": None}
    return {"type": "contact.list", "contacts": [reference]}


def _linked(conversation: str = "") -> Json:
    linked = {"type": "conversation", "id": conversation, "category": None}
    data = [linked] if conversation else []
    return {"type": "list", "data": data, "total_count": len(data), "has_more": False}


def _list(data: list[Json], url: str) -> Json:
    return {"type": "list", "data": data, "url": url, "total_count": len(data), "has_more": False}
