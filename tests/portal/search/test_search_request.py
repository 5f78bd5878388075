"""An address of the search page, read and written."""

import pytest
from django.http import QueryDict

from meetings.search.query.language import FieldTerm
from portal.search.search_request import SearchRequest


def request(address: str) -> SearchRequest:
    """The search that a query string asks for."""
    return SearchRequest.of(QueryDict(address))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("", "/search/"),
        ("q=%20cod++x&page=0&after=&utm_source=x", "/search/?q=cod+x"),
        (
            "topic=wps&from=japan&from=mexico&q=cod",
            "/search/?q=cod&from=japan&from=mexico&topic=wps",
        ),
        ("q=cod&group=nothing&sort=x&after=-1", "/search/?q=cod"),
        ("q=cod&after=5&before=7", "/search/?q=cod&after=5"),
        ("q=cod&sort=relevance&page=99999", "/search/?q=cod&page=50"),
        ("q=cod&sort=newest", "/search/?q=cod&sort=newest"),
        ("from=japan&sort=newest", "/search/?from=japan"),
        ("from=japan&sort=relevance", "/search/?from=japan&sort=relevance"),
    ],
)
def test_address_holds_what_is_asked_in_one_order(typed: str, address: str) -> None:
    assert request(typed).address == address


def test_fields_of_the_form_join_those_that_are_typed() -> None:
    query = request("q=from:japan&from=japan&topic=wps&year_from=2007").query

    assert query.fields == (
        FieldTerm("from", "japan"),
        FieldTerm("topic", "wps"),
        FieldTerm("year", "2007.."),
    )


def test_chip_leads_to_the_search_without_it() -> None:
    chips = request("q=cod&from=japan&from=mexico&year_to=2007").chips({("from", "japan"): "Japan"})

    assert [(chip["value"], chip["url"]) for chip in chips] == [
        ("Japan", "/search/?q=cod&from=mexico&year_to=2007"),
        ("mexico", "/search/?q=cod&from=japan&year_to=2007"),
        ("to 2007", "/search/?q=cod&from=japan&from=mexico"),
    ]


def test_shorter_searches_leave_out_one_condition_each() -> None:
    shorter = request("q=cod -fish&from=japan&group=pledges").shorter()

    assert [(words, other.address) for words, other in shorter] == [
        ("cod", "/search/?q=-fish&from=japan"),
        ("-fish", "/search/?q=cod&from=japan"),
        ("Speaker: japan", "/search/?q=cod+-fish"),
    ]


def test_any_word_is_offered_for_words_alone() -> None:
    any_word = request("q=cod fish").any_word()

    assert any_word is not None
    assert any_word.text == "cod OR fish"
    assert request("q=cod").any_word() is None
    assert request("q=cod OR fish").any_word() is None
