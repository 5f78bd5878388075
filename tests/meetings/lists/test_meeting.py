"""The filters of the list of meetings: what they leave, what they refuse, and what is counted.

Covers meetings.lists.filters, meetings.lists.filterset, meetings.lists.name_filters,
meetings.lists.facet_counts and meetings.lists.narrower as well.
"""

import pytest
from django.http import QueryDict
from django.test import Client

from meetings.lists.facets import Facet
from meetings.lists.meeting import MeetingFilterSet
from meetings.models import Delegation, Series
from tests.meetings import build

pytestmark = pytest.mark.django_db

UNKNOWN = "Nothing on record is called “{}”."


def meetings(query: str) -> list[str]:
    """Slugs of the meetings that a query leaves, in order."""
    return [row.slug for row in meeting_filter(query).qs]


def meeting_filter(query: str) -> MeetingFilterSet:
    """The filters of an address."""
    return MeetingFilterSet(QueryDict(query))


def facet(query: str, name: str) -> Facet:
    """One facet beside the list of an address."""
    return next(one for one in meeting_filter(query).facets if one.name == name)


def test_meetings_with_each_of_the_words_anywhere_in_the_record() -> None:
    friends = build.series("Friends of Fisheries")
    build.meeting("both", title="Herring", city="Bergen")
    build.meeting("in-series", title="Bergen", series=friends, summary="On herring.")
    build.meeting("one", title="Herring", city="Oslo")

    found = meetings("words=herring+BERGEN")

    assert found == ["both", "in-series"]


def test_meetings_words_are_no_pattern() -> None:
    build.meeting("percent", title="100% of it")
    build.meeting("other", title="1000 of it")

    assert meetings("words=100%25") == ["percent"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year_from=2008", ["long", "late"]),
        ("year_to=2007", ["early", "long"]),
        ("year_from=2007&year_to=2007", ["long"]),
        ("year_from=1&year_to=9999", ["early", "late", "long"]),
    ],
)
def test_meetings_of_years_they_may_have_lasted_into(query: str, found: list[str]) -> None:
    build.meeting("early", date="2006-05")
    build.meeting("long", date="2007-12-30/2008-01-02")
    build.meeting("late", date="2009")
    build.meeting("undated", date="")

    assert sorted(meetings(query)) == sorted(found)


@pytest.mark.parametrize(
    ("query", "field", "error"),
    [
        ("year_from=99999", "year_from", "Years run from 1 to 9999."),
        ("year_to=0", "year_to", "Years run from 1 to 9999."),
        ("year_from=abc", "year_from", "Enter a whole number."),
        ("year_from=2009&year_to=2008", "year_to", "This year comes before the first one."),
        ("participant=nobody", "participant", UNKNOWN.format("nobody")),
        ("country=nowhere", "country", UNKNOWN.format("nowhere")),
        ("topic=nothing", "topic", UNKNOWN.format("nothing")),
        ("words=" + "+".join("abcdefghijklm"), "words", "Give at most 12 words."),
    ],
)
def test_meetings_wrong_value_is_named_and_nothing_listed(
    query: str, field: str, error: str
) -> None:
    build.meeting("there")

    found = meeting_filter(query)

    assert list(found.qs) == []
    assert found.form.errors == {field: [error]}


@pytest.mark.parametrize("query", ["sort=xyz", "stage=begun", "series=none", "record=half"])
def test_meetings_choice_outside_the_list_is_an_error(query: str) -> None:
    build.meeting("there")

    found = meeting_filter(query)

    assert list(found.qs) == []
    assert list(found.form.errors) == [query.partition("=")[0]]


def test_meetings_participant_of_a_draft_is_unknown_like_any_other() -> None:
    draft = build.meeting("draft", status="draft")
    Delegation.objects.create(meeting=draft, participant=build.participant("Secretland"))

    found = meeting_filter("participant=secretland")

    assert list(found.qs) == []
    assert found.form.errors == {"participant": [UNKNOWN.format("secretland")]}


def test_meetings_by_participant_country_and_topic() -> None:
    host, guest = build.participant("Ruritania"), build.participant("Arcadia")
    one = build.meeting("one", country=host)
    two = build.meeting("two", country=guest)
    build.delegation(one, guest)
    build.delegation(two, host)
    build.statement(two, topics=(build.topic("Fisheries"),))

    assert meetings("participant=arcadia") == ["one"]
    assert meetings("country=arcadia") == ["two"]
    assert meetings("topic=fisheries") == ["two"]
    assert meetings("topic=fisheries&participant=arcadia") == []


def test_meetings_by_kind_of_record_stage_and_mode() -> None:
    record = build.meeting("record", mode="virtual")
    build.stub("named", named_by=record, stage="proposed", date="2008")

    assert meetings("record=stub") == ["named"]
    assert meetings("record=record") == ["record"]
    assert meetings("stage=proposed&stage=held") == ["named", "record"]
    assert meetings("mode=virtual") == ["record"]


def test_meetings_sorted() -> None:
    build.meeting("b", title="beta", date="2007")
    build.meeting("a", title="Alpha", date="2009")
    build.meeting("c", title="Gamma", date="")
    build.meeting("none", title="", date="2008")

    assert meetings("") == ["a", "none", "b", "c"]
    assert meetings("sort=oldest") == ["b", "none", "a", "c"]
    assert meetings("sort=title") == ["a", "b", "c", "none"]


def test_meetings_choices_are_counted_under_the_other_filters() -> None:
    one = build.meeting("one", title="Herring")
    build.meeting("two", title="Herring", stage="announced")
    build.meeting("three", title="Cod", stage="announced")
    build.meeting("draft", title="Herring", status="draft", stage="announced")
    build.stub("named", named_by=one, title="Herring", stage="proposed")

    stage = facet("words=herring&stage=held", "stage")

    assert [(option.value, option.n, option.checked) for option in stage.options] == [
        ("held", 1, True),
        ("announced", 1, False),
        ("proposed", 1, False),
    ]


def test_meetings_series_choices_are_those_of_public_meetings() -> None:
    build.meeting("shown", series=build.series("Shown"))
    build.meeting("hidden", series=build.series("Hidden"), status="draft")

    found = facet("", "series")

    assert [(option.value, option.label, option.n) for option in found.options] == [
        ("shown", "Shown", 1)
    ]


def test_meetings_of_many_series_show_the_most_frequent_and_take_others() -> None:
    for number in range(20):
        series = Series.objects.create(name=f"Series {number}", slug=f"series-{number}")
        build.meeting(f"m{number}", series=series)
    build.meeting("again", series=series)

    found = facet("series=series-3", "series")

    assert meetings("series=series-3&series=series-4") == ["m3", "m4"]
    assert [(option.value, option.n) for option in found.options[:3]] == [
        ("series-3", 1),
        ("series-19", 2),
        ("series-0", 1),
    ]
    assert (len(found.first), len(found.first + found.further)) == (6, 16)
    assert found.typed == ""


def test_meetings_participants_and_countries_are_counted() -> None:
    arcadia, borduria = build.participant("Arcadia"), build.participant("Borduria")
    for slug, who in (("a", [arcadia]), ("b", [arcadia, borduria]), ("c", [])):
        meeting = build.meeting(slug, country=arcadia if who else None, date=f"200{len(who)}")
        for one in who:
            build.delegation(meeting, one)
    build.delegation(build.meeting("draft", status="draft", country=borduria), borduria)

    def shown(query: str, name: str) -> list[tuple[str, int, bool]]:
        return [(one.value, one.n, one.checked) for one in facet(query, name).options]

    assert shown("", "participant") == [("arcadia", 2, False), ("borduria", 1, False)]
    assert shown("participant=borduria", "participant") == [
        ("borduria", 1, True),
        ("arcadia", 2, False),
    ]
    assert shown("participant=borduria", "country") == [("arcadia", 1, False)]
    assert shown("participant=borduria&record=record&year_to=2001", "participant") == [
        ("borduria", 0, True),
        ("arcadia", 1, False),
    ]
    assert meeting_filter("participant=borduria").counts.years.numbers == {2002: 1}
    assert meeting_filter("year_from=2002").counts.years.numbers == {2000: 1, 2001: 1, 2002: 1}


def test_meetings_facets_say_where_they_count_the_newest_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("meetings.lists.facet_counts.CAP", 1)
    build.meeting("new", date="2009")
    build.meeting("old", date="2008", stage="announced")

    assert facet("", "stage").exact
    assert facet("record=record", "stage").exact
    both = facet("record=record&year_from=2000", "stage")
    assert not both.exact
    assert [(option.value, option.n) for option in both.options] == [("held", 1)]


def test_meetings_chips_name_records_and_lead_to_the_list_without_them() -> None:
    build.delegation(build.meeting("one"), build.participant("Arcadia"))

    chips = meeting_filter("participant=arcadia&stage=held&utm_source=x&sort=oldest").chips()

    assert [(chip.name, chip.value, chip.url) for chip in chips] == [
        ("Participant", "Arcadia", "?stage=held&sort=oldest"),
        ("Stage", "Held", "?participant=arcadia&sort=oldest"),
    ]


def test_meetings_by_a_name_written_as_a_name() -> None:
    build.delegation(build.meeting("one"), build.participant("New Arcadia"))

    assert meetings("participant=New+Arcadia") == ["one"]


def test_meetings_by_title_follow_the_language() -> None:
    titles = {
        "zebu": "Zebu meeting",
        "alps": "Älpler zebu meeting",
        "school": "école zebu meeting",
        "over": "Über zebu meeting",
        "quoted": "“Yak” in quotes",
        "the": "The Bee meeting",
        "none": "",
    }
    for slug, title in titles.items():
        build.meeting(slug, title=title)

    assert meetings("sort=title") == ["alps", "the", "school", "over", "quoted", "zebu", "none"]


def test_meetings_topics_can_be_chosen_from_counts() -> None:
    fish, meat = build.topic("Fish"), build.topic("Meat")
    for slug, topics in (("a", (fish,)), ("b", (fish, meat)), ("c", (fish,))):
        meeting = build.meeting(slug)
        build.statement(meeting, topics=topics)
        build.statement(meeting, topics=topics)

    def shown(query: str) -> list[tuple[str, int]]:
        return [(option.value, option.n) for option in facet(query, "topic").options]

    assert shown("") == [("fish", 3), ("meat", 1)]
    assert shown("topic=meat") == [("meat", 1), ("fish", 3)]
    assert shown("topic=fish&record=record") == [("fish", 3), ("meat", 1)]
    assert meetings("topic=meat") == ["b"]


def test_meetings_topics_beside_many_are_offered_without_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("meetings.lists.meeting.FEW", 1)
    for slug in ("a", "b"):
        build.statement(build.meeting(slug), topics=(build.topic("Fish"),))

    many, all_of_them = facet("record=record", "topic"), facet("", "topic")

    assert [option.value for option in many.options] == ["fish"]
    assert (many.counted, all_of_them.counted) == (False, True)


def test_meetings_on_a_topic_lead_to_those_on_narrower_ones(client: Client) -> None:
    sea = build.topic("Sea")
    fish, draft = build.topic("Fish", broader=sea), build.topic("Secrets", broader=sea)
    for slug, topic, status in (
        ("talks", sea, "published"),
        ("fishing", fish, "published"),
        ("hidden", draft, "draft"),
    ):
        build.statement(build.meeting(slug, status=status), topics=(topic,))

    html = client.get("/meetings/?topic=sea").content.decode()
    leaf = client.get("/meetings/?topic=fish").content.decode()

    note = "Not among these: meetings with statements on narrower topics alone,"
    assert f'{note}\n<a href="/meetings/?topic=fish">Fish</a>.' in html
    assert "Secrets" not in html
    assert note not in leaf
