"""Draws the page: what stands around everything, and the templates."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from sandbox.clock import Clock
from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.note_html import sanitised
from sandbox.page.addresses import Addresses
from sandbox.page.avatars import initials
from sandbox.page.dates import time_of_day
from sandbox.page.emoji import picture, with_pictures
from sandbox.page.entered import html_id, initially, shown_in
from sandbox.page.eyes import Eyes
from sandbox.page.feed import arranged
from sandbox.page.in_helpdesk import admin_for
from sandbox.page.markup import as_elements
from sandbox.page.unread import Unread
from sandbox.workspace import Workspace
from sandbox.workspace.acts.pressing import LEAST_QUERY
from sandbox.workspace.element_state import options_of
from sandbox.workspace.records import Json

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_NO_MORE: Json = {}
Around = Callable[[Json], Json]


class Drawing:
    """Turns what somebody sees into HTML; everything that is not our own is escaped."""

    def __init__(
        self,
        workspace: Workspace,
        helpdesk: Helpdesk,
        clock: Clock,
        addresses: Addresses,
        unread: Unread,
    ) -> None:
        self._workspace = workspace
        self._helpdesk = helpdesk
        self._clock = clock
        self._addresses = addresses
        self._unread = unread
        self.around: Around = lambda _: _NO_MORE  # what else every page shows
        self._environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "elements": as_elements,
            "pictures": with_pictures,
            "picture": picture,
            "clock": time_of_day,
            "note": _note,
            "options": options_of,
            "id": html_id,
            "initially": initially,
            "initials": initials,
        }
        self._environment.globals["least_query"] = LEAST_QUERY

    def conversation(
        self, user: Json, channel: Json, thread: str | None = None, more: Json = _NO_MORE
    ) -> Response:
        """Draw a conversation; `thread` is the one that is open beside it, `more` is news."""
        self._unread.looked(user["id"], channel["id"])
        eyes = self._eyes(user)
        features = self._workspace.manifest.get("features", {})
        shown: Json = {
            "messages": [*arranged(self._workspace.messages(channel["id"], user["id"]), eyes)],
            "thread": self._thread(eyes, channel["id"], thread),
            "commands": features.get("slash_commands", []),
            "has_home": features.get("app_home", {}).get("home_tab_enabled", False),
            **self._described(),
            "members": self._members(channel),
            "draft": "",
            "channel": channel,
            "here": self._addresses.of_channel(user, channel),
        }
        return self._draw("conversation.html", user, shown | more)

    def home(self, user: Json, channel: Json, more: Json = _NO_MORE) -> Response:
        """Draw the home tab that the app published for somebody."""
        here = f"{self._addresses.of_person(user)}/home"
        view = self._workspace.home_of(user["id"])
        shown: Json = {"view": view, "channel": channel, "here": here, **self._described()}
        return self._draw("home.html", user, shown | more)

    def _described(self) -> Json:
        described = self._workspace.manifest.get("display_information", {})
        return {"about": described.get("description", ""), "by": described.get("name", "")}

    def tickets(self, user: Json, number: str | None = None, more: Json = _NO_MORE) -> Response:
        """Draw the helpdesk, with one ticket in full. Raises LookupError when there is none."""
        ticket = self._helpdesk.ticket(number) if number is not None else None
        here = f"{self._addresses.of_person(user)}/tickets"
        shown: Json = {
            "tickets": sorted(self._helpdesk.tickets(), key=lambda one: int(one.number)),
            "ticket": ticket,
            "admin": admin_for(user, self._helpdesk),
            "staff": self._helpdesk.admins(),
            "here": self._addresses.of_ticket(user, ticket.number) if ticket else here,
            "received": self._helpdesk.customer_receives,
        }
        return self._draw("tickets.html", user, shown | more)

    def room(self, template: str, user: Json, here: str, shown: Json) -> Response:
        """Draw one of the outside's other rooms."""
        return self._draw(template, user, {"here": here} | shown)

    def _eyes(self, user: Json) -> Eyes:
        return Eyes(self._workspace, self._addresses, user)

    def _thread(self, eyes: Eyes, channel: str, ts: str | None) -> list[Json]:
        """Return a message and its replies, nothing when there is no such message."""
        found = self._workspace.messages(channel, eyes.user["id"], ts) if ts else []
        begins = [message for message in found if message["ts"] == ts]
        replies = arranged((one for one in found if one["ts"] != ts), eyes)
        return [*begins, *replies] if begins else []

    def _members(self, channel: Json) -> list[Json]:
        ids = self._workspace.channels.members(channel["id"])
        return [person for person in self._addresses.everybody() if person["id"] in ids]

    def _draw(self, template: str, user: Json, shown: Json) -> Response:
        eyes = self._eyes(user)
        open_forms = self._workspace.views_of(user["id"])
        form = open_forms[-1] if open_forms else None
        around: Json = {
            "eyes": eyes,
            "now": eyes.local(self._clock.now()),
            "team": self._workspace.team.name,
            "people": self._people(),
            "conversations": self._conversations(user),
            "form": form,
            "entered": shown_in(form, eyes.zone) if form else {},
            "errors": {},
            "toast": "",
            "confirm": None,
            "channel": None,
            **self.around(user),
        }
        html = self._environment.get_template(template).render(around | shown)
        return HTMLResponse(html)

    def _people(self) -> list[Json]:
        return [
            {
                **user,
                "at": self._addresses.of_person(user),
                "unread": self._unread.count(user["id"]),
            }
            for user in self._addresses.everybody()
        ]

    def _conversations(self, user: Json) -> list[Json]:
        if self._workspace.kept("app"):
            self._workspace.direct(user["id"])
        found = [
            {
                **channel,
                "label": channel.get("name") or self._workspace.app.name,
                "at": self._addresses.of_channel(user, channel),
                "unread": self._unread.count(user["id"], channel["id"]),
            }
            for channel in self._workspace.channels_of(user["id"])
        ]
        return sorted(found, key=lambda channel: not channel["is_im"])


def _note(html: str | None) -> Markup:
    # The helpdesk shows notes as HTML; only its own sieve decides what of it is kept.
    return Markup(sanitised(html or ""))  # noqa: S704
