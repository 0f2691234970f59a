"""A helpdesk on loopback, strict, stateful and watched; it speaks Intercom's API."""

from sandbox.helpdesk.helpdesk import Helpdesk

__all__ = ["Helpdesk"]
