"""Reassignment: a ticket goes to another engineer (S7, S11)."""

from pydantic import Field

from rulebook.command import Command
from rulebook.effects.helpdesk import AssignTicket, PutBack
from rulebook.effects.slack import Tell
from rulebook.facts import Facts
from rulebook.form import Colleague, Form, Paragraph, TicketNumber
from rulebook.kind import Approval, Detail, Kind
from rulebook.phrase import Phrase, Text, phrase
from rulebook.plan import Plan
from rulebook.refusals import Refusal, TicketIsClosed
from rulebook.tickets import TicketState


class OwnsItAlready(Refusal):
    """The new owner has the ticket."""

    says = "{owner} has {ticket} already, so there is nothing to reassign."


class ReassignForm(Form):
    """The ticket, its new owner, and why."""

    ticket: TicketNumber = Field(title="Ticket", description="A pasted link does too")
    new_owner: Colleague = Field(title="New owner")
    reason: Paragraph = Field(title="Why", description="What makes them the right owner")


class Reassign(Kind[ReassignForm]):
    """Give a ticket to a colleague."""

    name = "reassign"
    title = "Reassignment"
    rule = "S7, S11: tickets are reassigned by Mubeen or the shift lead only."
    command = Command(
        name="/reassign",
        usage="<ticket> <@engineer> <reason>",
        description="Ask for a ticket to go to a colleague",
    )
    about = ("ticket",)
    deciders_act_alone = True
    reversible = True
    form = ReassignForm

    def asks(self, form: ReassignForm, facts: Facts) -> Phrase:
        """*Give #4711 to Bea*."""
        ticket, owner = facts.ticket("ticket").ticket, facts.colleague("new_owner").member
        return phrase("Give {ticket} to {owner}", ticket=ticket, owner=owner)

    def refuse(self, form: ReassignForm, facts: Facts) -> None:
        """Refuse what could not be carried out, or would change nothing."""
        ticket, owner = facts.ticket("ticket").ticket, facts.person("new_owner")
        if ticket.state is TicketState.CLOSED:
            raise TicketIsClosed(field="ticket", ticket=ticket)
        if ticket.owner and ticket.owner.id == owner.id:
            raise OwnsItAlready(
                field="new_owner", owner=facts.colleague("new_owner").member, ticket=ticket
            )

    def details(self, form: ReassignForm, facts: Facts) -> tuple[Detail, ...]:
        """Say why."""
        return (Detail(label="Why", words=(Text(text=form.reason),)),)

    def plan(self, form: ReassignForm, facts: Facts, approval: Approval) -> Plan:
        """One assignment; undone, the ticket goes back to who had it."""
        ticket, owner = facts.ticket("ticket").ticket, facts.person("new_owner")
        left = ticket.model_copy(update={"owner": owner})
        return Plan(
            now=(AssignTicket(ticket=ticket, owner=owner, by=approval.by),),
            undo=(PutBack(ticket=left, owner=ticket.owner, by=approval.by),),
        )

    def words(self, form: ReassignForm, facts: Facts, approval: Approval) -> tuple[Tell, ...]:
        """The new owner and the old one, unless they asked for it themselves."""
        about, new = facts.ticket("ticket"), facts.colleague("new_owner").member
        ours = "{ticket} {title} is yours now: {requester} asked and {by} approved. Why: {reason}"
        gone = (
            "{ticket} {title} is {owner}'s now: {requester} asked and {by} approved. Why: {reason}"
        )
        return tuple(
            Tell(
                to=to,
                words=phrase(
                    words,
                    ticket=about.ticket,
                    title=about.ticket.title,
                    owner=new,
                    requester=facts.requester,
                    by=approval.by,
                    reason=form.reason,
                ),
            )
            for to, words in ((new, ours), (about.owner, gone))
            if to and to.id != facts.requester.id
        )
