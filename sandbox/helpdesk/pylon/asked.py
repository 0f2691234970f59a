"""A call as its handler sees it: strict readings of what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sandbox.helpdesk.note_html import sanitised
from sandbox.helpdesk.pylon.ids import worlds
from sandbox.helpdesk.pylon.refusals import PylonRefusal, not_found, wrong
from sandbox.helpdesk.pylon.told import read_instant
from sandbox.helpdesk.reading import Reading
from sandbox.helpdesk.records import Admin, Company, Contact, HelpdeskTeam, Ticket
from sandbox.helpdesk.world import HelpdeskWorld

Thing = TypeVar("Thing")


@dataclass(frozen=True, kw_only=True)
class PylonCall(Reading):
    """One call: the world it acts on, the id in its path, its query and its JSON body.

    `at` is where people's links lead.
    """

    world: HelpdeskWorld
    id: str
    query: Mapping[str, str]
    at: str

    def missing(self, field: str) -> PylonRefusal:
        """A field is not there."""
        return wrong(field, f"{field} is required")

    def wrong(self, field: str, message: str) -> PylonRefusal:
        """A field is there and not acceptable."""
        return wrong(field, message)

    def link(self, issue: Ticket) -> str:
        """The link by which people see an issue."""
        return f"{self.at}/issues?issueNumber={issue.number}"

    def issue(self) -> Ticket:
        """The issue of the path, by its id. Raises Refused when there is none."""
        found = self._issue()
        if found is None:
            raise not_found("issue")
        return found

    def issue_or_number(self) -> Ticket:
        """The issue of the path, by its id or by the number that people use."""
        found = self._issue() or self.world.numbered(self.id)
        if found is None:
            raise not_found("issue")
        return found

    def user(self, field: str) -> Admin | None:
        """A teammate; "" or nothing is nobody. Raises Refused for somebody unknown."""
        given = self._id(field)
        found = self.world.staff.admin(worlds("user", given)) if given else None
        return self._known(found, field, given)

    def team(self, field: str) -> HelpdeskTeam | None:
        """A team; "" or nothing is none."""
        given = self._id(field)
        found = self.world.staff.team(worlds("team", given)) if given else None
        return self._known(found, field, given)

    def contact(self, field: str) -> Contact | None:
        """A customer; "" or nothing is nobody."""
        given = self._id(field)
        found = self.world.contact(worlds("contact", given)) if given else None
        return self._known(found, field, given)

    def account(self, field: str) -> Company | None:
        """A customer's company; "" or nothing is none."""
        given = self._id(field)
        found = self.world.company(worlds("account", given)) if given else None
        return self._known(found, field, given)

    def words(self, field: str) -> tuple[str, ...]:
        """A list of strings that may be left out."""
        given = self.body.get(field, [])
        if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
            raise wrong(field, f"{field} must be a list of strings")
        return tuple(given)

    def formatted(self, field: str) -> str:
        """HTML as it is kept. Raises Refused when nothing of it is left."""
        kept = sanitised(self.text(field))
        if not kept:
            raise wrong(field, f"{field} must not be empty")
        return kept

    def instant(self, field: str) -> datetime:
        """A time in RFC 3339 format."""
        try:
            return read_instant(self.text(field))
        except ValueError as error:
            raise wrong(field, f"{field} must be in RFC 3339 format") from error

    def past(self, field: str) -> datetime:
        """A time that is not in the future."""
        at = self.instant(field)
        if at > self.world.now():
            raise wrong(field, f"{field} must not be in the future")
        return at

    def future(self, field: str) -> datetime:
        """A time that has not come yet."""
        at = self.instant(field)
        if at <= self.world.now():
            raise wrong(field, f"{field} must be in the future")
        return at

    def _issue(self) -> Ticket | None:
        item = worlds("issue", self.id)
        if item is None:
            return None
        return self.world.ticket("conversation", item) or self.world.ticket("ticket", item)

    def _id(self, field: str) -> str:
        return self.text(field) if field in self.body else ""

    def _known(self, found: Thing | None, field: str, given: str) -> Thing | None:
        if given and found is None:
            raise wrong(field, f"{field} is the ID of nothing here: {given}")
        return found
