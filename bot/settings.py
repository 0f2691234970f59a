"""Settings, from the environment or `.env`. What is wrong with them is one line that names it."""

from datetime import time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import holidays
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_types import (
    Addresses,
    Country,
    Days,
    Duration,
    Durations,
    MemberId,
    MemberIds,
    OpeningTimes,
    Sla,
    Zone,
)
from rulebook.limits import Limits
from rulebook.sla import Policy
from rulebook.support_hours import SupportHours

Speaks = Literal["intercom", "pylon"]


class SettingsError(Exception):
    """The first thing that is wrong, as a line a person can act on."""


class Settings(BaseSettings):
    """Everything that can be set; `.env.example` has a line for each."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: Annotated[str, Field(pattern=r"^https?://.+/api/$")] = "https://slack.com/api/"
    manager: MemberId
    shift_leads: MemberIds = ()
    approvals_channel: Annotated[str, Field(pattern=r"^([CG][A-Z0-9]{2,})?$")] = ""
    database_url: Annotated[str, Field(pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://")] = (
        "sqlite+aiosqlite:///countersign.sqlite3"
    )
    helpdesk: Speaks = "intercom"
    people: Addresses = {}
    intercom_access_token: SecretStr | None = None
    intercom_api_url: Annotated[str, Field(pattern=r"^https?://")] = "https://api.intercom.io"
    intercom_ticket_type: str = ""
    intercom_plan: str = "plan"
    intercom_priority: str = "priority"
    intercom_client_secret: SecretStr | None = None
    pylon_api_token: SecretStr | None = None
    pylon_api_url: Annotated[str, Field(pattern=r"^https?://")] = "https://api.usepylon.com"
    pylon_plan: str = "plan"
    pylon_priority: str = "priority"
    support_timezone: Zone = ZoneInfo("America/New_York")
    support_hours: OpeningTimes = (time(8), time(18))
    support_days: Days = frozenset(range(5))
    holidays: Country = "US"
    sla: Sla = Policy()
    remind_before: Durations = (timedelta(minutes=60), timedelta(minutes=15))
    answer_within: Duration = timedelta(minutes=15)
    training_limit: Duration = timedelta(minutes=30)
    old_ticket_after: Duration = timedelta(days=30)
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def _one_way_in(self) -> "Settings":
        if not self.slack_app_token and not self.slack_signing_secret:
            message = (
                "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is needed, "
                "so that Slack can reach the bot"
            )
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _the_helpdesks_token(self) -> "Settings":
        tokens = {
            "intercom": ("INTERCOM_ACCESS_TOKEN", self.intercom_access_token),
            "pylon": ("PYLON_API_TOKEN", self.pylon_api_token),
        }
        name, token = tokens[self.helpdesk]
        if not token:
            message = f"{name} is missing"
            raise ValueError(message)
        return self

    def hours(self) -> SupportHours:
        """The hours in which support is open."""
        opens, closes = self.support_hours
        return SupportHours(
            timezone=self.support_timezone,
            opens=opens,
            closes=closes,
            days=self.support_days,
            holidays=holidays.country_holidays(self.holidays) if self.holidays else frozenset(),
        )

    def limits(self) -> Limits:
        """The lengths of time beyond which something takes too long or is too old."""
        return Limits(
            answer_within=self.answer_within,
            training=self.training_limit,
            old_ticket=self.old_ticket_after,
        )


def read_settings(**given: Any) -> Settings:  # noqa: ANN401 (any setting, for tests and the demo)
    """Read the settings. Raises SettingsError with one line that names what is wrong."""
    try:
        return Settings(**given)
    except ValidationError as invalid:
        raise SettingsError(_line(invalid)) from None


def _line(invalid: ValidationError) -> str:
    first = invalid.errors(include_input=False)[0]
    words = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return f"{words}."
    name = str(first["loc"][0]).upper()
    return f"{name} is missing." if first["type"] == "missing" else f"{name}: {words}."
