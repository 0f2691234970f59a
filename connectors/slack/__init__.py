"""Slack: who people are, and how messages get there."""

from connectors.slack.identity import Identity, who_am_i
from connectors.slack.limits import SLACKS_LIMITS, Allowance, SlackLimits
from connectors.slack.members import SlackMembers
from connectors.slack.messenger import SlackMessenger
from connectors.slack.pace import Pace
from connectors.slack.tracing import trace_calls

__all__ = [
    "SLACKS_LIMITS",
    "Allowance",
    "Identity",
    "Pace",
    "SlackLimits",
    "SlackMembers",
    "SlackMessenger",
    "trace_calls",
    "who_am_i",
]
