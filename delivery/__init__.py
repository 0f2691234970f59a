"""The outbox worker: claim, carry out, write down the outcome, retry."""
