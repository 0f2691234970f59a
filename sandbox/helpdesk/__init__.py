"""A helpdesk on loopback, strict, stateful and watched; it speaks Intercom's API and Pylon's."""

from sandbox.helpdesk.helpdesk import Helpdesk

__all__ = ["Helpdesk"]
