"""Tickets in trouble at the helpdesk: one call about each goes wrong, others go their way."""

from dataclasses import dataclass
from datetime import timedelta

from sandbox.faults import Fault, Switch
from sandbox.helpdesk.pylon.ids import id_of
from sandbox.helpdesk.records import API_USER
from tests.machine.snapshot import next_try
from tests.scene import CALLS, Json, Scene

REFUSED = (Fault.UNAUTHORIZED, Fault.FORBIDDEN, Fault.NOT_FOUND, Fault.NOT_ACCEPTED)
HELD = (Fault.HELD_BEFORE, Fault.HELD_AFTER)
# Nothing comes of these for as long as they last.
LASTING = (Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.UNREACHABLE)
PASSING = (*LASTING, Fault.LOST_ANSWER, Fault.SLOW, *HELD)
# Longer than a command waits, shorter than a call does; in seconds.
SLOW = 2.0
TRIES = 60
_MAY_STILL_ARRIVE, _LOOKED_FOR_AGAIN = timedelta(seconds=20), timedelta(seconds=31)
_TO = {
    "assign": "reassign the ticket",
    "thread": "begin a thread",
    "note": "write the note",
    "create": "create the ticket",
    "people": "list the teammates",
}
_READ = {"intercom": "read the conversation", "pylon": "read the ticket"}
_SAYS = {
    "intercom": {
        Fault.UNAUTHORIZED: "Access Token Invalid (401)",
        Fault.FORBIDDEN: "Active subscription needed (403)",
        Fault.NOT_FOUND: "Resource Not Found (404)",
        Fault.NOT_ACCEPTED: "The request could not be processed (422)",
    },
    "pylon": {
        Fault.UNAUTHORIZED: "invalid API token (401)",
        Fault.FORBIDDEN: "permission denied (403)",
        Fault.NOT_FOUND: "issue not found (404)",
        Fault.NOT_ACCEPTED: "invalid body: the request could not be processed (422)",
    },
}
_TOKEN = {"intercom": "INTERCOM_ACCESS_TOKEN", "pylon": "PYLON_API_TOKEN"}
_ADDRESS = {"intercom": "INTERCOM_API_URL", "pylon": "PYLON_API_URL"}


@dataclass(frozen=True)
class Cell:
    """A ticket by its number, and which call about it goes wrong how."""

    number: str
    act: str
    fault: Fault

    @property
    def name(self) -> str:
        """The ticket, as people call it."""
        return f"#{self.number}"


def opened(team: Scene, cells: list[Cell]) -> None:
    """Let each of them be a ticket of Omar's."""
    customer = team.helpdesk.ticket("4711").customer
    for cell in cells:
        team.helpdesk.add_conversation(
            f"It broke {cell.number}", customer, number=cell.number, owner=team.admins["omar"]
        )


def goes_wrong(team: Scene, cell: Cell, times: int | None = None) -> Switch:
    """Let one call about one ticket go wrong, and pass by the same about others."""
    calls = team.helpdesk.calls
    ids = {cell.number, id_of("issue", team.helpdesk.ticket(cell.number).id)}

    def is_of_another() -> bool:
        # What arrived last is what is asked about.
        return ids.isdisjoint(calls[-1].path.split("/"))

    # What was cut off may arrive late once. That it arrives after the next attempt is beyond us.
    times = 1 if cell.fault in HELD and not times else times
    switch = Switch(
        CALLS[team.speaks][cell.act], cell.fault, times, seconds=SLOW, over=is_of_another
    )
    return team.helpdesk.faults.add(switch)


def why(team: Scene, cell: Cell) -> str:
    """What somebody reads: what was refused and what to do, or why it is tried again."""
    to, desk = _TO.get(cell.act, _READ[team.speaks]), team.desk
    match cell.fault:
        case Fault.RATE_LIMITED:
            return " for a pause."
        case Fault.SERVER_ERROR:
            return f"{desk} failed to {to} (500)."
        case Fault.HELD_BEFORE | Fault.HELD_AFTER:
            return f"{desk} did not answer within 5 seconds."
        case Fault.UNREACHABLE | Fault.LOST_ANSWER:
            return f"The connection to {desk} broke."
        case Fault.NOT_FOUND if cell.act == "read":
            return f"{desk} has no ticket #{cell.number}"
        case _:
            return f"{desk} refused to {to}: {_SAYS[team.speaks][cell.fault]}. "


def advice(team: Scene, cell: Cell) -> str:
    """What somebody can do about a refusal."""
    match cell.fault:
        case Fault.UNAUTHORIZED:
            return f"Check {_TOKEN[team.speaks]}."
        case Fault.FORBIDDEN:
            return "Check that the access token may do this."
        case Fault.NOT_FOUND | Fault.NOT_ACCEPTED if cell.act == "people":
            return f"Check {_ADDRESS[team.speaks]} and what {team.desk} says of itself."
        case Fault.NOT_FOUND if cell.act == "read":
            return "Check there what became of it."
        case Fault.NOT_FOUND:
            return "Check that the ticket is still there and that both people still have a seat."
        case Fault.NOT_ACCEPTED:
            return f"Check the ticket in {team.desk}, and do it there by hand if need be."
        case _:
            return ""


def card_about(team: Scene, person: str, subject: str) -> Json:
    """Somebody's newest card about a ticket, by `#number` or title; {} for none."""
    cards = reversed(team.cards(person))
    return next((card for card in cards if subject in team.said(card)), {})


def reads(team: Scene, person: str, subject: str) -> str:
    """What that card says."""
    return team.said(card_about(team, person, subject))


async def is_asked(team: Scene, cell: Cell) -> str:
    """Amira asks for the ticket; what she is answered."""
    return team.answer(await team.asks(team.amira, f"{cell.number} @bea speaks French"))


async def is_approved(team: Scene, subject: str) -> None:
    """Lina approves on the card about it."""
    card = card_about(team, team.lina, subject)
    assert (await team.presses(team.lina, "approve", on=card)).ok


async def is_retried(team: Scene, subject: str) -> None:
    """Lina presses Retry on the card about it."""
    card = card_about(team, team.lina, subject)
    assert "'retry'" in str(card["blocks"])
    assert (await team.presses(team.lina, "retry", on=card)).ok


async def is_tried_again(team: Scene, switches: list[Switch]) -> None:
    """Let some time pass, until each of these has struck once more."""
    struck = [switch.struck for switch in switches]
    later(team)
    await team.helpdesk.until(
        lambda: all(
            switch.struck > before for switch, before in zip(switches, struck, strict=True)
        ),
        10,
    )


def later(team: Scene, by: timedelta = _LOOKED_FOR_AGAIN) -> None:
    """Move people's time, by default so far that whatever failed is tried again."""
    team.clock.move(by)
    team.bot.context.wake()


async def it_passes(team: Scene) -> None:
    """Let what failed be tried again, each at its instant, until nothing is left of it."""
    for _ in range(TRIES):
        await team.settled()
        at = await next_try(team.bot.context.database)
        if at is None:
            return
        later(team, max(at - team.clock.now(), timedelta()))
    message = f"still tried again after {TRIES} times"
    raise AssertionError(message)


async def it_is_over(team: Scene) -> None:
    """Let everything go right again; what was held back arrives late, but not too late."""
    held = {switch.call for switch in team.helpdesk.faults.switches if switch.fault in HELD}
    if held:
        later(team, _MAY_STILL_ARRIVE)
        await team.settled()
    team.helpdesk.faults.off()
    late = [call for call in team.helpdesk.calls if call.name in held]
    await team.helpdesk.until(lambda: all(call.status for call in late))


async def comes(team: Scene, *subjects: str) -> None:
    """Wait until Lina has a card about each of these."""
    for subject in subjects:
        await team.workspace.until(lambda: card_about(team, team.lina, subject), 10)  # noqa: B023 (at once)


def is_done(team: Scene, subject: str) -> bool:
    """Whether Lina reads that all of it is done."""
    return "all done" in reads(team, team.lina, subject)


def is_done_once(team: Scene, number: str, owner: str = "bea") -> None:
    """One note, one assignment, and everybody's card says so."""
    ticket = team.helpdesk.ticket(number)
    (note,) = ticket.notes
    assert note.author.name == "Lina"
    (assignment,) = [part for part in ticket.history if part.kind == "assignment"]
    # Pylon's call has no author: it is whom the token acts as.
    assert assignment.author == (team.admins["lina"] if team.speaks == "intercom" else API_USER)
    assert ticket.owner == team.admins[owner]
    assert is_done(team, f"#{number}"), reads(team, team.lina, f"#{number}")


def nobody_waited(team: Scene) -> None:
    """No command timed out, nothing that was pressed failed, and no customer heard of it."""
    for delivery in team.workspace.deliveries:
        assert (delivery.acknowledged, delivery.failure) == (True, None)
        assert (delivery.seconds or 9) < 3
    assert not [toast for toast in team.workspace.toasts if "operation_timeout" in toast[1]]
    assert team.helpdesk.customer_receives == []
