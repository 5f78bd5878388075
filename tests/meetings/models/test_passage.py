"""A passage holds its words, or the statement that it leads to has them."""

import json

import pytest
from django.core import serializers
from django.db import IntegrityError

from meetings.models import Meeting, Passage
from tests.meetings import build

pytestmark = pytest.mark.django_db

TEXT = "Ĕgypt 🌍 said: nets. Opening."


def test_words_of_a_statement_are_those_of_the_document_in_code_points() -> None:
    row = build.passage(build.statement(build.meeting()), build.document(TEXT), 6, 13)

    row.refresh_from_db()

    assert (row.exact, row.words) == (None, "🌍 said:")


def test_words_of_others_are_kept_as_they_were_quoted() -> None:
    row = build.passage(build.meeting(), build.document(TEXT), 6, 13)
    Passage.objects.update(exact="Kept words")

    row.refresh_from_db()

    assert (row.exact, row.words) == ("Kept words", "Kept words")


def test_passage_of_a_statement_with_words_is_refused_by_the_database(meeting: Meeting) -> None:
    with pytest.raises(IntegrityError, match="passage_words_unless_statement"):
        Passage.objects.filter(statement__isnull=False).update(exact="Words once more")


def test_passage_of_another_part_without_words_is_refused_by_the_database(
    meeting: Meeting,
) -> None:
    with pytest.raises(IntegrityError, match="passage_words_unless_statement"):
        Passage.objects.filter(pledge__isnull=False).update(exact=None)


def test_fixture_of_an_older_register_is_loaded_without_a_copy(meeting: Meeting) -> None:
    row = Passage.objects.filter(statement__isnull=False).earliest("pk")
    (held,) = json.loads(serializers.serialize("json", [row]))
    held["fields"]["exact"] = row.words
    row.delete()

    for loaded in serializers.deserialize("json", json.dumps([held])):
        loaded.save()

    again = Passage.objects.get(uid=row.uid)
    assert (again.exact, again.words) == (None, held["fields"]["exact"])
