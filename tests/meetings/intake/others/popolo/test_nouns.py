"""People and organisations of Popolo files for the register.

Covers meetings.intake.others.popolo.objects and meetings.records.nouns.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from meetings.formats.popolo.files import all_participants, all_people
from meetings.intake.others.given import GivenFile
from meetings.intake.others.mapping import Mapped, UnreadableFormat
from meetings.intake.others.popolo.nouns import mapped_popolo
from meetings.intake.register import KnownParticipant, KnownPerson, Register
from meetings.models import Meeting
from meetings.records.nouns import read_nouns
from participants.models import Participant, Person
from portal.models import AuditEntry, AuditKind

REGISTER = Register(
    participants=(
        KnownParticipant("JPN", "Japan", "state", ("Japan",), slug="japan"),
        KnownParticipant("CHL", "Chile", "state", ("Chile",), slug="chile"),
        KnownParticipant("a-union", "Union of A", "other", ("Union", "UA")),
        KnownParticipant("b-union", "Union of B", "other", ("Union",)),
    ),
    people=(
        KnownPerson("ada-example", "Ada Example", "Example, Ada", ("A. Example",)),
        KnownPerson("kim-one", "Kim Example"),
        KnownPerson("kim-two", "Kim Example"),
    ),
)


def mapped(value: Any, register: Register = REGISTER) -> Mapped:
    """What a file is mapped to; what is new can be read."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    done = mapped_popolo([GivenFile("made.json", data)], "made.json", register)
    read_nouns(done.record, "made.json")
    return done


def persons(*listed: Any) -> Mapped:
    """What people are mapped to."""
    return mapped({"persons": [*listed]})


def organizations(*listed: Any) -> Mapped:
    """What organisations are mapped to."""
    return mapped({"organizations": [*listed]})


def test_new_person_has_the_names_of_the_file() -> None:
    done = persons(
        {
            "id": "https://example.org/people/bo-new/",
            "name": " Bo  New ",
            "sort_name": "New, Bo",
            "other_names": [{"name": "B. New", "note": "short"}, {"name": "Bo New"}],
        },
        {"family_name": "Else", "given_name": "Cy"},
    )
    assert done.record == {
        "people": [
            {
                "key": "bo-new",
                "name": "Bo New",
                "sort_name": "New, Bo",
                "other_names": ["B. New"],
            },
            {"key": "cy-else", "name": "Cy Else", "sort_name": "Else, Cy"},
        ]
    }
    assert done.report.doubts == []
    assert done.place("/people/1/name") == "persons[1]"


def test_new_organisation_has_its_kind_names_and_whole() -> None:
    done = organizations(
        {"id": "1", "name": "Harbour League", "classification": "Network"},
        {
            "id": "2",
            "name": "Office of Tides",
            "classification": "ministry",
            "parent_id": "https://example.org/participants/japan/",
            "other_names": [
                {"name": "The Office of All Tides", "note": "formal name"},
                {"name": "OT", "note": "abbreviation"},
                {"name": "Tide Office"},
            ],
        },
        {"id": "3", "name": "Pier", "classification": "Guild", "parent_id": "1"},
        {"id": "4", "name": "Quay", "parent_id": "9"},
    )
    assert done.record["participants"] == [
        {"slug": "harbour-league", "name": "Harbour League", "kind": "network"},
        {
            "slug": "office-of-tides",
            "name": "Office of Tides",
            "kind": "ministry",
            "formal_name": "The Office of All Tides",
            "other_names": [{"name": "OT", "kind": "abbreviation"}, "Tide Office"],
            "part_of": "JPN",
        },
        {"slug": "pier", "name": "Pier", "kind": "other", "part_of": "harbour-league"},
        {"slug": "quay", "name": "Quay", "kind": "other"},
    ]
    assert done.report.doubts == [
        "organizations[2]: “Guild” is no kind of participant; “Pier” is “other”.",
        "organizations[3]: it has no kind; “Quay” is “other”.",
        "organizations[3]: what “Quay” is part of is not found; left open.",
    ]


@pytest.mark.parametrize(
    ("person", "doubt"),
    [
        ({"name": "Kim Example"}, "“Kim Example” is the name of several (kim-one, kim-two)"),
        ({"name": "Ms. Ada Example"}, "“Ms. Ada Example” is surely ada-example, written otherwise"),
        (
            {"name": "Cy Else", "id": "/people/ada-example"},
            "“Cy Else” has the address of ada-example, who is not known by this name",
        ),
        (
            {"name": "Ada Example", "id": "/people/kim-one/"},
            "“Ada Example” is the name of ada-example, its address that of kim-one",
        ),
        (
            {"name": "Cy Else", "other_names": [{"name": "Ada Example"}]},
            "“Cy Else” is not known, a further name is that of ada-example",
        ),
        ({"name": " "}, "it has no name"),
    ],
)
def test_person_who_is_doubtful_is_left_out_and_told(person: Any, doubt: str) -> None:
    done = persons(person)
    assert done.record == {}
    assert done.report.doubts == [f"persons[0]: {doubt}; left out."]
    assert done.report.left_out == ["persons, doubtful (1), as told below"]


@pytest.mark.parametrize(
    ("organization", "doubt"),
    [
        ({"name": "Union"}, "“Union” is the name of several (a-union, b-union)"),
        (
            {
                "name": "Japan",
                "identifiers": [{"scheme": "ISO 3166-1 alpha-3", "identifier": "CHL"}],
            },
            "“Japan” and its identifiers are several (CHL, JPN)",
        ),
        (
            {"name": "Jappan", "classification": "state"},
            (
                "“Jappan” is a state that is not known (did you mean “Japan” (JPN)?); all are in "
                "the register"
            ),
        ),
        (
            {"name": "League", "other_names": [{"name": "UA"}]},
            "“League” is not known, a further name is that of a-union",
        ),
        (
            {"name": "League", "id": "/participants/chile/"},
            "“League” has the address of CHL, not known by this name",
        ),
    ],
)
def test_organisation_that_is_doubtful_is_left_out_and_told(organization: Any, doubt: str) -> None:
    done = organizations(organization)
    assert done.record == {}
    assert done.report.doubts == [f"organizations[0]: {doubt}; left out."]


def test_two_of_one_name_are_told_apart_by_nobody() -> None:
    done = persons({"id": "1", "name": "Bo New"}, {"id": "2", "name": "Bo New"})
    assert done.record == {}
    assert done.report.doubts == [
        "persons[0]: “Bo New” is the name of several objects of the file; left out.",
        "persons[1]: “Bo New” is the name of several objects of the file; left out.",
    ]


def test_report_tells_what_is_matched_new_and_left_out() -> None:
    done = mapped(
        {
            "persons": [
                {
                    "name": "A. Example",
                    "birth_date": "1970",
                    "other_names": [{"name": "Ada Else"}],
                },
                {"name": "Ada Exampel"},
            ],
            "organizations": [
                {
                    "name": "Nippon",
                    "identifiers": [{"scheme": "iso3", "identifier": "jpn"}],
                    "image": "https://example.org/",
                }
            ],
            "memberships": [{"person_id": "1", "organization_id": "2", "role": "Chair"}],
            "events": [{"name": "A meeting"}],
            "motions": [{}, {}],
            "next": "https://example.org/people.popolo.json?after=z",
        }
    )
    assert [*done.report.lines()] == [
        "Taken:",
        "  persons[].name (2) → people[].name",
        "  persons[].other_names (1) → people[].other_names",
        "  organizations[].name (1) → participants[].name",
        "  organizations[].identifiers (1) → the ISO 3166 alpha-3 code by which a state is found",
        "  organizations, matched (1): Nippon (JPN)",
        "  persons, matched (1): A. Example (ada-example)",
        "  persons, new (1): Ada Exampel (ada-exampel)",
        "Left out:",
        f"  memberships (1): {TITLES}; enter it in a delegation",
        "  events (1): a meeting is recorded from its documents",
        "  motions (2): what was decided is recorded in the words of a document",
        "  persons[], the register has no place for it: birth_date (1)",
        "  organizations[], the register has no place for it: image (1)",
        "To be looked at:",
        f"  persons[0]: ada-example has not the further names “Ada Else”; {BY_HAND}.",
        f"  persons[1]: “Ada Exampel” is not known {ADA}; taken as new.",
        "  The file goes on in another: https://example.org/people.popolo.json?after=z",
    ]


TITLES = "a title is held where it was used, at a meeting"
BY_HAND = "enter them by hand if they are right"
ADA = "(did you mean “Ada Example” (ada-example)?)"
ONE = {"name": "Bo New"}
BODY = {"name": "Harbour League", "classification": "network"}


@pytest.mark.parametrize(
    "value",
    [
        ONE | {"memberships": [{"organization": BODY}]},
        [ONE, BODY],
        [{"@type": "Person"} | ONE, {"type": "organization"} | BODY],
        json.dumps(ONE).encode() + b"\n\n" + json.dumps(BODY).encode() + b"\n",
        {"persons": [ONE], "organizations": [BODY]},
        {"memberships": [{"person": ONE, "organization": BODY, "role": "Chair"}]},
        json.dumps([ONE, BODY]).encode("utf-8-sig"),
        json.dumps([ONE, BODY]).encode("utf-16"),
    ],
)
def test_file_is_read_as_others_write_it(value: Any) -> None:
    assert mapped(value).record == {
        "participants": [{"slug": "harbour-league", "name": "Harbour League", "kind": "network"}],
        "people": [{"key": "bo-new", "name": "Bo New"}],
    }


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is no JSON: "),
        (b"{", "The file is no JSON: "),
        (b'{"name": "A B"}\n{', "The file is no JSON: object 2: "),
        (b"[" * 100_000, "The file is no JSON: "),
        (b"5", "The file is no Popolo"),
        (b'{"events": []}', "The file is no Popolo"),
        (b'[{"a": 1}, 2]', "The file is no Popolo"),
        (b"\xff\xfe\xfd", "The file is no JSON: "),
    ],
)
def test_other_file_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableFormat, match=why):
        mapped(data)


def test_address_and_several_files_are_refused() -> None:
    file = GivenFile("made.json", b"{}")
    with pytest.raises(UnreadableFormat, match="Popolo is one file"):
        mapped_popolo([file, file], "made", REGISTER)
    with pytest.raises(UnreadableFormat, match="Popolo makes no record"):
        mapped_popolo([file], "made", REGISTER, "made")


FIELDS = (
    *("id", "name", "other_names", "memberships", "person", "note", "persons", "identifiers"),
    *("classification", "parent_id", "organizations", "type"),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(FIELDS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_is_mapped_or_refused(value: Any) -> None:
    try:
        done = mapped(value)
    except UnreadableFormat:
        return
    assert {"participants", "people"} >= done.record.keys()


def run(path: Path, **options: Any) -> list[str]:
    """What the command tells."""
    out = io.StringIO()
    call_command("import_records", path, form="popolo", stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_import_adds_nouns_only_when_told_and_only_once(tmp_path: Path) -> None:
    path = tmp_path / "popolo.json"
    path.write_text(json.dumps({"persons": [ONE], "organizations": [BODY]}), encoding="utf-8")
    new = "New: 1 participant, 1 person. Nothing is written; add --write to add them."
    assert run(path)[-1] == new
    assert not Person.objects.exists()
    assert run(path, write=True)[-1] == "New in the register: 1 participant, 1 person."
    person, body = Person.objects.get(key="bo-new"), Participant.objects.get(name="Harbour League")
    assert (person.name, body.kind, body.slug) == ("Bo New", "network", "harbour-league")
    assert not Person.objects.public().exists()
    assert not Meeting.objects.exists()
    entry = AuditEntry.objects.get(kind=AuditKind.LOAD)
    told = (entry.what, entry.details)
    assert told == ("Added: participants 1, people 1", "popolo.json")
    again = "New: 0 participants, 0 people. Nothing is written; add --write to add them."
    assert run(path)[-1] == again
    with pytest.raises(CommandError, match="Popolo makes no record"):
        run(path, slug="made")


@pytest.mark.django_db
def test_what_cannot_be_stored_is_told_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "popolo.json"
    path.write_text(json.dumps([ONE, {"name": "Cy " + "E" * 400}]), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run(path, write=True)
    assert str(refused.value).startswith("Nothing is written:\n[1]: ")
    assert not Person.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped_register")
def test_own_files_are_known_to_their_register(tmp_path: Path) -> None:
    for name, write in (("people", all_people), ("participants", all_participants)):
        path = tmp_path / f"{name}.json"
        path.write_bytes(write(""))
        new = "New: 0 participants, 0 people. Nothing is written; add --write to add them."
        told = run(path)
        assert told[-1] == new
        assert not [line for line in told if "doubtful" in line]
