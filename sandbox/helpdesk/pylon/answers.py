"""Pylon's answers: the helpdesk's things as they look there.

What is not there is left out, as the description knows no null. Some of Pylon's clients' models
demand more than the description does, and so they are answered.
"""

from collections.abc import Mapping
from datetime import datetime

from sandbox.helpdesk.pylon import told
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.pylon.words import LABELS, PLAN, PRIORITY, STATES, priority
from sandbox.helpdesk.records import (
    API_USER,
    Admin,
    Company,
    Contact,
    External,
    HelpdeskTeam,
    Json,
    Part,
    State,
    Thread,
    Ticket,
)

_LONG_AGO = "2024-12-18T15:57:23Z"
DEFAULT_THREAD = Thread("", "Internal thread", "")


def me() -> Json:
    """The organization, and whom calls act as that do not say for whom."""
    by = {"id": id_of("user", API_USER.id), "email": API_USER.email}
    return {"id": id_of("organization", "1"), "name": "Sandbox", "user": by}


def user(shown: Admin) -> Json:
    """A teammate."""
    return {
        "id": id_of("user", shown.id),
        "name": shown.name,
        "email": shown.email,
        "emails": [shown.email],
        "avatar_url": "",
        "role_id": "",
        "role_ids": [],
        "roles": [],
        "status": shown.status,
        "is_deactivated": False,
    }


def team(shown: HelpdeskTeam) -> Json:
    """Teammates who get issues together."""
    members = [_mini_user(member) for member in shown.members]
    return {"id": id_of("team", shown.id), "name": shown.name, "users": members}


def status(shown: State) -> Json:
    """A state that an issue can be in."""
    return {
        "slug": STATES[shown],
        "label": LABELS[shown],
        "category": STATES[shown],
        "is_default_status": True,
        "is_archived": False,
    }


def account(shown: Company) -> Json:
    """A customer's company; the plan it pays for is a custom field."""
    return {
        "id": id_of("account", shown.id),
        "name": shown.name,
        "type": "customer",
        "logo_url": "",
        "is_disabled": False,
        "domains": [],
        "tags": [],
        "external_ids": [],
        "channels": [],
        "custom_fields": _fields({PLAN: shown.plan}),
        "latest_customer_activity_time": _LONG_AGO,
        "created_at": _LONG_AGO,
        "updated_at": _LONG_AGO,
    }


def contact(shown: Contact) -> Json:
    """A customer; without an account the plan is a custom field of their own."""
    answer: Json = {
        "id": id_of("contact", shown.id),
        "name": shown.name,
        "email": shown.email,
        "emails": [shown.email],
        "avatar_url": "",
        "portal_role": "no_access",
        "phone_numbers": [],
        "external_ids": [],
        "integration_user_ids": [],
        "custom_fields": _fields({PLAN: shown.plan}),
    }
    if shown.company:
        answer["account"] = _mini_account(shown.company)
    return answer


def issue(shown: Ticket, link: str) -> Json:
    """A conversation or a ticket, with its history; `link` leads people to it."""
    more = shown.particulars
    answer: Json = {
        "id": id_of("issue", shown.id),
        "number": int(shown.number),
        "title": shown.title,
        "body_html": shown.body,
        "link": link,
        "source": "manual" if more.internal else "email",
        "type": shown.kind,
        "state": STATES[shown.state],
        "created_at": told.instant(shown.created),
        "updated_at": told.instant(shown.updated),
        "customer_portal_visible": more.in_portal,
        "is_issue_group": False,
        "author_unverified": False,
        "number_of_touches": len([part for part in shown.history if part.kind == "comment"]),
        "requester": _mini_contact(shown.customer),
        "tags": [*more.tags],
        "custom_fields": _fields({PRIORITY: priority(shown.priority)}),
        "attachment_urls": [],
        "external_issues": [_external(one) for one in more.external],
        **told.times(shown),
        **_promised(shown),
    }
    if shown.customer.company:
        answer["account"] = _mini_account(shown.customer.company)
    if shown.owner:
        answer["assignee"] = _mini_user(shown.owner)
    if more.team:
        answer["team"] = {"id": id_of("team", more.team.id)}
    return answer


def messages(shown: Ticket, threads: Mapping[str, str]) -> list[Json]:
    """Everything that was said, oldest first; `threads` are those of notes that are in one."""
    return [
        _first_message(shown),
        *(_message(part, shown, threads.get(part.id)) for part in told.messages(shown)),
    ]


def thread(shown: Thread, of: Ticket) -> Json:
    """A thread, in which notes stand together."""
    known = id_of("thread", shown.id) if shown.id else id_of("default_thread", of.id)
    answer = {"id": known, "issue_id": id_of("issue", of.id), "name": shown.name}
    if shown.channel:
        # What the thread is called there is of no use to anybody here.
        answer |= {"source": "slack", "channel_id": shown.channel, "thread_id": "1772463600.000100"}
    return answer


def written(message_id: str, on: Ticket) -> Json:
    """The answer about what was written, to whoever wrote it."""
    return {"id": message_id, "issue_id": id_of("issue", on.id)}


def _first_message(of: Ticket) -> Json:
    by: Admin | Contact = of.particulars.opened_by or of.customer
    message_id = id_of("body", of.id)
    answer = _said(message_id, of.body, of.created, by, private=of.particulars.internal)
    if of.particulars.internal:
        answer["thread_id"] = id_of("default_thread", of.id)
    return answer


def _message(part: Part, of: Ticket, thread_id: str | None) -> Json:
    private = part.kind == "note"
    message_id = id_of("message", part.id)
    answer = _said(message_id, part.body or "", part.at, part.author, private=private)
    if private:
        default = id_of("default_thread", of.id)
        answer["thread_id"] = id_of("thread", thread_id) if thread_id else default
    return answer


def _said(message_id: str, html: str, at: datetime, by: Admin | Contact, *, private: bool) -> Json:
    return {
        "id": message_id,
        "author": _author(by),
        "author_unverified": False,
        "is_private": private,
        "message_html": html,
        "source": "pylon" if private else "email",
        "file_urls": [],
        "timestamp": told.instant(at),
    }


def _author(who: Admin | Contact) -> Json:
    by = {"user": _mini_user(who)} if isinstance(who, Admin) else {"contact": _mini_contact(who)}
    return {"name": who.name, "avatar_url": "", **by}


def _promised(of: Ticket) -> Json:
    """The deadlines that hold; a team's are those of the whole issue here."""
    respond, resolve = told.respond_by(of), told.resolve_by(of)
    promised: Json = {}
    of_team: Json = {}
    if respond:
        promised["first_response_breach_time"] = told.instant(respond)
        of_team["first_response"] = {"breach_time": told.instant(respond)}
    if resolve:
        promised["resolution_breach_time"] = told.instant(resolve)
        of_team["resolution"] = {"breach_time": told.instant(resolve)}
    if of_team and of.particulars.team:
        promised["team_slas"] = [{"team_id": id_of("team", of.particulars.team.id), **of_team}]
    return promised


def _external(shown: External) -> Json:
    link = f"https://{shown.source}.example/{shown.id}"
    return {"source": shown.source, "external_id": shown.id, "link": link}


def _fields(values: Mapping[str, str]) -> Json:
    return {slug: {"slug": slug, "value": value} for slug, value in values.items() if value}


def _mini_user(shown: Admin) -> Json:
    return {"id": id_of("user", shown.id), "email": shown.email}


def _mini_contact(shown: Contact) -> Json:
    return {"id": id_of("contact", shown.id), "email": shown.email}


def _mini_account(shown: Company) -> Json:
    return {"id": id_of("account", shown.id), "external_ids": []}
