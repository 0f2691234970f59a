"""The one helpdesk that is configured is opened, and of the others nothing is imported."""

from subprocess import run
from sys import executable

import pytest

from bot.helpdesks import open_helpdesk
from bot.settings import SettingsError, read_settings

GOOD = {
    "slack_bot_token": "xoxb-1",
    "slack_app_token": "xapp-1",
    "manager": "U0MUBEEN",
    "intercom_access_token": "secret-token",
    "pylon_api_token": "secret-token",
}
IMPORTED = """
import sys
from bot.app import put_together
from bot.helpdesks import open_helpdesk
from bot.settings import read_settings
from bot.web import routes
open_helpdesk(read_settings(_env_file=None, helpdesk=sys.argv[1], **{good}))
both = {"connectors.helpdesk.intercom", "connectors.helpdesk.pylon"}
print(*both & sys.modules.keys())
"""


@pytest.mark.parametrize("helpdesk", ["intercom", "pylon"])
def test_what_is_not_configured_is_not_imported(helpdesk: str) -> None:
    program = IMPORTED.replace("{good}", repr(GOOD))
    done = run([executable, "-c", program, helpdesk], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [f"connectors.helpdesk.{helpdesk}"]


@pytest.mark.parametrize(("helpdesk", "name"), [("intercom", "Intercom"), ("pylon", "Pylon")])
async def test_each_helpdesk_is_opened_by_its_name(helpdesk: str, name: str) -> None:
    opened = open_helpdesk(read_settings(_env_file=None, **GOOD, helpdesk=helpdesk))
    assert opened.name == name
    await opened.aclose()


@pytest.mark.parametrize(
    ("helpdesk", "setting"),
    [("intercom", "INTERCOM_ACCESS_TOKEN"), ("pylon", "PYLON_API_TOKEN")],
)
def test_a_token_that_cannot_be_sent_is_named_and_not_shown(helpdesk: str, setting: str) -> None:
    given = GOOD | {"intercom_access_token": "sec ret", "pylon_api_token": "sec ret"}
    with pytest.raises(SettingsError) as wrong:
        open_helpdesk(read_settings(_env_file=None, **given, helpdesk=helpdesk))
    assert str(wrong.value) == f"{setting}: must be printable ASCII without spaces."
