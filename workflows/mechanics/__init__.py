"""The mechanics of the loop: a guarded move, its audit, word to people, cards refreshed."""
