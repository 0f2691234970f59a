"""Who has a request: passed on to the manager, taken, or brought to them because it cannot wait."""

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.duty import Duty
from rulebook.moves import RULES, Move
from rulebook.phrase import Phrase, phrase
from rulebook.refusals import HasItAlready, ItDoesNotWait, NobodyToPassItTo, Refusal
from rulebook.request import Request
from store import copies, requests
from store.tables import Audience
from workflows.offer import hand_to
from workflows.office import Click, Office
from workflows.press import press
from workflows.show import show
from workflows.word import tell


async def pass_on(office: Office, click: Click) -> Refusal | None:
    """The manager has it from now on."""

    async def play(tx: AsyncConnection, request: Request) -> Request:
        by = office.team.decider(click.by)
        assert by  # noqa: S101 (only the manager and leads are entitled)
        because = f"{by.name} passed it on to {office.team.manager.name}."
        words = phrase("{by} passed it on to {who}.", by=by, who=office.team.manager)
        return await _to_the_manager(tx, office, request, because, words)

    return await press(office, click, Move.PASS_ON, play)


async def take(office: Office, click: Click) -> Refusal | None:
    """Whoever pressed has it from now on."""

    async def play(tx: AsyncConnection, request: Request) -> Request:
        by = office.team.decider(click.by)
        assert by  # noqa: S101 (as above)
        duty = Duty(who=by, because=f"{by.name} took it.", chosen=True)
        words = phrase("{by} took it.", by=by)
        return await _to(tx, office, request, duty, words, asked_for=True)

    return await press(office, click, Move.TAKE, play)


async def cannot_wait(office: Office, click: Click) -> Refusal | None:
    """What waits for the next shift goes to the manager now."""

    async def play(tx: AsyncConnection, request: Request) -> Request:
        if request.waits_until is None:
            who = request.duty.who if request.duty else office.team.manager
            raise ItDoesNotWait(who=who)
        because = f"{request.requester.name} says that it cannot wait."
        words = phrase("{who} has it now.", who=office.team.manager)
        return await _to_the_manager(tx, office, request, because, words)

    return await press(office, click, Move.CANNOT_WAIT, play)


async def cannot_be_reached(tx: AsyncConnection, office: Office, copy_id: int) -> None:
    """A decider's card that Slack does not take goes to the manager instead."""
    copy = await copies.find(tx, copy_id)
    request = await requests.hold(tx, copy.request_id)
    if request is None or request.duty is None or request.state not in RULES[Move.PASS_ON].before:
        return
    lost = copy.at is None and copy.audience is Audience.DECIDER
    lost = lost and copy.sent_to == request.duty.who.id
    if lost and office.team.manager.id not in {copy.sent_to, request.requester.id}:
        lead, manager = request.duty.who, office.team.manager
        because = f"{lead.name} cannot be reached in Slack."
        words = phrase("{lead} cannot be reached, so {who} has it now.", lead=lead, who=manager)
        await _to_the_manager(tx, office, request, because, words)
        await show(tx, office, request.id)


async def _to_the_manager(
    tx: AsyncConnection, office: Office, request: Request, because: str, words: Phrase
) -> Request:
    manager = office.team.manager
    if request.requester.id == manager.id:
        raise NobodyToPassItTo(who=manager)
    duty = Duty(who=manager, because=because, is_lead=False, chosen=True)
    return await _to(tx, office, request, duty, words)


async def _to(  # noqa: PLR0913 (whose it is, and what is said of it)
    tx: AsyncConnection,
    office: Office,
    request: Request,
    duty: Duty,
    words: Phrase,
    *,
    asked_for: bool = False,
) -> Request:
    if request.duty and request.duty.who.id == duty.who.id:
        raise HasItAlready(who=duty.who)
    now = await hand_to(tx, office, request, duty, asked_for=asked_for)
    await tell(tx, office, request, [request.requester], words)
    return now
