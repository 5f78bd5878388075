"""A public stub says what published records say of it, and nothing else.

Covers meetings.models.meeting as well.
"""

import pytest

from meetings.derived.descriptions import correct_relations, describe, facts_of
from meetings.derived.refresh import refresh_derived
from meetings.models import Meeting, Relation
from tests.meetings import build

pytestmark = pytest.mark.django_db


def name(meeting: Meeting, stub: Meeting, **described: object) -> Relation:
    """Let ``meeting`` name a stub and say something of it."""
    row = Relation.objects.create(
        meeting=meeting, other=stub, relation="next", described=described or {"stage": "held"}
    )
    refresh_derived(meeting)
    stub.refresh_from_db()
    return row


@pytest.fixture
def stub() -> Meeting:
    return Meeting.objects.create(slug="next", layer="stub", stage="mentioned")


def test_stub_adds_up_what_published_records_say(stub: Meeting) -> None:
    name(build.meeting("a"), stub, title="Next meeting", date="2008")
    name(build.meeting("b"), stub, city="Vienna", delegations=[])

    assert (stub.title, stub.date, stub.city) == ("Next meeting", "2008", "Vienna")


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_stub_says_nothing_that_only_an_unpublished_record_says(stub: Meeting, status: str) -> None:
    build.participant("Ruritania")
    name(build.meeting("a"), stub, title="Next meeting")
    name(
        build.meeting("b", status=status),
        stub,
        title="Other",
        date="2008",
        city="Vienna",
        delegations=[{"participant": "ruritania", "roles": ["host"]}],
    )

    assert facts_of(stub) == {"title": "Next meeting", "stage": "mentioned"}


def test_stub_named_first_by_a_draft_forgets_it_when_a_published_record_names_it(
    stub: Meeting,
) -> None:
    name(build.meeting("a", status="draft"), stub, title="Secret title", city="Vienna")
    assert stub.title == "Secret title"

    Relation.objects.create(meeting=build.meeting("b"), other=stub, relation="next")
    describe(stub)
    stub.refresh_from_db()

    assert facts_of(stub) == {"stage": "mentioned"}


def test_stub_gains_and_loses_what_a_record_says_with_its_publication(stub: Meeting) -> None:
    series = build.series()
    name(build.meeting("a"), stub, title="Next meeting")
    draft = build.meeting("b", status="draft")
    name(draft, stub, series=series.slug, ordinal=4)
    assert (stub.series, stub.ordinal) == (None, None)

    Meeting.objects.filter(pk=draft.pk).update(status="published")
    refresh_derived(draft)
    stub.refresh_from_db()
    assert (stub.series, stub.ordinal) == (series, 4)

    Meeting.objects.filter(pk=draft.pk).update(status="withdrawn")
    refresh_derived(draft)
    stub.refresh_from_db()
    assert (stub.series, stub.ordinal, stub.title) == (None, None, "Next meeting")


def test_relation_first_to_name_a_stub_keeps_what_its_editor_entered() -> None:
    entered = build.stub("next", title="Next meeting", date="2008")

    first = Relation.objects.create(meeting=build.meeting("a"), other=entered, relation="next")
    second = Relation.objects.create(meeting=build.meeting("b"), other=entered, relation="next")

    assert first.described == {"title": "Next meeting", "date": "2008", "stage": "held"}
    assert second.described == {}


def test_stub_corrected_is_corrected_in_every_record_that_names_it(stub: Meeting) -> None:
    first = name(build.meeting("a"), stub, title="Next meting", date="2008")
    second = name(build.meeting("b"), stub, city="Vienna")
    before = facts_of(stub)
    Meeting.objects.filter(pk=stub.pk).update(title="Next meeting", date="")
    stub.refresh_from_db()

    correct_relations(stub, before)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.described == {"title": "Next meeting"}
    assert second.described == {"city": "Vienna", "title": "Next meeting"}
    describe(stub)
    stub.refresh_from_db()
    assert (stub.title, stub.date, stub.city) == ("Next meeting", "", "Vienna")
