"""Who is on duty when, as the team keeps it."""
