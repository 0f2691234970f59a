"""Text that anybody may have written, made safe to stand beside ours."""

import re
import unicodedata

# Embeddings, overrides and isolates: with them a text could reorder what stands around it.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cs"})


def plain(text: str) -> str:
    """The text without what reorders, controls or cannot be encoded; line breaks as newlines."""
    whole = _LINE_BREAKS.sub("\n", _REORDERING.sub("", text))
    return "".join(
        character
        for character in whole
        if character in "\n\t" or unicodedata.category(character) not in _UNSEEN
    )


def one_line(text: str) -> str:
    """The text on a single line."""
    return " ".join(plain(text).split())


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same to the people who wrote them."""
    return one_line(one).casefold() == one_line(other).casefold()
