"""The whole gallery, in the order in which one walks through it."""

from gallery import foreign, forms, lists, promises, requests, words
from gallery.piece import Section

_ROOMS = (requests, forms, promises, lists, words, foreign)


def everything() -> tuple[Section, ...]:
    """Every card, message and form in every state, by section."""
    return tuple(section for room in _ROOMS for section in room.sections())
