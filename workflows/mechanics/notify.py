"""Word to people: about a request, or about what they pressed."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.effects.slack import Tell, Whisper
from rulebook.people import Member
from rulebook.phrase import Phrase
from rulebook.request import Request
from store import outbox
from workflows.context import Context
from workflows.incoming import Incoming


async def tell(
    tx: AsyncConnection, context: Context, request: Request, people: Iterable[Member], words: Phrase
) -> None:
    """Queue the same words for several people, once each, as far as they are in Slack."""
    once = {who.id: who for who in people if who.id}
    told = [Tell(to=who, words=words) for who in once.values()]
    await outbox.queue(tx, told, request_id=request.id, due_at=context.clock())


def who_has(request: Request) -> list[Member]:
    """Everybody who waits to decide it: who has it, who has it too, and who asked a question."""
    duty = request.duty
    asked = [said.by for said in request.talk[-1:] if not said.answers]
    holders = [who for who in (duty.who, duty.also) if who] if duty else []
    return [who for who in (*holders, *asked) if who.id != request.requester.id]


async def whisper(tx: AsyncConnection, context: Context, incoming: Incoming, words: Phrase) -> None:
    """Queue an answer to a press, seen by who pressed, where they did; none for a form."""
    if incoming.channel:
        to = incoming.by.rpartition("/")[2]
        said = Whisper(to=to, channel=incoming.channel, words=words)
        await outbox.queue(tx, [said], request_id=None, due_at=context.clock())
