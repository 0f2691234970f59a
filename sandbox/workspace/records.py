"""The values that the workspace takes and hands out."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Patience:
    """The times that Slack waits, in seconds of machine time."""

    acknowledgement: float = 3.0
    trigger: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)  # before each retry of an event


@dataclass(frozen=True)
class Team:
    """A Slack workspace as payloads name it."""

    id: str
    name: str
    domain: str
    enterprise_id: str | None = None
    enterprise_name: str | None = None


@dataclass(frozen=True)
class Installed:
    """The ids and secrets that an app gets to know when it is installed."""

    app_id: str
    name: str
    bot_id: str
    bot_user_id: str
    team_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    verification_token: str


@dataclass
class WebApiCall:
    """One Web API call that arrived."""

    method: str
    arguments: Json
    at: datetime
    status: int | None = None  # None: still under way, or the connection broke
    answer: Json = field(default_factory=dict)
    seconds: float | None = None


@dataclass
class Delivery:
    """One payload that was sent to the app.

    `failure` is None or one of operation_timeout, dispatch_failed, http_error. `started` is when it
    was sent, by the machine's monotonic clock.
    """

    kind: str  # slash_commands, interactive, events_api
    payload: Json
    at: datetime
    way: str | None = None  # socket, http
    attempt: int = 0
    acknowledged: bool = False
    ack: Json = field(default_factory=dict)
    failure: str | None = None
    seconds: float | None = None
    no_retry: bool = False
    started: float = field(default_factory=time.monotonic)


@dataclass(frozen=True)
class Ping:
    """One notification that made somebody look up.

    `why` is one of direct message, thread reply, mention, @channel, @here, @everyone.
    """

    person: str
    channel: str
    ts: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """The outcome of an act: what a person saw right after it.

    `ok` is False when they were shown an error; `toast` is what Slack said then. `errors` are the
    form's, by block_id. `view` is the form on top now, None when none is open. `options` are what
    an external select offers.
    """

    ok: bool = True
    toast: str | None = None
    messages: tuple[Json, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    view: Json | None = None
    delivery: Delivery | None = None
    options: tuple[Json, ...] = ()
