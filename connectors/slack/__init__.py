"""Slack: who people are, and how messages get there."""

from connectors.slack.identity import Identity, who_am_i
from connectors.slack.limits import SLACKS_LIMITS, Allowance, SlackLimits
from connectors.slack.members import SlackMembers
from connectors.slack.messenger import SlackMessenger
from connectors.slack.pace import Pace
from connectors.slack.told import calls_told

__all__ = [
    "SLACKS_LIMITS",
    "Allowance",
    "Identity",
    "Pace",
    "SlackLimits",
    "SlackMembers",
    "SlackMessenger",
    "calls_told",
    "who_am_i",
]
