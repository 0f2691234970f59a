"""Slack: who people are, and how messages get there."""

from connectors.slack.members import SlackMembers
from connectors.slack.messenger import SlackMessenger

__all__ = ["SlackMembers", "SlackMessenger"]
