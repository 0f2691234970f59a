import socket
import urllib.request
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo import open_support
from bot.settings import Settings
from sandbox.clock import Clock
from tests.browser.started import interrupt, launch, started

NEW_YORK = ZoneInfo("America/New_York")
HOURS = Settings.model_construct().hours()


def the_last_line(said: str) -> str:
    """What was said in the end; what comes before it may only be what was being done."""
    *doing, last = said.splitlines()
    assert all(line.endswith(" …") for line in doing), said
    return last


def test_it_says_where_it_is_and_what_to_try_and_ends_quietly_at_ctrl_c() -> None:
    with started() as demo:
        assert demo.url in demo.said
        assert "/reassign 4711 @bea French speaker needed" in demo.said
        with urllib.request.urlopen(demo.url) as page:
            assert page.url == f"{demo.url}/as/amira/in/dm"
        with urllib.request.urlopen(f"{demo.url}/readyz") as ready:
            assert ready.status == 200

        ended = interrupt(demo.process)

        assert ended.code == 0
        assert ended.said.strip() == ""


def test_a_tab_that_listens_does_not_keep_it_from_ending() -> None:
    with started() as demo, urllib.request.urlopen(f"{demo.url}/changes") as stream:
        assert stream.readline() == b"retry: 1000\n"

        before = datetime.now(UTC)
        ended = interrupt(demo.process)

        assert datetime.now(UTC) - before < timedelta(seconds=3)
        assert ended.code == 0
        assert ended.said.strip() == ""


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with launch(port) as process:
            said, _ = process.communicate(timeout=20)

    assert process.returncode == 1
    assert the_last_line(said) == (
        f"Port {port} is taken. Choose another one: python -m bot demo --port {port + 1}"
    )


def test_a_port_that_is_none_is_one_sentence() -> None:
    with launch(99999) as process:
        said, _ = process.communicate(timeout=20)

    assert process.returncode == 1
    assert "--port 8700" in the_last_line(said)


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (datetime(2026, 3, 4, 12, tzinfo=NEW_YORK), datetime(2026, 3, 4, 12, tzinfo=NEW_YORK)),
        (datetime(2026, 3, 4, 17, 40, tzinfo=NEW_YORK), datetime(2026, 3, 5, 10, tzinfo=NEW_YORK)),
        (datetime(2026, 3, 4, 5, tzinfo=NEW_YORK), datetime(2026, 3, 4, 10, tzinfo=NEW_YORK)),
        # Over the weekend on which the clocks change.
        (datetime(2026, 3, 6, 23, tzinfo=NEW_YORK), datetime(2026, 3, 9, 10, tzinfo=NEW_YORK)),
        # Independence Day is kept on the Friday before.
        (datetime(2026, 7, 2, 19, tzinfo=NEW_YORK), datetime(2026, 7, 6, 10, tzinfo=NEW_YORK)),
    ],
)
def test_support_is_open_when_it_begins(now: datetime, begins: datetime) -> None:
    clock = Clock(now.astimezone(UTC))

    said = open_support(clock, HOURS)

    assert clock.now() == begins
    assert (f"{begins:%A, %d %B, at %H:%M}" in said) == (now != begins)
