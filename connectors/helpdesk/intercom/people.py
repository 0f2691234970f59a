"""People who can own tickets: asked once and believed for a while."""

from connectors.helpdesk.intercom.answers import Admin, Admins
from connectors.helpdesk.intercom.keys import admin_number
from connectors.http.cache import Cache, CachedList
from connectors.http.calls import Calls
from rulebook.people import Person


class IntercomPeople:
    """The teammates. Whoever is not among them is asked for afresh before they are given up."""

    def __init__(self, calls: Calls, kept: float) -> None:
        self._calls = calls
        self._admins = CachedList(self._ask, kept)  # seconds
        self._by_id = Cache[Person](kept)

    async def with_email(self, email: str) -> Person | None:
        """Somebody with a seat in the inbox, by e-mail address in whatever case."""
        wanted = email.strip().casefold()
        if not wanted:
            return None
        admin = await self._admins.find(
            lambda admin: admin.has_inbox_seat and (admin.email or "").casefold() == wanted
        )
        return _person(admin) if admin else None

    async def with_id(self, admin_id: str | None) -> Person | None:
        """Somebody by id; None and "0" are nobody. Of who has left only the id is known."""
        if not admin_id or admin_id == "0":
            return None
        # Who has left is on no list, so that they would be asked for every time.
        known = await self._by_id.find(admin_id, self._listed)
        return known or Person(id=admin_id, name="somebody who left")

    async def set_away(self, person: Person, *, away: bool) -> None:
        """Put somebody away, or back. What they have already stays theirs."""
        path = f"/admins/{admin_number(person.id)}/away"
        body = {"away_mode_enabled": away, "away_mode_reassign": False}
        to = "put somebody away" if away else "bring somebody back"
        await self._calls.put(path, body, Admin, to)

    async def _listed(self, admin_id: str) -> Person | None:
        admin = await self._admins.find(lambda admin: admin.id == admin_id)
        return _person(admin) if admin else None

    async def _ask(self) -> tuple[Admin, ...]:
        return (await self._calls.get("/admins", Admins, "list the teammates")).admins


def _person(admin: Admin) -> Person:
    email = admin.email or ""
    return Person(id=admin.id, name=admin.name or email or admin.id, email=email)
