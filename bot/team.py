"""The names of those who may decide: asked of Slack once, at the start."""

from bot.settings import Settings, SettingsError
from rulebook.duty import Team
from rulebook.people import Member
from rulebook.ports import Members


async def load_team(settings: Settings, members: Members) -> Team:
    """Find the manager and the leads. Raises SettingsError for an unknown one, NotHeard."""
    manager = await _named(members, "MANAGER", settings.manager)
    leads = [await _named(members, "SHIFT_LEADS", lead) for lead in settings.shift_leads]
    return Team(manager=manager, leads=tuple(leads))


async def _named(members: Members, setting: str, member_id: str) -> Member:
    member = await members.member(member_id)
    if member is None or member.deactivated:
        message = f"{setting}: {member_id} is nobody in this Slack workspace."
        raise SettingsError(message)
    return member
