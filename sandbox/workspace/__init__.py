"""A Slack workspace on this machine: strict, stateful, and ignorant of the app it hosts."""

from sandbox.changes import StillWaiting
from sandbox.workspace.manifest import ManifestRefused
from sandbox.workspace.rates import SLACKS_RATES, Rates
from sandbox.workspace.records import Delivery, Installed, Outcome, Patience, Ping, Team, WebApiCall
from sandbox.workspace.workspace import Workspace

__all__ = [
    "SLACKS_RATES",
    "Delivery",
    "Installed",
    "ManifestRefused",
    "Outcome",
    "Patience",
    "Ping",
    "Rates",
    "StillWaiting",
    "Team",
    "WebApiCall",
    "Workspace",
]
