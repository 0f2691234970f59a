"""`python -m sandbox`: for any app, without one of its own."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from sandbox.app import Sandbox
from sandbox.seed import seed
from sandbox.tests.page.visit import MANIFEST


def test_it_says_what_an_app_needs_to_know(tmp_path: Path) -> None:
    described = tmp_path / "manifest.json"
    described.write_text(json.dumps(MANIFEST))
    command = [sys.executable, "-u", "-m", "sandbox", "--port", "0", "--manifest", str(described)]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = ""
        assert process.stdout
        for line in process.stdout:
            said += line
            if "INTERCOM_ACCESS_TOKEN" in line:
                break
        token = re.search("SLACK_BOT_TOKEN=(.+)", said)
        url = re.search("SLACK_API_URL=(.+)", said)
        assert token
        assert url
        headers = {"Authorization": f"Bearer {token[1]}"}
        call = urllib.request.Request(f"{url[1]}auth.test", headers=headers, method="POST")
        with urllib.request.urlopen(call) as answer:
            assert json.load(answer)["ok"]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "sandbox", "--port", f"{port}"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} cannot be had.")
    assert ended.stderr.count("\n") == 1


async def test_everybody_is_the_same_person_in_slack_and_in_the_helpdesk(tmp_path: Path) -> None:
    sandbox = Sandbox(folder=tmp_path)
    sandbox.workspace.install(MANIFEST)
    team = seed(sandbox.workspace, sandbox.helpdesk)

    for admin in sandbox.helpdesk.admins():
        member = sandbox.workspace.people.by_email(admin.email)
        assert member
        assert member["real_name"] == admin.name
    owner = sandbox.helpdesk.ticket("4711").owner
    assert owner
    assert owner.name == "Amira"
    await sandbox.close()

    again = Sandbox(folder=tmp_path)
    assert seed(again.workspace, again.helpdesk) == team
    assert len(again.helpdesk.tickets()) == 10
    await again.close()
