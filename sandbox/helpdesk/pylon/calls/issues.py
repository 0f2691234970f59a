"""Issues: read, search, update, put aside, link with a tracker."""

from dataclasses import replace

from sandbox.helpdesk.acts import assigns, puts
from sandbox.helpdesk.pylon import answers, search
from sandbox.helpdesk.pylon.asked import PylonCall
from sandbox.helpdesk.pylon.custom_fields import priority_in
from sandbox.helpdesk.pylon.refusals import wrong
from sandbox.helpdesk.pylon.words import STATES, state_called
from sandbox.helpdesk.records import API_USER, External, Json, Particulars, State, Ticket

_UPDATE = (
    "assignee_id",
    "team_id",
    "state",
    "title",
    "tags",
    "custom_fields",
    "customer_portal_visible",
)
_TRACKERS = ("linear", "asana", "jira", "github", "shortcut")


def read(asked: PylonCall) -> Json:
    """One issue, by its id or number."""
    return _answer(asked, asked.issue_or_number())


def searched(asked: PylonCall) -> Json:
    """The issues that match."""
    world = asked.world
    whole = [world.whole(one) for kind in ("conversation", "ticket") for one in world.tickets(kind)]
    whole.sort(key=_place, reverse=True)
    shown, more = search.found(asked, whole, _place, search.OF_ISSUES)
    return {"data": [answers.issue(one, asked.link(one)) for one in shown], **more}


def statuses(_asked: PylonCall) -> Json:
    """Every state that an issue can be in."""
    return {"data": [answers.status(one) for one in STATES]}


def update(asked: PylonCall) -> Json:
    """Change what is given, and nothing else. Nobody can be named who did it."""
    issue = asked.issue()
    asked.only(*_UPDATE)
    to, state, particulars = asked.user("assignee_id"), _state(asked), _particulars(asked, issue)
    title = asked.text("title") if "title" in asked.body else issue.title
    priority = priority_in(asked) or issue.priority
    if "assignee_id" in asked.body:
        assigns(asked.world, API_USER, issue, to)
    if state is not None:
        puts(asked.world, API_USER, issue, state)
    if asked.body.keys() - {"assignee_id", "state"}:
        asked.world.tells(issue, title, priority)
        asked.world.particularises(issue, particulars)
        asked.world.happens(issue, f"{issue.kind}_attribute_updated_by_admin", API_USER)
    if particulars.in_portal and not issue.particulars.in_portal:
        asked.world.receives(issue, "update", "customer_portal_visible")
    return _answer(asked, asked.issue())


def snooze(asked: PylonCall) -> Json:
    """Put an issue aside until then."""
    issue = asked.issue_or_number()
    asked.only("snooze_until")
    puts(asked.world, API_USER, issue, "snoozed", asked.future("snooze_until"))
    return _answer(asked, asked.issue_or_number())


def link(asked: PylonCall) -> Json:
    """Link an issue with one in a tracker, or take the link away; done before, it stays so."""
    issue = asked.issue_or_number()
    asked.only("source", "external_issue_id", "operation")
    given = External(asked.one_of("source", *_TRACKERS), asked.text("external_issue_id"))
    others = tuple(one for one in issue.particulars.external if one != given)
    unlink = "operation" in asked.body and asked.one_of("operation", "link", "unlink") == "unlink"
    external = others if unlink else (*others, given)
    asked.world.particularises(issue, replace(issue.particulars, external=external))
    asked.world.happens(issue, f"{issue.kind}_attribute_updated_by_admin", API_USER)
    return _answer(asked, asked.issue_or_number())


def _state(asked: PylonCall) -> State | None:
    """The state that the issue gets; None leaves it as it is."""
    if "state" not in asked.body:
        return None
    state = state_called(asked.text("state"))
    if state is None:
        raise wrong("state", f"state must be one of {', '.join(STATES.values())}")
    return state


def _particulars(asked: PylonCall, issue: Ticket) -> Particulars:
    now = issue.particulars
    if "team_id" in asked.body:
        now = replace(now, team=asked.team("team_id"))
    if "tags" in asked.body:
        now = replace(now, tags=asked.words("tags"))
    if "customer_portal_visible" in asked.body:
        now = replace(now, in_portal=asked.flag("customer_portal_visible"))
    return now


def _answer(asked: PylonCall, issue: Ticket) -> Json:
    return {"data": answers.issue(issue, asked.link(issue))}


def _place(issue: Ticket) -> int:
    return int(issue.id)
