"""Troubles that can be made here, each as a sentence and a switch."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sandbox.clock import Clock
from sandbox.faults import Fault, Faults, Switch
from sandbox.helpdesk import Helpdesk
from sandbox.workspace import Workspace

Service = Literal["The helpdesk", "Slack"]
# What changes something that is there already.
_WRITES = "P* */{id}*"
_CHAT = "chat.*"
_POST = "chat.postMessage"


@dataclass(frozen=True)
class Trouble:
    """A fault in certain calls, what people will see of it, and for how long if not for good.

    The time is the page's own: its clock can be moved past it.
    """

    key: str
    service: Service
    sentence: str
    seen: str
    call: str
    fault: Fault
    lasts: timedelta | None = None


TROUBLES = (
    Trouble(
        "helpdesk-away",
        "The helpdesk",
        "The helpdesk does not answer.",
        "What is approved waits, the card says so, and it is carried out as soon as it is back."
        " What is asked meanwhile is looked up later.",
        "*",
        Fault.UNREACHABLE,
    ),
    Trouble(
        "helpdesk-outage",
        "The helpdesk",
        "The helpdesk has an outage of an hour.",
        "The same, and it is over by itself: move the clock by +1 h.",
        "*",
        Fault.SERVER_ERROR,
        timedelta(hours=1),
    ),
    Trouble(
        "helpdesk-slow",
        "The helpdesk",
        "The helpdesk is slow (6 s).",
        "Nobody waits for it: a request is taken at once and says that it is being looked up.",
        "*",
        Fault.SLOW,
    ),
    Trouble(
        "helpdesk-refuses",
        "The helpdesk",
        "The helpdesk refuses to be changed (403).",
        "The card says what was not done and why, and the lead can retry once this is off.",
        _WRITES,
        Fault.FORBIDDEN,
    ),
    Trouble(
        "helpdesk-unauthorized",
        "The helpdesk",
        "The helpdesk no longer takes the access token (401).",
        "The card says which setting to check. Nothing more can be looked up until this is off.",
        "*",
        Fault.UNAUTHORIZED,
    ),
    Trouble(
        "helpdesk-misses",
        "The helpdesk",
        "The helpdesk no longer finds what is to be changed (404).",
        "The card says what to look for, and the lead can retry once this is off.",
        _WRITES,
        Fault.NOT_FOUND,
    ),
    Trouble(
        "helpdesk-unaccepting",
        "The helpdesk",
        "The helpdesk does not accept a change as it is (422).",
        "The card says what it did not take, and that it can be done there by hand.",
        _WRITES,
        Fault.NOT_ACCEPTED,
    ),
    Trouble(
        "helpdesk-waits",
        "The helpdesk",
        "The helpdesk asks to wait (429).",
        "It is tried again when the helpdesk said; nobody has to do anything.",
        "*",
        Fault.RATE_LIMITED,
    ),
    Trouble(
        "helpdesk-loses",
        "The helpdesk",
        "The helpdesk does what it is asked, but loses the answer.",
        "Nothing happens twice: it is looked for before it is written again.",
        _WRITES,
        Fault.LOST_ANSWER,
    ),
    Trouble(
        "slack-away",
        "Slack",
        "Slack does not answer the app.",
        "What is pressed is kept, and cards and words come once it is back. No form can open.",
        "*",
        Fault.UNREACHABLE,
    ),
    Trouble(
        "slack-outage",
        "Slack",
        "Slack has an outage of an hour.",
        "The same, and it is over by itself: move the clock by +1 h.",
        "*",
        Fault.SERVER_ERROR,
        timedelta(hours=1),
    ),
    Trouble(
        "slack-slow",
        "Slack",
        "Slack is slow to show messages (6 s).",
        "Cards change late; who presses on an old one is told how it stands.",
        _CHAT,
        Fault.SLOW,
    ),
    Trouble(
        "slack-refuses",
        "Slack",
        "Slack refuses to post.",
        "Who cannot be reached is not waited for: somebody else gets the card.",
        _POST,
        Fault.FORBIDDEN,
    ),
    Trouble(
        "slack-waits",
        "Slack",
        "Slack asks to wait (429).",
        "Messages come later, in their order.",
        _CHAT,
        Fault.RATE_LIMITED,
    ),
    Trouble(
        "slack-loses",
        "Slack",
        "Slack loses the answer to a post.",
        "The message is there once: it is looked for before it is posted again.",
        _POST,
        Fault.LOST_ANSWER,
    ),
)
_BY_KEY = {trouble.key: trouble for trouble in TROUBLES}


@dataclass(frozen=True)
class Standing:
    """The standing of one of them; `struck` counts since it was last switched on."""

    trouble: Trouble
    on: bool
    struck: int


class Troubles:
    """The switches over both services. Of those that fit a call, the one switched on first acts."""

    def __init__(self, workspace: Workspace, helpdesk: Helpdesk, clock: Clock) -> None:
        self._faults = {"The helpdesk": helpdesk.faults, "Slack": workspace.faults}
        self._clock = clock
        self._switches: dict[str, Switch] = {}

    def all(self) -> list[Standing]:
        """Return every one, as it stands."""
        return [self._standing(trouble) for trouble in TROUBLES]

    def on(self) -> list[Trouble]:
        """Return what goes wrong at present."""
        return [one.trouble for one in self.all() if one.on]

    def switch_on(self, key: str) -> None:
        """Let it go wrong from now on. Raises LookupError."""
        trouble = self._find(key)
        self.switch_off(key)
        switch = Switch(trouble.call, trouble.fault, times=None)
        if trouble.lasts:
            ends = self._clock.now() + trouble.lasts
            switch.over = lambda: self._clock.now() >= ends
        self._switches[key] = self._of(trouble).add(switch)

    def switch_off(self, key: str) -> None:
        """Let it go right again. Raises LookupError."""
        trouble = self._find(key)
        if switch := self._switches.get(key):
            self._of(trouble).off(switch)

    def all_off(self) -> None:
        """Let everything go right again."""
        for key in self._switches:
            self.switch_off(key)

    def _standing(self, trouble: Trouble) -> Standing:
        switch = self._switches.get(trouble.key)
        if switch is None:
            return Standing(trouble, on=False, struck=0)
        on = switch in self._of(trouble).switches and not switch.over()
        return Standing(trouble, on, switch.struck)

    def _of(self, trouble: Trouble) -> Faults:
        return self._faults[trouble.service]

    def _find(self, key: str) -> Trouble:
        if key not in _BY_KEY:
            message = f"nothing here goes wrong by the name of {key}"
            raise LookupError(message)
        return _BY_KEY[key]
