"""The calls of Intercom's API that are answered here, by what they are about."""
