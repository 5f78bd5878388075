"""Markdown of staff becomes headings, lists and links, and never HTML or a script of theirs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.page_texts.markdown import html_of, open_places


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One\n\n## Two\n", "<h2>One</h2>\n<h3>Two</h3>\n"),
        ("## Two\n\n#### Four\n", "<h2>Two</h2>\n<h3>Four</h3>\n"),
        ("###### Six", "<h2>Six</h2>\n"),
        ("- a\n- **b**", "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>\n"),
        (
            "[us](mailto:us@example.org)",
            '<p><a href="mailto:us@example.org">us</a></p>\n',
        ),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("![a](https://example.org/a.png)", '<p>!<a href="https://example.org/a.png">a</a></p>\n'),
    ],
)
def test_markdown_is_written_as_html(text: str, html: str) -> None:
    assert html_of(text) == html


@given(st.text(alphabet="<>&\"'ab[]()!#*-`:/\n javscript", max_size=80))
def test_markdown_makes_no_element_but_those_of_words(text: str) -> None:
    html = str(html_of(text))
    made = set(re.findall(r"<(\w+)", html))

    assert made <= {
        *{"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br"},
        *{"em", "strong", "a", "code", "pre"},
    }
    assert 'href="javascript:' not in html


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We answer in [days] days, at [an address\nof ours].", ["[days]", "[an address of ours]"]),
        ("See [us](https://example.org) and [them][1].\n\n[1]: https://example.org", []),
        ("## [Name]\n\n- [x]", ["[Name]", "[x]"]),
    ],
)
def test_words_in_square_brackets_are_left_to_be_filled_in(text: str, left: list[str]) -> None:
    assert open_places(text) == left
