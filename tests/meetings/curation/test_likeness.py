"""Did you mean: names that may be of one, why, and how many queries that takes.

Covers meetings.curation.comparing, meetings.curation.candidates.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.curation.candidates import Called, Candidate, KnownPeople, ranked, the_one
from meetings.curation.comparing import Likeness, compared, likeness
from meetings.curation.likeness import (
    known_people,
    like_meetings,
    like_participants,
    like_people,
    like_topics,
)
from participants.models import PersonName
from participants.names import fold_name
from tests.meetings import build


def why(one: str, other: str, *, person: bool = True) -> Likeness | None:
    """Why two names may be of one."""
    return likeness(compared(fold_name(one), person), compared(fold_name(other), person))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", Likeness.SPELLING),
        ("Moon Jae-in", "Jae-in Moon", Likeness.ORDER),
        ("Guterres, António", "Antonio Guterres", Likeness.ORDER),
        ("H.E. Mr. Moon Jae-in", "Moon Jae-in", Likeness.HONORIFIC),
        ("Mr. Holmes", "Holmes", Likeness.HONORIFIC),
        ("Nguyễn Phú Trọng", "Nguyen Phu Trong", Likeness.NAME),
        ("J. Holmes", "John Holmes", Likeness.INITIALS),
        ("William Samoei Ruto", "William Ruto", Likeness.MORE),
        ("Володимир Зеленський", "Volodymyr Zelenskyy", Likeness.SOUND),
        ("محمد بن سلمان", "Mohammed bin Salman", Likeness.SOUND),
        ("习近平", "Xi Jinping", Likeness.SOUND),
        ("John Holmes", "Jane Goodall", None),
        ("John", "Joan", None),
    ],
)
def test_two_names_of_people(one: str, other: str, expected: Likeness | None) -> None:
    assert why(one, other) == expected
    assert why(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Cote dIvoire", "Côte d’Ivoire", Likeness.NAME),
        ("Government of Kenya", "Kenya", Likeness.HONORIFIC),
        ("Kennya", "Kenya", Likeness.SPELLING),
        ("Iran", "Iraq", None),
        ("Slovakia", "Slovenia", None),
        ("Resolution 60/1", "Resolution 60/2", None),
    ],
)
def test_two_names_of_bodies(one: str, other: str, expected: Likeness | None) -> None:
    assert why(one, other, person=False) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_names_compare_both_ways(one: str, other: str) -> None:
    assert why(one, other) == why(other, one)
    assert fold_name(one) == "" or why(one, one) == Likeness.NAME


def test_ranked_puts_the_surest_first_and_each_row_once() -> None:
    rows = [
        Called(1, "a", "Jae-in Moon", fold_name("Jae-in Moon")),
        Called(2, "b", "Moon Jae-in", fold_name("Moon Jae-in")),
        Called(2, "b", "Moon Jae-in", fold_name("Moon Jae-In"), "Moon Jae-In"),
    ]
    found = ranked("Moon Jae-in", rows, person=True)
    assert [(one.key, one.why, one.by) for one in found] == [
        ("b", Likeness.NAME, ""),
        ("a", Likeness.ORDER, ""),
    ]
    assert the_one(found) == found[0]
    assert the_one(found[1:]) == found[1]
    assert the_one([]) is None
    twice = [found[0], Candidate(3, "c", "Moon Jae-in", Likeness.NAME)]
    assert the_one(twice) is None, "two of one name are asked about"


def test_known_people_are_found_by_a_word() -> None:
    people = KnownPeople([Called(1, "a", "John Holmes", "john holmes")])
    assert [one.key for one in people.like("Mr. John Holms")] == ["a"]
    assert people.like("Ada Example") == []
    assert people.like("") == []


@pytest.mark.django_db
def test_participants_people_topics_and_meetings(
    shipped_register: None, django_assert_num_queries: Any
) -> None:
    person = build.person("Moon Jae-in")
    PersonName.objects.create(person=person, name="문재인")
    build.person("John Holmes")
    build.meeting("friends-3", title="Third meeting of the Friends of Fisheries")

    def keys(found: list[Candidate]) -> list[str]:
        return [one.key for one in found]

    for printed, code in (
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Ivory Coast", "CIV"),
        ("Cote dIvoire", "CIV"),
        ("Swaziland", "SWZ"),
        ("Kennya", "KEN"),
        ("KEN", "KEN"),
        ("African Union (AU)", "african-union"),
    ):
        assert keys(like_participants(printed))[:1] == [code], printed
    turkey = like_participants("Turkey")[0]
    assert (turkey.name, turkey.by) == ("Türkiye", "Turkey")
    assert "Turkey" in turkey.reason
    assert keys(like_people("H.E. Mr. Jae-in Moon")) == [person.key]
    assert keys(like_people("문재인")) == [person.key]
    assert keys(like_people("Holms")) == []
    assert keys(like_people("John Holms")) == ["john-holmes"]
    assert keys(known_people().like("문재인")) == [person.key]
    assert keys(like_topics("wps")) == keys(like_topics("women peace & security"))
    assert len(like_topics("WPS")) == 1
    assert keys(like_meetings("Third Meeting of Friends of Fisheries")) == ["friends-3"]
    assert keys(like_meetings("Third meeting of the Friends of Fisheries", stubs=True)) == []
    for nothing in ("", " ", "\u200b", "%", "_"):
        assert like_participants(nothing) == like_people(nothing) == []
        assert like_topics(nothing) == like_meetings(nothing) == []
    asked: list[tuple[Any, int]] = [
        (like_participants, 3),
        (like_people, 2),
        (like_topics, 1),
        (like_meetings, 1),
    ]
    for ask, count in asked:
        with django_assert_num_queries(count):
            ask("Kenya")
