"""A condition that is put into SQL once says what the ORM would say each time."""

import pytest
from django.db.models import Exists, OuterRef, Q

from meetings.models import Delegation, Meeting
from participants.models import Participant
from participants.queries.visibility import _sql
from tests.meetings import build

pytestmark = pytest.mark.django_db


def names(rows: object) -> list[str]:
    return sorted(rows.values_list("slug", flat=True))  # type: ignore[attr-defined]


def a_register() -> None:
    """One participant that is public, one of a draft."""
    for name, status in (("shown", "published"), ("kept", "draft")):
        meeting = build.meeting(name, status=status)
        build.delegation(meeting, build.participant(name))


def test_condition_is_put_into_sql_once() -> None:
    a_register()
    list(Participant.objects.public())
    before = _sql.cache_info()

    list(Participant.objects.public().filter(kind="state"))

    after = _sql.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)


def test_condition_narrows_further_and_is_negated() -> None:
    a_register()
    public = Participant.objects.public()

    assert names(public) == ["shown"]
    assert names(public.filter(slug="kept")) == []
    assert names(Participant.objects.exclude(pk__in=public)) == ["kept"]
    assert names(public | Participant.objects.filter(slug="kept")) == ["kept", "shown"]


def test_condition_nests_in_conditions_on_the_same_table() -> None:
    a_register()
    same = Participant.objects.public().filter(pk=OuterRef("pk"))
    twice = Participant.objects.public().filter(Exists(same))
    through = Participant.objects.filter(
        delegations__in=Delegation.objects.public().filter(
            meeting__in=Meeting.objects.public(), participant__in=Participant.objects.public()
        )
    )

    assert names(twice) == ["shown"]
    assert names(through) == ["shown"]


def test_condition_annotates() -> None:
    a_register()
    public = Exists(Participant.objects.public().filter(pk=OuterRef("pk")))

    rows = Participant.objects.annotate(public=Q(public)).values_list("slug", "public")

    assert dict(rows) == {"shown": True, "kept": False}


def test_condition_calls_its_table_by_a_name_of_its_own() -> None:
    sql, params = Participant.objects.public().query.sql_with_params()

    assert "public_participants_participant.shipped" in sql.replace('"', "")
    assert sql.count("%s") == len(params)
