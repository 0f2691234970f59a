"""The home tab in Slack."""

from cards.desk import home
from rulebook.commands import commands
from rulebook.effects import ShowHome
from rulebook.ports import Messenger, Outcome
from workflows.look_up import the_desk
from workflows.office import Office


async def show_home(office: Office, messenger: Messenger, effect: ShowHome) -> Outcome:
    """Draw somebody's home tab as their desk is now."""
    desk = await the_desk(office, effect.to)
    return await messenger.show_home(effect.to, home(desk, commands()))
