"""The search page: what it finds and says, how it narrows and widens, and what it costs.

Covers portal.search.result_page, portal.search.views, portal.search.result_rows,
portal.search.narrowing and portal.search.alternatives as well.
"""

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting
from meetings.search.engine.limits import SearchTimeout
from meetings.search.engine.vocabulary import note_words
from participants.models import ParticipantName
from portal.models import FruitlessSearch
from portal.search import result_page
from portal.search.alternatives import OtherSearch
from portal.search.result_page import BestMatch, ResultPage
from tests.meetings import build
from tests.meetings.search.query.test_language import ODD

pytestmark = pytest.mark.django_db


def register(n: int = 1) -> Meeting:
    """A meeting at which each of ``n`` lands said and promised something of cod."""
    series = build.series("Friends of Fish")
    meeting = build.meeting("talks", title="Cod talks", series=series, summary="All about cod.")
    for number in range(1, n + 1):
        land = build.participant(f"Codland {number}", kind="state")
        ParticipantName.objects.create(participant=land, name=f"Oldcod {number}", kind="former")
        person = build.person(f"Ada Cod {number}")
        topic = build.topic(f"Cod {number}")
        said = build.statement(
            meeting, f"The cod {number} is scarce.", speakers=(land, person), topics=(topic,)
        )
        build.pledge(meeting, f"Save cod {number}", by=land, statement=said)
        source = build.document(f"Of cod {number}.", title=f"Report on cod {number}")
        build.passage(said, source, 0, 4)
        other = build.meeting(f"cod-{number}", title=f"Cod meeting {number}", date=f"200{number}")
        build.statement(other, f"Unlike cod {number}.")
    return meeting


def asked(client: Client, **query: Any) -> ResultPage:
    """The results of a page."""
    response = client.get("/search/", query)
    assert response.status_code == 200
    return results(response)


def results(response: Any) -> ResultPage:
    """The results that a response shows."""
    page: ResultPage = response.context["results"]
    return page


def shown(page: ResultPage) -> dict[str, list[str]]:
    """The addresses of rows without their parameters, by section."""
    return {
        section.name: [row.url.partition("?")[0] for row in section.rows]
        for section in page.sections
    }


def test_empty_page_says_how_to_search(client: Client) -> None:
    html = client.get("/search/").content.decode()

    assert "<h1>Search the register</h1>" in html
    assert "year:2007..2011" in html
    assert '<meta name="robots" content="index, follow">' in html
    assert "Narrow" not in html


def test_results_stand_in_groups_with_their_numbers(client: Client) -> None:
    register()

    answer = asked(client, q="cod")

    assert {name: len(rows) for name, rows in shown(answer).items()} == {
        "statements": 2,
        "meetings": 2,
        "pledges": 1,
        "people": 1,
        "topics": 1,
        "documents": 1,
    }
    assert shown(answer)["statements"] == [
        "/meetings/talks/statements/1/",
        "/meetings/cod-1/statements/1/",
    ]
    assert [(tab.label, tab.count) for tab in answer.tabs] == [
        ("All", "8"),
        ("Statements", "2"),
        ("Meetings", "2"),
        ("Pledges", "1"),
        ("Participants", "0"),
        ("People", "1"),
        ("Topics", "1"),
        ("Documents", "1"),
        ("In the sources", "0"),
    ]


def test_result_marks_words_and_leads_to_them(client: Client) -> None:
    register()

    html = client.get("/search/", {"q": "cods"}).content.decode()

    assert "The <mark>cod</mark> 1 is scarce." in html
    assert 'href="/meetings/talks/statements/1/?mark=cods#mark"' in html
    assert "Save <mark>cod</mark> 1</a>" in html


def test_further_name_that_matches_is_told(client: Client) -> None:
    register()

    (section,) = [s for s in asked(client, q="oldcod").sections if s.name == "participants"]

    assert section.rows[0].title == "Codland 1"
    assert section.rows[0].snippet == "Also called <mark>Oldcod</mark> 1"


def test_noun_that_is_named_exactly_stands_above(client: Client) -> None:
    register()

    assert asked(client, q="cod 1").best == BestMatch("Topic", "Cod 1", "/topics/cod-1/")
    assert asked(client, q="Oldcod 1").best == BestMatch(
        "Participant", "Codland 1", "/participants/codland-1/"
    )
    assert asked(client, q="cod").best is None


def test_fields_of_the_form_say_what_the_language_says(client: Client) -> None:
    register(3)

    typed = asked(client, q="cod from:codland-2 in:talks year:2007 form:reported")
    filled = asked(
        client,
        q="cod",
        **{"from": "codland-2", "in": "talks", "form": "reported"},
        year_from="2007",
        year_to="2007",
    )

    assert shown(typed)["statements"] == ["/meetings/talks/statements/2/"]
    assert shown(filled)["statements"] == shown(typed)["statements"]
    assert [(chip["name"], chip["value"]) for chip in filled.chips] == [
        ("Speaker", "Codland 2"),
        ("Meeting or series", "Cod talks"),
        ("Form", "Reported"),
        ("Year", "2007"),
    ]
    assert filled.chips[0]["url"] == (
        "/search/?q=cod&in=talks&form=reported&year_from=2007&year_to=2007"
    )


def test_several_values_of_a_field_widen_and_are_counted_without_it(client: Client) -> None:
    register(3)

    answer = asked(client, q="scarce", **{"from": ["codland-1", "codland-3", "nobody"]})

    speakers = answer.facets[0]
    assert len(shown(answer)["statements"]) == 2
    assert [(option.value, option.n, option.checked) for option in speakers.options] == [
        ("codland-1", 1, True),
        ("codland-3", 1, True),
        ("nobody", 0, True),
        ("codland-2", 1, False),
    ]
    assert answer.notes == ("Nobody on record is called “nobody”.",)


def test_years_lead_to_their_statements(client: Client) -> None:
    register(2)

    years = asked(client, q="cod").years

    assert [(choice.year, choice.n) for choice in years] == [(2007, 2), (2002, 1), (2001, 1)]
    assert shown(results(client.get(years[1].url)))["statements"] == [
        "/meetings/cod-2/statements/1/"
    ]


def test_pages_of_statements_lead_on_and_back(client: Client, monkeypatch: Any) -> None:
    register(5)
    monkeypatch.setattr(result_page, "MANY", 4)
    for sort in ("", "relevance"):
        query = {"q": "cod", "group": "statements"} | ({"sort": sort} if sort else {})
        first = asked(client, **query)
        second = results(client.get(first.next_url))
        third = results(client.get(second.next_url))
        back = results(client.get(third.previous_url))
        start = results(client.get(back.previous_url))

        rows = [shown(one)["statements"] for one in (second, third)]
        assert [len(found) for found in rows] == [4, 2]
        assert len({*shown(first)["statements"], *rows[0], *rows[1]}) == 10
        assert shown(back)["statements"] == rows[0]
        assert shown(start) == shown(first)
        assert not first.previous_url
        assert not start.previous_url
        assert start.next_url == first.next_url
        assert not third.next_url


def test_pages_of_a_group_lead_on_and_back(client: Client, monkeypatch: Any) -> None:
    register(3)
    monkeypatch.setattr(result_page, "MANY", 2)

    first = asked(client, q="cod", group="pledges")
    second = results(client.get(first.next_url))

    assert [row.title for row in first.sections[0].rows] != []
    assert len(second.sections[0].rows) == 1
    assert (second.previous_url, second.next_url) == ("/search/?q=cod&group=pledges", "")


def test_count_that_was_not_counted_to_the_end_says_so(client: Client, monkeypatch: Any) -> None:
    register(3)
    monkeypatch.setattr("meetings.search.results.statements.CAP", 2)

    answer = asked(client, q="cod")

    assert answer.tabs[1].count == "2+"
    assert answer.total_words == "18+"
    assert answer.facets_exact is False


def test_no_result_says_what_would_find_more(client: Client) -> None:
    register()

    answer = asked(client, q="scarce landmine", year_from="2007", group="pledges")
    html = client.get("/search/", {"q": "scarce landmine"}).content.decode()

    assert [(one.words, one.url, one.count) for one in answer.instead.wider] == [
        ("landmine", "/search/?q=scarce&year_from=2007", "1")
    ]
    assert answer.instead.any_word.url == "/search/?q=scarce+OR+landmine&year_from=2007"
    assert "No result" in html
    assert "All conditions must hold at once" in html


def test_no_result_and_no_suggestion_are_not_kept(client: Client) -> None:
    register()

    kept = [
        client.get("/search/", {"q": "cod"}),
        client.get("/search/suggestions/", {"q": "cod"}),
    ]
    not_kept = [
        client.get("/search/", {"q": "landmine"}),
        client.get("/search/suggestions/", {"q": "landmine"}),
    ]

    assert ["no-store" in response.headers.get("Cache-Control", "") for response in kept] == [
        False,
        False,
    ]
    assert [response["Cache-Control"] for response in not_kept] == ["no-store", "no-store"]


def test_misspelt_word_offers_the_right_one(client: Client) -> None:
    register()
    note_words(["scarce"])

    answer = asked(client, q="scarse cod", year_to="2007")

    assert answer.instead.spelt == OtherSearch("scarce cod", "/search/?q=scarce+cod&year_to=2007")


def test_misspelt_name_in_the_form_offers_the_right_one(client: Client) -> None:
    register()

    answer = asked(client, q="scarce landmine", **{"from": "Codlnad"})

    assert answer.instead.spelt == OtherSearch(
        "scarce landmine, codland", "/search/?q=scarce+landmine&from=codland"
    )
    assert [(one.words, one.url) for one in answer.instead.wider] == [
        ("landmine", "/search/?q=scarce&from=codland")
    ]


def test_address_of_results_is_short_and_not_indexed(client: Client) -> None:
    register()

    html = client.get("/search/?utm_source=x&sort=relevance&q=%20cod++x&page=0").content.decode()

    assert '<link rel="canonical" href="http://testserver/search/?q=cod+x">' in html
    assert '<meta name="robots" content="noindex, follow">' in html
    assert "<title>cod x – Search – Register of Diplomatic Meetings</title>" in html


@pytest.mark.parametrize(
    "query",
    [
        {"q": "cod", "group": "statements", "after": "9" * 40},
        {"q": "cod", "group": "statements", "after": str(2**63 - 1)},
        {"q": "cod", "group": "statements", "before": str(2**63 - 1)},
        {"q": "cod", "group": "statements", "sort": "relevance", "after": str(2**63 - 1)},
        {"q": "cod", "group": "statements", "after": "-1", "before": "x"},
        {"q": "cod", "group": "meetings", "page": "99999"},
        {"q": "cod", "group": "nothing", "sort": "x"},
        {"q": "cod", "year_from": "99999999999999999999"},
        {"q": "cod", "year_from": "²", "year_to": "-5"},
        {"q": "cod", "form": "sung", "topic": "%", "in": "\\", "from": '"" OR'},
        {"q": "x" * 3000},
        {"from": "*"},
        {"q": "<script>alert(1)</script>"},
    ],
)
def test_odd_address_is_answered(client: Client, query: dict[str, str]) -> None:
    register()

    response = client.get("/search/", query)

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(ODD, st.text(max_size=60)), group=st.sampled_from(["", "statements"]))
def test_any_input_is_answered(client: Client, text: str, group: str) -> None:
    response = client.get("/search/", {"q": text.replace("\0", ""), "group": group}, follow=True)

    assert response.status_code == 200


def test_search_that_takes_too_long_is_stopped(client: Client, monkeypatch: Any) -> None:
    def slow(*_args: Any, **_kwargs: Any) -> None:
        raise SearchTimeout

    monkeypatch.setattr(result_page, "search_statements", slow)

    response = client.get("/search/", {"q": "the", "from": "japan"})

    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert "This search took too long and was stopped." in response.content.decode()
    assert not FruitlessSearch.objects.exists()


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("query", "sqlite", "postgresql"),
    [
        ({}, 0, 0),
        # On PostgreSQL four more set the limit of time; SQLite asks how many links a filter has
        # and how many statements a word.
        ({"q": "cod"}, 40, 43),
        ({"q": "cod", "group": "statements"}, 28, 31),
        ({"q": "cod", "group": "pledges"}, 28, 31),
        ({"q": "scarce", "from": "codland-1", "year_from": "2007"}, 22, 24),
    ],
)
def test_results_take_a_fixed_number_of_queries(
    client: Client,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
    n: int,
    query: dict[str, str],
    sqlite: int,
    postgresql: int,
) -> None:
    settings.PAGE_CACHE = False
    register(n)

    with django_assert_num_queries(sqlite if connection.vendor == "sqlite" else postgresql):
        client.get("/search/", query)


def test_suggestions_begin_as_typed(client: Client) -> None:
    register()

    response = client.get("/search/suggestions/", {"q": "codl"})

    assert response.json() == {
        "suggestions": [
            {
                "noun": "Participant",
                "label": "Codland 1",
                "url": "/participants/codland-1/",
                "slug": "codland-1",
            }
        ]
    }
    of_topics = client.get("/search/suggestions/", {"q": "codl", "noun": "topic"})
    assert of_topics.json() == {"suggestions": []}
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get("/search/suggestions/").json() == {"suggestions": []}


def test_suggestions_that_take_too_long_are_none(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("portal.search.views.SUGGESTION_LIMIT", -1.0)

    response = client.get("/search/suggestions/", {"q": "codl"})

    assert (response.status_code, response.json()) == (503, {"suggestions": []})
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("n", [1, 3])
def test_suggestions_take_a_fixed_number_of_queries(
    client: Client,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
    n: int,
) -> None:
    settings.PAGE_CACHE = False
    register(n)

    with django_assert_num_queries(14 if connection.vendor == "sqlite" else 18):
        client.get("/search/suggestions/", {"q": "cod"})


def test_search_boxes_lead_to_the_search_page(client: Client) -> None:
    for address in ("/", "/meetings/", "/nowhere/"):
        html = client.get(address).content.decode()

        assert 'action="/search/"' in html
        assert 'name="q"' in html


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/meetings/talks/statements/1/", 'The <mark id="mark">cod</mark> 1 is scarce.'),
        ("/meetings/talks/", 'All about <mark id="mark">cod</mark>.'),
        ("/meetings/talks/", "The <mark>cod</mark> 1 is scarce."),
        ("/meetings/talks/pledges/1/", '<h1>Save <mark id="mark">cod</mark> 1</h1>'),
        ("/documents/cod/", '<h1>Report on <mark id="mark">cod</mark> 1</h1>'),
    ],
)
def test_words_searched_are_marked_on_the_page(client: Client, address: str, marked: str) -> None:
    register()
    Meeting.objects.get(slug="talks").passages.get().document.__class__.objects.update(key="cod")

    html = client.get(f"{address}?mark=cods").content.decode()

    assert marked in html
    assert html.count('id="mark"') == 1
    assert f'<link rel="canonical" href="http://testserver{address}">' in html
    assert 'id="mark"' not in client.get(address).content.decode()


def test_marks_of_a_phrase_stand_in_quoted_words_and_in_the_source(client: Client) -> None:
    meeting = build.meeting("talks")
    said = build.statement(meeting, "He said: scarce cod.", form="quotation", quotations=[[9, 19]])
    source = build.document("1. He said: scarce\n   cod.", key="words")
    build.passage(said, source, 3, len(source.text))

    statement = client.get('/meetings/talks/statements/1/?mark="scarce+cod"').content.decode()
    document = client.get('/documents/words/?mark="scarce+cod"').content.decode()

    assert '<q><mark id="mark">scarce cod</mark></q>' in statement
    assert '<mark id="mark">scarce</mark>' in document
    assert "<mark>   cod</mark>." in document
    assert document.count('id="mark"') == 1


def test_mark_is_never_shown_but_in_the_text(client: Client) -> None:
    register()

    html = client.get("/meetings/talks/?mark=" + quote("<b>zz</b>" * 99)).content.decode()

    assert "zz" not in html


def test_withdrawn_record_is_found_no_more(client: Client) -> None:
    meeting = register()

    meeting.status = "withdrawn"
    meeting.save()
    refresh_derived(meeting)

    assert asked(client, q="scarce").total.n == 0
    assert client.get("/search/suggestions/", {"q": "cod t"}).json() == {"suggestions": []}
