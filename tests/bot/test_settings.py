from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from subprocess import run
from sys import executable
from zoneinfo import ZoneInfo

import pytest

from bot.settings import SettingsError, read_settings

GOOD = {
    "slack_bot_token": "xoxb-1",
    "slack_app_token": "xapp-1",
    "manager": "U0MUBEEN",
    "intercom_access_token": "secret-token",
}


def test_the_defaults_are_support_in_new_york() -> None:
    settings = read_settings(_env_file=None, **GOOD)
    assert settings.support_timezone == ZoneInfo("America/New_York")
    assert settings.support_hours == (time(8), time(18))
    hours = settings.hours()
    assert hours.is_open(datetime(2026, 3, 2, 15, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 11, 26, 16, tzinfo=UTC)), "Thanksgiving"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"manager": None}, "MANAGER is missing."),
        ({"slack_bot_token": None}, "SLACK_BOT_TOKEN is missing."),
        ({"intercom_access_token": None}, "INTERCOM_ACCESS_TOKEN is missing."),
        ({"intercom_access_token": ""}, "INTERCOM_ACCESS_TOKEN is missing."),
        ({"helpdesk": "pylon"}, "PYLON_API_TOKEN is missing."),
        ({"helpdesk": "zendesk"}, "HELPDESK: Input should be 'intercom' or 'pylon'."),
        (
            {"people": "bea=bea@example.com"},
            "PEOPLE: write Slack's user ids, such as U012AB3CD (a profile's menu copies it).",
        ),
        *(
            (
                {"people": wrong},
                "PEOPLE: write members and e-mail addresses, such as U012AB3CD=bea@example.com.",
            )
            for wrong in ("U0BEA", "U0BEA=", "U0BEA=bea", "U0BEA=be a@example.com")
        ),
        (
            {"manager": "mubeen"},
            "MANAGER: write Slack's user ids, such as U012AB3CD (a profile's menu copies it).",
        ),
        (
            {"shift_leads": "U0LINA,theo"},
            "SHIFT_LEADS: write Slack's user ids, such as U012AB3CD (a profile's menu copies it).",
        ),
        ({"support_hours": "25-3"}, "SUPPORT_HOURS: write two times, such as 08:00-18:00."),
        ({"support_hours": "18:00-08:00"}, "SUPPORT_HOURS: support closes before it opens."),
        (
            {"support_days": "Mon-Wed-Fri"},
            "SUPPORT_DAYS: write days, such as Mon-Fri or Mon,Tue,Sat.",
        ),
        (
            {"sla": "urgent soon"},
            "SLA: write priorities and times, such as urgent 1h, high 4h, normal 1d, low 3d.",
        ),
        (
            {"remind_before": "60m,whenever"},
            "REMIND_BEFORE: write minutes, hours or days, such as 15m, 2h or 30d.",
        ),
        ({"support_days": "Mun-Fri"}, "SUPPORT_DAYS: write days, such as Mon-Fri or Mon,Tue,Sat."),
        (
            {"support_timezone": "New York"},
            "SUPPORT_TIMEZONE: no such time zone; write one such as America/New_York.",
        ),
        (
            {"holidays": "Narnia"},
            "HOLIDAYS: no holidays are known for that country; write its two letters, such as US.",
        ),
        (
            {"port": "many"},
            "PORT: Input should be a valid integer, unable to parse string as an integer.",
        ),
        (
            {"slack_app_token": None},
            "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is needed, "
            "so that Slack can reach the bot.",
        ),
    ],
)
def test_what_is_wrong_is_one_line_that_names_it(
    change: dict[str, str | None], line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*GOOD, "slack_signing_secret"):
        monkeypatch.delenv(name.upper(), raising=False)
    given = {name: value for name, value in (GOOD | change).items() if value is not None}
    with pytest.raises(SettingsError) as wrong:
        read_settings(_env_file=None, **given)
    assert str(wrong.value) == line


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("Sun-Thu", {6, 0, 1, 2, 3}),
        ("mon, Wed,SAT", {0, 2, 5}),
        ("Mon-Sun", {0, 1, 2, 3, 4, 5, 6}),
        ("Tue", {1}),
    ],
)
def test_days_are_read_as_people_write_them(written: str, days: set[int]) -> None:
    assert read_settings(_env_file=None, **GOOD, support_days=written).support_days == days


def test_the_sla_is_read_as_people_write_it() -> None:
    written = "urgent 2h, low=5d; Gold: urgent 15m, very high 30m"
    settings = read_settings(_env_file=None, **GOOD, sla=written, remind_before="2h, 10m")
    hours, policy = settings.hours(), settings.sla
    assert policy.within("urgent", "", hours) == timedelta(hours=2)
    assert policy.within("low", "", hours) == timedelta(hours=50)
    assert policy.within("high", "", hours) == timedelta(hours=4), "what is not written stays"
    assert policy.within("urgent", "gold", hours) == timedelta(minutes=15)
    assert policy.within("very high", "Gold", hours) == timedelta(minutes=30)
    assert settings.remind_before == (timedelta(hours=2), timedelta(minutes=10))


def test_holidays_can_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLIDAYS", "none")
    hours = read_settings(_env_file=None, **GOOD).hours()
    assert hours.is_open(datetime(2026, 11, 26, 16, tzinfo=UTC))


def test_people_who_go_by_another_address_are_read() -> None:
    people = "U0BEA=bea@example.com, U0OMAR = Omar@Example.com ,"
    settings = read_settings(_env_file=None, **GOOD, people=people)
    assert settings.people == {"U0BEA": "bea@example.com", "U0OMAR": "Omar@Example.com"}
    assert read_settings(_env_file=None, **GOOD).people == {}


def test_no_secret_is_shown() -> None:
    settings = read_settings(_env_file=None, **GOOD)
    assert "secret-token" not in repr(settings)
    with pytest.raises(SettingsError) as wrong:
        read_settings(_env_file=None, **GOOD | {"slack_app_token": "", "database_url": "secret-x"})
    assert "secret-x" not in str(wrong.value)


def test_a_wrong_setting_ends_the_bot_with_that_line(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    ended = run(
        [executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(root),
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "MANAGER": "U0MUBEEN",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "INTERCOM_ACCESS_TOKEN is missing.\n"
