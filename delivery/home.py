"""The home tab in Slack."""

from cards.desk import home
from rulebook.commands import commands
from rulebook.effects import ShowHome
from rulebook.ports import Messenger, Outcome
from workflows.context import Context
from workflows.people.desk import the_desk


async def show_home(context: Context, messenger: Messenger, effect: ShowHome) -> Outcome:
    """Draw somebody's home tab as their desk is now."""
    desk = await the_desk(context, effect.to)
    return await messenger.show_home(effect.to, home(desk, commands()))
