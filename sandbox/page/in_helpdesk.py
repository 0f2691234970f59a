"""The admin who somebody of the workspace is in the helpdesk."""

from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Admin
from sandbox.workspace.records import Json


def admin_for(user: Json, helpdesk: Helpdesk) -> Admin | None:
    """The admin with somebody's e-mail address, in whatever case; None for who has no seat."""
    email = f"{user['profile'].get('email', '')}".casefold()
    return next((one for one in helpdesk.admins() if one.email.casefold() == email), None)
