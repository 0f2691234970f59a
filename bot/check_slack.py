"""Checks of what the bot needs of Slack: a sentence for what works, an error for what does not."""

from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import manifest
from bot.settings import Settings, SettingsError
from connectors.slack import SlackMembers
from connectors.slack.checks import granted, is_in, may_connect
from rulebook.people import Member


class SlackChecks:
    """The checks of one workspace, the token first. All raise SettingsError and NotHeard."""

    def __init__(self, settings: Settings, client: AsyncWebClient) -> None:
        self._settings = settings
        self._client = client
        self._members = SlackMembers(client, settings.people)
        self._workspace = ""

    async def token(self) -> str:
        """Slack takes the bot token, and gave it every scope of the manifest."""
        given = await granted(self._client)
        self._workspace = given.workspace
        missing = sorted({*manifest()["oauth_config"]["scopes"]["bot"]} - given.scopes)
        if missing:
            scopes = f"scope{'s'[: len(missing) - 1]} {', '.join(missing)}"
            message = (
                f"Slack: the bot token lacks the {scopes}. "
                "Reinstall the app with the manifest: python -m bot manifest"
            )
            raise SettingsError(message)
        return f"Slack: works, in {given.workspace}, with every scope."

    async def way_in(self) -> str:
        """Slack reaches the bot: over a socket, or by signed HTTP, which it alone can try."""
        token = self._settings.slack_app_token
        if token is None:
            return (
                "HTTP: no SLACK_APP_TOKEN, so Slack delivers to /slack/events; "
                "whether SLACK_SIGNING_SECRET is right shows at the first command."
            )
        await may_connect(self._client, token.get_secret_value())
        return "Socket Mode: works."

    async def manager(self) -> str:
        """MANAGER is there."""
        return await self._are_there("MANAGER", [self._settings.manager])

    async def leads(self) -> str:
        """SHIFT_LEADS are there."""
        if not self._settings.shift_leads:
            return "SHIFT_LEADS: not set, so the manager decides alone."
        return await self._are_there("SHIFT_LEADS", self._settings.shift_leads)

    async def channel(self) -> str:
        """APPROVALS_CHANNEL is one that the bot is in."""
        channel = self._settings.approvals_channel
        if not channel:
            return "APPROVALS_CHANNEL: not set, so no channel gets a copy of the cards."
        self._needs_token("APPROVALS_CHANNEL")
        if not await is_in(self._client, channel):
            message = (
                f"APPROVALS_CHANNEL {channel} does not exist in this workspace "
                f"({self._workspace}), or the bot is not in it: invite it there."
            )
            raise SettingsError(message)
        return "APPROVALS_CHANNEL: works, the bot is in it."

    async def _are_there(self, setting: str, ids: Sequence[str]) -> str:
        self._needs_token(setting)
        found = {each: await self._members.member(each) for each in ids}
        wrong = [
            f"{setting} {each} {trouble} in this workspace ({self._workspace})."
            for each, member in found.items()
            if (trouble := _trouble(member))
        ]
        if wrong:
            raise SettingsError(" ".join(wrong))
        return (
            f"{setting}: works ({', '.join(member.name for member in found.values() if member)})."
        )

    def _needs_token(self, setting: str) -> None:
        if not self._workspace:
            message = f"{setting}: cannot be checked until the bot token works."
            raise SettingsError(message)


def _trouble(member: Member | None) -> str:
    if member is None:
        return "is not"
    return f"({member.name}) is deactivated" if member.deactivated else ""
