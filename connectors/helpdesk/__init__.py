"""Where tickets live: one package for each helpdesk, and what they share."""
