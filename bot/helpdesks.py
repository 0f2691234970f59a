"""The one helpdesk that is configured; of the others nothing is imported."""

from typing import Protocol, assert_never

from pydantic import SecretStr, ValidationError

from bot.settings import Settings, SettingsError
from rulebook.ports import Helpdesk


class OpenHelpdesk(Helpdesk, Protocol):
    """A helpdesk, to be closed when done."""

    async def aclose(self) -> None:
        """Close the connections."""


def open_helpdesk(settings: Settings, *, inbox_url: str = "", timeout: float = 5.0) -> OpenHelpdesk:
    """Reach the configured helpdesk; `timeout` in seconds. Raises SettingsError.

    `inbox_url` is where links to tickets lead, if not to the helpdesk's own pages.
    """
    try:
        return _opened(settings, inbox_url, timeout)
    except ValidationError as invalid:
        first = invalid.errors(include_input=False)[0]
        name = f"{settings.helpdesk}_{first['loc'][0]}".upper().replace("PYLON_ACCESS", "PYLON_API")
        message = f"{name}: {first['msg'].removeprefix('Value error, ')}."
        raise SettingsError(message) from None


def _opened(settings: Settings, inbox_url: str, timeout: float) -> OpenHelpdesk:
    match settings.helpdesk:
        case "intercom":
            from connectors.helpdesk.intercom import (  # noqa: PLC0415 (only what is configured)
                Intercom,
                IntercomSettings,
            )

            return Intercom(
                IntercomSettings(
                    access_token=settings.intercom_access_token or SecretStr(""),
                    api_url=settings.intercom_api_url,
                    ticket_type=settings.intercom_ticket_type,
                    plan=settings.intercom_plan,
                    priority=settings.intercom_priority,
                    inbox_url=inbox_url,
                    timeout=timeout,
                )
            )
        case "pylon":
            from connectors.helpdesk.pylon import (  # noqa: PLC0415 (only what is configured)
                Pylon,
                PylonSettings,
            )

            return Pylon(
                PylonSettings(
                    access_token=settings.pylon_api_token or SecretStr(""),
                    api_url=settings.pylon_api_url,
                    plan=settings.pylon_plan,
                    priority=settings.pylon_priority,
                    timeout=timeout,
                )
            )
        case _:
            assert_never(settings.helpdesk)
