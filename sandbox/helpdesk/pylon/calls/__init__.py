"""What each call does, by what it is about."""
