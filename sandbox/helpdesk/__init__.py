"""Intercom's API on loopback, with a helpdesk behind it: strict, stateful, and watched."""

from sandbox.helpdesk.helpdesk import Helpdesk

__all__ = ["Helpdesk"]
