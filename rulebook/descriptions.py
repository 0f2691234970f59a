"""Write clear ticket descriptions (G): what an empty or useless one is."""

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
# Headings of the template, and words that say only that something is wrong.
_SAY_NOTHING = frozenset(
    _WORD.findall(
        "steps step expected actual result results description summary title issue issues problem "
        "problems bug bugs error errors broken broke works work working doesn does not isn help "
        "please fix asap urgent see above below chat call customer ticket test testing todo tbd na "
        "none nothing something it is the this that and for with"
    )
)
_ENOUGH = 5
_CHARACTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ENOUGH_CHARACTERS = 10


def clear(text: str) -> bool:
    """Tell whether a description says something: a handful of different words with a meaning."""
    words = {word.casefold() for word in _WORD.findall(text)}
    return len({word for word in words if _meant(word)} - _SAY_NOTHING) >= _ENOUGH or _dense(text)


def _meant(word: str) -> bool:
    """Not the same letter, or the same two, over and over."""
    return len(set(word)) > min(2, len(word) - 1)


def _dense(text: str) -> bool:
    """Scripts without spaces between words say as much in fewer, longer runs."""
    return len(set(_CHARACTERS.findall(text))) >= _ENOUGH_CHARACTERS
