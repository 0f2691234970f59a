"""What people go through with the bot, one story per thing that it can show them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from sandbox.faults import Fault
from tests.scene import Scene

Story = Callable[[Scene], Awaitable[None]]


async def asked(team: Scene) -> None:
    await team.asks(team.amira)
    await team.sees(team.lina, "French speaker needed")


async def approved(team: Scene) -> None:
    await asked(team)
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "Note written")
    await team.sees(team.amira, "it is done")
    await team.sees(team.bea, "is yours now")
    await team.sees(team.omar, "now: ")


async def denied(team: Scene) -> None:
    await asked(team)
    await team.presses(team.lina, "deny")
    (form,) = team.workspace.views_of(team.lina)
    await team.workspace.submits(team.lina, form["id"], {"words": {"input": "Bea is away"}})
    await team.sees(team.amira, "lina said no: Bea is away")
    await team.sees(team.lina, "Denied by lina")


async def denied_without_a_reason(team: Scene) -> None:
    await asked(team)
    await team.presses(team.lina, "deny")
    (form,) = team.workspace.views_of(team.lina)
    await team.workspace.submits(team.lina, form["id"], {"words": {"input": "  "}})


async def denied_too_late(team: Scene) -> None:
    await asked(team)
    await team.presses(team.lina, "deny")
    (form,) = team.workspace.views_of(team.lina)
    await team.presses(team.amira, "withdraw")
    await team.sees(team.lina, "Withdrawn by amira")
    await team.workspace.submits(team.lina, form["id"], {"words": {"input": "Bea is away"}})


async def withdrawn(team: Scene) -> None:
    await asked(team)
    await team.presses(team.amira, "withdraw")
    await team.sees(team.lina, "There is nothing left to do")
    await team.sees(team.amira, "Withdrawn by amira")


async def refused_at_once(team: Scene) -> None:
    await team.asks(team.amira, "99 @bea why")
    await team.asks(team.amira, "4711 @omar why")


async def refused_later(team: Scene) -> None:
    team.helpdesk.faults.on("GET /conversations/{id}", Fault.SERVER_ERROR)
    await team.asks(team.amira, "99 @bea why")
    await team.sees(team.amira, "Intercom has no ticket #99")


async def reopened(team: Scene) -> None:
    await asked(team)
    team.helpdesk.assigns(team.admins["mubeen"], "4711", team.admins["theo"])
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "#4711 is Theo's now, no longer Omar's")
    await team.sees(team.lina, "Please look again")


async def note_failed(team: Scene) -> None:
    team.helpdesk.faults.on("POST /conversations/{id}/reply", Fault.FORBIDDEN)
    await asked(team)
    await team.presses(team.lina, "approve")
    await team.sees(team.lina, "Note not written")
    await team.sees(team.lina, "press Retry")
    await team.presses(team.lina, "retry")
    await team.sees(team.lina, "Note written")


async def waiting_overnight(team: Scene) -> None:
    team.clock.move(timedelta(hours=12))
    await team.asks(team.amira)
    await team.sees(team.amira, "Give #4711")
    team.clock.move(timedelta(hours=10))
    await team.sees(team.lina, "French speaker needed")
    await team.sees(team.amira, "Waiting for lina")


async def asked_twice(team: Scene) -> None:
    await asked(team)
    await team.asks(team.omar)


async def decided_alone(team: Scene) -> None:
    await team.asks(team.lina)
    await team.sees(team.lina, "Note written")


async def pressed_by_somebody_else(team: Scene) -> None:
    await asked(team)
    (copy,) = await team.workspace.until(lambda: team.workspace.messages(team.channel))
    await team.workspace.presses(team.omar, team.channel, copy["ts"], "approve")
    await team.sees(team.omar, "Only mubeen")


async def failed_here(team: Scene) -> None:
    """A button whose value is none of ours."""
    await asked(team)
    slack, card = team.workspace, team.card(team.lina)
    forged = {"action_id": "approve", "block_id": "b", "type": "button", "value": "x"}
    direct = slack.direct(team.lina)
    await slack.delivers(slack.payloads.press_on_message(team.lina, direct, card, forged))
    await team.sees(team.lina, "Something went wrong here")


async def a_request_form(team: Scene) -> None:
    await team.asks(team.amira, "4711")
    for ticket in ("99", "4711"):
        await team.fills(team.amira, ticket=ticket, new_owner=team.bea, reason="French")
    await team.sees(team.lina, "French")


async def a_roster_form(team: Scene) -> None:
    await team.workspace.types(team.amira, "/roster")
    for starts in ("08:00", "09:00"):
        await team.workspace.types(team.lina, "/roster")
        form = team.workspace.views_of(team.lina)[-1]
        shift = {
            "shift_lead": {"input": team.lina if starts == "08:00" else team.theo},
            "shift_days": {"input": ["0", "4"]},
            "shift_starts": {"input": starts},
            "shift_ends": {"input": "12:00"},
        }
        await team.workspace.submits(team.lina, form["id"], shift)


POST, UPDATE, WHISPER, OPEN = "chat.postMessage", "chat.update", "chat.postEphemeral", "views.open"
COMMAND, ERRORS, FORM = "an answer to a command", "errors in a form", "another form"
SORRY, OPTIONS = "response_url", "suggestions"
# Each story, and what the bot has to have sent in it.
STORIES: dict[str, tuple[Story, set[str]]] = {
    "approved": (approved, {COMMAND, POST, UPDATE}),
    "denied": (denied, {POST, UPDATE, OPEN}),
    "denied without a reason": (denied_without_a_reason, {OPEN, ERRORS}),
    "denied too late": (denied_too_late, {OPEN, FORM}),
    "withdrawn": (withdrawn, {POST, UPDATE}),
    "refused at once": (refused_at_once, {COMMAND}),
    "refused later": (refused_later, {POST}),
    "reopened": (reopened, {POST, UPDATE}),
    "note failed": (note_failed, {POST, UPDATE}),
    "waiting overnight": (waiting_overnight, {POST, UPDATE}),
    "asked twice": (asked_twice, {COMMAND}),
    "decided alone": (decided_alone, {COMMAND, POST}),
    "pressed by somebody else": (pressed_by_somebody_else, {WHISPER}),
    "failed here": (failed_here, {SORRY}),
    "a request form": (a_request_form, {OPEN, ERRORS, FORM, OPTIONS}),
    "a roster form": (a_roster_form, {COMMAND, OPEN, ERRORS}),
}
