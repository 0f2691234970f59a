"""The roster: who is on duty when, as the team keeps it."""
