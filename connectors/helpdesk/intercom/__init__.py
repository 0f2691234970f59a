"""Intercom as the helpdesk."""

from connectors.helpdesk.intercom.intercom import Intercom
from connectors.helpdesk.intercom.settings import IntercomSettings

__all__ = ["Intercom", "IntercomSettings"]
