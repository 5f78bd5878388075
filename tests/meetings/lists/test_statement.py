"""The filters of the list of statements: what they leave, what they refuse, and what is counted.

Covers ``meetings.lists.facets`` as well.
"""

import pytest
from django.http import QueryDict

from meetings.lists.facets import Facet, counted_over
from meetings.lists.statement import StatementFilterSet
from meetings.models import Statement
from meetings.search.results.capped import Capped
from tests.meetings import build

pytestmark = pytest.mark.django_db

UNKNOWN = "Nothing on record is called “{}”."


def statement_filter(query: str) -> StatementFilterSet:
    """The filters of an address."""
    return StatementFilterSet(QueryDict(query))


def statements(query: str) -> list[str]:
    """Texts of the statements that a query leaves, in order."""
    filters = statement_filter(query)
    assert filters.is_valid(), filters.form.errors
    texts = dict(Statement.objects.values_list("key", "text"))
    return [texts[key] for key in filters.page(None, None, 20).keys]


def facets(query: str) -> dict[str, Facet]:
    """The facets beside the list of an address."""
    filters = statement_filter(query)
    assert filters.is_valid(), filters.form.errors
    return {facet.name: facet for facet in filters.facets}


def shown(facet: Facet) -> list[tuple[str, int, bool]]:
    """Value and number of each choice, and whether it is ticked."""
    return [(option.value, option.n, option.checked) for option in facet.options]


def test_statements_newest_first_by_the_key() -> None:
    late, early = build.meeting("late", date="2009"), build.meeting("early", date="2007")
    build.statement(late, "Late one.")
    build.statement(late, "Late two.")
    build.statement(early, "Early.")

    assert statements("") == ["Late one.", "Late two.", "Early."]
    assert statements("sort=oldest") == ["Early.", "Late one.", "Late two."]


def test_statements_by_who_and_what() -> None:
    friends = build.series()
    meeting = build.meeting("one", series=friends)
    arcadia, ada, fish = build.participant("Arcadia"), build.person(), build.topic()
    build.statement(meeting, "Of the state.", speakers=(arcadia,), topics=(fish,))
    build.statement(meeting, "Of the person.", speakers=(ada,))
    build.statement(build.meeting("two"), "Elsewhere.", speakers=(arcadia,))

    assert statements("participant=arcadia&series=friends-of-fisheries") == ["Of the state."]
    assert statements("person=ada-example") == ["Of the person."]
    assert statements("topic=fisheries") == ["Of the state."]
    assert statements("meeting=two") == ["Elsewhere."]
    assert statements("words=of+PERSON") == ["Of the person."]


def test_statements_of_years_leave_out_the_undated() -> None:
    for slug, date in (("a", "2007-12-31"), ("b", "2008-01-01"), ("c", "")):
        build.statement(build.meeting(slug, date=date), slug)

    assert statements("year_from=2008") == ["b"]
    assert statements("year_to=2007") == ["a"]
    assert statements("year_from=1&year_to=9999") == ["b", "a"]


def test_statements_by_form_and_without_procedural() -> None:
    meeting = build.meeting("one")
    build.statement(meeting, "Floor.", procedural=True)
    build.statement(meeting, "Word for word.", form="verbatim")

    assert statements("") == ["Floor.", "Word for word."]
    assert statements("without_procedural=on") == ["Word for word."]
    assert statements("form=reported") == ["Floor."]


@pytest.fixture
def talks() -> None:
    """Arcadia and Borduria on fish in 2007, Arcadia alone on meat in 2008."""
    arcadia = build.participant("Arcadia", kind="state")
    borduria = build.participant("Borduria", kind="observer")
    fish, meat = build.topic("Fish"), build.topic("Meat")
    first = build.meeting("first", series=build.series("Friends"), date="2007")
    build.statement(first, "Fish one.", speakers=(arcadia, borduria), topics=(fish,))
    build.statement(first, "Fish two.", speakers=(borduria,), topics=(fish,), form="verbatim")
    second = build.meeting("second", date="2008")
    build.statement(second, "Meat.", speakers=(arcadia, build.person()), topics=(meat,))
    hidden = build.meeting("draft", status="draft")
    build.statement(hidden, "Fish.", speakers=(arcadia,), topics=(fish,))


@pytest.mark.usefixtures("talks")
def test_statements_of_several_values_of_one_facet() -> None:
    assert statements("participant=arcadia&participant=borduria&topic=fish") == [
        "Fish one.",
        "Fish two.",
    ]
    assert statements("topic=fish&topic=meat&participant=arcadia") == ["Meat.", "Fish one."]
    assert statements("kind=observer") == ["Fish one.", "Fish two."]
    assert statements("kind=observer&kind=state&year_from=2008") == ["Meat."]
    assert statements("series=friends&form=verbatim&form=reported") == ["Fish one.", "Fish two."]
    assert statements("meeting=first&words=two") == ["Fish two."]
    assert statements("words=fish+OR+meat&sort=oldest") == ["Fish one.", "Fish two.", "Meat."]


@pytest.mark.usefixtures("talks")
def test_statements_facets_of_the_whole_list() -> None:
    found = facets("")

    assert shown(found["participant"]) == [("arcadia", 2, False), ("borduria", 2, False)]
    assert shown(found["kind"]) == [("state", 2, False), ("observer", 2, False)]
    assert shown(found["topic"]) == [("fish", 2, False), ("meat", 1, False)]
    assert shown(found["person"]) == [("ada-example", 1, False)]
    assert shown(found["series"]) == [("friends", 2, False)]
    assert shown(found["form"]) == [("reported", 2, False), ("verbatim", 1, False)]
    assert all(facet.exact for facet in found.values())


@pytest.mark.parametrize(
    "query",
    ["topic=fish", "topic=fish&words=fish", "topic=fish&year_from=2000&year_to=2008"],
)
@pytest.mark.usefixtures("talks")
def test_statements_facet_in_use_is_counted_without_itself(query: str) -> None:
    found = facets(query)

    assert shown(found["participant"]) == [("borduria", 2, False), ("arcadia", 1, False)]
    assert shown(found["form"])[0][1:] == (1, False)
    others = [] if "words" in query else [("meat", 1, False)]
    assert shown(found["topic"]) == [("fish", 2, True), *others]


@pytest.mark.parametrize("query", ["year_from=2008&year_to=2008", "participant=arcadia&words=x"])
@pytest.mark.usefixtures("talks")
def test_statements_choice_that_gives_nothing_is_shown_as_0(query: str) -> None:
    found = facets(f"{query}&topic=fish&form=verbatim&kind=network&person=ada-example")

    assert ("fish", 0, True) in shown(found["topic"])
    assert ("verbatim", 0, True) in shown(found["form"])
    assert ("network", 0, True) in shown(found["kind"])
    assert ("ada-example", 0, True) in shown(found["person"])


@pytest.mark.usefixtures("talks")
def test_statements_facets_say_where_they_count_the_newest_hits_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("meetings.search.results.facet_values.CAP", 1)

    one = facets("topic=fish")
    two = facets("topic=fish&series=friends")
    searched = facets("words=fish")

    assert all(facet.exact for facet in one.values())
    counted = [name for name, facet in two.items() if facet.exact and facet.counted]
    assert counted == ["topic", "series"]
    assert shown(two["participant"]) == [("arcadia", 1, False), ("borduria", 1, False)]
    assert not any(facet.exact for facet in searched.values() if facet.counted)
    assert counted_over(list(one.values())) == ""
    assert counted_over(list(two.values())) == (
        "Counted over the newest 1,000 hits: Participant, Kind of speaker, Form."
        " Other numbers are exact."
    )
    assert counted_over(list(searched.values())) == (
        "All numbers in the filters are counted over the newest 1,000 hits."
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", Capped(3)),
        ("participant=arcadia", Capped(2)),
        ("participant=arcadia&topic=fish", Capped(1)),
        ("year_from=2007&year_to=2007&form=verbatim", Capped(1)),
        ("participant=arcadia&participant=borduria", Capped(1, exact=False)),
        ("words=fish", Capped(1, exact=False)),
        ("words=meat", Capped(1)),
    ],
)
@pytest.mark.usefixtures("talks")
def test_statements_count_is_true(
    query: str, count: Capped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.search.results.facet_values.CAP", 1)

    assert statement_filter(query).total == count


@pytest.mark.usefixtures("talks")
def test_statements_chips_take_off_one_value() -> None:
    chips = statement_filter("participant=arcadia&participant=Borduria&form=verbatim").chips()

    assert [(chip.name, chip.value, chip.url) for chip in chips] == [
        ("Participant", "Arcadia", "?participant=Borduria&form=verbatim"),
        ("Participant", "Borduria", "?participant=arcadia&form=verbatim"),
        ("Form", "Verbatim", "?participant=arcadia&participant=Borduria"),
    ]


def test_statements_too_many_values_of_one_facet() -> None:
    found = statement_filter("&".join(f"participant=p{n}" for n in range(21)))

    assert not found.is_valid()
    assert found.form.errors == {"participant": ["Choose at most 20."]}


def test_statements_person_of_a_draft_is_unknown() -> None:
    build.statement(build.meeting("draft", status="draft"), speakers=(build.person("Eve Hidden"),))

    found = statement_filter("person=eve-hidden")

    assert not found.is_valid()
    assert found.form.errors == {"person": [UNKNOWN.format("eve-hidden")]}
    assert found.facets[3].typed == "eve-hidden"
