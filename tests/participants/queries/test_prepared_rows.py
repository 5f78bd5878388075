"""Rows of a model with those that they lead to, in one query."""

from typing import Any

import pytest

from meetings.models import Delegate, Speaker
from participants.queries.prepared_rows import PreparedRows
from tests.meetings import build

pytestmark = pytest.mark.django_db

_SPEAKERS = PreparedRows(
    Speaker,
    lambda owner: Speaker.objects.filter(statement__in=[owner]).order_by("order", "pk"),
    joins=("participant", "person", "statement", "statement__session"),
    without=("title",),
)


def test_rows_are_read_with_what_they_lead_to_and_without_what_is_left_out(
    django_assert_num_queries: Any,
) -> None:
    egypt = build.participant("Egypt")
    statement = build.statement(build.meeting(), speakers=(egypt,))
    Speaker.objects.update(title="Ambassador")
    plain = Speaker.objects.select_related("participant").get()

    with django_assert_num_queries(1):
        (row,) = _SPEAKERS.rows([statement.pk])
        read = [row.participant, row.person, row.statement, row.statement.session]

    assert read == [egypt, None, statement, None]
    assert (row, row.uid, row.participant.name) == (plain, plain.uid, "Egypt")
    with django_assert_num_queries(1):
        assert row.title == "Ambassador"
    assert not row._state.adding


def test_a_relation_is_read_after_the_one_it_begins_with(django_assert_num_queries: Any) -> None:
    delegates = PreparedRows(
        Delegate,
        lambda number: Delegate.objects.filter(pk=number).order_by("pk"),
        joins=("delegation", "delegation__participant"),
    )
    delegate = Delegate.objects.create(
        delegation=build.delegation(build.meeting(), build.participant("Japan")), printed="A."
    )

    with django_assert_num_queries(1):
        (row,) = delegates.rows(delegate.pk)
        assert str(row.delegation.participant) == "Japan"
