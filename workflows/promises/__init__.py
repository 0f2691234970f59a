"""Updates promised to customers, calls with them, deadlines of the helpdesk: made, swept, ended."""
