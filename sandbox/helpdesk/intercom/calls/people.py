"""People: the one who asks, teammates, customers and their companies."""

from sandbox.helpdesk.intercom import answers, search
from sandbox.helpdesk.intercom.asked import IntercomCall
from sandbox.helpdesk.intercom.refusals import IntercomRefusal, missing, not_found
from sandbox.helpdesk.records import Admin, Json, Status


def me(asked: IntercomCall) -> Json:
    """The owner of the token: the first admin."""
    admins = asked.world.staff.admins() or [Admin("991267000", "Sandbox", "sandbox@example.com")]
    return answers.me(admins[0], asked.app_id)


def admins(asked: IntercomCall) -> Json:
    """Every teammate."""
    return {
        "type": "admin.list",
        "admins": [answers.admin(admin) for admin in asked.world.staff.admins()],
    }


def away(asked: IntercomCall) -> Json:
    """Send an admin away, or bring them back."""
    admin = asked.world.staff.admin(asked.id)
    if admin is None:
        raise IntercomRefusal(404, "admin_not_found", "Admin not found")
    asked.only("away_mode_enabled", "away_mode_reassign")
    for field in ("away_mode_enabled", "away_mode_reassign"):
        if field not in asked.body:
            raise missing(field)
    status: Status = "away" if asked.flag("away_mode_enabled") else "active"
    reassigns = asked.flag("away_mode_reassign")
    return answers.admin(asked.world.staff.is_now(admin, status, reassigns=reassigns))


def contact(asked: IntercomCall) -> Json:
    """A customer."""
    found = asked.world.contact(asked.id)
    if found is None:
        raise not_found("User")
    return answers.contact(found)


def searched(asked: IntercomCall) -> Json:
    """The customers that match."""
    page, about = search.found(asked.world.contacts(), asked.body, search.OF_CONTACTS)
    return {"type": "list", "data": [answers.contact(one) for one in page], **about}


def company(asked: IntercomCall) -> Json:
    """A customer's company."""
    found = asked.world.company(asked.id)
    if found is None:
        raise IntercomRefusal(404, "company_not_found", "Company Not Found")
    return answers.company(found)
