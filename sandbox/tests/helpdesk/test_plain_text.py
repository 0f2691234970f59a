import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.helpdesk.note_html import sanitised
from sandbox.helpdesk.plain_text import as_html, as_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>1 &lt; <b>2</b></p>", "1 < 2"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
    ],
)
def test_a_reader_sees_lines(html: str, text: str) -> None:
    assert as_text(html) == text


@given(st.text(alphabet="ab<>&;/'\" \n", max_size=30))
def test_text_comes_back_as_it_was(text: str) -> None:
    assert as_text(sanitised(as_html(text.strip()))) == text.strip()
