"""A sentence to somebody: word in a message, or the answer to a slash command."""

from cards.blocks import Json, rich, say
from cards.foreign_text import notification
from cards.message import Message
from rulebook.phrase import Phrase, plain


def word(phrase: Phrase) -> Message:
    """Draw a sentence as a message of its own."""
    return Message(text=notification(plain(phrase)), blocks=(rich(*say(phrase)),))


def answer(phrase: Phrase) -> Json:
    """Draw a sentence as the answer to a slash command, seen by who typed it."""
    message = word(phrase)
    return {"response_type": "ephemeral", "text": message.text, "blocks": list(message.blocks)}
