"""Pylon's API over the helpdesk's world."""
