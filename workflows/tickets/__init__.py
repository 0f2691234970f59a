"""What happens to tickets in the helpdesk itself: the watch over it, changes of owner."""
