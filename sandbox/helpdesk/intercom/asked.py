"""A call as its handler sees it: strict readings of what was sent."""

from dataclasses import dataclass, replace

from sandbox.helpdesk.intercom.refusals import Refused, missing, not_found, wrong
from sandbox.helpdesk.note_html import sanitised
from sandbox.helpdesk.records import Admin, Json, Kind, Ticket
from sandbox.helpdesk.world import World


@dataclass(frozen=True)
class Asked:
    """One call: the world it acts on, the id in its path, and its JSON body."""

    world: World
    app_id: str
    id: str
    body: Json

    def ticket(self, kind: Kind) -> Ticket:
        """The conversation or ticket of the path. Raises Refused when there is none."""
        found = self.world.ticket(kind, self.id) if self.id.isdecimal() else None
        if found is None:
            raise not_found()
        return found

    def text(self, field: str) -> str:
        """A field that must be there and be a string."""
        if field not in self.body:
            raise missing(field)
        value = self.body[field]
        if not isinstance(value, str):
            raise wrong(field, f"{field} must be a string")
        return value

    def one_of(self, field: str, *choices: str) -> str:
        """A string of which only some are accepted."""
        value = self.text(field)
        if value not in choices:
            raise wrong(field, f"{field} must be one of {', '.join(choices)}")
        return value

    def flag(self, field: str) -> bool:
        """A boolean that may be left out."""
        value = self.body.get(field, False)
        if not isinstance(value, bool):
            raise wrong(field, f"{field} must be a boolean")
        return value

    def object(self, field: str) -> "Asked":
        """An object within the body, empty where it is left out, to be read in the same way."""
        value = self.body.get(field, {})
        if not isinstance(value, dict):
            raise wrong(field, f"{field} must be an object")
        return self.with_body(value)

    def with_body(self, body: Json) -> "Asked":
        """The same call, of which only this part is read."""
        return replace(self, body=body)

    def only(self, *fields: str) -> None:
        """Refuse a field that this call does not know, which a slip of the pen would be."""
        for field in self.body:
            if field not in fields:
                raise wrong(field, f"{field} is not a parameter of this call")

    def author(self) -> Admin:
        """The admin in whose name the call acts. Raises Refused for nobody."""
        admin = self.world.admin(self.text("admin_id"))
        if admin is None:
            raise Refused(404, "admin_not_found", "Admin not found", "admin_id")
        return admin

    def assignee(self, field: str = "assignee_id") -> Admin | None:
        """Who gets the ticket; "0" is nobody. Raises Refused for somebody unknown."""
        admin_id = self.text(field)
        admin = self.world.admin(admin_id)
        if admin is None and admin_id != "0":
            raise Refused(404, "assignee_not_found", "Assignee not found", field)
        return admin

    def formatted(self, field: str = "body") -> str:
        """HTML as Intercom keeps it. Raises Refused when nothing of it is left."""
        kept = sanitised(self.text(field))
        if not kept:
            raise Refused(422, "data_invalid", f"{field} can't be blank", field)
        return kept
