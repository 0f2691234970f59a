"""The tables."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from rulebook.duty import Cover, Duty, Shift
from rulebook.effects import AnyEffect
from rulebook.effects.effect import Effect
from rulebook.facts import Facts
from rulebook.moves import OPEN
from rulebook.people import Member, Person
from rulebook.phrase import Phrase
from rulebook.promises import PromiseState
from rulebook.request import Change, Decision, Said
from rulebook.result import Result
from rulebook.tickets import Ticket
from store.columns import Kept, Moment

_IS_OPEN = text(
    f"subject <> '' AND state IN ({', '.join(repr(str(state)) for state in sorted(OPEN))})"
)


def table_of(row: type[SQLModel]) -> Table:
    """Return the table of a row's class, for statements on the way of a click."""
    return SQLModel.metadata.tables[str(row.__tablename__)]


class RequestRow(SQLModel, table=True):
    """A request. At most one open request has a given subject; an empty one is no subject."""

    __tablename__ = "request"
    __table_args__ = (
        Index(
            "one_open_request",
            "subject",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    kind: str
    subject: str
    state: str
    version: int
    form: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    requester_id: str = Field(index=True)
    requester: Member = Field(sa_column=Column(Kept(Member), nullable=False))
    submitted_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    fresh_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    turn: int
    facts: Facts | None = Field(sa_column=Column(Kept(Facts)))
    duty: Duty | None = Field(sa_column=Column(Kept(Duty)))
    waits_until: datetime | None = Field(sa_column=Column(Moment))
    decision: Decision | None = Field(sa_column=Column(Kept(Decision)))
    remark: Phrase = Field(sa_column=Column(Kept(Phrase), nullable=False))
    talk: tuple[Said, ...] = Field(sa_column=Column(Kept(tuple[Said, ...]), nullable=False))
    changes: tuple[Change, ...] = Field(sa_column=Column(Kept(tuple[Change, ...]), nullable=False))


class ConcernRow(SQLModel, table=True):
    """A ticket (its number) that a request names."""

    __tablename__ = "concern"

    request_id: int = Field(sa_column=Column(ForeignKey("request.id"), primary_key=True))
    ticket: str = Field(primary_key=True, index=True)


class EventRow(SQLModel, table=True):
    """The audit trail: who did what when, and what it changed. Rows are only ever added."""

    __tablename__ = "event"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int | None = Field(
        sa_column=Column(ForeignKey("request.id"), index=True, nullable=True)
    )
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    who: str
    what: str
    before: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    after: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


EVENT = table_of(EventRow)


class IncomingRow(SQLModel, table=True):
    """One incoming that was acted on, by its key."""

    __tablename__ = "delivery"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    request_id: int | None = Field(sa_column=Column(ForeignKey("request.id"), nullable=True))


class EffectState(StrEnum):
    """The state of an effect: how far it is."""

    WAITING = "waiting"  # for the effect before it
    SCHEDULED = "scheduled"  # not begun; ready from `due_at` on, and in nobody's way until then
    DUE = "due"  # ready at once, or tried and put back until `due_at`: it keeps its place
    DONE = "done"
    GIVEN_UP = "given up"  # somebody has to act; Retry makes it due again
    DROPPED = "dropped"  # taken back before it was begun


_HAS_A_KEY = text("key <> ''")


class EffectRow(SQLModel, table=True):
    """One row of the outbox. `due_at` is people's time, `leased_until` the machine's.

    By its `key`, where it has one, it can be cancelled before it is begun.
    """

    __tablename__ = "effect"
    __table_args__ = (
        Index("next_of_lane", "lane", "state", "id"),
        Index("due", "state", "due_at"),
        Index("cancelled_by", "key", sqlite_where=_HAS_A_KEY, postgresql_where=_HAS_A_KEY),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int | None = Field(
        sa_column=Column(ForeignKey("request.id"), index=True, nullable=True)
    )
    lane: str
    key: str = Field(sa_column=Column(String, nullable=False, server_default=text("''")))
    effect: Effect = Field(sa_column=Column(Kept(AnyEffect), nullable=False))
    after_id: int | None = Field(
        sa_column=Column(ForeignKey("effect.id"), index=True, nullable=True)
    )
    state: str
    due_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    attempts: int
    leased_until: datetime | None = Field(sa_column=Column(Moment))
    because: str = Field(sa_column=Column(Text, nullable=False))
    link: str
    made: Result | None = Field(sa_column=Column(Kept(Result)))
    done_at: datetime | None = Field(sa_column=Column(Moment))


EFFECT = table_of(EffectRow)


class Audience(StrEnum):
    """The reader for whom a copy of a card is drawn."""

    DECIDER = "decider"
    REQUESTER = "requester"
    CHANNEL = "channel"


class Reminded(StrEnum):
    """The reader to whom word of a promise goes."""

    OWNER = "owner"
    LEAD = "lead"


class CopyRow(SQLModel, table=True):
    """One copy of a request's card. `sent_to` is a member or a channel; `shown` what it shows."""

    __tablename__ = "copy"
    __table_args__ = (UniqueConstraint("request_id", "sent_to", "audience", name="one_copy_each"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(sa_column=Column(ForeignKey("request.id"), nullable=False))
    audience: str
    sent_to: str
    channel: str
    ts: str
    shown: str


class RosterRow(SQLModel, table=True):
    """One weekly shift or one-off cover. An id is never given again: old forms speak of it."""

    __tablename__ = "roster"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    shift: Shift | Cover = Field(sa_column=Column(Kept(Shift | Cover), nullable=False))


_IS_PROMISED = text(f"state = '{PromiseState.OPEN}'")


class PromiseRow(SQLModel, table=True):
    """A promise to a customer about a ticket (its key); it has no owner.

    `owner_email` is whose the ticket was when it was last seen, for lists. Of one ticket, one
    update and one call are promised at a time.
    """

    __tablename__ = "promise"
    __table_args__ = (
        Index(
            "one_open_promise",
            "ticket_key",
            "what",
            unique=True,
            sqlite_where=_IS_PROMISED,
            postgresql_where=_IS_PROMISED,
        ),
        Index("promises_of_ticket", "ticket_key", "ended_at"),
        Index("open_promises", "state", "due"),
        Index("promises_of_owner", "owner_email", "state", "due"),
    )

    id: int | None = Field(default=None, primary_key=True)
    what: str
    ticket_key: str
    owner_email: str
    ticket: Ticket = Field(sa_column=Column(Kept(Ticket), nullable=False))
    due: datetime = Field(sa_column=Column(Moment, nullable=False))
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: Member | None = Field(sa_column=Column(Kept(Member)))
    minutes: int
    reason: str = Field(sa_column=Column(Text, nullable=False))
    state: str
    ended_at: datetime | None = Field(sa_column=Column(Moment))
    ended_by: Member | None = Field(sa_column=Column(Kept(Member)))
    broken_at: datetime | None = Field(sa_column=Column(Moment))


PROMISE = table_of(PromiseRow)


class ReminderRow(SQLModel, table=True):
    """Word of one step of a promise to the owner or the lead, once; `ts` is where it stands.

    `gathered`: it goes out in one message with others, because the bot was away at its instant;
    `told_in` is the effect that tells them.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint(
            *("promise_id", "step", "due_at", "audience", "sent_to"), name="one_reminder_each"
        ),
        Index("gathered_for", "sent_to", "gathered"),
    )

    id: int | None = Field(default=None, primary_key=True)
    promise_id: int = Field(sa_column=Column(ForeignKey("promise.id"), nullable=False))
    step: str
    due_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    audience: str
    sent_to: str
    gathered: bool
    told_in: int | None
    channel: str
    ts: str
    shown: str


REMINDER = table_of(ReminderRow)


class OwnerRow(SQLModel, table=True):
    """The owner of a ticket (its key), as far as was seen; nobody where `person` is empty."""

    __tablename__ = "owner"

    ticket_key: str = Field(primary_key=True)
    person: Person | None = Field(sa_column=Column(Kept(Person)))


class MutedRow(SQLModel, table=True):
    """Somebody who wants no lists."""

    __tablename__ = "muted"

    member_id: str = Field(primary_key=True)
