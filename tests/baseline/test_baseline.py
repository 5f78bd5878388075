"""What the proof must see, and what it must not: words, attributes, space, tokens."""

from pathlib import Path

import pytest

from tests.baseline.answers import Answer, Request, read_answers, write_answers
from tests.baseline.differences import Differences
from tests.baseline.forms import Page
from tests.baseline.masking import masked_output, masked_page
from tests.baseline.tree import tree_lines

PAGE = (
    '<!DOCTYPE html><html lang="en"><body><p class="a b" id="x">Fish are <em>many</em>, he said.'
    "</p><pre>one\n  two</pre><textarea>a\nb</textarea><input disabled></body></html>"
)
TOKEN = '<form><input type="hidden" name="csrfmiddlewaretoken" value="{}"></form>'


def answer(body: str, status: int = 200, queries: int = 3, kind: str = "text/html") -> Answer:
    """An answer as the portal gives it."""
    return Answer(status, {"Content-Type": kind}, body, queries)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Fish", "Fishes"),
        ("many</em>,", "many</em> ,"),
        ("are <em>", "are<em>"),
        ('id="x"', 'id="y"'),
        ('id="x"', ""),
        ('id="x"', 'id="x" hidden'),
        ("a b", "b a"),
        ("<em>many</em>", "<i>many</i>"),
        ("<em>many</em>", "many"),
        (" disabled", ""),
        ("  two", " two"),
        ("a\nb", "a b"),
        ('lang="en"', 'lang="fr"'),
        ("<!DOCTYPE html>", ""),
    ],
)
def test_every_change_that_is_seen_is_found(before: str, now: str) -> None:
    changed = PAGE.replace(before, now)

    assert changed != PAGE
    assert not answer(PAGE).is_same(answer(changed))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("<p class", "\n  <p class"),
        ("</p>", "\n</p>\n\n"),
        ("Fish are", "\n   Fish \n are"),
        ('class="a b" id="x"', 'id="x"\n   class="a  b"'),
        ("<body>", "<body><!-- a remark -->"),
        ("disabled", 'disabled=""'),
        (", he", "&#44; he"),
    ],
)
def test_what_no_browser_shows_is_no_difference(before: str, now: str) -> None:
    changed = PAGE.replace(before, now)

    assert changed != PAGE
    assert answer(PAGE).is_same(answer(changed))


def test_tokens_nonces_and_hashed_names_are_masked() -> None:
    page = TOKEN + '<script nonce="{}" src="/static/site.{}.js"></script>'

    first = masked_page(page.format("abc", "n1", "0123456789ab"))
    second = masked_page(page.format("xyz", "n2", "ba9876543210"))

    assert first == second
    assert masked_page(page.format("a", "n", "0123456789ab").replace("site", "other")) != first


def test_value_of_any_other_field_is_not_masked() -> None:
    field = '<input name="title" value="{}">'

    assert masked_page(field.format("one")) != masked_page(field.format("two"))


def test_time_and_folder_of_a_command_are_masked() -> None:
    assert masked_output("5 rows in 1.25 s: /a/b", "/a") == "5 rows in • s: •/b"
    assert masked_output("5 rows", "/a") != masked_output("6 rows", "/a")


def test_json_is_compared_to_the_byte() -> None:
    kind = "application/json"

    assert answer('{"a": 1}', kind=kind).is_same(answer('{"a": 1}', kind=kind))
    assert not answer('{"a": 1}', kind=kind).is_same(answer('{"a":  1}', kind=kind))


def test_status_header_and_redirect_are_compared() -> None:
    same = answer(PAGE)

    assert not same.is_same(answer(PAGE, status=404))
    assert not same.is_same(Answer(200, {"Content-Type": "text/html", "Allow": "GET"}, PAGE, 3))
    assert not same.is_same(Answer(200, same.headers, PAGE, 3, ["/elsewhere/"]))


def test_order_of_a_security_policy_says_nothing_and_its_words_do() -> None:
    one, other, wider = (
        Answer(200, {"Content-Security-Policy": policy}, "")
        for policy in ("a 'self' x; b 'none'", "b 'none'; a x 'self'", "b 'none'; a x")
    )

    assert one.is_same(other)
    assert not one.is_same(wider)


def test_answers_that_differ_likewise_are_shown_once() -> None:
    found = Differences()

    for address in ("/a/", "/b/"):
        found.note(Request(address), answer(PAGE), answer(PAGE.replace("Fish", "Nets")))
    found.note(Request("/c/"), answer(PAGE), answer(PAGE.replace("many", "few")))

    assert [shown.partition("\n")[0] for shown in found.diffs] == ["/a/", "/c/"]
    assert found.changed == ["/a/", "/b/", "/c/"]


def test_more_queries_of_a_public_page_are_a_failure_and_fewer_are_not() -> None:
    more, fewer, staff = Differences(), Differences(), Differences()

    more.note(Request("/"), answer(PAGE), answer(PAGE, queries=4))
    fewer.note(Request("/"), answer(PAGE), answer(PAGE, queries=2))
    staff.note(Request("/admin/", "boss"), answer(PAGE), answer(PAGE, queries=4))

    assert more.is_failure
    assert not fewer.is_failure
    assert not staff.is_failure
    assert "  /: 3 → 2" in list(fewer.report("small"))


def test_changed_word_is_told_with_its_address() -> None:
    found = Differences()

    found.note(Request("/a/"), answer(PAGE), answer(PAGE.replace("Fish", "Nets")))

    report = "\n".join(found.report("small"))
    assert "-'Fish are '" in report
    assert "+'Nets are '" in report
    assert "1 answers that differ:\n  /a/" in report


def test_page_that_is_gone_is_told() -> None:
    found = Differences()

    found.note(Request("/a/"), answer(PAGE), answer("", status=404))

    assert found.gone == ["/a/ (404)"]
    assert found.is_failure


def test_text_is_one_line_and_attributes_are_in_order() -> None:
    assert tree_lines("<p id=x class=a>\n One\n two <b>three</b></p>") == [
        "<p>",
        "  class='a'",
        "  id='x'",
        "'One two '",
        "<b>",
        "'three'",
        "</b>",
        "</p>",
    ]


def test_answers_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "answers"
    entries = [(Request("/", "boss", {"_save": "1"}), answer(PAGE)), (Request("/b"), answer("é"))]

    write_answers(path, entries)

    assert list(read_answers(path)) == entries


def test_form_is_read_as_a_browser_sends_it() -> None:
    page = Page(
        '<form><input name="csrfmiddlewaretoken" value="t"><input name="a" value="1">'
        '<input type="checkbox" name="b"><input type="checkbox" name="c" checked>'
        '<select name="d"><option value="1"><option value="2" selected></select>'
        '<textarea name="e">\nfirst\nsecond</textarea><input type="submit" name="_save"></form>'
    )

    assert page.form == {"a": "1", "c": "on", "d": "2", "e": "first\nsecond"}
    assert page.buttons == ["_save"]
