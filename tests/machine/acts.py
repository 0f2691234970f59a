"""What people do: they type, press what is or was there, and fill in what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sandbox.workspace.acts.choosing import action_of
from sandbox.workspace.records import Outcome
from tests.machine.cards import Button, buttons_on
from tests.machine.model import Line, Once, Weekly
from tests.machine.world import World
from tests.scene import Json, said

CLEAR = "Steps: export all invoices. Expected: a file. Actual: after two minutes an error page."
UNCLEAR = "It is broken."
TICKETS = ("4711", "4712", "3900", "1200", "99")
MINUTES = ("30", "31", "90", "999")


@dataclass(frozen=True)
class Picks:
    """What a person would enter: `words` wherever something is written, the rest by number."""

    words: str
    numbers: tuple[int, ...]
    leaves_out: bool = True

    def one_of(self, options: Sequence[Any], field: int) -> Any:
        return options[self.numbers[field % len(self.numbers)] % len(options)]


async def press(world: World, button: Button, person: str) -> Outcome | None:
    """Press what is there; what is no longer there, as a window that shows it still would.

    None where Slack itself shows nothing, because the card is gone from it.
    """
    slack = world.team.workspace
    now = slack.posts.find(button.channel, button.message["ts"], person)
    if now and button.key in {each.key for each in buttons_on(button.channel, now)}:
        action = button.element["action_id"]
        return await slack.presses(person, *button.key[:2], action, button.chosen)
    pressed = action_of(button.block, button.element, button.chosen, ())
    await slack.delivers(
        slack.payloads.press_on_message(person, button.channel, button.message, pressed),
        world.copies,
    )
    return None


async def fill_in(world: World, person: str, view: Json, picks: Picks) -> Outcome:
    """Fill in a form of words or a kind's form, and send it."""
    entered = {}
    for field, block in enumerate(block for block in view["blocks"] if block["type"] == "input"):
        if block["optional"] and picks.leaves_out and picks.one_of((True, False), field):
            continue
        value = await _value(world, person, view, block, field, picks)
        if value is not None:
            entered[block["block_id"]] = {block["element"]["action_id"]: value}
    return await world.team.workspace.submits(person, view["id"], entered)


async def _value(
    world: World, person: str, view: Json, block: Json, field: int, picks: Picks
) -> Any:
    element, name = block["element"], block["block_id"]
    match element["type"]:
        case "users_select":
            return picks.one_of(people(world), field)
        case "static_select":
            return picks.one_of(element["options"], field)["value"]
        case "number_input":
            return picks.one_of(MINUTES, field)
        case "external_select":
            words = "Chloé" if name == "customer" else picks.one_of(TICKETS, field)
            found = await world.team.workspace.suggests(
                person, view["id"], element["action_id"], words, block_id=name
            )
            return found[0]["value"] if found else None
        case _ if name == "description":
            return picks.one_of((CLEAR, CLEAR, CLEAR, UNCLEAR), field)
        case _:
            return picks.words


async def keep_roster(world: World, person: str, view: Json, change: "Change") -> Outcome:
    """Fill in the roster's form and send it; the model hears of it where it is accepted."""
    written = _written(view)
    removed = [value for value in written if change.removes][:1]
    entered: Json = {"remove": removed} if removed else {}
    entered |= change.entered(world)
    filled = {block: {"input": value} for block, value in entered.items()}
    outcome = await world.team.workspace.submits(person, view["id"], filled)
    if outcome.closed:
        world.model.changes({written[value] for value in removed}, set(change.lines(world)))
    else:  # what was filled in would be sent with whatever is filled in next
        await world.team.workspace.closes(person, view["id"])
    return outcome


@dataclass(frozen=True)
class Change:
    """What somebody does to the roster: a shift on some days, a cover from now on, or neither."""

    lead: str
    removes: bool = False
    days: tuple[int, ...] = ()
    hours: tuple[int, int] = (8, 18)
    covers_from: int | None = None  # hours from now
    covers_for: int = 4

    def entered(self, world: World) -> Json:
        lead = getattr(world.team, self.lead)
        entered: Json = {}
        if self.days:
            starts, ends = (f"{hour:02}:00" for hour in self.hours)
            days = [f"{day}" for day in self.days]
            entered |= {"shift_lead": lead, "shift_days": days}
            entered |= {"shift_starts": starts, "shift_ends": ends}
        if self.covers_from is not None:
            starts_at, ends_at = self._cover(world, self.covers_from)
            entered |= {"cover_lead": lead, "cover_starts": starts_at, "cover_ends": ends_at}
        return entered

    def lines(self, world: World) -> list[Line]:
        lead = getattr(world.team, self.lead)
        starts, ends = (time(hour) for hour in self.hours)
        lines: list[Line] = [Weekly(lead, day, starts, ends) for day in self.days]
        if self.covers_from is not None:
            instants = self._cover(world, self.covers_from)
            lines.append(Once(lead, *(datetime.fromtimestamp(each, UTC) for each in instants)))
        return lines

    def _cover(self, world: World, hours: int) -> tuple[int, int]:
        starts = int(world.now.timestamp()) // 60 * 60 + 3600 * hours
        return starts, starts + 3600 * self.covers_for


def people(world: World) -> list[str]:
    team = world.team
    return [team.amira, team.bea, team.omar, team.lina, team.theo, team.mubeen]


def answer(outcome: Outcome) -> str:
    """What somebody was answered at once: in the channel, else at a field or in the form's place.

    A form that was open before a command was typed is no answer to it.
    """
    told = [said(message) for message in outcome.messages]
    return " ".join(told or (*outcome.errors.values(), said(outcome.view or {})))


def _written(view: Json) -> dict[str, str]:
    return {
        option["value"]: option["text"]["text"]
        for block in view["blocks"]
        if block.get("block_id") == "remove"
        for option in block["element"]["options"]
    }
