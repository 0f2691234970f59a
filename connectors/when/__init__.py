"""A reader of times as people write them."""

from connectors.when.reader import WhenReader

__all__ = ["WhenReader"]
