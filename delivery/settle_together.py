"""Write outcomes down as they come; those that come together, in one transaction."""

import asyncio
from dataclasses import dataclass

from delivery.job import Again
from delivery.settle import settle
from delivery.standing_message import Shown
from rulebook.effects.effect import StepEffect
from rulebook.ports import Done, Outcome
from store import outbox
from store.claims import Claim
from store.deferred_write import write_all
from workflows.context import Context


@dataclass(frozen=True)
class _Plain:
    """Something that is done, and what waits for that to be written down."""

    claim: Claim
    outcome: Shown | Done
    written: asyncio.Future[None]


class Settling:
    """One per worker. While one transaction commits, the next one gathers."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._waiting: list[_Plain] = []
        self._writing: asyncio.Task[None] | None = None

    async def settle(self, claim: Claim, outcome: Outcome | Again | Shown) -> None:
        """Write down what became of an effect."""
        if not _is_plain(claim, outcome):
            await settle(self._context, claim, outcome)
            return
        assert isinstance(outcome, Shown | Done)  # noqa: S101 (what is plain)
        written = asyncio.get_running_loop().create_future()
        self._waiting.append(_Plain(claim, outcome, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await written

    async def _write(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                await self._write_together(together)
            except Exception:  # noqa: BLE001 (what is wrong with one keeps none of the others)
                for each in together:
                    await self._write_alone(each)
            else:
                for each in together:
                    each.written.set_result(None)

    async def _write_together(self, together: list[_Plain]) -> None:
        async with self._context.transaction() as tx:
            shown = (each.outcome for each in together if isinstance(each.outcome, Shown))
            await write_all(tx, (each.write for each in shown))
            claims = [each.claim for each in together]
            await outbox.done_all(tx, claims, at=self._context.clock())

    async def _write_alone(self, each: _Plain) -> None:
        try:
            await settle(self._context, each.claim, each.outcome)
        except Exception as error:  # noqa: BLE001 (it is raised where it is waited for)
            each.written.set_exception(error)
        else:
            each.written.set_result(None)


def _is_plain(claim: Claim, outcome: Outcome | Again | Shown) -> bool:
    """Tell whether all there is to write down is that it is done."""
    return isinstance(outcome, Shown) or (
        isinstance(outcome, Done) and not isinstance(claim.effect, StepEffect)
    )
