"""Letters of a list from A to Z: where each begins, and the rows under it."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from meetings.lists import alphabet
from meetings.lists.participant import ParticipantFilterSet
from tests.meetings import build


def test_rows_are_grouped_by_the_letter_of_their_sort_name() -> None:
    rows = [SimpleNamespace(sort_name=name) for name in ("arcadia", "alba", "borduria", "élan")]

    groups = alphabet.letter_groups(rows)

    assert [(group.letter, group.anchor, len(group.rows)) for group in groups] == [
        ("A", "letter-a", 2),
        ("B", "letter-b", 1),
        ("É", "letter-233", 1),
    ]


@pytest.mark.django_db
def test_each_letter_leads_to_the_page_it_begins_on() -> None:
    meeting = build.meeting()
    for name in ("Arcadia", "Alba", "Borduria", "Dalmatia"):
        build.delegation(meeting, build.participant(name, kind="network"))

    letters = alphabet.letters(ParticipantFilterSet(QueryDict("kind=network&x=1")), 2)

    assert [(letter.letter, letter.url, letter.n) for letter in letters] == [
        ("A", "?kind=network#letter-a", 2),
        ("B", "?kind=network&page=2#letter-b", 1),
        ("D", "?kind=network&page=2#letter-d", 1),
    ]
