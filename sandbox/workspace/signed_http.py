"""Delivery over HTTP: signed requests to the app's own address."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import httpx

from sandbox.workspace.records import Json


class NotTaken(ConnectionError):  # noqa: N818 (read as a sentence)
    """The app's address answered with something other than 2xx, or not at all."""

    def __init__(self, why: str, *, no_retry: bool = False) -> None:
        super().__init__(why)
        self.no_retry = no_retry


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Sign a body as Slack does (v0)."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class SignedHttp:
    """Sends payloads to one address."""

    def __init__(self, url: str, signing_secret: str) -> None:
        self._url = url
        self._signing_secret = signing_secret
        self._client = httpx.AsyncClient(timeout=None, trust_env=False)  # noqa: S113 (the caller is impatient)

    async def close(self) -> None:
        """Close the connections that were kept."""
        await self._client.aclose()

    async def carry(self, kind: str, payload: Json, attempt: int, reason: str) -> Json:
        """Send a payload and return the body of the answer, {} when it has none.

        Raises NotTaken.
        """
        body, content_type = _encoded(kind, payload)
        # The app compares this with the machine's time, whatever time it is in the sandbox.
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._signing_secret, timestamp, body),
        }
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        try:
            answer = await self._client.post(self._url, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise NotTaken(str(error)) from error
        if not answer.is_success:
            why = f"it answered {answer.status_code}"
            raise NotTaken(why, no_retry=answer.headers.get("X-Slack-No-Retry") == "1")
        return _ack(answer)


def _encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _ack(answer: httpx.Response) -> Json:
    if not answer.content.strip():
        return {}
    if answer.headers.get("content-type", "").startswith("application/json"):
        try:
            parsed = answer.json()
        except ValueError as error:
            why = "its answer is no JSON"
            raise NotTaken(why) from error
        return parsed if isinstance(parsed, dict) else {}
    return {"text": answer.text}
