"""The owner of a ticket: whoever is to be told about it at this moment."""

from rulebook.people import Member
from rulebook.tickets import Ticket
from workflows.context import Context


async def owner_in_slack(context: Context, ticket: Ticket) -> Member | None:
    """Find who has a ticket. None: nobody, or nobody who is in Slack. Raises NotHeard."""
    email = ticket.owner.email if ticket.owner else ""
    member = await context.members.member_by_email(email) if email else None
    return None if member is None or member.deactivated else member
