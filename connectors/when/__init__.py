"""What reads a time as people write it."""

from connectors.when.reader import WhenReader

__all__ = ["WhenReader"]
