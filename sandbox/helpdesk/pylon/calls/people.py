"""People: the one who asks, teammates, teams, customers and their accounts."""

from sandbox.helpdesk.pylon import answers, search
from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.ids import worlds
from sandbox.helpdesk.pylon.refusals import not_found
from sandbox.helpdesk.records import Admin, Company, Contact, Json, Status

_STATUSES: tuple[Status, ...] = ("active", "away", "out_of_office")


def me(_asked: PylonCall) -> Json:
    """The owner of the token."""
    return {"data": answers.me()}


def users(asked: PylonCall) -> Json:
    """Every teammate; whom the token acts as is none."""
    return {"data": [answers.user(one) for one in asked.world.staff.admins()]}


def user(asked: PylonCall) -> Json:
    """A teammate."""
    return {"data": answers.user(_user(asked))}


def users_searched(asked: PylonCall) -> Json:
    """The teammates that match."""
    whole = asked.world.staff.admins()[::-1]
    shown, more = search.found(asked, whole, lambda one: int(one.id), search.OF_USERS)
    return {"data": [answers.user(one) for one in shown], **more}


def update_user(asked: PylonCall) -> Json:
    """Send a teammate away, or bring them back; nothing else of them can be changed here."""
    admin = _user(asked)
    asked.only("status")
    wanted = asked.one_of("status", *_STATUSES)
    status = next(one for one in _STATUSES if one == wanted)
    now = asked.world.staff.is_now(admin, status, reassigns=admin.reassigns)
    return {"data": answers.user(now)}


def teams(asked: PylonCall) -> Json:
    """Every team."""
    return {"data": [answers.team(one) for one in asked.world.staff.teams()]}


def account(asked: PylonCall) -> Json:
    """A customer's company."""
    found = asked.world.company(worlds("account", asked.id))
    if found is None:
        raise not_found("account")
    return {"data": answers.account(found)}


def accounts_searched(asked: PylonCall) -> Json:
    """The companies that match."""
    whole = asked.world.companies()
    shown, more = search.found(asked, whole, _place, search.OF_ACCOUNTS)
    return {"data": [answers.account(one) for one in shown], **more}


def contact(asked: PylonCall) -> Json:
    """A customer."""
    found = asked.world.contact(worlds("contact", asked.id))
    if found is None:
        raise not_found("contact")
    return {"data": answers.contact(found)}


def contacts_searched(asked: PylonCall) -> Json:
    """The customers that match."""
    whole = asked.world.contacts()
    shown, more = search.found(asked, whole, _place, search.OF_CONTACTS)
    return {"data": [answers.contact(one) for one in shown], **more}


def _user(asked: PylonCall) -> Admin:
    found = asked.world.staff.admin(worlds("user", asked.id))
    if found is None:
        raise not_found("user")
    return found


def _place(one: Company | Contact) -> int:
    return int(one.id, 16)
