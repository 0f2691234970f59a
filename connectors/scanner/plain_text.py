"""The text as somebody reads it: nothing unseen inside a word, every digit an ASCII one."""

import unicodedata

_UNSEEN = frozenset("\u034f\u115f\u1160\u3164\uffa0")
_UNWRITTEN = frozenset({"Cf", "Cs"})  # zero-width ones; halves of characters
_SPACES_AND_DASHES = {"Zs": " ", "Zl": "\n", "Zp": "\n", "Pd": "-"}
_MINUS = "\u2212"


def plain_text(text: str) -> str:
    """The text without zero-width characters, in plain digits, letters, spaces and dashes."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category in _UNWRITTEN or character in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character == _MINUS:
        return "-"
    # Only what stays one character: a text must not grow.
    folded = unicodedata.normalize("NFKC", character)
    return _SPACES_AND_DASHES.get(category, folded if len(folded) == 1 else character)
