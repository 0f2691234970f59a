"""Acts of people: each sends what Slack sends and shows what Slack shows."""
