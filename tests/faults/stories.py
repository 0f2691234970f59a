"""Stories that have to end the same, whatever goes wrong on the way."""

from abc import ABC, abstractmethod
from collections import Counter
from pathlib import Path

from sandbox.workspace.records import Outcome
from tests.faults.people import connected, press_until_done
from tests.scene import Scene

CHILD = {
    "description": "Steps: export all invoices. Expected: a file. Actual: an error page at once.",
    "priority": "high",
    "novelty": "part of the parent's issue",
}


class Story(ABC):
    """What people do, what each reads in the end, and what must not be there twice.

    Only what comes after `begins` is this story's own: the rest another one has in it.
    """

    name: str
    asked: str

    @abstractmethod
    async def begins(self, team: Scene) -> None:
        """What happens before, with people who do it again when Slack says that it failed."""

    @abstractmethod
    async def goes_on(self, team: Scene) -> None:
        """What this story is about."""

    @abstractmethod
    def told(self, team: Scene) -> tuple[tuple[str, str], ...]:
        """Who reads what in the end, each once and each in a message of its own."""

    @abstractmethod
    def check(self, team: Scene) -> None:
        """What the helpdesk has to show."""

    def is_written_down(self, database: Path) -> None:  # noqa: B027 (few stories need it)
        """What the bot's database has to show, where that is more than is seen."""

    def is_complete(self, team: Scene) -> bool:
        return all(words in team.words(person) for person, words in self.told(team))

    def nothing_twice(self, team: Scene) -> None:
        self.check(team)
        for person, words in self.told(team):
            assert team.words(person).count(words) == 1, team.words(person)
        for person, times in Counter(person for person, _ in self.told(team)).items():
            assert received(team, person) == times, team.words(person)
        assert team.helpdesk.customer_receives == []


class Reassignment(Story):
    """Asked, approved, carried out, noted."""

    name = "reassignment"
    asked = "French speaker needed"

    async def begins(self, team: Scene) -> None:
        """Nothing comes before: the bot's start is part of it."""

    async def goes_on(self, team: Scene) -> None:
        await connected(team)
        while not (await team.asks(team.amira)).ok:
            await connected(team)
        await approves(team, self)

    def told(self, team: Scene) -> tuple[tuple[str, str], ...]:
        return (
            (team.lina, "Note written"),
            (team.amira, "Note written"),
            (team.amira, "it is done"),
            (team.bea, "is yours now"),
            (team.omar, "now: "),
        )

    def check(self, team: Scene) -> None:
        (note,) = team.notes()
        assert note.author.name == "Lina"
        assert assignments(team) == 1


class TakenBack(Reassignment):
    """A reassignment that is taken back at once."""

    name = "taken back"

    async def begins(self, team: Scene) -> None:
        await Reassignment.goes_on(self, team)
        await team.workspace.until(lambda: "reverse" in team.buttons(team.lina), 20)

    async def goes_on(self, team: Scene) -> None:
        await press_until_done(team, team.lina, "reverse")

    def told(self, team: Scene) -> tuple[tuple[str, str], ...]:
        return (
            (team.lina, "Ticket put back"),
            (team.amira, "Ticket put back"),
            (team.amira, "it is done"),
            (team.amira, "lina took this back"),
            (team.bea, "is yours now"),
            (team.bea, "lina took this back"),
            (team.omar, "now: "),
            (team.omar, "lina took this back"),
        )

    def check(self, team: Scene) -> None:
        approval, reversal = team.notes()
        assert (approval.author.name, reversal.author.name) == ("Lina", "Lina")
        assert assignments(team) == 2
        assert team.helpdesk.ticket("4711").owner == team.admins["omar"]


class ChildTicket(Story):
    """A child is created, and noted on itself and on its parent."""

    name = "child ticket"
    asked = "Open a child of #4711"

    async def begins(self, team: Scene) -> None:
        await connected(team)
        while not (await self._asks(team)).ok:
            await connected(team)
        await team.sees(team.lina, self.asked, 20)

    async def goes_on(self, team: Scene) -> None:
        await approves(team, self)

    async def _asks(self, team: Scene) -> Outcome:
        while not team.workspace.views_of(team.amira):
            await connected(team)
            await team.workspace.types(team.amira, "/child-ticket 4711 Export is slow")
        return await team.fills(team.amira, **CHILD, owner=team.bea)

    def told(self, team: Scene) -> tuple[tuple[str, str], ...]:
        return (
            (team.lina, "all done"),
            (team.amira, "all done"),
            (team.amira, "it is done"),
            (team.bea, "is yours, a child of #4711"),
            (team.omar, "has a child"),
        )

    def check(self, team: Scene) -> None:
        (child,) = [each for each in team.helpdesk.tickets() if each.title == "Export is slow"]
        (ours,), (parents,) = team.notes(child.number), team.notes("4711")
        assert (ours.author.name, parents.author.name) == ("Lina", "Lina")
        assert child.owner == team.admins["bea"]


async def approves(team: Scene, story: Story) -> None:
    await team.sees(team.lina, story.asked, 20)
    await press_until_done(team, team.lina, "approve")


def assignments(team: Scene) -> int:
    history = team.helpdesk.ticket("4711").history
    return Counter(part.kind for part in history)["assignment"]


def received(team: Scene, person: str) -> int:
    """How many messages somebody has, with those in threads."""
    channel = team.workspace.direct(person)
    threads = [team.workspace.messages(channel, person, card["ts"]) for card in team.cards(person)]
    return sum(map(len, threads))


REASSIGNMENT = Reassignment()
