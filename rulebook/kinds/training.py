"""A training session: any technical one that fits into half an hour, others on approval (S14)."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from rulebook.command import Command
from rulebook.facts import Facts
from rulebook.form import Colleague, CustomerKey, Form, Minutes, OneLine, TicketNumber, Widget
from rulebook.kind import Detail, Kind
from rulebook.phrase import Phrase, Text, phrase


class Session(StrEnum):
    """The kind of session that it is."""

    TECHNICAL = "a technical session"
    TRAINING = "training"


class Weight(StrEnum):
    """The kind of customer that it is for."""

    CRITICAL = "critical"
    ORDINARY = "not critical"


class Origin(StrEnum):
    """The side that asks for it."""

    CUSTOMER = "the customer"
    SUCCESS = "success"


class TrainingForm(Form):
    """The customer it is for, its topic, and how long it is."""

    topic: OneLine = Field(title="Topic", description="What the session is about, in one line")
    customer: CustomerKey = Field(title="Customer")
    plan: OneLine = Field("", title="Plan", description="Where the helpdesk does not know it")
    weight: Annotated[Weight, Widget.CHOICE] = Field(title="Customer is")
    origin: Annotated[Origin, Widget.CHOICE] = Field(title="Wanted by")
    session: Annotated[Session, Widget.CHOICE] = Field(title="Session")
    minutes: Minutes = Field(title="Minutes", description="How long it takes, from 1 to 480")
    host: Colleague = Field("", title="Who holds it", description="Left empty it is you")
    ticket: TicketNumber = Field("", title="Ticket", description="If there is one")


class Training(Kind[TrainingForm]):
    """Take a session with a customer."""

    name = "training"
    title = "Training session"
    rule = "S14: support takes technical sessions of up to half an hour; others on approval."
    command = Command(
        name="/training",
        usage="<topic>",
        description="Take a training session with a customer",
    )
    about = ("customer", "topic")
    form = TrainingForm

    def asks(self, form: TrainingForm, facts: Facts) -> Phrase:
        """*Amira holds a technical session of 45 minutes with Acme: SSO set-up*."""
        return phrase(
            "{host} holds {session} of {minutes} minutes with {customer}: {topic}",
            host=facts.colleague("host").member,
            session=form.session,
            minutes=f"{form.minutes}",
            customer=facts.customer("customer").name,
            topic=form.topic,
        )

    def needs_approval(self, form: TrainingForm, facts: Facts) -> bool:
        """Not for what is technical and short."""
        short = timedelta(minutes=form.minutes) <= facts.limits.training
        return not (short and form.session is Session.TECHNICAL)

    def details(self, form: TrainingForm, facts: Facts) -> tuple[Detail, ...]:
        """The factors."""
        told = {
            "Plan": form.plan or facts.customer("customer").plan or "not known",
            "Customer is": form.weight,
            "Wanted by": form.origin,
        }
        return tuple(
            Detail(label=label, words=(Text(text=words),)) for label, words in told.items()
        )
