"""Block Kit as Slack judges it: a table of shapes, and the few rules that no table holds."""
