"""Tells every open tab that something changed, by server-sent events."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sandbox.helpdesk import Helpdesk
from sandbox.workspace import Workspace

_TOGETHER = 0.05  # seconds: what changes in one go is told once
_QUIET = 15.0  # seconds, after which a sign of life is sent


class Live:
    """The stream that tabs listen to. It says that, not what: a tab then looks for itself."""

    def __init__(self, workspace: Workspace, helpdesk: Helpdesk) -> None:
        self._sources = (workspace.changes, helpdesk.changes)
        self._ending = asyncio.Event()

    def end(self) -> None:
        """End every stream."""
        self._ending.set()

    async def stream(self, _: Request) -> Response:
        """Answer one tab for as long as it listens."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        seen = [source.count for source in self._sources]
        yield "retry: 1000\n\n"
        while await self._something(seen):
            await asyncio.sleep(_TOGETHER)
            now = [source.count for source in self._sources]
            yield "data: changed\n\n" if now != seen else ": still here\n\n"
            seen = now

    async def _something(self, seen: list[int]) -> bool:
        """Wait for a change or a while; False at the end."""
        waiting = [
            asyncio.ensure_future(self._ending.wait()),
            *(
                asyncio.ensure_future(source.after(count))
                for source, count in zip(self._sources, seen, strict=True)
            ),
        ]
        try:
            await asyncio.wait(waiting, timeout=_QUIET, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waiting:
                one.cancel()
        return not self._ending.is_set()
