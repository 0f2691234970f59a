"""The sandbox as one application: the workspace, the helpdesk and the page."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from sandbox.clock import Clock
from sandbox.exhibition import Exhibition
from sandbox.handed import Handed
from sandbox.helpdesk import Helpdesk
from sandbox.page import Page
from sandbox.workspace import Workspace

_IN_MEMORY = ":memory:"


class Sandbox:
    """The outside world on this machine, going by one clock.

    With `folder` what happens in it is kept there; without, it is gone at the end. `handed` is what
    it is told by whoever knows the app.
    """

    def __init__(self, clock: Clock | None = None, folder: Path | None = None) -> None:
        self.clock = clock or Clock()
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        kept = {
            name: str(folder / f"{name}.sqlite3") if folder else _IN_MEMORY
            for name in ("workspace", "helpdesk")
        }
        self.workspace = Workspace(self.clock, kept["workspace"])
        self.helpdesk = Helpdesk(self.clock, kept["helpdesk"])
        self.handed = Handed()
        self._page = Page(self.workspace, self.helpdesk, self.clock, self.handed)

    def app(self, *more: BaseRoute) -> Starlette:
        """Slack's API as Slack has it, the helpdesk's under its names, the page, and `more`."""
        intercom = Mount("/intercom", routes=self.helpdesk.intercom.routes)
        pylon = Mount("/pylon", routes=self.helpdesk.pylon.routes)
        return Starlette(
            routes=[*self.workspace.routes, intercom, pylon, *self._page.routes, *more],
        )

    def exhibit(self, exhibition: Exhibition) -> None:
        """Hang what an app shows in the gallery."""
        self._page.gallery.exhibit(exhibition)

    def end(self) -> None:
        """Let go of the tabs that listen; a server waits for them when it stops."""
        self._page.end()

    async def close(self) -> None:
        """Close everything."""
        self.end()
        await self.workspace.close()
        self.helpdesk.close()
