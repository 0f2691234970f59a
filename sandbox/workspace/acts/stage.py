"""The stage that every act needs: the world, the payloads and the way out."""

from dataclasses import dataclass, field

from sandbox.workspace.outgoing import Outgoing
from sandbox.workspace.payloads import Payloads
from sandbox.workspace.records import Delivery, Json, Outcome
from sandbox.workspace.world import World

_TROUBLE = "We had some trouble connecting. Try again?"
_NOT_CONFIGURED = "This app is not configured to handle interactive responses."


@dataclass(frozen=True)
class Stage:
    """The stage on which people act."""

    world: World
    payloads: Payloads
    outgoing: Outgoing
    suggested: dict[tuple[str, str], list[Json]] = field(default_factory=dict)

    def refuses(self, person: str, toast: str) -> Outcome:
        """Show somebody why nothing was sent."""
        return Outcome(ok=False, toast=self.world.shows(person, toast), view=self.top(person))

    def barred(self, person: str) -> Outcome | None:
        """Refuse an account that cannot act, and an app that takes no presses."""
        if self.world.people.named(person)["deleted"]:
            return self.refuses(person, "Your account has been deactivated.")
        return None

    def unanswerable(self, person: str) -> Outcome | None:
        """Refuse as Slack does when the app did not switch interactivity on."""
        interactivity = self.world.manifest.get("settings", {}).get("interactivity", {})
        barred = self.barred(person)
        if barred is None and not interactivity.get("is_enabled"):
            return self.refuses(person, _NOT_CONFIGURED)
        return barred

    def trouble(self, person: str, delivery: Delivery) -> Outcome:
        """Show somebody that the app did not answer; the work may be done all the same."""
        toast = self.world.shows(person, _TROUBLE)
        return Outcome(ok=False, toast=toast, view=self.top(person), delivery=delivery)

    async def send(self, payload: Json) -> Delivery:
        """Send a payload; with duplicates switched on, the first acknowledgement counts."""
        return (await self.outgoing.send(payload))[0]

    def top(self, person: str) -> Json | None:
        """Return the form somebody has on top, or None."""
        stack = self.world.forms.of(person)
        return stack[-1] if stack else None
