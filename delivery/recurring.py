"""What comes again and again: done now, and put back for its next instant."""

from datetime import datetime
from typing import assert_never

from rulebook.effects import Recurring, SendMorningLists, SendShiftLists, WatchHelpdesk
from rulebook.value import Value
from workflows.lists import send_morning_lists, send_shift_lists
from workflows.office import Office
from workflows.watch import watch


class Again(Value):
    """The same, as it is at its next instant."""

    effect: Recurring
    at: datetime


async def come_again(office: Office, effect: Recurring) -> Again:
    """Do it. Raises NotHeard where it can wait."""
    match effect:
        case WatchHelpdesk():
            following, at = await watch(office, effect)
            return Again(effect=following, at=at)
        case SendMorningLists():
            at = await send_morning_lists(office, effect.at)
        case SendShiftLists():
            at = await send_shift_lists(office, effect.at)
        case _:
            assert_never(effect)
    return Again(effect=effect.model_copy(update={"at": at}), at=at)
