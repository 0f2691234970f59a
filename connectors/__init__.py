"""The systems outside, each behind its port."""
