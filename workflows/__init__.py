"""Workflows, at once or not at all: facts are gathered first, then one transaction."""
