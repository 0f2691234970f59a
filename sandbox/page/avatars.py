"""Avatars in place of a picture of somebody: letters on a colour."""

from zlib import crc32

TINTS = 8


def initials(name: str) -> str:
    """Return one letter of a name, or the first of its first and of its last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [word[0].upper() for word in words]
    return "".join(letters[:1] + letters[1:][-1:])


def tint(name: str) -> int:
    """Return the number of a colour, the same for a name each time."""
    return crc32(name.encode()) % TINTS
