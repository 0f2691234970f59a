"""What is drawn at random."""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from sandbox.faults import Fault
from tests.machine.acts import Change
from tests.machine.cards import MOVES, PEOPLE

COMMANDS = ("/child-ticket", "/new-ticket", "/training", "/reassign")
ACTIONS = sorted(MOVES)
MANY = 7  # requests, which is enough in one run
SPANS = (
    *(timedelta(seconds=20), timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=16)),
    *(timedelta(minutes=31), timedelta(hours=2), timedelta(hours=9), timedelta(days=1)),
)
HELPDESK_READS = ("*", "GET *", "POST *search")
HELPDESK_WRITES = ("POST *reply", "POST *reply", "POST *parts", "POST /tickets", "PUT *")
SLACK_CALLS = ("chat.*", "chat.postMessage", "chat.update", "conversations.*", "users.info")
FAULTS = (Fault.LOST_ANSWER, Fault.SERVER_ERROR, Fault.UNREACHABLE, Fault.RATE_LIMITED)


@dataclass(frozen=True)
class Pressing:
    """Which button is pressed by whom; `outdated`: it was there once, and no longer is."""

    action: str
    which: int = 0
    who: int = 0
    outdated: bool = False
    repeated: bool = False
    hurried: bool = False


@dataclass(frozen=True)
class Trouble:
    """Calls to the helpdesk that will go wrong, and how."""

    call: str
    fault: Fault
    times: int


a_person = st.sampled_from(PEOPLE)
which = st.sampled_from((0, 0, 0, 1, 2, 3, 5))
now_and_then = st.sampled_from((False, False, False, True))
mostly = st.sampled_from((True, True, True, False))
a_press = st.builds(
    Pressing,
    action=st.sampled_from(ACTIONS),
    which=which,
    who=which,
    outdated=now_and_then,
    repeated=now_and_then,
    hurried=now_and_then,
)
some_trouble = st.builds(
    Trouble,
    call=st.sampled_from(HELPDESK_READS + HELPDESK_WRITES),
    fault=st.sampled_from((*FAULTS, Fault.FORBIDDEN)),
    times=st.integers(1, 2),
)
maybe_trouble = st.none() | st.builds(
    Trouble,
    call=st.sampled_from(HELPDESK_WRITES),
    fault=st.sampled_from((*[Fault.LOST_ANSWER] * 3, *FAULTS, Fault.FORBIDDEN)),
    times=st.integers(1, 2),
)
some_numbers = st.tuples(*[st.integers(0, 11)] * 5)
a_change = st.builds(
    Change,
    lead=st.sampled_from(("lina", "theo", "theo")),
    removes=now_and_then,
    days=st.sampled_from(((), (), (2, 3), (0, 1, 2, 3, 4), (5, 6))),
    hours=st.sampled_from(((8, 18), (8, 12), (12, 18), (18, 2))),
    covers_from=st.sampled_from((None, None, 0, -1, 3)),
    covers_for=st.sampled_from((1, 4, 24)),
)
