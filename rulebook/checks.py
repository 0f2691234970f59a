"""Checks for every kind: what is not there, and what may not leave, is refused."""

from rulebook.facts import ColleagueFacts, Facts
from rulebook.form import Field, Form, Widget
from rulebook.refusals import Refusal, TicketNotFound
from rulebook.sensitive import Finding, Scanner

JUSTIFICATION = "personal_data"


class NotSomebodyWhoOwnsTickets(Refusal):
    """A guest, a bot or a deactivated account."""

    says = "{who} is {what} and cannot own tickets. Choose a colleague from the support team."


class UnknownColleague(Refusal):
    """No such member in this workspace."""

    says = "Nobody by that name is in this workspace. Choose a colleague from the list."


class NoSeatInTheHelpdesk(Refusal):
    """The helpdesk knows nobody under the member's e-mail address."""

    says = (
        "{helpdesk} knows nobody under {who}'s e-mail address, so no ticket can be theirs. "
        "Ask the manager to add them there."
    )


class UnknownCustomer(Refusal):
    """The helpdesk has no such customer."""

    says = "{helpdesk} has no such customer. Type a name or an address and choose from the list."


class HasSomethingSensitive(Refusal):
    """A secret in text that would become a ticket (G)."""

    says = "Nothing sensitive goes into a ticket. Take this out: {found}."


class JustifyPersonalData(Refusal):
    """Personal data in text that would become a ticket (G)."""

    says = "This holds {found}. Take it out, or say below why it has to be in the ticket."


def everything_is_there(form: Form, facts: Facts) -> None:
    """Raise the Refusal of the first field that names something the outside does not have."""
    for field in form.fields():
        _is_there(field, form, facts)


def nothing_sensitive(form: Form, scanner: Scanner) -> None:
    """Raise a Refusal where text that becomes a ticket holds what may not stand there (G)."""
    justified = bool(getattr(form, JUSTIFICATION, ""))
    for field in form.fields():
        if not field.ticket_text:
            continue
        findings = scanner.findings(getattr(form, field.name))
        if secret := [finding for finding in findings if not finding.personal]:
            raise HasSomethingSensitive(field=field.name, found=_listed(secret))
        if findings and not justified:
            raise JustifyPersonalData(field=field.name, found=_listed(findings))


def _is_there(field: Field, form: Form, facts: Facts) -> None:
    match field.widget:
        case Widget.TICKET if facts.tickets.get(field.name, True) is None:
            number = getattr(form, field.name)
            raise TicketNotFound(field=field.name, helpdesk=facts.helpdesk, number=number)
        case Widget.CUSTOMER if facts.customers.get(field.name, True) is None:
            raise UnknownCustomer(field=field.name, helpdesk=facts.helpdesk)
        case Widget.COLLEAGUE:
            _owns_tickets(field.name, facts.colleagues[field.name], facts.helpdesk)
        case _:
            pass


def _owns_tickets(field: str, who: ColleagueFacts | None, helpdesk: str) -> None:
    if who is None:
        raise UnknownColleague(field=field)
    for is_so, what in (
        (who.member.bot, "a bot"),
        (who.member.guest, "a guest"),
        (who.member.deactivated, "deactivated"),
    ):
        if is_so:
            raise NotSomebodyWhoOwnsTickets(field=field, who=who.member, what=what)
    if who.person is None:
        raise NoSeatInTheHelpdesk(field=field, helpdesk=helpdesk, who=who.member)


def _listed(findings: tuple[Finding, ...] | list[Finding]) -> str:
    return ", ".join(f"{finding.what} ({finding.masked})" for finding in findings)
