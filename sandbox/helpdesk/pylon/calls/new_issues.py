"""A new issue: whom it is for, who wrote its first message, and whether the customer gets that."""

from sandbox.helpdesk.arrivals import arrives
from sandbox.helpdesk.pylon import answers
from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.custom_fields import priority_in
from sandbox.helpdesk.pylon.refusals import wrong
from sandbox.helpdesk.pylon.words import PRIORITIES, priority_called
from sandbox.helpdesk.records import API_USER, About, Admin, Company, Contact, Json, Priority

_FIELDS = (
    "title",
    "body_html",
    "account_id",
    "requester_id",
    "requester_email",
    "requester_name",
    "assignee_id",
    "team_id",
    "tags",
    "priority",
    "custom_fields",
    "created_at",
    "user_id",
    "contact_id",
    "customer_portal_visible",
    "destination_metadata",
)
_DELIVERED = ("slack", "email", "in_app_chat", "customer_portal", "sms", "whatsapp")
_INTERNAL = "internal"


def create(asked: PylonCall) -> Json:
    """Create an issue, which begins as new.

    Its requester receives its body unless the call says that it is internal. Pylon says that a
    call which says nothing of it is internal too; here nobody can rely on that.
    """
    asked.only(*_FIELDS)
    title, body = asked.text("title"), asked.formatted("body_html")
    if not title.strip():
        raise wrong("title", "title must not be empty")
    internal, by, about = _destination(asked) == _INTERNAL, _author(asked), _about(asked)
    if by:
        about |= {"opened_by": by, "internal": internal}
    about["body"] = body
    issue = arrives(asked.world, "ticket", title, _requester(asked), about)
    if not internal or issue.particulars.in_portal:
        asked.world.receives(issue, "creation", body)
    return {"data": answers.issue(issue, asked.link(issue))}


def _destination(asked: PylonCall) -> str:
    """The destination of the first message; "" when nothing is said of it."""
    if "destination_metadata" not in asked.body:
        return ""
    return asked.object("destination_metadata").one_of("destination", _INTERNAL, *_DELIVERED)


def _about(asked: PylonCall) -> About:
    about: About = {
        "state": "submitted",
        "owner": asked.user("assignee_id"),
        "priority": _priority(asked),
        "tags": asked.words("tags"),
        "in_portal": asked.flag("customer_portal_visible"),
    }
    if team := asked.team("team_id"):
        about["team"] = team
    if "created_at" in asked.body:
        about["created"] = asked.past("created_at")
    return about


def _priority(asked: PylonCall) -> Priority:
    among = priority_in(asked)
    if "priority" not in asked.body:
        return among or "none"
    found = priority_called(asked.one_of("priority", *PRIORITIES))
    return found or "none"


def _author(asked: PylonCall) -> Admin | None:
    """The author of the first message; None when the customer wrote it."""
    user, customer = asked.user("user_id"), asked.contact("contact_id")
    if user and customer:
        raise wrong("user_id", "only one of user_id and contact_id can be provided")
    if customer and "destination_metadata" not in asked.body:
        raise wrong("contact_id", "contact_id requires destination_metadata")
    return None if customer else user or API_USER


def _requester(asked: PylonCall) -> Contact:
    """The customer it is for: somebody known, somebody new, or somebody at the account."""
    account, customer = asked.account("account_id"), asked.contact("requester_id")
    if customer and account and customer.company != account:
        raise wrong("requester_id", "requester_id does not belong to account_id")
    if customer:
        return customer
    if "requester_email" in asked.body:
        return _with_email(asked, account)
    if account is None:
        raise wrong("requester", "account_id, requester_id or requester_email is required")
    return _anybody_at(asked, account)


def _with_email(asked: PylonCall, account: Company | None) -> Contact:
    email = asked.text("requester_email")
    for one in asked.world.contacts():
        if one.email.casefold() == email.casefold() and account in {None, one.company}:
            return one
    name = asked.text("requester_name") if "requester_name" in asked.body else email
    return asked.world.add_contact(name, email, account, "")


def _anybody_at(asked: PylonCall, account: Company) -> Contact:
    """No issue here is without a customer, so one of an account is for the newest one there."""
    for one in asked.world.contacts():
        if one.company == account:
            return one
    raise wrong("account_id", "account_id has no contact, and no requester was given")
