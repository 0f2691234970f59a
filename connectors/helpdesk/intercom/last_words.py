"""The last words on a ticket: when the customer got a reply from us, and when they wrote.

The parts tell it: comments, and the words with which something is opened, closed or put aside.
Words that come with an assignment may be for the team alone, and are no reply. Of a conversation
in a list only statistics are told. By Intercom's description `last_admin_reply_at` is the time of
any part by an admin, so it may tell more than replies; where the parts are whole, it is not asked.
"""

from collections.abc import Callable
from datetime import datetime

from connectors.helpdesk.intercom.answers import Conversation, Item, Part, Statistics
from connectors.helpdesk.intercom.authors import is_automatic
from connectors.helpdesk.intercom.reading import instant

_CUSTOMERS = frozenset({"user", "lead", "contact"})
_PUBLIC = frozenset({"comment", "open", "close", "snoozed"})
_NONE_TOLD = Statistics()


def replied(item: Item) -> datetime | None:
    """Find when one of us last wrote to the customer; None for never, or where it is not told."""
    return instant(_last(item, _is_our_reply) or _told(item).last_admin_reply_at)


def customer_wrote(item: Item) -> datetime | None:
    """Find when the customer last wrote, or began the conversation; None where it is not told.

    Who opened a ticket is told nowhere, so that is nobody's writing.
    """
    times = (
        _opened_by_customer(item),
        _last(item, _is_theirs) or _told(item).last_contact_reply_at,
    )
    return instant(max(filter(None, times), default=None))


def _last(item: Item, wanted: Callable[[Part], bool]) -> int | None:
    times = (part.created_at for part in item.parts if wanted(part))
    return max(filter(None, times), default=None)


def _told(item: Item) -> Statistics:
    """The statistics, where not every part is told."""
    if not isinstance(item, Conversation) or item.statistics is None:
        return _NONE_TOLD
    parts = item.conversation_parts
    whole = parts is not None and (parts.total_count or 0) <= len(item.parts)
    return _NONE_TOLD if whole else item.statistics


def _opened_by_customer(item: Item) -> int | None:
    source = item.source if isinstance(item, Conversation) else None
    author = source.author if source else None
    return item.created_at if author and author.type in _CUSTOMERS else None


def _is_our_reply(part: Part) -> bool:
    by_us = part.author is not None and part.author.type == "admin"
    return by_us and part.part_type in _PUBLIC and _has_words(part) and not is_automatic(part)


def _is_theirs(part: Part) -> bool:
    return part.author is not None and part.author.type in _CUSTOMERS and _has_words(part)


def _has_words(part: Part) -> bool:
    """Tell whether somebody wrote; a comment may be nothing but a picture."""
    return part.part_type == "comment" or bool(part.body)
