"""An expected no. Each refusal is a sentence that a person reads."""

from typing import ClassVar

from rulebook.phrase import Fillable, Phrase, phrase, plain


class Refusal(Exception):  # noqa: N818 (an expected no is not an error)
    """A no with its sentence; `field` names the form field it belongs to, if it belongs to one."""

    says: ClassVar[str]
    timezone: str = "UTC"  # of who reads it, for instants written as text

    def __init__(self, *, field: str | None = None, **things: Fillable) -> None:
        self.sentence: Phrase = phrase(self.says, **things)
        self.field = field
        super().__init__(plain(self.sentence))

    def __str__(self) -> str:
        """The sentence as text alone."""
        return plain(self.sentence, self.timezone)


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


class UnknownCustomer(Refusal):
    """The helpdesk has no such customer."""

    says = "{helpdesk} has no such customer. Type a name or an address and choose from the list."


class HasSomethingSensitive(Refusal):
    """A secret in text that would become a ticket (G)."""

    says = "Nothing sensitive goes into a ticket. Take this out: {found}."


class JustifyPersonalData(Refusal):
    """Personal data in text that would become a ticket (G)."""

    says = "This holds {found}. Take it out, or say below why it has to be in the ticket."


class NotBackToWhoHoldsTheOriginal(Refusal):
    """S12: an entirely new issue does not go back to who holds the original."""

    says = (
        "{owner} holds {ticket}, and an entirely new issue goes to somebody else (S12). Own it "
        "yourself, choose another colleague, or let {owner} ask."
    )


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


class NotAtThatPoint(Refusal):
    """A move that this request's state does not have."""

    says = "This request is {state} now, so that is not possible. Nothing was changed."


class HasHappenedAlready(Refusal):
    """Nobody asked for it: it was done, and the bot asks what becomes of it."""

    says = "This has happened already, so it is only left so or put back. Nothing was changed."


class NobodyInTheHelpdesk(Refusal):
    """The note could not bear the decider's name."""

    says = (
        "{helpdesk} knows nobody under {who}'s e-mail address, so the note could not be written in"
        " their name. Add them there, or set PEOPLE. Nothing was changed."
    )


class AQuestionIsOpen(Refusal):
    """A second question before the first was answered."""

    says = "{requester} has not answered the first question yet. Nothing was changed."


class NothingWasAsked(Refusal):
    """An answer to no question."""

    says = "There is no open question about this request. Edit it to change something."


class HasItAlready(Refusal):
    """Passed to, or taken by, who has it."""

    says = "{who} has this already. Nothing was changed."


class NobodyToPassItTo(Refusal):
    """The manager asks: it cannot go to them."""

    says = "This is {who}'s own request, so it cannot go to them. Nothing was changed."


class ItDoesNotWait(Refusal):
    """It cannot wait, said of something that does not."""

    says = "This does not wait for the next shift; {who} has it. Nothing was changed."


class NothingChanged(Refusal):
    """An edit without a difference."""

    says = "Nothing here is different yet. Change something, or cancel."


class CannotBeReversed(Refusal):
    """A kind that cannot be taken back."""

    says = "A {kind} cannot be taken back. Nothing was changed."


class TooLateToReverse(Refusal):
    """More than ten minutes after the decision."""

    says = (
        "It was approved more than {minutes} minutes ago, so it can no longer be taken back here. "
        "Ask for a new reassignment."
    )


class StillBeingCarriedOut(Refusal):
    """Reversed before everything was done."""

    says = "It is still being carried out. Look at the card, and try again when all is done."


class RetryFirst(Refusal):
    """Reversed where a step has failed."""

    says = "A part of it has failed, as the card says. Press Retry first, then take it back."


class HasNoCustomer(Refusal):
    """A parent for whose customer no ticket can be opened."""

    says = "{ticket} has no customer, so it cannot have a child. Add the customer there first."


class OutsideIsSlow(Refusal):
    """The helpdesk was not heard in time, so nothing could be checked."""

    says = "{helpdesk} did not answer in time, so nothing was changed. Press again in a moment."


class NothingWasKept(Refusal):
    """A command that needs an answer from outside before anything can be kept."""

    says = "{helpdesk} did not answer in time, so nothing was kept. Send it again in a moment."


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


class WordsNeeded(Refusal):
    """A question or an answer without words."""

    says = "This is needed."


class IsAskedAlready(Refusal):
    """Changed into what somebody else has asked."""

    says = "{who} has asked exactly this already. Change something else, or cancel."


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


class LineIsGone(Refusal):
    """A line to be removed that somebody else has removed meanwhile."""

    says = "A line that you chose is not in the roster any more. Open it again and look."


class ShiftIncomplete(Refusal):
    """A shift or cover of which something is missing."""

    says = "A shift has a lead, days, a start and an end. Add what is missing here."


class CoverEndsBeforeItStarts(Refusal):
    """A cover of no length."""

    says = "The cover ends before it starts. Choose a later end."


class WhichTicket(Refusal):
    """No ticket was named, or nothing that could be one."""

    says = "Which ticket? Write a number such as 4711, or paste a helpdesk link."


class WhenIsItDue(Refusal):
    """No time was named."""

    says = "When is it due? Write 4h, tomorrow 10:00, fri 3pm or 2026-12-01 09:00, or choose below."


class IsPromisedAlready(Refusal):
    """The same promise for the same instant."""

    says = "That is promised already: the {what} on {ticket} is due {at}. Nothing was changed."


class TheHelpdesksDeadline(Refusal):
    """Only our own promises are moved or ticked off here."""

    says = (
        "This deadline is {helpdesk}'s own SLA: it ends there, by a reply or by closing the ticket,"
        " and nobody can move it here."
    )


class PromiseIsOver(Refusal):
    """A button of a promise that was kept, moved or dropped."""

    says = "This {what} {how} already. Nothing was changed."


class NoSuchPromise(Refusal):
    """A button of a promise that is not known."""

    says = "This promise is not known here any more. Write a new one with /promise."


class NotYourPromise(Refusal):
    """Only who has the ticket, who made the promise, a lead or the manager acts on it."""

    says = "{ticket} is {owner}'s, so this is for them or a lead. Nothing was changed."


class NobodyToCall(Refusal):
    """The ticket has no owner in Slack."""

    says = "{ticket} has no owner who could be called. Reassign it first."


class WasSentTwice(Refusal):
    """The same delivery again, when what it did is over."""

    says = "That came twice, and was done once."


class HowManyMinutes(Refusal):
    """A call that lasts for ever."""

    says = "Minutes are a whole number from 1 to 480."
