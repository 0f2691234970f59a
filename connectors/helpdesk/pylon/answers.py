"""Pylon's answers, as far as we read them; the rest is passed over.

Pylon's description demands no field of any answer, so that only what nothing works without is
demanded here. Times are RFC 3339.
"""

from typing import Any

from pydantic import AwareDatetime

from connectors.http.answer import Answer


class PylonRefusal(Answer):
    """The reasons for which a call was refused."""

    errors: tuple[str, ...] | None = None
    code: str | None = None


class PylonCursor(Answer):
    """The place where the next page begins."""

    cursor: str | None = None
    has_next_page: bool = False


class PylonPage(Answer):
    """One page of a list; the last one may say nothing of pages."""

    pagination: PylonCursor | None = None

    @property
    def following(self) -> str | None:
        """The cursor of the next page; None after the last."""
        more = self.pagination and self.pagination.has_next_page
        return self.pagination.cursor or None if self.pagination and more else None


class CustomField(Answer):
    """The content of a custom field."""

    value: str | None = None
    values: tuple[str, ...] | None = None


class PylonReference(Answer):
    """Something named by its id."""

    id: str


class Somebody(Answer):
    """A user or a contact in passing."""

    id: str
    email: str | None = None


class Sla(Answer):
    """One promise of a team: until when, and when it was reached."""

    breach_time: AwareDatetime | None = None
    time: AwareDatetime | None = None


class TeamSla(Answer):
    """The promises about an issue to a team."""

    team_id: str
    first_response: Sla | None = None
    first_resolution: Sla | None = None
    resolution: Sla | None = None


class Issue(Answer):
    """An issue. `id` is for calls, `number` what people call it."""

    id: str
    number: int
    state: str
    title: str | None = None
    link: str | None = None
    body_html: str | None = None
    source: str | None = None
    account: PylonReference | None = None
    requester: Somebody | None = None
    assignee: Somebody | None = None
    custom_fields: dict[str, CustomField | None] | None = None
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    snoozed_until_time: AwareDatetime | None = None
    latest_message_time: AwareDatetime | None = None
    number_of_touches: int | None = None
    first_response_time: AwareDatetime | None = None
    first_response_breach_time: AwareDatetime | None = None
    resolution_breach_time: AwareDatetime | None = None
    team_slas: tuple[TeamSla, ...] | None = None


class OneIssue(Answer):
    """An issue that was asked for, created or changed."""

    data: Issue


class IssuePage(PylonPage):
    """One page of issues."""

    data: tuple[Issue, ...]


class PylonAuthor(Answer):
    """The author of a message: one of us or a contact."""

    user: Somebody | None = None
    contact: Somebody | None = None


class IssueMessage(Answer):
    """A reply, or an internal note where it is private."""

    id: str
    message_html: str | None = None
    author: PylonAuthor | None = None
    is_private: bool = False
    timestamp: AwareDatetime | None = None


class PylonMessages(PylonPage):
    """One page of what was written on an issue."""

    data: tuple[IssueMessage, ...]


class Written(Answer):
    """A note that was written."""

    data: PylonReference


class Thread(Answer):
    """A thread of notes. One with a channel is mirrored there, in Slack or elsewhere."""

    id: str
    name: str | None = None
    channel_id: str | None = None


class OneThread(Answer):
    """A thread that was begun."""

    data: Thread


class Threads(Answer):
    """The threads of an issue."""

    data: tuple[Thread, ...] | None = None


class IssueStatus(Answer):
    """A status that a team made up, and the standard one that it is a kind of."""

    slug: str
    category: str | None = None


class Statuses(Answer):
    """Every status."""

    data: tuple[IssueStatus, ...]


class User(Answer):
    """A teammate."""

    id: str
    name: str | None = None
    email: str | None = None
    emails: tuple[str, ...] | None = None
    is_deactivated: bool = False


class OneUser(Answer):
    """A teammate who was changed."""

    data: User


class Users(Answer):
    """Every teammate."""

    data: tuple[User, ...]


class PylonTeam(Answer):
    """Some of the teammates."""

    id: str
    name: str | None = None


class Teams(Answer):
    """Every team."""

    data: tuple[PylonTeam, ...]


class Account(Answer):
    """A customer's company."""

    id: str
    name: str | None = None
    domain: str | None = None
    primary_domain: str | None = None
    custom_fields: dict[str, CustomField | None] | None = None


class OneAccount(Answer):
    """An account that was asked for."""

    data: Account


class Accounts(PylonPage):
    """One page of accounts."""

    data: tuple[Account, ...]


class PylonContact(Answer):
    """A customer."""

    id: str
    name: str | None = None
    email: str | None = None
    account: PylonReference | None = None
    custom_fields: dict[str, CustomField | None] | None = None


class OneContact(Answer):
    """A contact who was asked for."""

    data: PylonContact


class Contacts(PylonPage):
    """One page of contacts."""

    data: tuple[PylonContact, ...]


class Organization(Answer):
    """The owner of the token; older descriptions know no user."""

    id: str | None = None
    user: Somebody | None = None


class PylonMe(Answer):
    """The owner of the token."""

    data: Organization


class AuditEntry(Answer):
    """One thing that happened anywhere. What `attributes` and `metadata` hold is not described."""

    id: str
    action: str | None = None
    action_happened_at: AwareDatetime
    actor_user_id: str | None = None
    actor_contact_id: str | None = None
    object_id: str | None = None
    object_type: str | None = None
    attributes: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None


class Log(PylonPage):
    """One page of what happened, the newest first."""

    data: tuple[AuditEntry, ...]
