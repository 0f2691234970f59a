"""`python -m bot demo` as a process of its own, as somebody at a terminal starts it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# What somebody may have set for their own Slack, none of which may matter.
FOREIGN = {
    "SLACK_BOT_TOKEN": "xoxb-somebody-elses",
    "SLACK_SIGNING_SECRET": "somebody else's",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "somebody else's",
    "SLACK_API_URL": "nonsense",
    "MANAGER": "nonsense",
    "SUPPORT_HOURS": "nonsense",
    "http_proxy": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
}


@dataclass(frozen=True)
class Demo:
    """A demo that has begun: where it is, and what it said by then."""

    url: str
    said: str
    process: subprocess.Popen[str]


@dataclass(frozen=True)
class Ended:
    """How a demo ended, and what it said after it had begun."""

    code: int
    said: str


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def launch(port: int, helpdesk: str = "intercom") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", f"{port}", "--helpdesk", helpdesk],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | FOREIGN | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "default"},
    )


@contextmanager
def started(helpdesk: str = "intercom") -> Iterator[Demo]:
    """Start a demo on a free port; at the end, end it."""
    port = free_port()
    with launch(port, helpdesk) as process:
        try:
            said = _until_it_has_begun(process)
            yield Demo(f"http://127.0.0.1:{port}", said, process)
        finally:
            process.terminate()


def interrupt(process: subprocess.Popen[str]) -> Ended:
    """Press Ctrl-C, and wait."""
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    return Ended(process.returncode, said)


def _until_it_has_begun(process: subprocess.Popen[str]) -> str:
    said = ""
    assert process.stdout
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            return said
    raise AssertionError(said)
