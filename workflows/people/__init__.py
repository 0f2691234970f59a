"""One person's view: their desk, their home tab, suggestions while they type."""
