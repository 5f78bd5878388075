"""What the public may see of meetings, and what the database refuses.

Covers meetings.models.meeting, meetings.models.meeting_queryset, meetings.models.stub,
meetings.models.document,
meetings.models.delegation and meetings.models.retired as well.
"""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.models import (
    Delegation,
    Document,
    FormerSlug,
    Meeting,
    Reference,
    Relation,
    Series,
    Topic,
)
from participants.models import Participant, Person
from tests.meetings import build

pytestmark = pytest.mark.django_db


def public() -> list[tuple[str, str]]:
    """Slug and layer of each public meeting."""
    return list(Meeting.objects.public().order_by("slug").values_list("slug", "layer"))


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_meeting_unpublished_is_not_public(status: str) -> None:
    build.stub("named", named_by=build.meeting("hidden", status=status))

    assert public() == []


def test_meeting_published_is_public_with_its_stubs() -> None:
    build.stub("named", named_by=build.meeting("shown"))
    build.stub("unnamed")

    assert public() == [("named", "stub"), ("shown", "record")]


@pytest.mark.parametrize("status", ["draft", "in review"])
def test_stub_stays_public_while_its_record_is_a_draft(status: str) -> None:
    build.stub("next", named_by=build.meeting("shown"))
    build.meeting("next", status=status)

    assert public() == [("next", "stub"), ("shown", "record")]


def test_stub_gives_way_to_its_published_record() -> None:
    build.stub("next", named_by=build.meeting("shown"))
    build.meeting("next")

    assert public() == [("next", "record"), ("shown", "record")]


def test_stub_steps_back_when_its_record_is_withdrawn() -> None:
    build.stub("next", named_by=build.meeting("shown"))
    build.meeting("next", status="withdrawn")

    assert public() == [("shown", "record")]


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_shared_nouns_of_unpublished_record_are_not_public(status: str) -> None:
    hidden = build.meeting(status=status, series=build.series())
    source = build.document()
    build.passage(hidden, source, 0, 4)
    build.delegation(hidden, build.participant())
    build.statement(hidden, speakers=(build.person(),), topics=(build.topic(),))
    build.stub("named", named_by=hidden, series=build.series("Other series"))

    for model in (Participant, Person, Topic, Series, Document):
        assert list(model.objects.public()) == []
    assert list(Delegation.objects.published()) == []


def test_shared_nouns_of_published_record_are_public() -> None:
    shown = build.meeting(series=build.series())
    build.passage(shown, build.document(key="source"), 0, 4)
    build.delegation(shown, build.participant("Ruritania"))
    build.statement(shown, speakers=(build.person(),), topics=(build.topic(),))
    named = build.stub("named", named_by=shown, series=build.series("Other series"))
    build.delegation(named, build.participant("Arcadia"))

    found = {
        model.__name__: [str(row) for row in model.objects.public().order_by("pk")]
        for model in (Participant, Person, Topic, Series, Document)
    }

    assert found == {
        "Participant": ["Ruritania", "Arcadia"],
        "Person": ["Ada Example"],
        "Topic": ["Fisheries"],
        "Series": ["Friends of Fisheries", "Other series"],
        "Document": ["source"],
    }


def test_participant_shipped_is_public_without_a_record() -> None:
    build.participant("Ruritania", shipped=True)

    assert [str(row) for row in Participant.objects.public()] == ["Ruritania"]


def test_meeting_date_sets_its_bounds() -> None:
    meeting = build.meeting(date="2016-06-20/2016-06-22")

    bounds = Meeting.objects.values_list("first_day", "last_day").get(pk=meeting.pk)
    assert [str(day) for day in bounds] == ["2016-06-20", "2016-06-22"]


def test_meeting_date_emptied_empties_its_bounds() -> None:
    meeting = build.meeting(date="2016")
    meeting.date = ""
    meeting.save()

    assert Meeting.objects.values_list("first_day", "last_day").get() == (None, None)


def test_meeting_slug_twice_in_a_layer_is_refused_by_the_database() -> None:
    build.meeting("twice")
    with pytest.raises(IntegrityError), transaction.atomic():
        build.meeting("twice")


def test_meeting_mode_not_listed_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        build.meeting(mode="by telegraph")


def test_stub_published_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        build.stub("named", status="published")


def test_meeting_slug_that_another_meeting_had_is_refused() -> None:
    FormerSlug.objects.create(slug="old", meeting=build.meeting("new"))

    with pytest.raises(ValidationError) as refused:
        Meeting(slug="old", title="Other").full_clean()

    assert list(refused.value.message_dict) == ["slug"]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "A title"}, "A title"),
        ({"ordinal": 3}, "Friends of Fisheries, meeting 3"),
        ({"date": "2008-04?"}, "Meeting of Friends of Fisheries, possibly April 2008"),
    ],
)
def test_meeting_without_title_composes_one(fields: dict, title: str) -> None:
    meeting = build.meeting(**({"title": "", "series": build.series()} | fields))

    assert meeting.shown_title == title


def test_row_without_what_it_names_has_a_name_in_its_form() -> None:
    names = [str(Relation(relation="next")), str(Reference()), str(Delegation())]

    assert names == ["Next: –", "–", "–"]
