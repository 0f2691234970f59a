"""A small support team and its tickets, to begin with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from sandbox.helpdesk import Helpdesk
from sandbox.helpdesk.records import Priority, State
from sandbox.workspace import Workspace

_DOMAIN = "harbor.example"
# name: (what they do, their time zone)
_PEOPLE = MappingProxyType(
    {
        "Amira": ("Engineer", "America/New_York"),
        "Bea": ("Engineer, speaks French", "Europe/Paris"),
        "Omar": ("Engineer", "America/New_York"),
        "Nadia": ("Engineer", "America/Chicago"),
        "Lina": ("Shift lead", "America/New_York"),
        "Theo": ("Shift lead", "America/Los_Angeles"),
        "Mubeen": ("Support manager", "America/New_York"),
    }
)
_CUSTOMERS = MappingProxyType(
    {
        "Chloé Martin": ("Boulangerie Martin", "Enterprise"),
        "Jonas Weber": ("Weber Logistik", "Business"),
        "Priya Raman": ("Raman Clinics", "Enterprise"),
        "Sam Okafor": ("Okafor & Daughters", "Starter"),
        "Elena Petrova": ("Northlight Studio", "Business"),
        "Diego Álvarez": ("Álvarez Viajes", "Starter"),
    }
)


@dataclass(frozen=True)
class _Opened:
    number: str
    title: str
    body: str
    customer: str
    owner: str | None
    priority: Priority
    state: State = "open"
    kind: Literal["conversation", "ticket"] = "conversation"
    days_ago: int = 0


_TICKETS = (
    _Opened(
        "4711",
        "Cannot export invoices",
        "<p>Bonjour, l'export des factures s'arrête à 3 % depuis ce matin. Nous devons les"
        " envoyer à notre comptable avant vendredi. Pouvez-vous m'appeler en français ?</p>",
        "Chloé Martin",
        "Amira",
        "high",
    ),
    _Opened(
        "4712",
        "Webhook times out since the update",
        "<p>About one delivery in five never arrives. The log says <code>504</code>.</p>",
        "Jonas Weber",
        "Omar",
        "medium",
        kind="ticket",
    ),
    _Opened(
        "4713",
        "Audit log is missing two days",
        "<p>We are audited next week and 3 and 4 March are empty.</p>",
        "Priya Raman",
        "Nadia",
        "urgent",
    ),
    _Opened(
        "4714",
        "How do I add a colleague?",
        "<p>I can't find where to invite my sister.</p>",
        "Sam Okafor",
        "Amira",
        "low",
    ),
    _Opened(
        "4715",
        "Charged twice in September",
        "<p>Two invoices, one order.</p>",
        "Elena Petrova",
        "Bea",
        "medium",
    ),
    _Opened(
        "4716",
        "Password link has expired",
        "<p>The link in the mail says it is too old, each time.</p>",
        "Diego Álvarez",
        None,
        "low",
    ),
    _Opened(
        "4717",
        "Import stops at row 10,000",
        "<p>The rest of the file is not read and nothing is said.</p>",
        "Jonas Weber",
        "Amira",
        "medium",
        state="snoozed",
    ),
    _Opened(
        "4718",
        "Single sign-on for the second clinic",
        "<p>We have a new location and need it on the same login.</p>",
        "Priya Raman",
        "Omar",
        "high",
        state="waiting_on_customer",
        kind="ticket",
    ),
    _Opened(
        "4719",
        "Logo is blurred on PDFs",
        "<p>It looks fine on the screen.</p>",
        "Elena Petrova",
        "Nadia",
        "low",
    ),
    _Opened(
        "4720",
        "Thank you!",
        "<p>That was quick. All good now.</p>",
        "Sam Okafor",
        "Bea",
        "none",
        state="closed",
        days_ago=45,
    ),
)


@dataclass(frozen=True)
class Cast:
    """The cast: who decides, and where everybody is, by Slack's ids."""

    manager: str
    leads: tuple[str, ...]
    channel: str


def seed(workspace: Workspace, helpdesk: Helpdesk) -> Cast:
    """Let the team in and its tickets; done before, it is only looked up."""
    people = {user["real_name"]: str(user["id"]) for user in workspace.people.all()}
    if not people.keys() >= _PEOPLE.keys():
        people = {name: _joins(workspace, name) for name in _PEOPLE}
        workspace.add_channel("support", people.values())
    if not helpdesk.admins():
        _fill(helpdesk, workspace.clock.now())
    channel = workspace.channels.by_name("support")
    return Cast(
        manager=people["Mubeen"],
        leads=(people["Lina"], people["Theo"]),
        channel=str(channel["id"]) if channel else "",
    )


def _joins(workspace: Workspace, name: str) -> str:
    title, tz = _PEOPLE[name]
    user = workspace.add_person(name, _email(name), tz=tz)
    workspace.people.change(user["id"], profile={**user["profile"], "title": title})
    return str(user["id"])


def _fill(helpdesk: Helpdesk, now: datetime) -> None:
    admins = {name: helpdesk.add_admin(name, _email(name)) for name in _PEOPLE}
    customers = {
        name: helpdesk.add_contact(name, f"contact{number}@customer.example", *company)
        for number, (name, company) in enumerate(_CUSTOMERS.items(), 1)
    }
    for opened in _TICKETS:
        add = helpdesk.add_ticket if opened.kind == "ticket" else helpdesk.add_conversation
        add(
            opened.title,
            customers[opened.customer],
            number=opened.number,
            body=opened.body,
            owner=admins[opened.owner] if opened.owner else None,
            priority=opened.priority,
            state=opened.state,
            created=now - timedelta(days=opened.days_ago),
        )


def _email(name: str) -> str:
    return f"{name.casefold()}@{_DOMAIN}"
