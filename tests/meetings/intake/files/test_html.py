"""Pages are read as a reader sees them.

Covers meetings.intake.files.markup and meetings.intake.files.listmarks.
"""

import pytest

from meetings.intake.files.document import UnreadableFile
from meetings.intake.files.html import html_text, read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>Summary</h1><p>One\n two</p><p>Three</p>", "Summary\n\nOne two\n\nThree"),
        ("<div>One</div><div>Two<div>Three</div>Four</div>", "One\nTwo\nThree\nFour"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<p>One <b>two</b><i>three</i> four</p>", "One twothree four"),
        ("<p>Caf&eacute; &amp; &#8220;x&#8221;&nbsp;y&hellip;</p>", "Café & “x”\xa0y…"),
        ("<ul><li>One<li>Two</ul>After", "- One\n- Two\n\nAfter"),
        ("<p>Before<ul><li><p>One</p></li><li><p>Two</p></li></ul>", "Before\n\n- One\n- Two"),
        ("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>", "- One\n  - Inner\n- Two"),
        ("<ul><li><p>One</p><p>More</p></li><li>Two</li></ul>", "- One\n\nMore\n- Two"),
        ("<ul><li></li><li>Two</li></ul><p>x</p>", "- Two\n\nx"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        (
            "<ol start=5><li>Five</li><li value=9>Nine</li><li>Ten</li></ol>",
            "5. Five\n9. Nine\n10. Ten",
        ),
        ("<ol type=a start=26><li>z<li>aa</ol>", "z. z\n27. aa"),
        ("<ol type=I start=4><li>x<li>y</ol><ol type=i><li>z</ol>", "IV. x\nV. y\n\ni. z"),
        ("<ol start=x><li value=1e9>One</li></ol>", "1. One"),
        ("<li>Stray</li>", "- Stray"),
        ("<table><tr><th>A<th>B<tr><td>1 \n 2<td><p>3</p></table>", "A\tB\n1 2\t3"),
        ("<table><tr><td>A<td><td>C<tr><td>D<td></table>", "A\t\tC\nD"),
        ("<table><tr><td>A<br>B<td>C</table>", "A B\tC"),
        ("<table><tr><td><p>One</p><p>Two</p><td>Three</table>", "One\n\nTwo\n\nThree"),
        ("<table><tr><td><table><tr><td>A<td>B</table></table>", "A\tB"),
        ("<pre>a  b\n\n  c\td</pre>e", "a  b\n\n  c\td\n\ne"),
        ("<p>He said <q>yes</q></p>", "He said “yes”"),
        ("<dl><dt>Chair<dd>Japan</dl>", "Chair\nJapan"),
        ("a<!-- no -->b<?php no ?>c", "abc"),
        (
            "<title>T</title><style>x</style><script>y</script><p>Text<svg><text>z</text></svg>",
            "Text",
        ),
        ("plain", "plain"),
    ],
)
def test_markup_is_read(markup: str, text: str) -> None:
    assert html_text(markup) == (text, False)


@pytest.mark.parametrize(
    "markup",
    [
        "<nav>Menu</nav><p>Text",
        "<p hidden>No<p>Text",
        "<p style='color:red; DISPLAY : none'>No</p>Text",
        "<p aria-hidden=true>No</p>Text",
        "<div role=navigation>No</div>Text",
        "<button>Send</button><p>Text",
    ],
)
def test_what_is_hidden_is_left_out_and_noted(markup: str) -> None:
    found = read(markup.encode())

    assert found.text == "Text"
    assert found.notes == ("Menus, scripts and what the page hides were left out.",)


def test_words_after_what_is_hidden_stay() -> None:
    assert html_text("<p>One <span hidden>no</span>two <script>no</script>three</p>")[0] == (
        "One two three"
    )


@pytest.mark.parametrize(
    "content",
    [
        "<meta charset=iso-8859-2><p>Łódź".encode("iso-8859-2"),
        b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'><p>"
        + "Łódź".encode("iso-8859-2"),
        "<p>Łódź".encode("utf-16"),
        "<p>Łódź".encode("utf-8-sig"),
        "<meta charset=iso-8859-1><p>Łódź".encode(),
        "<?xml version='1.0' encoding='iso-8859-1'?><html><p>Łódź</p></html>".encode(),
    ],
)
def test_encoding_is_found(content: bytes) -> None:
    assert read(content).text == "Łódź"


def test_entities_that_a_page_declares_are_not_put_in() -> None:
    markup = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>x&a;y'

    assert "x&a;y" in html_text(markup)[0]


def test_deep_nesting_loses_no_word() -> None:
    markup = "<p>before</p>" + "<div>" * 1_000 + "x" + "</div>" * 1_000 + "<p>after"

    assert html_text(markup)[0] == "before\n\nx\n\nafter"


def test_nesting_that_the_parser_refuses_is_told() -> None:
    with pytest.raises(UnreadableFile, match="nested too deep"):
        html_text("<p>before</p>" + "<div>" * 5_000 + "x")


@pytest.mark.parametrize("markup", ["", " ", "\x00", "<!-- x -->"])
def test_page_without_words_is_empty(markup: str) -> None:
    assert html_text(markup) == ("", False)
