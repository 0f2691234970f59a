"""Effects that come again and again: done now, and put back for their next instant."""

from datetime import datetime
from typing import assert_never

from rulebook.effects import Recurring, SendMorningLists, SendShiftLists, WatchHelpdesk
from rulebook.value import Value
from workflows.context import Context
from workflows.lists.agendas import send_morning_lists, send_shift_lists
from workflows.tickets.watch import watch


class Again(Value):
    """The same, as it is at its next instant."""

    effect: Recurring
    at: datetime


async def come_again(context: Context, effect: Recurring) -> Again:
    """Do it. Raises NotHeard where it can wait."""
    match effect:
        case WatchHelpdesk():
            following, at = await watch(context, effect)
            return Again(effect=following, at=at)
        case SendMorningLists():
            at = await send_morning_lists(context, effect.at)
        case SendShiftLists():
            at = await send_shift_lists(context, effect.at)
        case _:
            assert_never(effect)
    return Again(effect=effect.model_copy(update={"at": at}), at=at)
