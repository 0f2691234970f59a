"""A child ticket: a part of an issue, or an entirely new one, gets a ticket of its own (S12)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from rulebook.command import Command
from rulebook.effects.helpdesk import CreateTicket
from rulebook.effects.slack import Tell
from rulebook.facts import Facts
from rulebook.form import Colleague, Description, Form, Paragraph, TicketNumber, Title, Widget
from rulebook.kind import Approval, Detail, Kind
from rulebook.phrase import Phrase, ResultLink, Text, phrase
from rulebook.plan import Plan
from rulebook.refusals import Refusal, TicketIsClosed
from rulebook.tickets import Draft, Priority, Status, TicketState


class NotBackToWhoHoldsTheOriginal(Refusal):
    """S12: an entirely new issue does not go back to who holds the original."""

    says = (
        "{owner} holds {ticket}, and an entirely new issue goes to somebody else (S12). Own it "
        "yourself, choose another colleague, or let {owner} ask."
    )


class HasNoCustomer(Refusal):
    """A parent for whose customer no ticket can be opened."""

    says = "{ticket} has no customer, so it cannot have a child. Add the customer there first."


class Novelty(StrEnum):
    """The child's relation to its parent."""

    PART = "part of the parent's issue"
    NEW = "an entirely new issue"


class ChildTicketForm(Form):
    """The parent ticket, and what the new one says."""

    parent: TicketNumber = Field(title="Parent", description="A pasted link does too")
    title: Title = Field(title="Title", description="What the child is about, in one line")
    description: Description = Field(
        title="What is wrong",
        description="Steps, what was expected, what happened instead. Nothing sensitive",
        examples=["Steps: …\nExpected: …\nActual: …"],
    )
    priority: Annotated[Priority, Widget.CHOICE] = Field(title="Child's priority")
    novelty: Annotated[Novelty, Widget.CHOICE] = Field(title="Issue")
    owner: Colleague = Field(
        "",
        title="Child's owner",
        description="Left empty it is yours: who creates a child best owns it, so that it becomes "
        "easy to follow (S12)",
    )
    personal_data: Paragraph = Field(
        "",
        title="Why personal data is needed",
        description="Only where the text holds an address, a phone number or the like",
    )


class ChildTicket(Kind[ChildTicketForm]):
    """Open a child of a ticket."""

    name = "child-ticket"
    title = "Child ticket"
    rule = "S12: a child of an entirely new issue is not assigned back to who holds the original."
    command = Command(
        name="/child-ticket",
        usage="<parent> <title>",
        description="Ask for a child of a ticket",
    )
    about = ("parent", "title")
    deciders_act_alone = True
    new_ticket = "Child ticket"
    form = ChildTicketForm

    def asks(self, form: ChildTicketForm, facts: Facts) -> Phrase:
        """*Open a child of #4711 for Bea: Export is slow*."""
        return phrase(
            "Open a child of {parent} for {owner}: {title}",
            parent=facts.ticket("parent").ticket,
            owner=facts.colleague("owner").member,
            title=form.title,
        )

    def refuse(self, form: ChildTicketForm, facts: Facts) -> None:
        """A closed parent; an entirely new issue that goes back to who holds the original."""
        parent, owner = facts.ticket("parent").ticket, facts.colleague("owner").member
        if parent.state is TicketState.CLOSED:
            raise TicketIsClosed(field="parent", ticket=parent)
        if not parent.customer_key:
            raise HasNoCustomer(field="parent", ticket=parent)
        holds_it = parent.owner and parent.owner.id == facts.person("owner").id
        if form.novelty is Novelty.NEW and holds_it and owner.id != facts.requester.id:
            raise NotBackToWhoHoldsTheOriginal(field="owner", owner=owner, ticket=parent)

    def details(self, form: ChildTicketForm, facts: Facts) -> tuple[Detail, ...]:
        """List what the child will say."""
        told = {
            "Issue": form.novelty,
            "Child's priority": form.priority,
            "What is wrong": form.description,
            "Why personal data is needed": form.personal_data,
        }
        return tuple(
            Detail(label=label, words=(Text(text=words),)) for label, words in told.items() if words
        )

    def plan(self, form: ChildTicketForm, facts: Facts, approval: Approval) -> Plan:
        """One new ticket for the parent's customer."""
        parent = facts.ticket("parent").ticket
        draft = Draft(
            customer=parent.customer_key,
            title=form.title,
            description=form.description,
            priority=form.priority,
            status=Status.SUBMITTED,
            owner=facts.person("owner"),
            marker=approval.marker,
            parent=parent.key,
        )
        return Plan(now=(CreateTicket(draft=draft, by=approval.by, seen=(parent,)),))

    def words(self, form: ChildTicketForm, facts: Facts, approval: Approval) -> tuple[Tell, ...]:
        """Its owner, unless they asked, and who holds the parent."""
        parent, owner = facts.ticket("parent"), facts.colleague("owner").member
        ours = "{new} {title} is yours, a child of {parent}: {requester} asked and {by} approved."
        theirs = (
            "{parent} has a child, {new} {title}, which is {owner}'s: {requester} asked for it."
        )
        told = {
            person.id: (person, words)
            for person, words in ((parent.owner, theirs), (owner, ours))
            if person and person.id != facts.requester.id
        }
        return tuple(
            Tell(
                to=person,
                words=phrase(
                    words,
                    new=ResultLink(),
                    title=form.title,
                    parent=parent.ticket,
                    owner=owner,
                    requester=facts.requester,
                    by=approval.by,
                ),
            )
            for person, words in told.values()
        )
