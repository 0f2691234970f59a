"""Who can own tickets: asked once and believed for a while."""

import asyncio
import time
from collections.abc import Callable

from connectors.helpdesk.calls import Calls
from connectors.helpdesk.intercom.answers import Admin, Admins
from rulebook.people import Person


class People:
    """The teammates. Whoever is not among them is asked for afresh before they are given up."""

    def __init__(self, calls: Calls, kept: float) -> None:
        self._calls = calls
        self._kept = kept  # seconds
        self._admins: tuple[Admin, ...] = ()
        self._heard_at = -kept
        self._asking = asyncio.Lock()

    async def with_email(self, email: str) -> Person | None:
        """Somebody with a seat in the inbox, by e-mail address in whatever case."""
        wanted = email.strip().casefold()
        if not wanted:
            return None
        admin = await self._find(
            lambda admin: admin.has_inbox_seat and (admin.email or "").casefold() == wanted
        )
        return _person(admin) if admin else None

    async def with_id(self, admin_id: str | None) -> Person | None:
        """Somebody by id; None and "0" are nobody. Of who has left only the id is known."""
        if not admin_id or admin_id == "0":
            return None
        admin = await self._find(lambda admin: admin.id == admin_id)
        return _person(admin) if admin else Person(id=admin_id, name="somebody who left")

    async def _find(self, wanted: Callable[[Admin], bool]) -> Admin | None:
        known = self._admins
        if time.monotonic() - self._heard_at < self._kept:
            admin = next(filter(wanted, known), None)
            if admin:
                return admin
        async with self._asking:
            if self._admins is known:  # nobody else has asked meanwhile
                answer = await self._calls.get("/admins", Admins, "list the teammates")
                self._admins, self._heard_at = answer.admins, time.monotonic()
        return next(filter(wanted, self._admins), None)


def _person(admin: Admin) -> Person:
    email = admin.email or ""
    return Person(id=admin.id, name=admin.name or email or admin.id, email=email)
