"""Every card, message and form in every state, from made-up values."""
