"""Whatever is typed, the answer comes in time and gives nothing away."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.scanner import SensitiveText

SCANNER = SensitiveText()
LENGTH = 10_000
LONGEST = 1.0  # seconds of work; on an idle machine a twentieth
RUNS = (
    "a", "1 ", "-----BEGIN ", "-----BEGIN " + "PRIVATE KEY-----", "eyJ", "eyJaaaaaa.", "sk-", "//",
    "://", "http://", "https://a?token=1", "://a:", "a@", "a@b.co ", "a.", "a-", "4111 ",
    "4111111111111111 ", "+1 212 555 0142 ", "AA11 AAAA ", "DE89 3704 0044 0532 0130 00 ",
    "password ", "password is ", "password=", "password=a1b2c3 ", "login ", "login: a / ",
    "logs in with ", "cookie: sid", "mysql -p", " -u a:", "recovery code ", "gift card ",
    "backup code a1b2-a1b2, ", "a1b2-", "licence ", "routing ", "bearer ", "authorization: ",
    "12 Ab Cd Ef St ", "born ", "otp a b c d e ", "pin a b c is ", "wifi key ", "user pass ",
    "a1b2c as his ", "glagent-", "12345678:", "aws key ", "\n", " ", '"', "\u200b", "\ufdfa",
    "\u00e9", "\U0001d7dc", "x@x@x@.", "api key a b c d e ", "https://a/reset/", "AAAA-",
)  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_no_run_takes_long(run: str) -> None:
    text = (run * LENGTH)[:LENGTH]
    begun = process_time()
    SCANNER.findings(text)
    assert process_time() - begun < LONGEST


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(RUNS), st.text(max_size=20)), max_size=60))
def test_any_text_is_answered_in_time_and_alike_each_time(pieces: list[str]) -> None:
    text = "".join(pieces)
    begun = process_time()
    first = SCANNER.findings(text)
    assert process_time() - begun < LONGEST
    assert first == SCANNER.findings(text)
    assert len(set(first)) == len(first)


PASSWORDS = st.text("abcdefghkmnpqrstuvwyzABCDEFGHKMNP!#%&+23456789", min_size=6, max_size=40).map(
    lambda text: f"q7{text}"
)


@given(PASSWORDS)
def test_of_a_password_two_characters_are_shown_at_most(password: str) -> None:
    (finding,) = SCANNER.findings(f'password: "{password}"')
    assert finding.masked.rstrip("…") in {password[:1], password[:2]}


@given(st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=16, max_size=16))
def test_of_a_key_eight_characters_are_shown_at_most(rest: str) -> None:
    key = "AKIA" + rest
    assert [one.masked for one in SCANNER.findings(f"({key})")] == [f"AKIA…{key[-4:]}"]
