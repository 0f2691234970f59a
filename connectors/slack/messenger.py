"""Messages and homes into Slack.

chat.postMessage, chat.update, chat.delete, chat.postEphemeral, views.publish.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from connectors.slack.pace import SlackPace
from connectors.slack.trouble import TROUBLE, code_of, outcome_of
from rulebook.ports import Blocks, Done, Drawn, GiveUp, NotHeard, Outcome, Posted, TryAgain

_EVENT = "countersign"
_PAGES = 5
# A post that was given up waiting for may come through a little later: look again only then.
_MAY_STILL_ARRIVE = timedelta(seconds=30)


class SlackMessenger:
    """The port `Messenger`. A marker rides in the metadata of what is posted.

    Every call keeps the pace; one that would have to wait for long is to be tried again.
    """

    def __init__(self, client: AsyncWebClient, pace: SlackPace | None = None) -> None:
        self._client = client
        self._pace = pace or SlackPace()
        self._directs: dict[str, str] = {}

    async def post(  # noqa: PLR0913 (what, where, and when no longer)
        self,
        to: str,
        message: Drawn,
        *,
        marker: str,
        thread: str | None,
        again: bool,
        until: datetime | None = None,
    ) -> Posted | TryAgain | GiveUp:
        """Post to a channel or a member; `again`: look for the marker first."""
        try:
            # Its turn comes first: looking has limits too, and would have to be repeated.
            async with self._pace.turn("chat.postMessage", self._directs.get(to, to)):
                if again and (posted := await self._find(to, marker, thread)):
                    return posted
                # A machine that slept wakes up in the middle of a call.
                if until and datetime.now(UTC) >= until:
                    return TryAgain(because="It was too late to post it.", untried=True)
                answer = await self._client.chat_postMessage(
                    channel=to,
                    thread_ts=thread,
                    metadata={"event_type": _EVENT, "event_payload": {"marker": marker}},
                    unfurl_links=False,
                    unfurl_media=False,
                    **_shown(message),
                )
        except TimeoutError:
            return TryAgain(because="Slack did not answer in time.", after=_MAY_STILL_ARRIVE)
        except TROUBLE as error:
            return outcome_of(error)
        self._directs[to] = answer["channel"]
        return Posted(channel=answer["channel"], ts=answer["ts"])

    async def find(self, to: str, *, marker: str) -> Posted | None:
        """Find what was posted with a marker. Raises NotHeard."""
        try:
            return await self._find(to, marker, None)
        except TROUBLE as error:
            raise NotHeard(outcome_of(error)) from error

    async def update(self, at: Posted, message: Drawn) -> Outcome:
        """Replace what a message shows. Its metadata stays."""
        try:
            async with self._pace.turn("chat.update"):
                await self._client.chat_update(channel=at.channel, ts=at.ts, **_shown(message))
        except TROUBLE as error:
            return outcome_of(error)
        return Done(reference=at.ts)

    async def remove(self, at: Posted) -> Outcome:
        """Delete a message; one that is gone already is done."""
        try:
            async with self._pace.turn("chat.delete"):
                await self._client.chat_delete(channel=at.channel, ts=at.ts)
        except TROUBLE as error:
            if code_of(error) != "message_not_found":
                return outcome_of(error)
        return Done(reference=at.ts)

    async def show_home(self, to: str, blocks: Blocks) -> Outcome:
        """Publish somebody's home tab."""
        view = {"type": "home", "blocks": [dict(block) for block in blocks]}
        try:
            async with self._pace.turn("views.publish"):
                await self._client.views_publish(user_id=to, view=view)
        except TROUBLE as error:
            return outcome_of(error)
        return Done()

    async def whisper(self, channel: str, to: str, message: Drawn) -> Outcome:
        """Show something to one person only. It cannot be looked for, so it may come twice."""
        try:
            async with self._pace.turn("chat.postEphemeral"):
                answer = await self._client.chat_postEphemeral(
                    channel=channel, user=to, **_shown(message)
                )
        except TROUBLE as error:
            return outcome_of(error)
        return Done(reference=answer["message_ts"])

    async def _find(self, to: str, marker: str, thread: str | None) -> Posted | None:
        channel = to
        if to.startswith(("U", "W")):
            async with self._pace.turn("conversations.open"):
                opened = await self._client.conversations_open(users=to)
            channel = opened["channel"]["id"]
        # It may have been posted before there was a thread to post it to.
        return (thread and await self._find_in(channel, marker, thread)) or await self._find_in(
            channel, marker, None
        )

    async def _find_in(self, channel: str, marker: str, thread: str | None) -> Posted | None:
        cursor = ""
        for _ in range(_PAGES):
            answer = await self._page(channel, thread, cursor)
            for message in answer["messages"]:
                payload = message.get("metadata", {}).get("event_payload", {})
                if payload.get("marker") == marker:
                    return Posted(channel=channel, ts=message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                break
        return None

    async def _page(self, channel: str, thread: str | None, cursor: str) -> AsyncSlackResponse:
        asked: dict[str, Any] = {
            "channel": channel,
            "limit": 200,
            "include_all_metadata": True,
            "cursor": cursor or None,
        }
        if thread:
            async with self._pace.turn("conversations.replies"):
                return await self._client.conversations_replies(ts=thread, **asked)
        async with self._pace.turn("conversations.history"):
            return await self._client.conversations_history(**asked)


def _shown(message: Drawn) -> dict[str, Any]:
    return {"text": message.text, "blocks": [dict(block) for block in message.blocks]}
