"""Deadlines of Pylon's own SLA, as far as they still run."""

from collections.abc import Iterator

from connectors.helpdesk.pylon.answers import Issue, PylonTeam, Teams
from connectors.http.cache import Cache, CachedList
from connectors.http.calls import Calls
from connectors.http.foreign_text import one_line
from rulebook.tickets import Deadline

_RESPONSE, _FIRST_RESOLUTION, _RESOLUTION = "first response", "first resolution", "resolution"


class Deadlines:
    """Reads deadlines, and names the teams that have some. `kept` is in seconds."""

    def __init__(self, calls: Calls, kept: float) -> None:
        self._calls = calls
        self._teams = CachedList(self._ask, kept)
        self._names = Cache[str](kept)

    async def of(self, issue: Issue) -> tuple[Deadline, ...]:
        """An open issue's deadlines, the first to come first. Raises NotHeard.

        Where a team's is the issue's own, it is that.
        """
        running = [*_of_issue(issue)]
        known = {(deadline.due, deadline.reply) for deadline in running}
        for team_id, of_team in _of_teams(issue):
            if (of_team.due, of_team.reply) not in known:
                team = await self._names.find(team_id, self._name)
                name = f"{of_team.name} ({team})" if team else of_team.name
                running.append(of_team.model_copy(update={"name": name}))
        return tuple(sorted(running, key=lambda deadline: deadline.due))

    async def _name(self, team_id: str) -> str | None:
        team = await self._teams.find(lambda team: team.id == team_id)
        return one_line(team.name or "") if team else None

    async def _ask(self) -> tuple[PylonTeam, ...]:
        return (await self._calls.get("/teams", Teams, "list the teams")).data


def _of_issue(issue: Issue) -> Iterator[Deadline]:
    if issue.first_response_breach_time and issue.first_response_time is None:
        yield Deadline(name=_RESPONSE, due=issue.first_response_breach_time, reply=True)
    if issue.resolution_breach_time:
        yield Deadline(name=_RESOLUTION, due=issue.resolution_breach_time, reply=False)


def _of_teams(issue: Issue) -> Iterator[tuple[str, Deadline]]:
    for of_team in issue.team_slas or ():
        promised = (
            (_RESPONSE, of_team.first_response),
            (_FIRST_RESOLUTION, of_team.first_resolution),
            (_RESOLUTION, of_team.resolution),
        )
        for name, until in promised:
            if until and until.breach_time and until.time is None:
                is_reply = name == _RESPONSE
                yield of_team.team_id, Deadline(name=name, due=until.breach_time, reply=is_reply)
