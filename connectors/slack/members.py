"""The members of the workspace (users.info, users.lookupByEmail)."""

from collections.abc import Mapping
from time import monotonic
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack.trouble import TROUBLE, code_of, outcome_of
from rulebook.people import Member
from rulebook.ports import NotHeard

# Names, e-mail addresses and zones change seldom; users.info allows 100 calls a minute.
_FRESH_FOR = 300.0
_NO_OTHERS: Mapping[str, str] = MappingProxyType({})
_GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger")


class SlackMembers:
    """The port `Members`; what was heard is remembered for five minutes.

    `addresses` are those under which members are known elsewhere, by Slack id, where that is not
    the one of their Slack account.
    """

    def __init__(self, client: AsyncWebClient, addresses: Mapping[str, str] = _NO_OTHERS) -> None:
        self._client = client
        self._addresses = addresses
        self._members = {email.casefold(): member for member, email in addresses.items()}
        self._heard: dict[str, tuple[float, Member | None]] = {}

    async def member(self, member_id: str) -> Member | None:
        """Find a member by Slack's id. None: there is none. Raises NotHeard."""
        return await self._ask(member_id, "users.info", "user_not_found", user=member_id)

    async def member_by_email(self, email: str) -> Member | None:
        """Find a member by e-mail address. None: there is none. Raises NotHeard."""
        if known := self._members.get(email.strip().casefold()):
            return await self.member(known)
        return await self._ask(email, "users.lookupByEmail", "users_not_found", email=email)

    async def _ask(self, key: str, method: str, unknown: str, **asked: str) -> Member | None:
        at, member = self._heard.get(key, (float("-inf"), None))
        if monotonic() - at < _FRESH_FOR:
            return member
        try:
            answer = await self._client.api_call(method, params=asked)
            member = self._known_elsewhere(_member(answer["user"]))
        except TROUBLE as error:
            if code_of(error) != unknown:
                raise NotHeard(outcome_of(error)) from error
            member = None
        self._heard[key] = (monotonic(), member)
        return member

    def _known_elsewhere(self, member: Member) -> Member:
        email = self._addresses.get(member.id, member.email)
        return member.model_copy(update={"email": email})


def _member(user: dict[str, Any]) -> Member:
    profile = user.get("profile", {})
    name = profile.get("display_name") or profile.get("real_name") or user.get("name", "")
    return Member(
        id=user["id"],
        name=name,
        email=profile.get("email") or "",
        timezone=_zone(user.get("tz") or "UTC"),
        guest=any(user.get(mark) for mark in _GUEST),
        deactivated=bool(user.get("deleted")),
        bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
    )


def _zone(name: str) -> str:
    """The zone, or UTC for one that this machine's tzdata does not have."""
    try:
        return ZoneInfo(name).key
    except (OSError, ValueError, KeyError):
        return "UTC"
