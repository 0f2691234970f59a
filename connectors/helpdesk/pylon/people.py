"""People who can own issues: asked once and believed for a while."""

from connectors.helpdesk.pylon.answers import OneUser, PylonMe, User, Users
from connectors.helpdesk.pylon.keys import user_path
from connectors.http.cache import Cache, CachedList
from connectors.http.calls import Calls
from rulebook.people import Person


class PylonPeople:
    """The teammates. Everything here raises NotHeard; `kept` is in seconds."""

    def __init__(self, calls: Calls, kept: float) -> None:
        self._calls = calls
        self._users = CachedList(self._ask, kept)
        self._by_id = Cache[Person](kept)

    async def hello(self) -> None:
        """Ask whose token it is."""
        await self._calls.get("/me", PylonMe, "tell whose access token this is")

    async def with_email(self, email: str) -> Person | None:
        """Somebody who still works there, by any of their e-mail addresses in whatever case."""
        wanted = email.strip().casefold()
        if not wanted:
            return None
        user = await self._users.find(lambda user: not user.is_deactivated and _has(user, wanted))
        return _person(user) if user else None

    async def with_id(self, user_id: str) -> Person:
        """Somebody by id. Of who has left only the id is known."""
        return await self.known(user_id) or Person(id=user_id, name="somebody who left")

    async def known(self, user_id: str) -> Person | None:
        """Somebody by id; None for who has left, and for what acts through calls."""
        # Neither is on the list, so that they would be asked for every time.
        return await self._by_id.find(user_id, self._listed)

    async def set_away(self, person: Person, *, away: bool) -> None:
        """Put somebody away, or back."""
        body = {"status": "away" if away else "active"}
        to = "put somebody away" if away else "bring somebody back"
        await self._calls.patch(user_path(person), body, OneUser, to)

    async def _listed(self, user_id: str) -> Person | None:
        user = await self._users.find(lambda user: user.id == user_id)
        return _person(user) if user else None

    async def _ask(self) -> tuple[User, ...]:
        return (await self._calls.get("/users", Users, "list the teammates")).data


def _has(user: User, address: str) -> bool:
    return address in {known.casefold() for known in (user.email or "", *(user.emails or ()))}


def _person(user: User) -> Person:
    email = user.email or ""
    return Person(id=user.id, name=user.name or email or user.id, email=email)
