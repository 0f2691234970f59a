"""Change what is asked: the requester edits, or the decider changes and approves."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from rulebook.changes import changes, in_words, together
from rulebook.checks import nothing_sensitive
from rulebook.facts import Facts
from rulebook.form import Field, Form
from rulebook.kinds import KINDS, AnyKind
from rulebook.moves import Move, State
from rulebook.phrase import phrase
from rulebook.refusals import IsAskedAlready, NothingChanged, OutsideIsSlow, Refusal
from rulebook.request import Request
from store import requests
from workflows.context import Context
from workflows.incoming import Click
from workflows.mechanics.guarded_move import check_move, guarded_move
from workflows.mechanics.notify import tell, who_has
from workflows.mechanics.refresh_cards import refresh_with_others
from workflows.requests.after_approval import queue_what_follows
from workflows.requests.decide import bears_a_name, decides_nameless, decision_of
from workflows.requests.gather import heard_in_time
from workflows.requests.timers import new_turn, says_something_new


async def edit(context: Context, click: Click, given: dict[str, Any]) -> Refusal | None:
    """Change one's own request. Raises pydantic's ValidationError and the Refusals of checks."""
    looked = await check_move(context, click, Move.EDIT)
    if isinstance(looked, Refusal):
        return looked
    kind, form, facts = await _checked(context, looked, given)

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        changed = changes(kind.form, (request.form, request.facts), (form.given, facts))
        if not changed:
            raise NothingChanged(field=_first(kind))
        await _nobody_else_asks(tx, kind, form, request)
        words = phrase("{who} changed {what}.", who=request.requester, what=in_words(changed))
        moved = await requests.move(
            tx,
            request,
            State.PENDING,
            version=request.version + 1,
            form=form.given,
            subject=kind.subject(form.given),
            facts=facts,
            remark=words,
            changes=(),
        )
        if moved is None:
            return None
        await refresh_with_others(tx, context, request.id)  # those beside it until now
        await requests.concerns(tx, request, form.numbers)
        await tell(tx, context, request, who_has(request), words)
        return await says_something_new(tx, context, await new_turn(tx, context, moved))

    return await guarded_move(context, click, Move.EDIT, play)


async def change_and_approve(
    context: Context, click: Click, given: dict[str, Any]
) -> Refusal | None:
    """Approve something a little different. Raises as `edit` does.

    The tickets stay as the card showed them, so that a difference still brings it back.
    """
    looked = await check_move(context, click, Move.CHANGE_AND_APPROVE)
    if isinstance(looked, Refusal):
        return looked
    kind, form, facts = await _checked(context, looked, given)
    nameless = await decides_nameless(context, click.by)

    async def play(tx: AsyncConnection, request: Request) -> Request | None:
        if nameless:
            bears_a_name(context, request, click)
        changed = changes(kind.form, (request.form, request.facts), (form.given, facts))
        await _nobody_else_asks(tx, kind, form, request)
        moved = await requests.move(
            tx,
            request,
            State.APPROVED,
            form=form.given,
            subject=kind.subject(form.given),
            facts=_as_it_was_shown(request, facts),
            changes=together(request.changes, changed),
            decision=decision_of(context, click),
            remark=(),
            waits_until=None,
        )
        if moved:
            await requests.concerns(tx, moved, form.numbers)
            await queue_what_follows(tx, context, moved)
        return moved

    return await guarded_move(context, click, Move.CHANGE_AND_APPROVE, play)


async def _checked(
    context: Context, request: Request, given: dict[str, Any]
) -> tuple[AnyKind, Form, Facts]:
    kind = KINDS[request.kind]
    fixed = {name: request.form[name] for name in kind.form.fixed()}
    form: Form = kind.read(given | fixed)
    nothing_sensitive(form, context.scanner)
    facts = await heard_in_time(context, form, request.requester.id)
    if facts is None:
        raise OutsideIsSlow(field=_first(kind), helpdesk=context.helpdesk.name)
    kind.check(form, facts)
    return kind, form, facts


def _as_it_was_shown(request: Request, facts: Facts) -> Facts:
    shown = request.facts.tickets if request.facts else {}
    tickets = {
        name: was if (was := shown.get(name)) and now and was.ticket.key == now.ticket.key else now
        for name, now in facts.tickets.items()
    }
    return facts.model_copy(update={"tickets": tickets})


async def _nobody_else_asks(
    tx: AsyncConnection, kind: AnyKind, form: Form, request: Request
) -> None:
    other = await requests.find_open(tx, kind.subject(form.given))
    if other and other.id != request.id:
        raise IsAskedAlready(field=_first(kind), who=other.requester)


def _first(kind: AnyKind) -> str:
    fields: tuple[Field, ...] = kind.form.fields()
    return next(field.name for field in fields if field.name not in kind.form.fixed())
