"""Slack: who people are, and how messages get there."""

from connectors.slack.identity import Identity, who_am_i
from connectors.slack.members import SlackMembers
from connectors.slack.messenger import SlackMessenger

__all__ = ["Identity", "SlackMembers", "SlackMessenger", "who_am_i"]
