"""What a field names is looked up, and said where it was guessed.

Covers meetings.search.query.field_lookup as well.
"""

import pytest

from meetings.models import Meeting, Series, Topic
from meetings.search.results.statements import search_statements
from participants.models import Participant, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("from:nobody", "Nobody on record is called “nobody”."),
        ("topic:nothing", "No topic is called “nothing”."),
        ("in:nowhere", "No meeting or series is called “nowhere”."),
        ("year:soon", "Write years as year:2007 or year:2007..2011; “soon” is neither."),
        ("form:sung", "form: is one of verbatim, quotation, reported; “sung” is none of them."),
        ("from:takasu", "from: “takasu” was taken as Yukio Takasu."),
    ],
)
def test_field_says_what_it_was_taken_as(query: str, note: str) -> None:
    assert search_statements(query).notes == (note,)


def test_former_addresses_mean_what_they_became() -> None:
    topic, series = Topic.objects.get(slug="human-security"), Series.objects.order_by("pk")[0]
    topic.former_slugs.create(slug="safety-of-people")
    series.former_slugs.create(slug="old-friends")
    Participant.objects.get(slug="japan").former_slugs.create(slug="nippon")
    Person.objects.get(key="yukio-takasu").former_slugs.create(slug="y-takasu")
    Meeting.objects.records().get(slug="fhs-3").former_slugs.create(slug="third-meeting")
    stub, _new = Meeting.objects.get_or_create(slug="r2p-focal-points-6", layer="stub")
    stub.former_slugs.create(slug="named-before")

    for old, new in {
        "topic:safety-of-people": "topic:human-security",
        'topic:"Safety of people"': "topic:human-security",
        "in:old-friends": f"in:{series.slug}",
        "from:nippon": "from:JPN",
        "from:y-takasu": 'from:"Yukio Takasu"',
        "in:third-meeting": "in:fhs-3",
        "in:named-before": "in:r2p-focal-points-6",
    }.items():
        found, meant = search_statements(old), search_statements(new)
        assert (found.notes, found.count) == ((), meant.count), old
        assert meant.count
