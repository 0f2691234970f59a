"""Helpdesks, where tickets live: one package for each, and what they share."""
