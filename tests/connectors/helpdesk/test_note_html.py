import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.helpdesk.note_html import described, ends_with, lines, written
from rulebook.notes import Note, NoteLine

MARKER = "Countersign 7f3a9c"


def note(*texts: str, title: str = "Approved") -> Note:
    facts = tuple(NoteLine(label="Why", text=text) for text in texts)
    return Note(title=title, lines=facts, marker=MARKER)


def test_each_fact_is_a_paragraph_and_the_marker_the_last() -> None:
    html = written(note("it broke", "twice"))
    assert html == (
        "<p><b>Approved</b></p><p>Why: it broke</p><p>Why: twice</p><p>Countersign 7f3a9c</p>"
    )


def test_a_line_break_in_foreign_text_is_an_indented_line() -> None:
    assert "<p>Why: one<br>\u2003two<br>\u2003three</p>" in written(note("one\ntwo\r\nthree\n"))


@given(st.lists(st.text(), max_size=4), st.text())
def test_whatever_the_text_the_note_is_paragraphs_of_ours_and_its_marker_the_last(
    texts: list[str], title: str
) -> None:
    html = written(note(*texts, title=title))
    html.encode()
    assert html.count("<p>") == html.count("</p>") == len(texts) + 2
    assert html.count("<b>") == 1
    assert html.count("<") == 2 * (len(texts) + 2) + 2 + html.count("<br>")
    assert ends_with(html, MARKER)
    assert [line.startswith("Why:") for line in lines(html)].count(True) >= len(texts)


@given(st.text())
def test_a_line_of_foreign_text_never_stands_where_a_label_does(text: str) -> None:
    html = written(note(text))
    fact = html.split("</p>")[1]
    assert all(line.startswith("\u2003") for line in fact.split("<br>")[1:])
    assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@pytest.mark.parametrize(
    "html",
    [
        f"<p>x</p><p>{MARKER}</p>",
        f'<p class="no-margin">x</p>\n<p class="no-margin">{MARKER}</p>\n',
        f"<p>x<br>{MARKER}<br></p>",
        f"<div>x</div><div> {MARKER}&nbsp;</div><p></p>",
        "<p>Countersign\n7f3a9c</p>",
        MARKER,
    ],
)
def test_the_last_line_is_found_however_intercom_keeps_it(html: str) -> None:
    assert ends_with(html, MARKER)


@pytest.mark.parametrize(
    "html",
    ["", "<p></p>", f"<p>{MARKER}</p><p>x</p>", f"<p>x {MARKER}</p>", f"<!-- {MARKER} -->"],
)
def test_a_marker_that_is_not_the_whole_last_line_is_not_it(html: str) -> None:
    assert not ends_with(html, MARKER)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("At <3 %.", f"<p>At &lt;3 %.</p><p>{MARKER}</p>"),
        (" one\r\ntwo\n ", f"<p>one<br>two</p><p>{MARKER}</p>"),
        ("", f"<p>{MARKER}</p>"),
        ("\u202e\n", f"<p>{MARKER}</p>"),
    ],
)
def test_a_description_is_text_and_its_marker_the_last_paragraph(text: str, html: str) -> None:
    assert described(text, MARKER) == html


@given(st.text())
def test_whatever_the_description_the_marker_is_found_at_its_end(text: str) -> None:
    html = described(text, MARKER)
    html.encode()
    assert ends_with(html, MARKER)
    assert not ends_with(html, "another")
