import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.helpdesk.intercom.description import ends_with, lines, written

MARKER = "Countersign 7f3a9c"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("At 3 %.", f"At 3 %.\n\n{MARKER}"),
        (" one\r\ntwo\n ", f"one\ntwo\n\n{MARKER}"),
        ("", MARKER),
        ("\u202e\n", MARKER),
    ],
)
def test_the_marker_is_the_last_line(text: str, whole: str) -> None:
    assert written(text, MARKER) == whole


@given(st.text())
def test_whatever_the_text_the_marker_is_found_at_its_end(text: str) -> None:
    whole = written(text, MARKER)
    whole.encode()
    assert ends_with(whole, MARKER)
    assert not ends_with(whole, "another")


def test_what_stands_below_the_marker_makes_it_a_quotation() -> None:
    assert not ends_with(f"{written('x', MARKER)}\nwhat is this?", MARKER)


@pytest.mark.parametrize("kept", ["one\n\ntwo", "<p>one</p><p>two</p>", "<p>one<br>two</p>\n"])
def test_lines_are_the_same_however_intercom_keeps_them(kept: str) -> None:
    assert lines(kept) == ("one", "two")
