"""The gallery: what an app shows, from values of its own making, each piece in its real width."""

import re
from datetime import datetime
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sandbox.exhibition import Exhibition, Piece, Section
from sandbox.page.addresses import Addresses
from sandbox.page.avatars import TINTS
from sandbox.page.dates import as_slack_writes
from sandbox.page.drawing import Drawing
from sandbox.page.entered import shown_in
from sandbox.page.eyes import Eyes
from sandbox.workspace import Workspace
from sandbox.workspace.block_kit.ids import with_ids
from sandbox.workspace.element_state import initial_state
from sandbox.workspace.records import Json

AT = "/gallery"
APP = "the app"
_ZONE = "America/New_York"
_EVERYBODY = "everybody in a channel"
_NOTHING_HAPPENS = "Nothing happens here: this is a picture of it."
_ID = re.compile(r'\b(id|for|form|aria-(?:labelledby|describedby|controls))="([^"]+)"')


class Gallery:
    """Draws an exhibition, once; nothing on it does anything."""

    def __init__(self, workspace: Workspace, addresses: Addresses, drawing: Drawing) -> None:
        self._workspace = workspace
        self._addresses = addresses
        self._drawing = drawing
        self._exhibition = Exhibition()
        self._sections: list[Json] = []
        self._hung: Markup | None = None

    def exhibit(self, exhibition: Exhibition) -> None:
        """Hang something else."""
        self._exhibition, self._hung = exhibition, None

    async def show(self, request: Request) -> Response:
        """Show everything, as a page of whoever looks."""
        who = request.query_params.get("as")
        user = self._addresses.person(who) if who else self._anybody()
        hung = self._drawn(user)
        shown: Json = {"sections": self._sections, "hung": hung, "form": None, "room": "gallery"}
        return self._drawing.room("gallery.html", user, AT, shown)

    async def press(self, _: Request) -> Response:
        """Say that nothing happens."""
        return PlainTextResponse(f"{_NOTHING_HAPPENS}\nBack to {AT}\n")

    def _drawn(self, user: Json) -> Markup:
        """Draw every piece; who looks does not matter to any of them."""
        if self._hung is None:
            self._sections = [self._section(section) for section in self._exhibition.sections()]
            shown = {"sections": self._sections, "apart": _apart}
            drawn = self._drawing.room("gallery_hung.html", user, AT, shown)
            # It was escaped where it was drawn.
            self._hung = Markup(bytes(drawn.body).decode())  # noqa: S704
        return self._hung

    def _anybody(self) -> Json:
        everybody = self._addresses.everybody()
        if not everybody:
            message = "nobody is in this workspace yet"
            raise LookupError(message)
        return everybody[0]

    def _section(self, section: Section) -> Json:
        pieces = [self._piece(piece) for piece in section.pieces]
        return {"name": section.name, "title": section.title, "pieces": pieces}

    def _piece(self, piece: Piece) -> Json:
        exhibition = self._exhibition
        eyes = _Eyes(self._workspace, self._addresses, exhibition, piece.viewer)
        payload = _unfocused({**piece.payload})
        payload["blocks"] = with_ids(payload["blocks"])
        shown = {
            "name": piece.name,
            "title": piece.title,
            "surface": piece.surface,
            "whom": exhibition.people.get(piece.viewer, piece.viewer) or _EVERYBODY,
            "eyes": eyes,
            "errors": piece.errors,
        }
        if piece.surface == "form":
            payload["state"] = {"values": initial_state(payload["blocks"])}
            form = payload | {"id": piece.name}
            return shown | {"form": form, "entered": shown_in(form, eyes.zone)}
        if piece.surface == "home":
            return shown | {"home": payload["blocks"]}
        sent = {"user": APP, "ts": f"{exhibition.at.timestamp()}"}
        return shown | {"message": payload | sent | {"is_ephemeral": piece.surface == "answer"}}


class _Eyes(Eyes):
    """Somebody who is only in the exhibition, at its moment."""

    def __init__(
        self, workspace: Workspace, addresses: Addresses, exhibition: Exhibition, viewer: str
    ) -> None:
        self._people = [_user(who, name) for who, name in exhibition.people.items()]
        self._names = {**exhibition.people, APP: exhibition.app}
        self._now = exhibition.at
        known = {user["id"]: user for user in self._people}
        super().__init__(workspace, addresses, known.get(viewer) or _user(viewer, ""))
        self.at = AT

    def name(self, person: str) -> str:
        """Return what somebody is called."""
        return self._names.get(person, person)

    def title(self, person: str) -> str:
        """Return nothing: nobody says what they do."""
        return ""

    def tint(self, person: str) -> int:
        """Return the colour of somebody's avatar."""
        ids = [user["id"] for user in self._people]
        return ids.index(person) % TINTS if person in ids else 0

    def everybody(self) -> list[Json]:
        """Return who can be chosen."""
        return self._people

    def is_app(self, person: str) -> bool:
        """Say whether this is the app."""
        return person == APP

    def _written(self, layout: str, at: datetime) -> str:
        return as_slack_writes(layout, at, self.local(self._now))


def _user(who: str, name: str) -> Json:
    profile = {"display_name": name, "real_name": name, "title": ""}
    return {
        "id": who,
        "name": who.casefold(),
        "real_name": name,
        "profile": profile,
        "tz": _ZONE,
        "is_bot": False,
        "deleted": False,
    }


def _unfocused(tree: Any) -> Any:  # noqa: ANN401 (any JSON)
    """Take out what would move the page to a field as it opens."""
    match tree:
        case dict():
            kept = {key: value for key, value in tree.items() if key != "focus_on_load"}
            return {key: _unfocused(value) for key, value in kept.items()}
        case list() | tuple():
            return [_unfocused(value) for value in tree]
        case _:
            return tree


def _apart(html: str, name: str) -> Markup:
    """Let no two pieces have an id in common, but for what the style sheets call a form."""

    def named(found: re.Match[str]) -> str:
        ids = " ".join(f"{name}:{one}" for one in found[2].split())
        return f'{found[1]}="{ids}"'

    return Markup(_ID.sub(named, html))  # noqa: S704 (only what names an element is renamed)
