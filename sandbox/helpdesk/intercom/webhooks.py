"""Notifications by Intercom to an app: signed, and tried again while nobody answers."""

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from sandbox.helpdesk.intercom.answers import conversation, ticket
from sandbox.helpdesk.intercom.told import seconds
from sandbox.helpdesk.records import Admin, Json, Part, Ticket

_WITHIN = 5.0  # seconds, in which an app has to answer
_WAITS = (1.0, 2.0, 4.0)  # seconds before each further attempt; Intercom waits longer
_TOPICS = {
    "assignment": "admin.assigned",
    "assign_and_reopen": "admin.assigned",
    "note": "admin.noted",
    "close": "admin.closed",
    "open": "admin.opened",
    "snoozed": "admin.snoozed",
    "ticket_state_updated_by_admin": "state.updated",
}


@dataclass
class Webhooks:
    """Tells `url` of everything, signed with the app's client secret; of nothing while it is "".

    `sent` are the notifications so far, each with what it was answered last; 0 for nothing.
    """

    app_id: str
    client_secret: str = "sandbox-client-secret"  # noqa: S105 (opens nothing but the sandbox)
    url: str = ""
    sent: list[tuple[Json, int]] = field(default_factory=list)
    _sending: set[asyncio.Task[None]] = field(default_factory=set)

    def happened(self, about: Ticket, part: Part) -> None:
        """Something happened to a ticket: tell of it, without anybody waiting for that."""
        if self.url:
            task = asyncio.get_running_loop().create_task(
                self._tell(_told(self.app_id, about, part))
            )
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def close(self) -> None:
        """Tell of nothing more."""
        self.url = ""
        for task in self._sending:
            task.cancel()

    async def sends_again(self, notification: Json) -> int:
        """Deliver a notification once more, as Intercom does that missed an answer."""
        return await self._deliver(notification)

    async def _tell(self, notification: Json) -> None:
        for wait in (*_WAITS, 0):
            status = await self._deliver(notification)
            if status and status < 500:  # noqa: PLR2004 (HTTP's own range)
                return
            await asyncio.sleep(wait)

    async def _deliver(self, notification: Json) -> int:
        body = json.dumps(notification).encode()
        digest = hmac.new(self.client_secret.encode(), body, hashlib.sha1).hexdigest()
        headers = {"Content-Type": "application/json", "X-Hub-Signature": f"sha1={digest}"}
        status = 0
        try:
            async with httpx.AsyncClient(timeout=_WITHIN, trust_env=False) as client:
                answer = await client.post(self.url, content=body, headers=headers)
            status = answer.status_code
        except (httpx.HTTPError, httpx.InvalidURL):
            pass  # nobody is there: it is tried again
        self.sent.append((notification, status))
        return status


def _told(app_id: str, about: Ticket, part: Part) -> Json:
    item = conversation(about) if about.kind == "conversation" else ticket(about)
    by = "admin.replied" if isinstance(part.author, Admin) else "user.replied"
    return {
        "type": "notification_event",
        "app_id": app_id,
        "id": f"notif_{uuid4()}",
        "topic": f"{about.kind}.{_TOPICS.get(part.kind, by)}",
        "delivery_attempts": 1,
        "first_sent_at": seconds(part.at),
        "created_at": seconds(part.at),
        "data": {"type": "notification_event_data", "item": item},
    }
