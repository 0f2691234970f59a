"""A new ticket: several issues at once, or a new issue on a very old ticket (S9)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from rulebook.command import Command
from rulebook.effects.helpdesk import CreateTicket
from rulebook.effects.slack import Tell
from rulebook.facts import Facts
from rulebook.form import (
    Colleague,
    CustomerKey,
    Description,
    Form,
    Paragraph,
    TicketNumber,
    Title,
    Widget,
)
from rulebook.kind import Approval, Detail, Kind
from rulebook.phrase import Phrase, ResultLink, Text, phrase
from rulebook.plan import Plan
from rulebook.refusals import Refusal
from rulebook.tickets import Draft, Priority, Status, ago


class WhichOldTicket(Refusal):
    """S9: a new issue on a very old ticket, without the ticket."""

    says = "Say on which old ticket the customer raised the new issue."


class TicketIsNotOld(Refusal):
    """S9: a ticket that is not old enough for a new one."""

    says = (
        "{ticket} was opened {ago}; very old is {limit} days or more. Answer there, ask "
        "for a child ticket, or choose another reason."
    )


class SayWhyInWords(Refusal):
    """A reason of one's own that was not given."""

    says = "Say in a few words why a new ticket is needed."


class Occasion(StrEnum):
    """The reason why a ticket of its own is needed."""

    SEVERAL = "the customer reported several issues at once"
    OLD = "a new issue on a very old ticket"
    OTHER = "something else (say what below)"


class NewTicketForm(Form):
    """The customer it is for, what it says, and why."""

    title: Title = Field(title="Title", description="What the ticket is about, in one line")
    customer: CustomerKey = Field(title="Customer")
    description: Description = Field(
        title="Description",
        description="Steps, what was expected, what happened instead. Nothing sensitive",
        examples=["Steps: …\nExpected: …\nActual: …"],
    )
    priority: Annotated[Priority, Widget.CHOICE] = Field(title="Priority")
    status: Annotated[Status, Widget.CHOICE] = Field(title="Status")
    owner: Colleague = Field("", title="Owner", description="Left empty it is yours")
    occasion: Annotated[Occasion, Widget.CHOICE] = Field(title="Why a new ticket")
    old_ticket: TicketNumber = Field(
        "", title="On which ticket", description="The very old one, or the one it came up on"
    )
    reason: Paragraph = Field("", title="In your own words", description="Why, if nothing fits")
    personal_data: Paragraph = Field(
        "",
        title="Why personal data is needed",
        description="Only where the text holds an address, a phone number or the like",
    )


class NewTicket(Kind[NewTicketForm]):
    """Open a ticket for a customer."""

    name = "new-ticket"
    title = "New ticket"
    rule = "S9: for several issues, or a new one on a very old ticket, ask Mubeen or the lead."
    command = Command(
        name="/new-ticket",
        usage="<title>",
        description="Ask for a new ticket for a customer",
    )
    about = ("customer", "title")
    deciders_act_alone = True
    form = NewTicketForm

    def asks(self, form: NewTicketForm, facts: Facts) -> Phrase:
        """*Open a ticket for Acme, owned by Bea: Export is slow*."""
        return phrase(
            "Open a ticket for {customer}, owned by {owner}: {title}",
            customer=facts.customer("customer").name,
            owner=facts.colleague("owner").member,
            title=form.title,
        )

    def refuse(self, form: NewTicketForm, facts: Facts) -> None:
        """An occasion without what belongs to it."""
        old = facts.tickets.get("old_ticket")
        if form.occasion is Occasion.OTHER and not form.reason:
            raise SayWhyInWords(field="reason")
        if form.occasion is not Occasion.OLD:
            return
        if old is None:
            raise WhichOldTicket(field="old_ticket")
        age = facts.at - old.ticket.opened if old.ticket.opened else facts.limits.old_ticket
        if age < facts.limits.old_ticket:
            raise TicketIsNotOld(
                field="old_ticket",
                ticket=old.ticket,
                ago=ago(old.ticket.opened, facts.at),
                limit=f"{facts.limits.old_ticket.days}",
            )

    def details(self, form: NewTicketForm, facts: Facts) -> tuple[Detail, ...]:
        """List what the ticket will say, and why it is needed."""
        old = facts.tickets.get("old_ticket")
        told = {
            "Plan": facts.customer("customer").plan,
            "Why": form.reason if form.occasion is Occasion.OTHER else form.occasion,
            "More": "" if form.occasion is Occasion.OTHER else form.reason,
            "It was opened": ago(old.ticket.opened, facts.at) if old else "",
            "Priority": form.priority,
            "Status": form.status,
            "Description": form.description,
            "Why personal data is needed": form.personal_data,
        }
        return tuple(
            Detail(label=label, words=(Text(text=words),)) for label, words in told.items() if words
        )

    def plan(self, form: NewTicketForm, facts: Facts, approval: Approval) -> Plan:
        """One new ticket."""
        draft = Draft(
            customer=form.customer,
            title=form.title,
            description=form.description,
            priority=form.priority,
            status=form.status,
            owner=facts.person("owner"),
            marker=approval.marker,
        )
        return Plan(now=(CreateTicket(draft=draft, by=approval.by),))

    def words(self, form: NewTicketForm, facts: Facts, approval: Approval) -> tuple[Tell, ...]:
        """Its owner, unless they asked."""
        owner = facts.colleague("owner").member
        if owner.id == facts.requester.id:
            return ()
        words = phrase(
            "{new} {title} is yours, a new ticket: {requester} asked and {by} approved.",
            new=ResultLink(),
            title=form.title,
            requester=facts.requester,
            by=approval.by,
        )
        return (Tell(to=owner, words=words),)
