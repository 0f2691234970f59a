"""The outside world on this machine: a Slack workspace and an Intercom helpdesk, on loopback."""
