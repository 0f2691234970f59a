"""Everything that can happen, in any order."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sandbox.faults import Fault
from sandbox.workspace.records import Delivery
from tests.machine import invariants
from tests.machine.acts import TICKETS, Change, people
from tests.machine.cards import PEOPLE
from tests.machine.databases import Fresh
from tests.machine.draws import (
    COMMANDS,
    FAULTS,
    MANY,
    SLACK_CALLS,
    SPANS,
    Pressing,
    Trouble,
    a_change,
    a_person,
    a_press,
    maybe_trouble,
    mostly,
    now_and_then,
    some_numbers,
    some_trouble,
    which,
)
from tests.machine.steps import OPENS, Steps, did_by
from tests.machine.world import World
from tests.scene import NEW_YORK


class Machine(RuleBasedStateMachine):
    """Submits, moves, edits, double deliveries, shift changes, time, restarts and faults.

    A step may be hurried: the next one comes while what it set off is still under way.
    What may come next never depends on how the bot did, so that a run can be had again; a button
    that nobody offers leads to another one, and where there is none the step does nothing.
    """

    def __init__(self, fresh: Fresh, replicas: int = 1) -> None:
        super().__init__()
        self.world = World(fresh, replicas).begin()
        self.steps = Steps(self.world)
        self.asked = 0
        self.known: dict[int, str] = {}

    def teardown(self) -> None:
        self.world.end()

    @initialize(who=a_person, numbers=some_numbers, command=st.sampled_from(COMMANDS))
    def somebody_has_filled_in(self, who: str, numbers: tuple[int, ...], command: str) -> None:
        self.asks_by_a_form(who, command, numbers, sends=True, leaves_out=True, hurried=False)

    @initialize(who=a_person, ticket=st.sampled_from(TICKETS[:4]), to=a_person)
    def somebody_has_asked(self, who: str, ticket: str, to: str) -> None:
        self.asks_for_a_ticket_to_go(who, ticket, to, hurried=False)

    @precondition(lambda self: self.asked < MANY)
    @rule(who=a_person, ticket=st.sampled_from(TICKETS), to=a_person, hurried=now_and_then)
    def asks_for_a_ticket_to_go(self, who: str, ticket: str, to: str, hurried: bool) -> None:
        self.asked += 1
        words = self.steps.new_words()
        line = f"/reassign {ticket} @{to} {words}"
        outcome = self.steps.step(self.steps.slack.types(self.steps.person(who), line), hurried)
        self.steps.was_kept(outcome, words)

    @precondition(lambda self: self.asked < MANY)
    @rule(
        who=a_person,
        command=st.sampled_from(COMMANDS),
        numbers=some_numbers,
        sends=mostly,
        leaves_out=mostly,
        hurried=now_and_then,
    )
    def asks_by_a_form(
        self,
        who: str,
        command: str,
        numbers: tuple[int, ...],
        sends: bool,
        leaves_out: bool,
        hurried: bool,
    ) -> None:
        self.asked += 1
        self.steps.step(
            self.steps.slack.types(self.steps.person(who), command), hurried=not sends or hurried
        )
        if sends:
            self.steps.fills_in(self.steps.person(who), numbers, leaves_out, hurried)

    @rule(which=which, numbers=some_numbers, hurried=now_and_then, nothing=now_and_then)
    def fills_in_what_is_open(
        self, which: int, numbers: tuple[int, ...], hurried: bool, nothing: bool
    ) -> None:
        if forms := self.with_forms:
            person = forms[which % len(forms)]
            self.steps.fills_in(person, numbers, leaves_out=True, hurried=hurried, blank=nothing)

    @rule(pressing=a_press, numbers=some_numbers, fills_in=mostly)
    def presses(self, pressing: Pressing, numbers: tuple[int, ...], fills_in: bool) -> None:
        self.steps.goes_on(pressing, numbers, fills_in=fills_in)

    @rule(action=st.sampled_from(("approve", "approve", "deny", "edit")), which=which, who=which)
    def presses_what_is_outdated(self, action: str, which: int, who: int) -> None:
        self.steps.goes_on(Pressing(action, which, who, outdated=True))

    @rule(which=which, who=which, trouble=maybe_trouble)
    def approves(self, which: int, who: int, trouble: Trouble | None) -> None:
        self.steps.fails(trouble)
        self.steps.goes_on(Pressing("approve", which, who))

    @rule(which=which, who=which, numbers=some_numbers)
    def denies(self, which: int, who: int, numbers: tuple[int, ...]) -> None:
        self.steps.goes_on(Pressing("deny", which, who), numbers)

    @rule(which=which, who=which, numbers=some_numbers, is_answered=st.booleans())
    def asks_something(
        self, which: int, who: int, numbers: tuple[int, ...], is_answered: bool
    ) -> None:
        self.steps.goes_on(Pressing("ask", which, who), numbers)
        if is_answered:
            self.steps.goes_on(Pressing("answer"), numbers)

    @rule(which=which, who=which, numbers=some_numbers, trouble=maybe_trouble)
    def changes_and_approves(
        self, which: int, who: int, numbers: tuple[int, ...], trouble: Trouble | None
    ) -> None:
        self.steps.fails(trouble)
        self.steps.goes_on(Pressing("change and approve", which, who), numbers)

    @rule(which=which, who=which)
    def passes_it_on(self, which: int, who: int) -> None:
        self.steps.goes_on(Pressing("pass on", which, who))

    @rule(which=which, who=which)
    def takes_it(self, which: int, who: int) -> None:
        self.steps.goes_on(Pressing("take", which, who))

    @rule(which=which, who=which, numbers=some_numbers)
    def answers(self, which: int, who: int, numbers: tuple[int, ...]) -> None:
        self.steps.goes_on(Pressing("answer", which, who), numbers)

    @rule(which=which, who=which, numbers=some_numbers)
    def edits(self, which: int, who: int, numbers: tuple[int, ...]) -> None:
        self.steps.goes_on(Pressing("edit", which, who), numbers)

    @rule(which=which, who=which)
    def withdraws(self, which: int, who: int) -> None:
        self.steps.goes_on(Pressing("withdraw", which, who))

    @rule(which=which, who=which)
    def cannot_wait(self, which: int, who: int) -> None:
        self.steps.goes_on(Pressing("it cannot wait", which, who))

    @rule(which=which, who=which)
    def tries_again(self, which: int, who: int) -> None:
        self.steps.goes_on(Pressing("retry", which, who))

    @rule(which=which, who=which, trouble=maybe_trouble)
    def takes_it_back(self, which: int, who: int, trouble: Trouble | None) -> None:
        self.steps.fails(trouble)
        self.steps.goes_on(Pressing("reverse", which, who))

    @rule(first=a_press, second=a_press)
    def two_press_at_once(self, first: Pressing, second: Pressing) -> None:
        one = self.steps.button(first)
        if one:
            other = self.steps.button(second, one.about[0]) or one
            people = self.steps.presser(one, first.who), self.steps.presser(other, second.who)
            self.steps.step(self.steps.both((one, other), people), hurried=False)

    @rule(by=st.sampled_from(SPANS), hurried=now_and_then)
    def time_passes(self, by: timedelta, hurried: bool) -> None:
        self.steps.step(self.steps.passes(by), hurried)

    @rule(weekday=st.sampled_from((None, None, None, 5)), hour=st.sampled_from((7, 8, 12, 18)))
    def it_is_another_day(self, weekday: int | None, hour: int) -> None:
        local = self.world.now.astimezone(NEW_YORK)
        days = 1 if weekday is None else (weekday - local.weekday()) % 7 or 7
        then = datetime.combine(local.date() + timedelta(days=days), local.time(), NEW_YORK)
        self.steps.step(self.steps.passes(then.replace(hour=hour, minute=0) - local), hurried=False)

    @rule(who=st.sampled_from(("lina", "theo", "mubeen", "amira")), change=a_change, saves=mostly)
    def changes_the_roster(self, who: str, change: Change, saves: bool) -> None:
        self.steps.keeps_the_roster(self.steps.person(who), change, saves=saves)

    @rule(lead=st.sampled_from(("theo", "theo", "lina")), hours=st.sampled_from((1, 4)))
    def somebody_else_leads_now(self, lead: str, hours: int) -> None:
        change = Change(lead, covers_from=0, covers_for=hours)
        self.steps.keeps_the_roster(self.world.team.mubeen, change)

    @rule(under_way=st.booleans())
    def is_restarted(self, under_way: bool) -> None:
        button = self.steps.button(Pressing("approve")) if under_way else None
        if button:
            self.steps.presses(button, self.steps.presser(button, 0), hurried=True)
        self.steps.step(self.world.restart(), hurried=False)

    @rule(trouble=some_trouble)
    def the_helpdesk_will_fail(self, trouble: Trouble) -> None:
        self.steps.fails(trouble)

    @rule(call=st.sampled_from(SLACK_CALLS), fault=st.sampled_from(FAULTS), times=st.integers(1, 2))
    def slack_will_fail(self, call: str, fault: Fault, times: int) -> None:
        self.steps.slack.faults.on(call, fault, times=times)

    @rule(
        ticket=st.sampled_from(TICKETS[:4]),
        how=st.sampled_from(("assigns", "assigns", "closes", "reopens")),
        to=st.sampled_from((*PEOPLE, "")),
    )
    def somebody_changes_a_ticket_by_hand(self, ticket: str, how: str, to: str) -> None:
        helpdesk = self.world.team.helpdesk
        match how:
            case "assigns":
                helpdesk.assigns(self.world.hand, ticket, self.world.team.admins.get(to))
            case "closes":
                helpdesk.closes(self.world.hand, ticket)
            case _:
                helpdesk.reopens(self.world.hand, ticket)

    @rule(which=st.integers(0, 30), times=st.integers(1, 2))
    def something_is_delivered_again(self, which: int, times: int) -> None:
        sent = [each for each in self.steps.slack.deliveries if _may_come_again(each)]
        if not sent:
            return
        again = sent[which % len(sent)].payload
        before = self.steps.state()
        self.steps.step(self.steps.slack.delivers(again, times), hurried=False)
        if again.get("type") == "block_actions":
            did = did_by(self.steps.state(), again["user"]["id"]) - did_by(
                before, again["user"]["id"]
            )
            assert not did, f"{again['actions']} came again, and was recorded as {did}"

    @invariant()
    def what_must_always_hold(self) -> None:
        if not self.steps.settled:
            return
        now = self.world.do(self.world.state())
        invariants.nothing_is_lost(self.known, now)
        invariants.nothing_is_asked_twice(now)
        invariants.every_move_is_in_the_table(now)
        invariants.whose_move_it_was(self.world, now)
        invariants.the_roster_is_what_was_saved(self.world, now)
        invariants.notes_are_written_once(self.world, now)
        invariants.tickets_are_created_once(self.world, now)
        invariants.tickets_are_given_once(self.world, now)
        invariants.customers_receive_nothing(self.world)
        invariants.every_card_says_how_it_is(self.world, now)
        invariants.somebody_can_decide(self.world, now)
        invariants.everybody_was_told(self.world, now)
        invariants.nothing_is_said_twice(self.world)
        self.known = {each.id: each.requester.id for each in now.requests.values()}

    @property
    def with_forms(self) -> list[str]:
        """Who has a form open that can be sent."""
        return [each for each in people(self.world) if (self.steps.form(each) or {}).get("submit")]


def _may_come_again(delivery: Delivery) -> bool:
    """Not what opens a form: that works for three seconds only, and Slack does not repeat it."""
    payload = delivery.payload
    match payload.get("type"):
        case None:
            return bool(payload["command"] == "/reassign" and payload["text"])
        case "view_submission":
            return bool(payload["view"]["callback_id"] != "roster")
        case "block_actions":
            return payload["actions"][0]["action_id"] not in OPENS
        case _:
            return False
