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


class OnlyMembersAsk(Refusal):
    """Guests, bots, and people of other workspaces."""

    says = "Requests are for members of this workspace. Ask a colleague on the support team."


class NobodyInTheHelpdesk(Refusal):
    """The note could not bear the decider's name."""

    says = (
        "{helpdesk} knows nobody under {who}'s e-mail address, so the note could not be written in"
        " their name. Add them there, or set PEOPLE. Nothing was changed."
    )


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


class OutsideIsSlow(Refusal):
    """The helpdesk was not heard in time, so nothing could be checked."""

    says = "{helpdesk} did not answer in time, so nothing was changed. Press again in a moment."


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


class WhichTicket(Refusal):
    """No ticket was named, or nothing that could be one."""

    says = "Which ticket? Write a number such as 4711, or paste a helpdesk link."
