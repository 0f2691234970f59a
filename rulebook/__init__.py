"""The team's handbook as code: what is allowed and what it means. No I/O, no clock."""
