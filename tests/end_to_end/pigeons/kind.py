"""A kind that uses the family now, later and to undo it, as it would stand in `rulebook/kinds`."""

from datetime import timedelta

from pydantic import Field

from rulebook.command import Command
from rulebook.effects.slack import Tell
from rulebook.facts import Facts
from rulebook.form import Form, Paragraph
from rulebook.kind import Approval, Kind
from rulebook.phrase import Phrase, ResultLink, phrase
from rulebook.plan import Later, Plan
from tests.end_to_end.pigeons.effects import CallPigeonBack, FeedPigeon, SendPigeon

HOME_IN = timedelta(hours=2)


class PigeonForm(Form):
    """The message."""

    message: Paragraph = Field(title="Message", description="As short as can be")


class Pigeon(Kind[PigeonForm]):
    """Send a pigeon."""

    name = "pigeon"
    title = "Pigeon"
    rule = "S10: make use of notes to avoid any confusion."
    command = Command(name="/pigeon", usage="<message>", description="Ask for a pigeon")
    reversible = True
    form = PigeonForm

    def asks(self, form: PigeonForm, facts: Facts) -> Phrase:
        """*Send a pigeon: Hello*."""
        return phrase("Send a pigeon: {message}", message=form.message)

    def plan(self, form: PigeonForm, facts: Facts, approval: Approval) -> Plan:
        """It flies now, is fed when it is home, and comes back when it is called."""
        grains = 1000 if "hungry" in form.message else 10
        fed = Later(key="home", effect=FeedPigeon(grains=grains), at=facts.at + HOME_IN)
        return Plan(now=(SendPigeon(message=form.message),), later=(fed,), undo=(CallPigeonBack(),))

    def words(self, form: PigeonForm, facts: Facts, approval: Approval) -> tuple[Tell, ...]:
        """Whoever asked, by the bird's name."""
        words = phrase("{bird} is in the air.", bird=ResultLink(what="bird"))
        return (Tell(to=facts.requester, words=words),)
