import pytest
from pydantic import ValidationError

from connectors.helpdesk.pylon import PylonSettings
from connectors.helpdesk.pylon.dialect import PYLON


def test_pylon_is_where_it_is_unless_set() -> None:
    settings = PylonSettings.model_validate({"access_token": "a"})
    assert str(settings.api_url) == "https://api.usepylon.com/"
    assert (settings.plan, settings.priority) == ("plan", "priority")


def test_what_no_header_can_carry_is_no_token() -> None:
    with pytest.raises(ValidationError, match="must be printable ASCII") as wrong:
        PylonSettings.model_validate({"access_token": "sécret"})
    assert "sécret" not in str(wrong.value)


def test_its_settings_are_named_as_they_are_set() -> None:
    assert (PYLON.token_setting, PYLON.url_setting) == ("PYLON_API_TOKEN", "PYLON_API_URL")
