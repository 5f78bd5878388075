import json
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from participants.models import Participant, ParticipantName, Person, PersonName
from participants.names import fold_for_sort, fold_name

pytestmark = pytest.mark.django_db


def rows(model: type) -> list[dict]:
    """All rows of a model without row numbers, in a stable order."""
    columns = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    return sorted(model.objects.values(*columns), key=repr)


@pytest.mark.usefixtures("shipped")
def test_fixture_holds_every_member_and_observer_state() -> None:
    states = Participant.objects.exclude(code=None)

    assert Counter(states.values_list("kind", flat=True)) == {"state": 193, "observer": 2}
    assert set(states.filter(kind="observer").values_list("code", flat=True)) == {"VAT", "PSE"}


@pytest.mark.usefixtures("shipped")
def test_fixture_regional_groups_have_their_members() -> None:
    groups = Counter(Participant.objects.filter(kind="state").values_list("region", flat=True))

    # The group that a state stands for election in: Türkiye, also of the Asia-Pacific Group
    # (55 with it), and the United States, which attends as an observer (28 without it), in the
    # Western European and Others Group.
    assert groups == {
        "African Group": 54,
        "Asia-Pacific Group": 54,
        "Eastern European Group": 23,
        "Latin American and Caribbean Group": 33,
        "Western European and Others Group": 29,
    }
    assert not Participant.objects.exclude(kind="state").exclude(region="").exists()


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("code", "name", "formal_name", "sort_name"),
    [
        ("IRN", "Iran (Islamic Republic of)", "Islamic Republic of Iran", "iran islamic"),
        ("KOR", "Republic of Korea", "Republic of Korea", "republic of korea"),
        ("TUR", "Türkiye", "Republic of Türkiye", "turkiye"),
        ("VNM", "Viet Nam", "Socialist Republic of Viet Nam", "viet nam"),
        ("NLD", "Netherlands (Kingdom of the)", "Kingdom of the Netherlands", "netherlands"),
        ("LAO", "Lao People's Democratic Republic", "Lao People's Democratic Republic", "lao"),
        ("CZE", "Czechia", "Czech Republic", "czechia"),
        ("SWZ", "Eswatini", "Kingdom of Eswatini", "eswatini"),
        ("MKD", "North Macedonia", "Republic of North Macedonia", "north macedonia"),
        ("CPV", "Cabo Verde", "Republic of Cabo Verde", "cabo verde"),
        ("CIV", "Côte d'Ivoire", "Republic of Côte d'Ivoire", "cote divoire"),
    ],
)
def test_fixture_names_are_those_of_the_united_nations(
    code: str, name: str, formal_name: str, sort_name: str
) -> None:
    state = Participant.objects.get(code=code)

    assert (state.name, state.formal_name) == (name, formal_name)
    assert state.sort_name.startswith(sort_name)


@pytest.mark.usefixtures("shipped")
def test_fixture_is_valid_and_shipped() -> None:
    for participant in Participant.objects.select_related("part_of__part_of__part_of"):
        participant.full_clean()
        assert participant.shipped

    assert Participant.objects.public().count() == Participant.objects.count() == 294


@pytest.mark.usefixtures("shipped")
def test_fixture_derived_names_are_as_computed() -> None:
    for row in [*Participant.objects.all(), *ParticipantName.objects.all()]:
        assert row.folded == fold_name(row.name)
    for row in Participant.objects.all():
        assert row.formal_folded == fold_name(row.formal_name)
        assert row.sort_name == fold_for_sort(row.sort_name) != ""
        assert fold_for_sort(row.sort_name_written or row.name) == row.sort_name


@pytest.mark.usefixtures("shipped")
def test_fixture_names_shared_by_two_are_known() -> None:
    holders: dict[str, set[str]] = {}
    for slug, name, formal in Participant.objects.values_list("slug", "folded", "formal_folded"):
        holders.setdefault(name, set()).add(slug)
        holders.setdefault(formal or name, set()).add(slug)
    for slug, name in ParticipantName.objects.values_list("participant__slug", "folded"):
        holders.setdefault(name, set()).add(slug)

    shared = {name for name, slugs in holders.items() if len(slugs) > 1}

    assert shared == {"korea"}


@pytest.mark.usefixtures("shipped")
def test_fixture_abbreviations_belong_to_one_and_are_no_code_of_another() -> None:
    holders: dict[str, set[str]] = {}
    for slug, name in ParticipantName.objects.filter(kind="abbreviation").values_list(
        "participant__slug", "folded"
    ):
        holders.setdefault(name, set()).add(slug)
    for slug, code in Participant.objects.exclude(code=None).values_list("slug", "code"):
        if code.lower() in holders:
            holders[code.lower()].add(slug)

    assert {name: slugs for name, slugs in holders.items() if len(slugs) > 1} == {}


@pytest.mark.usefixtures("shipped")
def test_fixture_former_member_states_have_their_years_and_successors() -> None:
    former = Participant.objects.filter(kind="former state").order_by("slug")

    found = {
        row.slug: (
            row.first_year,
            row.last_year,
            sorted(row.successors.values_list("code", flat=True)),
        )
        for row in former
    }
    assert found == {
        "czechoslovakia": (1945, 1992, ["CZE", "SVK"]),
        "democratic-yemen": (1967, 1990, ["YEM"]),
        "german-democratic-republic": (1973, 1990, ["DEU"]),
        "tanganyika": (1961, 1964, ["TZA"]),
        "united-arab-republic": (1958, 1971, ["EGY", "SYR"]),
        "yugoslavia": (1945, 1992, ["BIH", "HRV", "MKD", "MNE", "SRB", "SVN"]),
        "zanzibar": (1963, 1964, ["TZA"]),
    }


@pytest.mark.usefixtures("shipped")
def test_fixture_parts_name_what_they_are_part_of() -> None:
    above = dict(Participant.objects.exclude(part_of=None).values_list("slug", "part_of__slug"))

    assert above["ocha-human-security-unit"] == "ocha"
    assert above["ocha"] == "un-secretariat"
    assert above["european-commission"] == "european-union"
    assert above["republic-of-korea-ministry-of-foreign-affairs"] == "republic-of-korea"
    ministries = Participant.objects.filter(kind="ministry")
    assert set(ministries.values_list("part_of__kind", flat=True)) == {"state"}


@pytest.mark.usefixtures("shipped")
def test_fixture_loaded_twice_changes_nothing() -> None:
    before = rows(Participant), rows(ParticipantName)

    call_command("loaddata", "participants", verbosity=0)

    assert (rows(Participant), rows(ParticipantName)) == before


def test_fixture_file_is_sorted_and_without_row_numbers() -> None:
    path = Path(settings.FIXTURE_DIRS[0]) / "participants.json"
    entries = json.loads(path.read_text(encoding="utf-8"))

    keys = [
        (entry["model"], entry["fields"].get("participant", entry["fields"].get("slug")))
        for entry in entries
    ]
    slugs = [key for model, key in keys if model == "participants.participant"]
    named = [key for model, key in keys if model == "participants.participantname"]
    assert slugs == sorted(set(slugs))
    assert named == sorted(named)
    assert all("pk" not in entry for entry in entries)


@pytest.mark.usefixtures("shipped")
def test_dump_with_natural_keys_loads_to_the_same_rows(tmp_path: Path) -> None:
    person = Person.objects.create(key="ban-ki-moon", name="Ban Ki-moon")
    PersonName.objects.create(person=person, name="BAN Ki-moon")
    models = [Participant, ParticipantName, Person, PersonName]
    contents = [
        Participant.objects.values_list("slug", "name", "sort_name", "part_of__slug", "folded"),
        ParticipantName.objects.values_list("participant__slug", "name", "kind", "folded"),
        Person.objects.values_list("key", "name", "sort_name", "folded"),
        PersonName.objects.values_list("person__key", "name", "folded"),
    ]
    before = [sorted(content, key=repr) for content in contents]
    dump = tmp_path / "register.json"

    call_command(
        "dumpdata", "participants", natural_foreign=True, natural_primary=True, output=dump
    )
    ParticipantName.objects.all().delete()
    Participant.objects.update(part_of=None)
    for model in models:
        model.objects.all().delete()
    call_command("loaddata", dump, verbosity=0)

    assert [sorted(content.all(), key=repr) for content in contents] == before
    assert '"pk"' not in dump.read_text(encoding="utf-8")
