"""Pylon as the helpdesk."""

from connectors.helpdesk.pylon.pylon import Pylon
from connectors.helpdesk.pylon.settings import PylonSettings

__all__ = ["Pylon", "PylonSettings"]
