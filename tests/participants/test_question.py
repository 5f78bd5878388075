"""A prepared question answers as the query it was made from."""

import datetime

import pytest

from meetings.models import Meeting
from participants.models import Participant
from participants.models.question import Question
from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_question_answers_for_each_value() -> None:
    first, second = build.participant("Aland"), build.participant("Bland")
    question = Question(lambda slug: Participant.objects.filter(slug=slug).values_list("pk"))

    assert question.ask(first.slug) == [(first.pk,)]
    assert question.ask(second.slug) == [(second.pk,)]
    assert question.ask("cland") == []


def test_question_takes_several_values_in_any_number() -> None:
    rows = [build.participant(name) for name in ("Aland", "Bland", "Cland")]
    numbers = [row.pk for row in rows]
    question = Question(
        lambda number, kind: (
            Participant.objects.filter(pk__in=[number], kind=kind).order_by("pk").values_list("pk")
        )
    )

    assert question.ask(numbers[:1], rows[0].kind) == [(numbers[0],)]
    assert question.ask(tuple(numbers[1:]), rows[0].kind) == [(numbers[1],), (numbers[2],)]
    assert question.ask([], rows[0].kind) == []


def test_question_is_put_into_sql_once() -> None:
    built = []

    def rows(number: int) -> object:
        built.append(number)
        return Participant.objects.filter(pk=number).values_list("pk")

    question = Question(rows)  # type: ignore[arg-type]  # it notes when it is called

    assert [question.ask(number) for number in range(3)] == [[], [], []]
    assert len(built) == 1


def test_question_gives_values_as_python_has_them() -> None:
    build.meeting("there", date="2008-05")
    question = Question(lambda slug: Meeting.objects.filter(slug=slug).values_list("first_day"))

    assert question.ask("there") == [(datetime.date(2008, 5, 1),)]
