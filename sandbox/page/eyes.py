"""The eyes of one person: names, links, and times in their own zone."""

from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sandbox.page.addresses import Addresses
from sandbox.page.avatars import TINTS, tint
from sandbox.page.dates import as_slack_writes
from sandbox.workspace import Workspace
from sandbox.workspace.records import Json

_SAFE = frozenset({"http", "https", "mailto"})
_TAGS = (("bold", "b"), ("italic", "i"), ("strike", "s"), ("underline", "u"), ("code", "code"))
OF_TICKETS = ("/a/inbox/", "/issues")  # where the helpdesk's own links lead


class Eyes:
    """The one who looks."""

    def __init__(self, workspace: Workspace, addresses: Addresses, user: Json) -> None:
        self._workspace = workspace
        self._addresses = addresses
        self.user = user
        self.zone = ZoneInfo(user["tz"])
        self.at = addresses.of_person(user)

    def name(self, person: str) -> str:
        """Return what somebody is called."""
        user = self._workspace.people.find(person)
        if user is None:
            return person
        return str(user["profile"]["display_name"] or user["real_name"] or user["name"])

    def tint(self, person: str) -> int:
        """Return the colour of an avatar, by id or by name: a colleague's is the same anywhere."""
        place = self._places.get(person)
        return tint(self.name(person)) if place is None else place % TINTS

    def everybody(self) -> list[Json]:
        """Return who can be chosen."""
        return self._addresses.everybody()

    def is_app(self, person: str) -> bool:
        """Say whether this is the app."""
        user = self._workspace.people.find(person)
        return bool(user and user["is_bot"])

    def channel(self, channel: str) -> str:
        """Return what a channel is called."""
        found = self._workspace.channels.find(channel)
        return found.get("name", channel) if found else channel

    def local(self, at: datetime) -> datetime:
        """Return an instant in the viewer's zone."""
        return at.astimezone(self.zone)

    def sent(self, ts: str) -> datetime:
        """Return when a message was sent, in the viewer's zone."""
        return datetime.fromtimestamp(float(ts), self.zone)

    def day(self, ts: str) -> str:
        """Write the day on which a message was sent, as Slack heads it."""
        return self._written("{day_divider_pretty}", self.sent(ts))

    def moment(self, ts: str) -> str:
        """Write when a message was sent, within a sentence."""
        # What a format begins with has a capital.
        return self._written("on {date_pretty} at {time}", self.sent(ts)).removeprefix("on ")

    def date(self, element: Json) -> str:
        """Write a date of rich text."""
        at = datetime.fromtimestamp(element["timestamp"], self.zone)
        return self._written(element["format"], at)

    def href(self, url: str) -> str:
        """Return where a link may lead, "" for nowhere; a ticket here is seen by who looks."""
        parts = urlsplit(url)
        if parts.scheme not in _SAFE:
            return ""
        here = urlsplit(self._workspace.url).netloc
        if parts.netloc == here and parts.path.startswith(OF_TICKETS):
            query = f"{parts.query}&" if parts.query else ""
            return f"{parts.path}?{query}as={self.at.removeprefix('/as/')}"
        return url

    def tags(self, element: Json) -> list[str]:
        """Return the HTML elements that an inline style asks for."""
        style = element.get("style") or {}
        return [tag for key, tag in _TAGS if style.get(key)]

    def is_own(self, href: str) -> bool:
        """Say whether a link stays on this page."""
        return href.startswith("/")

    @cached_property
    def _places(self) -> dict[str, int]:
        everybody = self._addresses.everybody()
        return {
            word: place
            for place, user in enumerate(everybody)
            for word in (user["id"], user["real_name"])
        }

    def _written(self, layout: str, at: datetime) -> str:
        return as_slack_writes(layout, at, self.local(self._workspace.now()))
