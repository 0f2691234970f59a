"""An expected no. Each refusal is a sentence that a person reads."""

from typing import ClassVar

from rulebook.phrase import Fillable, Phrase, phrase, plain


class Refusal(Exception):  # noqa: N818 (an expected no is not an error)
    """A no with its sentence; `field` names the form field it belongs to, if it belongs to one."""

    says: ClassVar[str]

    def __init__(self, *, field: str | None = None, **things: Fillable) -> None:
        self.sentence: Phrase = phrase(self.says, **things)
        self.field = field
        super().__init__(plain(self.sentence))


class TicketNotFound(Refusal):
    """The helpdesk has no such ticket."""

    says = "{helpdesk} has no ticket #{number}. Check the number, or paste the ticket's link."


class TicketIsClosed(Refusal):
    """Nothing is asked for a closed ticket."""

    says = "{ticket} is closed. Reopen it first, then ask again."


class OwnsItAlready(Refusal):
    """The new owner has the ticket."""

    says = "{owner} has {ticket} already, so there is nothing to reassign."


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


class OnlyMembersAsk(Refusal):
    """Guests, bots, and people of other workspaces."""

    says = "Requests are for members of this workspace. Ask a colleague on the support team."


class OnlyWhoIsOnDutyDecides(Refusal):
    """Pressed by somebody who may not decide now."""

    says = "Only {manager} or the shift lead on duty decides. {because} Nothing was changed."


class NobodyDecidesTheirOwnRequest(Refusal):
    """Pressed by the requester."""

    says = "Nobody decides their own request. {decider} has it; nothing was changed."


class OnlyTheRequesterDoesThat(Refusal):
    """Somebody else's request."""

    says = "Only {requester} can do that: it is their request. Nothing was changed."


class AlreadyDecided(Refusal):
    """A click on a card that was decided meanwhile."""

    says = "{who} has {what} it already. Nothing was changed."


class NoLongerOpen(Refusal):
    """A click on a card whose request ended without a decision."""

    says = "This request {what}, so there is nothing left to decide. Nothing was changed."


class NotReadyYet(Refusal):
    """A click before the helpdesk was heard."""

    says = "The ticket is still being looked up. Try again in a moment."


class CardIsOutOfDate(Refusal):
    """A click on an older version."""

    says = "The request changed since this card was drawn. Look at the new card, then decide."


class NothingToRetry(Refusal):
    """Everything is done, or on its way."""

    says = "There is nothing to retry: nothing has failed here."


class NoSuchRequest(Refusal):
    """A request this database does not know."""

    says = "This request is not known here any more. Ask again with the command."


class ReasonNeeded(Refusal):
    """A denial without a reason."""

    says = "Say why, in a few words: {requester} reads it."


class NobodyCouldDecide(Refusal):
    """The requester is the only one entitled, and may not decide alone."""

    says = "Nobody else could decide this: no shift lead is named. Ask for one to be added first."


class OnlyDecidersKeepTheRoster(Refusal):
    """The roster is kept by those who are on it."""

    says = "The roster is kept by {manager} and the shift leads. Ask one of them."


class ShiftsOverlap(Refusal):
    """Two shifts at the same time."""

    says = "{one} and {other} overlap. One lead is on duty at a time."


class NotAShiftLead(Refusal):
    """A shift for somebody who may not be on the roster."""

    says = "Only a shift lead can have a shift. Choose one from the list."


class ShiftIncomplete(Refusal):
    """A shift or cover of which something is missing."""

    says = "A shift has a lead, days, a start and an end. Add what is missing here."


class CoverEndsBeforeItStarts(Refusal):
    """A cover of no length."""

    says = "The cover ends before it starts. Choose a later end."
