"""Effects in Slack."""

from typing import assert_never

from delivery.home import show_home
from delivery.lists import catch_up, send_list
from delivery.messages import show_card, tell, whisper
from delivery.reminders import remove_reminder, show_reminder
from delivery.standing_message import Shown
from rulebook.effects import (
    CatchUp,
    RemoveReminder,
    SendList,
    ShowCard,
    ShowHome,
    ShowReminder,
    SlackEffect,
    Tell,
    Whisper,
)
from rulebook.ports import Messenger, Outcome
from store.outbox import Claim
from workflows.context import Context


async def change_slack(
    context: Context, messenger: Messenger, claim: Claim, effect: SlackEffect, *, crowded: bool
) -> Shown | Outcome:
    """Do what the effect says; `crowded` while more is due than can be done side by side."""
    match effect:
        case Tell():
            return await tell(context, messenger, claim, effect)
        case Whisper():
            return await whisper(messenger, effect)
        case ShowHome():
            return await show_home(context, messenger, effect)
        case ShowCard():
            return await show_card(context, messenger, claim, effect, crowded=crowded)
        case ShowReminder():
            return await show_reminder(context, messenger, claim, effect)
        case RemoveReminder():
            return await remove_reminder(context, messenger, effect)
        case SendList():
            return await send_list(context, messenger, claim, effect)
        case CatchUp():
            return await catch_up(context, messenger, claim, effect)
        case _:
            assert_never(effect)
