"""A call as its handler sees it: strict readings of what was sent."""

from dataclasses import dataclass

from sandbox.helpdesk.intercom.refusals import IntercomRefusal, missing, not_found, wrong
from sandbox.helpdesk.note_html import sanitised
from sandbox.helpdesk.reading import Reading
from sandbox.helpdesk.records import Admin, Kind, Ticket
from sandbox.helpdesk.world import HelpdeskWorld


@dataclass(frozen=True, kw_only=True)
class IntercomCall(Reading):
    """One call: the world it acts on, the id in its path, and its JSON body."""

    world: HelpdeskWorld
    app_id: str
    id: str

    def ticket(self, kind: Kind) -> Ticket:
        """The conversation or ticket of the path. Raises Refused when there is none."""
        found = self.world.ticket(kind, self.id) if self.id.isdecimal() else None
        if found is None:
            raise not_found()
        return found

    def missing(self, field: str) -> IntercomRefusal:
        """A field is not there."""
        return missing(field)

    def wrong(self, field: str, message: str) -> IntercomRefusal:
        """A field is there and not acceptable."""
        return wrong(field, message)

    def author(self) -> Admin:
        """The admin in whose name the call acts. Raises Refused for nobody."""
        admin = self.world.staff.admin(self.text("admin_id"))
        if admin is None:
            raise IntercomRefusal(404, "admin_not_found", "Admin not found", "admin_id")
        return admin

    def assignee(self, field: str = "assignee_id") -> Admin | None:
        """The one who gets the ticket; "0" is nobody. Raises Refused for somebody unknown."""
        admin_id = self.text(field)
        admin = self.world.staff.admin(admin_id)
        if admin is None and admin_id != "0":
            raise IntercomRefusal(404, "assignee_not_found", "Assignee not found", field)
        return admin

    def formatted(self, field: str = "body") -> str:
        """HTML as Intercom keeps it. Raises Refused when nothing of it is left."""
        kept = sanitised(self.text(field))
        if not kept:
            raise IntercomRefusal(422, "data_invalid", f"{field} can't be blank", field)
        return kept
