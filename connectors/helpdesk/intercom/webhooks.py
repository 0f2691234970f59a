"""Notifications that Intercom sends by itself: who signed one, and of which ticket it speaks."""

import hashlib
import hmac
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from connectors.helpdesk.number import number_of


class Notification(BaseModel):
    """A notification: `id` is its own, `number` of the ticket it speaks of, "" for none.

    Nothing else of it is believed: what happened is read back.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    topic: str = ""
    number: str = ""


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """Tell whether `X-Hub-Signature` is Intercom's: `sha1=` and the raw body's HMAC, in hex."""
    digest = hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
    return hmac.compare_digest(f"sha1={digest}".encode(), signature.encode())


def read(body: bytes) -> Notification | None:
    """Read a notification; None where it is none."""
    try:
        sent = _Sent.model_validate_json(body)
    except (ValidationError, RecursionError):
        return None
    item = sent.data.get("item")
    return Notification(id=sent.id, topic=sent.topic, number=_number(item))


class _Sent(BaseModel):
    id: str
    topic: str
    data: dict[str, Any] = {}


def _number(item: Any) -> str:  # noqa: ANN401 (whatever was sent)
    """A ticket's number, else a conversation's id; a ticket may be wrapped once more."""
    if not isinstance(item, dict):
        return ""
    inner = item.get("ticket")
    if isinstance(inner, dict):
        return _number(inner)
    return number_of(str(item.get("ticket_id") or item.get("id") or "")) or ""
