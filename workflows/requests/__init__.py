"""The life of a request: submitted, routed to who decides, decided, carried out."""
