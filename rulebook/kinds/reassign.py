"""Reassignment: a ticket goes to another engineer (S7, S11)."""

from typing import ClassVar

from pydantic import Field

from rulebook.command import Command
from rulebook.effects import AssignTicket, Tell
from rulebook.facts import ColleagueFacts, Facts, TicketFacts
from rulebook.form import Colleague, Form, Paragraph, TicketNumber
from rulebook.kind import Detail, Kind
from rulebook.people import Member
from rulebook.phrase import Phrase, Text, phrase
from rulebook.refusals import (
    NoSeatInTheHelpdesk,
    NotSomebodyWhoOwnsTickets,
    OwnsItAlready,
    TicketIsClosed,
    TicketNotFound,
    UnknownColleague,
)
from rulebook.tickets import TicketState


class ReassignForm(Form):
    """Which ticket, to whom, why."""

    ticket: TicketNumber = Field(title="Ticket", description="4711, #4711 or a pasted link")
    new_owner: Colleague = Field(title="New owner", description="A colleague in support")
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
    deciders_act_alone: ClassVar[bool] = True
    form = ReassignForm

    def check(self, form: ReassignForm, facts: Facts) -> None:
        """Refuse what could not be carried out, or would change nothing."""
        about, new = facts.tickets["ticket"], facts.colleagues["new_owner"]
        if about is None:
            raise TicketNotFound(field="ticket", helpdesk=facts.helpdesk, number=form.ticket)
        if about.ticket.state is TicketState.CLOSED:
            raise TicketIsClosed(field="ticket", ticket=about.ticket)
        if new is None:
            raise UnknownColleague(field="new_owner")
        for is_so, what in (
            (new.member.bot, "a bot"),
            (new.member.guest, "a guest"),
            (new.member.deactivated, "deactivated"),
        ):
            if is_so:
                raise NotSomebodyWhoOwnsTickets(field="new_owner", who=new.member, what=what)
        if new.person is None:
            raise NoSeatInTheHelpdesk(field="new_owner", helpdesk=facts.helpdesk, who=new.member)
        if about.ticket.owner and about.ticket.owner.id == new.person.id:
            raise OwnsItAlready(field="new_owner", owner=new.member, ticket=about.ticket)

    def asks(self, form: ReassignForm, facts: Facts) -> Phrase:
        """*Give #4711 to Bea*."""
        about, new = _both(facts)
        return phrase("Give {ticket} to {owner}", ticket=about.ticket, owner=new.member)

    def details(self, form: ReassignForm, facts: Facts) -> tuple[Detail, ...]:
        """Why."""
        return (Detail(label="Why", words=(Text(text=form.reason),)),)

    def effects(self, form: ReassignForm, facts: Facts, by: Member) -> tuple[AssignTicket, ...]:
        """One assignment."""
        about, new = _both(facts)
        assert new.person  # noqa: S101 (checked before anybody could approve)
        return (AssignTicket(ticket=about.ticket, owner=new.person, by=by),)

    def words(self, form: ReassignForm, facts: Facts, by: Member) -> tuple[Tell, ...]:
        """The new owner and the old one, unless they asked for it themselves."""
        about, new = _both(facts)
        ours = "{ticket} is yours now: {requester} asked and {by} approved. Why: {reason}"
        gone = "{ticket} is {owner}'s now: {requester} asked and {by} approved. Why: {reason}"
        told = ((new.member, ours), (about.owner, gone))
        return tuple(
            Tell(
                to=to,
                words=phrase(
                    words,
                    ticket=about.ticket,
                    owner=new.member,
                    requester=facts.requester,
                    by=by,
                    reason=form.reason,
                ),
            )
            for to, words in told
            if to and to.id != facts.requester.id
        )


def _both(facts: Facts) -> tuple[TicketFacts, ColleagueFacts]:
    about, new = facts.tickets["ticket"], facts.colleagues["new_owner"]
    assert about and new  # noqa: S101, PT018 (checked before anything else is asked)
    return about, new
