"""Intercom's API over the helpdesk's world."""
