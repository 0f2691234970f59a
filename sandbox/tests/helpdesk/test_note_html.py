import pytest

from sandbox.helpdesk.note_html import sanitised


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p>plain</p>", "<p>plain</p>"),
        ("just words", "<p>just words</p>"),
        ("<p><b>a</b> <em>b</em><br>c</p>", "<p><b>a</b> <em>b</em><br>c</p>"),
        ("<ul><li>x</li></ul>", "<ul><li>x</li></ul>"),
        ("<p>x<!-- hidden --></p>", "<p>x</p>"),
        ('<p data-marker="m" style="color:red">x</p>', "<p>x</p>"),
        ("<p>x</p><script>alert(1)</script>", "<p>x</p>"),
        ("<style>p {}</style><p>x</p>", "<p>x</p>"),
        ('<p hidden>x</p><img src="x" alt="m">', "<p>x</p>"),
        (
            '<p><a href="https://x.example" onclick="y">z</a></p>',
            '<p><a href="https://x.example">z</a></p>',
        ),
        ('<p><a href="javascript:y">z</a></p>', "<p><a>z</a></p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<html><body><p>x</p></body></html>", "<p>x</p>"),
        ("<p><b>open", "<p><b>open</b></p>"),
        ("</p></b>", ""),
        ("", ""),
        ("<!-- only -->", ""),
    ],
)
def test_simple_formatting_stays_and_the_rest_goes(sent: str, kept: str) -> None:
    assert sanitised(sent) == kept
