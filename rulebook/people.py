"""People: members of the Slack workspace, persons in the helpdesk."""

from enum import StrEnum

from rulebook.value import Value


class Member(Value):
    """Somebody in Slack. `id` is Slack's (U…); `timezone` an IANA name.

    Without an id it is somebody of the helpdesk who is not in Slack: named, and never told.
    """

    id: str
    name: str
    email: str = ""
    timezone: str = "UTC"
    guest: bool = False
    deactivated: bool = False
    bot: bool = False


class Person(Value):
    """Somebody in the helpdesk who can own tickets. `id` is the helpdesk's own."""

    id: str
    name: str
    email: str = ""


class Role(StrEnum):
    """The role that somebody has for a request at the moment of a move."""

    MEMBER = "member"
    REQUESTER = "requester"
    ENTITLED = "entitled"  # the manager always, a lead on duty; who asks, where the kind says so
    DECIDER = "who decided"
    BOT = "the bot"
    CLOCK = "the clock"
