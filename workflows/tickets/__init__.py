"""Tickets in the helpdesk itself, and what happens to them: the watch over it, owner changes."""
