"""A passage or inference belongs to one part of a record, or to the meeting itself.

Covers meetings.models.inference, meetings.models.agenda, meetings.models.session,
meetings.models.figure, meetings.models.relation, meetings.models.reference,
meetings.models.update and meetings.models.parts as well.
"""

import pytest
from django.db import IntegrityError
from django.db.models import Q

from meetings.models import Figure, Inference, Meeting, Passage
from meetings.models.owned import PARTS, at_most_one, owner_indexes
from tests.meetings.admin import rich

PASSAGES = [name for name in PARTS if name != "delegate"]


def test_condition_allows_none_and_each_alone() -> None:
    condition = at_most_one(["fish", "meat"])

    assert condition == (
        Q(fish__isnull=True, meat__isnull=True)
        | Q(fish__isnull=False, meat__isnull=True)
        | Q(meat__isnull=False, fish__isnull=True)
    )


def test_each_owner_has_an_index_over_what_it_owns() -> None:
    (index,) = owner_indexes("passage", ["figure"])

    assert (index.name, index.fields) == ("passage_of_figure", ["figure"])
    assert index.condition == Q(figure__isnull=False)


@pytest.mark.django_db
@pytest.mark.parametrize("field", PARTS)
def test_passage_of_a_part_leads_to_it(field: str, meeting: Meeting) -> None:
    row = Passage.objects.exclude(**{field: None}).first()

    assert row is not None
    assert row.owner_field == field
    assert row.owner == getattr(row, field)
    assert row.owner._meta.object_name == PARTS[field]


@pytest.mark.django_db
def test_passage_of_no_part_belongs_to_the_meeting(meeting: Meeting) -> None:
    row = Passage.objects.get(**dict.fromkeys(PARTS))

    assert (row.owner_field, row.owner) == ("meeting", meeting)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Passage, Inference])
def test_row_of_two_parts_is_refused_by_the_database(
    meeting: Meeting, model: type[Passage] | type[Inference]
) -> None:
    row = model.objects.filter(statement__isnull=False).first()
    assert row is not None
    row.pledge = meeting.pledges.get()

    with pytest.raises(IntegrityError):
        row.save()


@pytest.mark.django_db
@rich.in_state("draft", "published")
def test_part_is_published_with_its_meeting(meeting: Meeting) -> None:
    expected = 1 if meeting.status == "published" else 0

    assert Figure.objects.published().count() == expected
    assert bool(Passage.objects.published().exists()) is bool(expected)


@pytest.mark.django_db
def test_part_is_found_by_its_natural_key(meeting: Meeting) -> None:
    item, session, figure = meeting.agenda.get(), meeting.sessions.first(), meeting.figures.get()

    for row in (item, session, figure, meeting.relations.get(), meeting.references.get()):
        assert type(row)._default_manager.get_by_natural_key(*row.natural_key()) == row
