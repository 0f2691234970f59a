import pytest
from pydantic import ValidationError

from connectors.helpdesk.intercom import IntercomSettings


def test_the_token_is_not_shown() -> None:
    settings = IntercomSettings(access_token="dG9rOmE")
    assert "dG9rOmE" not in repr(settings)
    assert "dG9rOmE" not in settings.model_dump_json()


@pytest.mark.parametrize("token", ["", " ", "two words", "line\nbreak", "naïve", "a\x00b"])
def test_a_token_that_no_header_can_carry_is_refused_without_being_quoted(token: str) -> None:
    with pytest.raises(ValidationError) as refused:
        IntercomSettings(access_token=token)
    assert "access_token" in str(refused.value)
    assert not token.strip() or token not in str(refused.value)


@pytest.mark.parametrize("url", ["", "api.intercom.io", "ftp://api.intercom.io"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="api_url"):
        IntercomSettings(access_token="token", api_url=url)


def test_intercom_is_in_america_unless_told_otherwise() -> None:
    assert str(IntercomSettings(access_token="token").api_url) == "https://api.intercom.io/"
