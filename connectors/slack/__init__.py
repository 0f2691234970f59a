"""Slack: who people are, and how messages get there."""

from connectors.slack.identity import Identity, who_am_i
from connectors.slack.members import SlackMembers
from connectors.slack.messenger import SlackMessenger
from connectors.slack.pace import SlackPace
from connectors.slack.rate_limits import SLACKS_LIMITS, SlackLimits
from connectors.slack.tracing import trace_calls

__all__ = [
    "SLACKS_LIMITS",
    "Identity",
    "SlackLimits",
    "SlackMembers",
    "SlackMessenger",
    "SlackPace",
    "trace_calls",
    "who_am_i",
]
