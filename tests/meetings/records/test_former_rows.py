"""A file that calls something by an address which was merged into another loads onto that one.

Covers meetings.records.fields.former as well.
"""

import json
from typing import Any

import pytest
from django.core.management import call_command

from meetings.models import (
    Document,
    FormerDocumentKey,
    FormerSeriesSlug,
    FormerSlug,
    FormerTopicSlug,
    Meeting,
    Series,
    Topic,
)
from meetings.records.dumper import Dump, record_bytes
from meetings.records.errors import RecordErrors
from meetings.records.gathered import gather
from meetings.records.loader import Outcome, load_record
from meetings.records.reader import read_record
from participants.models import FormerParticipantSlug, FormerPersonKey, Participant, Person
from tests.meetings import build
from tests.meetings.records.sample import DOCUMENT, sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shipped(db: None) -> None:
    for slug, code in (("japan", "JPN"), ("mexico", "MEX"), ("united-states", "USA")):
        Participant.objects.create(
            slug=slug, name=slug.title(), kind="state", code=code, shipped=True
        )


def load(value: Any, **options: Any) -> list[str]:
    """Load a file; what was told of it."""
    told: list[str] = []
    record = read_record(json.dumps(value).encode(), "file.json")
    load_record(record, "file.json", tell=told.append, **options)
    return told


def dumped() -> Any:
    """The record as it is dumped."""
    return json.loads(record_bytes(Meeting.objects.records().get()))


def renamed(row: Any, field: str, former: Any, new: str) -> None:
    """Give a row another address, the old one leading there."""
    old = getattr(row, field)
    setattr(row, field, new)
    row.save()
    name = former._meta.get_field(row._meta.model_name).name
    former.objects.create(**{"slug": old, name: row})


def with_body() -> dict[str, Any]:
    """The sample with a delegation of the participant that it defines."""
    value = sample()
    passage = value["delegations"][0]["passage"]
    value["delegations"].append({"participant": "friends", "passage": passage})
    return value


def test_old_file_loads_onto_what_its_nouns_were_merged_into() -> None:
    load(with_body())
    renamed(Participant.objects.get(slug="friends"), "slug", FormerParticipantSlug, "circle")
    renamed(Person.objects.get(key="yukio-takasu"), "key", FormerPersonKey, "takasu")
    renamed(Document.objects.get(key=DOCUMENT), "key", FormerDocumentKey, "summary")
    renamed(Series.objects.get(slug="friends"), "slug", FormerSeriesSlug, "friends-of-hs")
    topic = Topic.objects.get(name="Climate change")
    topic.name = "Climate"
    renamed(topic, "slug", FormerTopicSlug, "climate")

    told = load(with_body(), replace=True)

    assert told == [
        "/participants/0/slug: “friends” was merged into “Friends”, which stands for it.",
        "/people/0/key: “yukio-takasu” was merged into “Yukio Takasu”, which stands for it.",
        "/topics/1/name: “Climate change” was merged into “Climate”, which stands for it.",
        (
            "/meeting/series/slug: “friends” was merged into “Friends of Human Security”, "
            "which stands for it."
        ),
        (
            f"/documents/0/key: “{DOCUMENT}” was merged into “Co-Chairs' Summary”, "
            "which stands for it."
        ),
    ]
    value = dumped()
    (body,) = value["participants"]
    assert (body["slug"], body["former_slugs"]) == ("circle", ["friends"])
    assert [row["key"] for row in value["people"]] == ["claude-heller", "takasu"]
    assert value["documents"][0]["former_slugs"] == [DOCUMENT]
    assert value["meeting"]["series"]["former_slugs"] == ["friends"]
    assert value["delegations"][2]["participant"] == "circle"
    assert Participant.objects.filter(shipped=False).count() == 1


def test_dump_with_former_slugs_is_loaded_and_dumped_alike() -> None:
    value = with_body()
    value["participants"][0]["former_slugs"] = ["amis"]
    value["people"][0]["former_slugs"] = ["takasu"]
    value["topics"][0]["former_slugs"] = ["safety-of-people"]
    value["documents"][0]["former_slugs"] = ["summary-of-chairs"]
    value["meeting"]["series"]["former_slugs"] = ["amis"]
    value["relations"][0]["meeting"]["former_slugs"] = ["earlier-talks"]
    load(value)
    first = dumped()

    assert load(first) == []

    assert dumped() == first
    assert first["participants"][0]["former_slugs"] == ["amis"]
    assert {row["key"]: row.get("former_slugs") for row in first["people"]} == {
        "claude-heller": None,
        "yukio-takasu": ["takasu"],
    }
    assert first["relations"][0]["meeting"]["former_slugs"] == ["earlier-talks"]
    assert FormerTopicSlug.objects.get().topic.name == "Human security"


def test_former_slug_that_is_the_address_of_another_is_refused() -> None:
    build.participant("Circle")
    value = with_body()
    value["participants"][0]["former_slugs"] = ["circle"]

    with pytest.raises(RecordErrors) as refused:
        load(value)

    assert [(one.path, one.message) for one in refused.value.errors] == [
        (
            "/participants/0/former_slugs",
            (
                "“circle” stands for “Circle” in the register; merge that one into “Friends” "
                "there, or take the slug out."
            ),
        )
    ]


def test_two_names_of_one_delegation_are_refused() -> None:
    circle = build.participant("Circle")
    FormerParticipantSlug.objects.create(slug="friends", participant=circle)
    value = with_body()
    again = value["delegations"][2] | {"participant": "circle"}
    value["delegations"].append(again)

    with pytest.raises(RecordErrors, match="“friends” and “circle” are one participant, Circle"):
        load(value)


def test_document_merged_into_one_that_reads_otherwise_is_refused() -> None:
    other = build.document("Other words.", key="other")
    FormerDocumentKey.objects.create(slug=DOCUMENT, document=other)

    with pytest.raises(RecordErrors, match="“other”, into which it was merged, reads otherwise"):
        load(sample())


def test_reference_by_the_title_of_a_merged_document_leads_to_the_other() -> None:
    other = build.document("", key="resolution", rights="", sha256="", title="Resolution 60/1")
    FormerDocumentKey.objects.create(slug="world-summit-outcome", document=other)
    value = sample()
    passage = value["meeting"]["passage"]
    value["references"] = [{"title": "World Summit Outcome", "passage": passage}]

    told = load(value)

    assert [line.partition(":")[0] for line in told] == ["/references/0/title"]
    assert dumped()["references"][0]["title"] == "Resolution 60/1"


def test_stub_named_by_a_former_address_is_the_one_it_was_merged_into() -> None:
    value = sample()
    named = value["relations"][0]["meeting"]["slug"]
    other = build.stub("one-meeting", title="", stage="mentioned")
    FormerSlug.objects.create(slug=named, meeting=other)

    told = load(value)

    assert [line.partition(":")[0] for line in told] == ["/relations/0/meeting/slug"]
    assert dumped()["relations"][0]["meeting"]["slug"] == "one-meeting"
    assert not Meeting.objects.filter(slug=named).exists()


def test_load_tells_what_was_merged(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    FormerPersonKey.objects.create(slug="yukio-takasu", person=build.person("Takasu"))
    path = tmp_path / "file.json"
    path.write_text(json.dumps(sample()))

    call_command("load_records", str(path))

    told = capsys.readouterr().out.splitlines()
    assert told[1] == (
        "  /people/0/key: “yukio-takasu” was merged into “Takasu”, which stands for it."
    )


def test_old_file_of_an_unchanged_record_changes_nothing() -> None:
    load(sample())
    row = Person.objects.get(key="yukio-takasu")
    renamed(row, "key", FormerPersonKey, "takasu")
    meeting = Meeting.objects.records().get()
    meeting.loaded_digest = Dump.of(gather(meeting)).digest
    meeting.save()
    record = read_record(json.dumps(sample()).encode(), "file.json")

    assert load_record(record, "file.json") == Outcome.UNCHANGED
