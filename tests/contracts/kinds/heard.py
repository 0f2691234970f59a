"""What is heard and what is drawn: both by the ids that travel to Slack and back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from cards.decider_card import decider_card
from cards.desk import desk_answer, home
from cards.forms import (
    answer_form,
    ask_form,
    change_form,
    deny_form,
    edit_form,
    message_form,
    request_form,
)
from cards.ids import Action
from cards.requester_card import requester_message
from cards.roster import roster_form
from gallery import promise_samples, samples
from gallery.every_kind import every_request, given, readers
from handlers import listen
from rulebook.commands import commands
from rulebook.desk import Desk
from rulebook.duty import Duty
from rulebook.kinds import KINDS, AnyKind
from rulebook.phrase import phrase
from tests.cards.judges import nodes

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from workflows.context import Context


Listens = Callable[[Any], Any]


@dataclass
class Heard:
    """Stands where Bolt's app would, and writes down what the bot listens to."""

    actions: set[str] = field(default_factory=set)
    views: set[str] = field(default_factory=set)
    searches: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)

    def action(self, name: str) -> Listens:
        return self._into(self.actions, name)

    def view(self, name: str) -> Listens:
        return self._into(self.views, name)

    def options(self, name: str) -> Listens:
        return self._into(self.searches, name)

    def command(self, name: str) -> Listens:
        return self._into(self.commands, name)

    def event(self, name: str) -> Listens:
        return self._into(self.events, name)

    def _into(self, names: set[str], name: str) -> Listens:
        assert name not in names, f"{name} is heard twice, and only the first would answer"
        names.add(name)
        return lambda listener: listener


def heard() -> Heard:
    """Everything that the bot listens to."""
    app = Heard()
    listen(cast("AsyncApp", app), cast("Context", None))
    return app


@dataclass(frozen=True)
class Drawn:
    """Every id that somebody's press, choice or form would send."""

    pressed: frozenset[str]
    chosen: frozenset[str]  # a menu's lines, without the request that they are about
    searched: frozenset[str]
    sent: frozenset[str]


def drawn() -> Drawn:
    """What all cards, messages and forms of every kind can send."""
    trees = [tree for kind in KINDS.values() for tree in everything(kind)]
    duty = Duty(who=samples.member("Lina"), because="Lina leads.")
    of_lina = Desk(mine=(), for_me=(), duty=duty, at=samples.MONDAY, muted=True)
    desk = [desk_answer(of_lina, commands()), home(of_lina, commands())]
    team = samples.team("Lina")
    said = [[*message.blocks] for message in promise_samples.every_message()]
    forms = [*promise_samples.every_form()]
    return ids([*trees, *said, *forms, desk, roster_form(samples.entries(), team, "UTC")])


def everything(kind: AnyKind) -> Iterator[Any]:
    """Everything that is drawn of a kind."""
    everybody = readers()
    yield request_form(kind, {})
    yield request_form(kind, given(kind))
    yield message_form(kind.title, phrase("Asked."))
    for asked in every_request(kind):
        yield requester_message(asked, samples.AMIRA).blocks
        yield from (decider_card(asked, reader).blocks for reader in everybody)
        for form in (answer_form, ask_form, change_form, deny_form, edit_form):
            yield form(asked)


def ids(trees: Any) -> Drawn:
    """Read the ids off whatever is drawn."""
    found = [*nodes(trees)]
    lines = [node["options"] for node in found if node.get("type") == "overflow"]
    return Drawn(
        pressed=frozenset(
            node["action_id"] for node in found if node.get("type") in {"button", "overflow"}
        ),
        chosen=frozenset(line["value"].rpartition(" ")[0] for menu in lines for line in menu),
        searched=frozenset(
            node["action_id"] for node in found if node.get("type") == "external_select"
        ),
        sent=frozenset(node["callback_id"] for node in found if "submit" in node),
    )


def unanswered(drawn: Drawn, heard: Heard) -> set[str]:
    """What would be pressed, chosen, searched or sent, and nobody listens."""
    return {
        *(drawn.pressed - heard.actions),
        *(drawn.chosen - heard.actions),
        *(drawn.searched - heard.searches),
        *(drawn.sent - heard.views),
    }


def unseen(drawn: Drawn, heard: Heard) -> set[str]:
    """What is listened to, and nothing shows it to anybody."""
    return {
        *(heard.actions - drawn.pressed - drawn.chosen),
        *(heard.searches - drawn.searched),
        *(heard.views - drawn.sent),
    }


def lines_without_a_press(drawn: Drawn, presses: set[Action]) -> set[str]:
    """Lines of menus that stand for something which only a button of its own could open."""
    return set(drawn.chosen) - presses
