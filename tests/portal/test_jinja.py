"""What the templates of public pages may count on."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.template import engines
from django.test import override_settings
from django.utils import translation
from jinja2 import nodes

from portal import jinja

#: the backend of the public pages
BACKEND: Any = engines["jinja2"]


def shown(source: str, **context: Any) -> str:
    """A template rendered."""
    return str(BACKEND.from_string(source).render(context))


def test_value_is_escaped_once_whoever_marked_it() -> None:
    assert shown("{{ a }}|{{ _('a & b') }}", a="<b>") == "&lt;b&gt;|a & b"


def test_what_the_context_lacks_is_empty_at_any_depth() -> None:
    assert shown("[{{ nobody.name.first }}]{% if nobody.name %}x{% endif %}") == "[]"


@pytest.mark.parametrize(("n", "words"), [(1, "1 statement"), (2, "2 statements")])
def test_plural_follows_the_number(n: int, words: str) -> None:
    source = "{% trans n=n %}{{ n }} statement{% pluralize %}{{ n }} statements{% endtrans %}"

    assert shown(source, n=n) == words


def test_words_with_values_escape_the_values_alone() -> None:
    source = "{% trans name=who %}100 % of {{ name }} & all{% endtrans %}"

    assert shown(source, who="<Japan>") == "100 % of &lt;Japan&gt; & all"


def test_words_are_those_of_the_language_in_use() -> None:
    source = "{{ _('Yes') }} {% trans %}Yes{% endtrans %} {{ get_language() }}"

    with translation.override("fr"):
        page = shown(source)

    assert page == "Oui Oui fr"


@override_settings(TIME_ZONE="Asia/Seoul", USE_TZ=True)
def test_moment_is_shown_in_the_time_of_the_site() -> None:
    late = datetime(2007, 11, 7, 20, tzinfo=UTC)

    assert shown("{{ a|date('j F Y') }}, {{ b|date('Y') }}", a=late, b=date(2007, 1, 1)) == (
        "8 November 2007, 2007"
    )


@pytest.mark.parametrize(
    ("query", "changes", "address"),
    [
        (QueryDict("q=a+b&page=2"), {"page": 3}, "?q=a+b&amp;page=3"),
        (QueryDict("q=a&page=2"), {"page": None}, "?q=a"),
        (None, {"page": 2}, "?page=2"),
    ],
)
def test_querystring_changes_what_it_is_told(
    query: QueryDict | None, changes: dict[str, Any], address: str
) -> None:
    assert shown("{{ querystring(query, **changes) }}", query=query, changes=changes) == address


def test_page_numbers_of_a_long_list_leave_some_out() -> None:
    page: Page[int] = Paginator(range(900), 10).page(12)

    assert list(jinja.page_numbers(page)) == [1, "…", 10, 11, 12, 13, 14, "…", 90]


def test_asset_that_was_not_collected_keeps_its_plain_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(path: str) -> str:
        raise ValueError(path)

    monkeypatch.setattr(jinja, "static", missing)

    assert jinja.static_or_plain("css/site.css") == "/static/css/site.css"


def test_no_template_prints_or_asks_a_method_that_it_does_not_call() -> None:
    """Unlike Django's, these templates call nothing by themselves: a method would be "true"."""
    called, read = _attributes()

    assert sorted(called & read) == []


def _attributes() -> tuple[set[str], set[str]]:
    """The attributes that templates call, and those that they read without calling."""
    called: set[str] = set()
    read: set[str] = set()
    for name in BACKEND.env.list_templates(extensions=["html"]):
        source, _file, _fresh = BACKEND.env.loader.get_source(BACKEND.env, name)
        tree = BACKEND.env.parse(source)
        calls = {id(call.node) for call in tree.find_all(nodes.Call)}
        for node in tree.find_all(nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name == "self":
                continue  # a block of the page
            (called if id(node) in calls else read).add(node.attr)
    return called, read
