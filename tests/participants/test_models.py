"""What the database refuses of participants and people, how they sort, and who of them is public.

Covers participants.models.choices, participants.models.fields, participants.models.participant,
participants.models.person and participants.apps as well.
"""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import ProtectedError
from django.test.utils import isolate_apps

from participants.models import ChoiceListField, Participant, ParticipantName, Person, PersonName
from tests.meetings import build

pytestmark = pytest.mark.django_db


def make(slug: str = "ruritania", **fields: Any) -> Participant:
    return Participant.objects.create(
        **{"slug": slug, "name": slug.title() or "Nowhere", "kind": "other", **fields}
    )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"slug": ""}, "participant_slug_form"),
        ({"slug": "With Space"}, "participant_slug_form"),
        ({"slug": "a--b"}, "participant_slug_form"),
        ({"slug": "line\n"}, "participant_slug_form"),
        ({"name": ""}, "participant_name_given"),
        ({"code": ""}, "participant_code_form"),
        ({"code": "RU"}, "participant_code_form"),
        ({"code": "rur"}, "participant_code_form"),
        ({"code": "R1R"}, "participant_code_form"),
        ({"code": "ÄÖÜ"}, "participant_code_form"),
        ({"kind": "kingdom"}, "participant_kind_known"),
        ({"kind": ""}, "participant_kind_known"),
        ({"region": "Arab Group"}, "participant_region_known"),
    ],
)
def test_participant_bad_value_is_refused_by_the_database(fields: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make(**fields)


@pytest.mark.parametrize(
    ("fields", "column"), [({"slug": "first"}, "slug"), ({"code": "RUR"}, "code")]
)
def test_participant_unique_value_twice_is_refused(fields: dict, column: str) -> None:
    make("first", code="RUR")

    with pytest.raises(IntegrityError, match=column):
        make(**fields)


def test_participants_without_code_stand_side_by_side() -> None:
    make("first")
    make("second")

    assert Participant.objects.filter(code=None).count() == 2


def test_participant_part_of_itself_is_refused_by_the_database() -> None:
    row = make()

    with pytest.raises(IntegrityError, match="participant_not_part_of_itself"):
        Participant.objects.filter(pk=row.pk).update(part_of=row)


def test_participant_part_of_its_own_part_is_refused() -> None:
    above = make("above")
    below = make("below", part_of=above)
    above.part_of = below

    with pytest.raises(ValidationError) as refusal:
        above.full_clean()

    assert refusal.value.message_dict == {"part_of": ["A participant is not part of itself."]}


def test_participant_part_of_a_chain_too_deep_is_refused() -> None:
    chain = [make("one")]
    for slug in ("two", "three", "four"):
        chain.append(make(slug, part_of=chain[-1]))
    chain[-1].full_clean()

    with pytest.raises(ValidationError) as refusal:
        Participant(slug="five", name="Five", kind="other", part_of=chain[-1]).full_clean()

    assert list(refusal.value.message_dict) == ["part_of"]


def test_participant_with_parts_cannot_be_deleted() -> None:
    above = make("above")
    make("below", part_of=above)

    with pytest.raises(ProtectedError):
        above.delete()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"name": ""}, "participant_name_not_empty"), ({"kind": "nick"}, "participant_name_kind")],
)
def test_participant_name_bad_value_is_refused(fields: dict, constraint: str) -> None:
    row = make()

    with pytest.raises(IntegrityError, match=constraint):
        ParticipantName.objects.create(**{"participant": row, "name": "Zenda", **fields})


def test_participant_name_twice_is_refused() -> None:
    row = make()
    ParticipantName.objects.create(participant=row, name="Zenda")

    with pytest.raises(IntegrityError, match=r"participant_name_unique|participantname\.name"):
        ParticipantName.objects.create(participant=row, name="Zenda")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"key": ""}, "person_key_form"), ({"name": ""}, "person_name_given")],
)
def test_person_bad_value_is_refused_by_the_database(fields: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Person.objects.create(**{"key": "somebody", "name": "Somebody", **fields})


def test_person_key_twice_is_refused() -> None:
    Person.objects.create(key="somebody", name="Somebody")

    with pytest.raises(IntegrityError, match="key"):
        Person.objects.create(key="somebody", name="Somebody Else")


def test_person_name_empty_or_twice_is_refused() -> None:
    person = Person.objects.create(key="somebody", name="Somebody")
    PersonName.objects.create(person=person, name="Some Body")

    with pytest.raises(ValidationError):
        PersonName(person=person, name="").full_clean()
    with pytest.raises(ValidationError):
        PersonName(person=person, name="Some Body").full_clean()


@pytest.mark.parametrize(
    ("given", "stored"), [("", "cote divoire"), ("Ivoire, Côte d’", "ivoire, cote d")]
)
def test_sort_name_is_folded_or_made_from_the_name(given: str, stored: str) -> None:
    row = Participant(slug="civ", name="Côte d'Ivoire", sort_name=given, kind="state")

    row.full_clean()
    row.save()

    assert row.sort_name == stored
    assert Participant.objects.get().sort_name == stored


def test_sort_name_of_rows_created_in_bulk_is_made_too() -> None:
    Participant.objects.bulk_create([Participant(slug="civ", name="Côte d'Ivoire", kind="state")])

    assert Participant.objects.values_list("sort_name", "folded", "formal_folded").get() == (
        "cote divoire",
        "cote divoire",
        "",
    )


def test_sort_name_is_looked_up_folded() -> None:
    row = make("cote", name="Côte")

    assert Participant.objects.get(sort_name="CÔTE") == row


def test_alphabetical_order_is_that_of_code_points_on_every_database() -> None:
    names = [
        "Åland",
        "a b",
        "A-C",
        "Ab",
        "Zürich",
        "Ångström",
        "an, b",
        "An B",
        "大韓民国",
        "Émile",
    ]
    for number, name in enumerate(names):
        make(f"n{number}", name=name)

    ordered = [row.name for row in Participant.objects.in_alphabetical_order()]

    assert ordered == [
        "a b",
        "A-C",
        "Ab",
        "Åland",
        "An B",
        "an, b",
        "Ångström",
        "Émile",
        "Zürich",
        "大韓民国",
    ]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("turkiye", ["turkiye"]),
        ("TÜRK", ["turkiye"]),
        ("turkey", ["turkiye"]),
        ("republic rk", ["turkiye"]),
        ("republic zenda", []),
        ("tur", ["turkiye"]),
        ("%", []),
        ("\x00", ["turkiye", "zenda"]),
        ("turkey " * 5000, ["turkiye"]),
        ("", ["turkiye", "zenda"]),
    ],
)
def test_matching_finds_every_word_in_any_name(words: str, slugs: list[str]) -> None:
    row = make("turkiye", name="Türkiye", formal_name="Republic of Türkiye", code="TUR")
    ParticipantName.objects.create(participant=row, name="Turkey", kind="former")
    make("zenda")

    assert [row.slug for row in Participant.objects.matching(words)] == slugs


def test_matching_finds_people_by_any_spelling() -> None:
    person = Person.objects.create(key="antonio-guterres", name="António Guterres")
    PersonName.objects.create(person=person, name="Guterres Oliveira")
    Person.objects.create(key="somebody", name="Somebody")

    assert Person.objects.matching("antonio oliveira").get() == person


def test_participant_is_public_when_a_part_of_it_is_in_a_published_record() -> None:
    top = make("top")
    office = make("office", part_of=top)
    unit = make("unit", part_of=office)
    desk = make("desk", part_of=unit)
    make("beside", part_of=top)
    build.delegation(build.meeting(), desk)

    public = Participant.objects.public().in_alphabetical_order()

    assert [row.slug for row in public] == ["desk", "office", "top", "unit"]


@pytest.mark.parametrize("status", ["draft", "in review", "withdrawn"])
def test_participant_of_unpublished_record_is_not_public(status: str) -> None:
    unit = make("unit", part_of=make("top"))
    build.delegation(build.meeting(status=status), unit)

    assert list(Participant.objects.public()) == []


COLOURS = [("red", "Red"), ("green", "Green"), ("blue", "Blue")]


@pytest.fixture
def flag() -> Any:
    with isolate_apps("participants"):

        class Flag(models.Model):
            colours = ChoiceListField(members=COLOURS, blank=True)

            class Meta:
                app_label = "participants"

            def __str__(self) -> str:
                return ""

        yield Flag


def test_choice_list_is_empty_by_default(flag: Any) -> None:
    row = flag()

    row.clean_fields()

    assert row.colours == []
    assert row.get_colours_display() == ""


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["pink"], "“pink” is not one of: red, green, blue."),
        (["red", "red"], "“red” is given twice."),
        ([["red"]], "“['red']” is not one of: red, green, blue."),
        ("red", "Enter a list of values."),
        ({"red": 1}, "Enter a list of values."),
    ],
)
def test_choice_list_bad_value_is_refused(flag: Any, value: Any, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        flag(colours=value).clean_fields()

    assert refusal.value.message_dict == {"colours": [message]}


@pytest.mark.parametrize(
    ("stored", "submitted", "kept"),
    [
        (["blue", "red"], ["red", "blue"], ["blue", "red"]),
        (["blue", "red"], ["red", "green", "blue"], ["blue", "red", "green"]),
        (["blue", "red"], ["red"], ["red"]),
        (["blue", "red"], [], []),
    ],
)
def test_choice_list_form_keeps_the_stored_order(
    flag: Any, stored: list, submitted: list, kept: list
) -> None:
    row = flag(colours=stored)
    field = flag._meta.get_field("colours")

    cleaned = field.formfield().clean(submitted)
    field.save_form_data(row, cleaned)

    assert row.colours == kept
    assert field.formfield().has_changed(stored, submitted) == (set(stored) != set(submitted))


def test_choice_list_shows_labels_in_order(flag: Any) -> None:
    assert flag(colours=["blue", "red"]).get_colours_display() == "Blue, Red"


def test_choice_list_members_stay_out_of_migrations(flag: Any) -> None:
    _name, _path, _args, kwargs = flag._meta.get_field("colours").deconstruct()

    assert kwargs == {"blank": True, "default": list}


@pytest.mark.parametrize(
    ("name", "given", "stored", "written"),
    [
        ("John Holmes", "Holmes, John", "holmes, john", "Holmes, John"),
        ("John Holmes", "", "john holmes", ""),
        ("Yang Yi", "Yang Yi", "yang yi", "Yang Yi"),
        ("Yang Yi", "yang yi", "yang yi", ""),
        ("John Holmes", "holmes, john", "holmes, john", "holmes, john"),
    ],
)
def test_sort_name_is_kept_as_written_beside_the_folded_one(
    name: str, given: str, stored: str, written: str
) -> None:
    Person.objects.create(key="somebody", name=name, sort_name=given)
    row = Person.objects.get()

    row.save()

    assert (row.sort_name, row.sort_name_written) == (stored, written)


def test_sort_name_made_anew_is_written_no_longer() -> None:
    row = Person.objects.create(key="somebody", name="John Holmes", sort_name="Holmes, John")

    row.sort_name = ""
    row.save()

    assert (row.sort_name, row.sort_name_written) == ("john holmes", "")


@pytest.mark.parametrize("years", [(1990, 1945), (1945, None), (None, 1990)])
def test_years_of_a_former_state_are_both_given_and_in_order(
    years: tuple[int | None, int | None],
) -> None:
    row = Participant(slug="gone", name="Gone", kind="former state")
    row.first_year, row.last_year = years

    with pytest.raises(ValidationError, match="Give both years, the first one first"):
        row.full_clean()


def test_years_are_of_former_states_alone() -> None:
    row = Participant(slug="here", name="Here", kind="state", first_year=1945, last_year=1990)

    with pytest.raises(ValidationError, match="only of a former Member State"):
        row.full_clean()
