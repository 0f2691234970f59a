"""Wiring and nothing else."""
