"""Intercom as the helpdesk."""

from connectors.intercom.intercom import Intercom
from connectors.intercom.settings import IntercomSettings

__all__ = ["Intercom", "IntercomSettings"]
