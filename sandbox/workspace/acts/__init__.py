"""What people do: each act sends what Slack sends and shows what Slack shows."""
