"""A kind made up for a test, as it would stand in `rulebook/kinds`: to somebody who knows more."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from rulebook.command import Command
from rulebook.effects.helpdesk import AssignTicket
from rulebook.effects.slack import Tell
from rulebook.facts import Facts
from rulebook.form import Colleague, Form, Paragraph, TicketNumber, Widget
from rulebook.kind import Approval, Detail, Kind
from rulebook.phrase import Phrase, Text, phrase
from rulebook.plan import Plan
from rulebook.refusals import Refusal


class Level(StrEnum):
    """To whom it goes."""

    SECOND = "second level"
    MAKERS = "who makes the product"


class NobodyHasIt(Refusal):
    """A ticket that nobody has cannot be too much for them."""

    says = "Nobody has {ticket}, so there is nobody to relieve. Take it first."


class EscalationForm(Form):
    """Which ticket, to whom, what was tried."""

    ticket: TicketNumber = Field(title="Ticket", description="4711, #4711 or a pasted link")
    to: Colleague = Field(title="New owner", description="Who knows more")
    level: Annotated[Level, Widget.CHOICE] = Field(title="Level")
    tried: Paragraph = Field(title="What was tried", description="Everything so far")


class Escalation(Kind[EscalationForm]):
    """Give a ticket up to somebody who knows more."""

    name = "escalation"
    title = "Escalation"
    rule = "S6: connect with Mubeen or the shift lead and plan to work on your tickets."
    command = Command(
        name="/escalate",
        usage="<ticket> <@colleague> <what was tried>",
        description="Ask for help with a ticket",
    )
    about = ("ticket",)
    form = EscalationForm

    def asks(self, form: EscalationForm, facts: Facts) -> Phrase:
        """*Escalate #4711 to second level*."""
        ticket = facts.ticket("ticket").ticket
        return phrase("Escalate {ticket} to {level}", ticket=ticket, level=form.level)

    def refuse(self, form: EscalationForm, facts: Facts) -> None:
        """A ticket that nobody has."""
        ticket = facts.ticket("ticket").ticket
        if ticket.owner is None:
            raise NobodyHasIt(field="ticket", ticket=ticket)

    def details(self, form: EscalationForm, facts: Facts) -> tuple[Detail, ...]:
        """What was tried."""
        return (Detail(label="What was tried", words=(Text(text=form.tried),)),)

    def plan(self, form: EscalationForm, facts: Facts, approval: Approval) -> Plan:
        """One assignment."""
        ticket = facts.ticket("ticket").ticket
        return Plan(now=(AssignTicket(ticket=ticket, owner=facts.person("to"), by=approval.by),))

    def words(self, form: EscalationForm, facts: Facts, approval: Approval) -> tuple[Tell, ...]:
        """Who had it."""
        about = facts.ticket("ticket")
        if about.owner is None:
            return ()
        words = phrase("{ticket} is with {level} now.", ticket=about.ticket, level=form.level)
        return (Tell(to=about.owner, words=words),)
