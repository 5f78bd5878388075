"""Rows are made one: everything leads to the one that stays, or nothing is written.

Covers meetings.merging.described, meetings.merging.nouns, meetings.merging.plan,
meetings.merging.records_kept, meetings.merging.references and meetings.models.merge as well.
"""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from meetings.merging.carrying import MergeError, merge
from meetings.merging.references import referring
from meetings.models import (
    Delegate,
    Document,
    FormerSlug,
    Meeting,
    Merge,
    Reference,
    Relation,
    Revision,
    Series,
    StubMeeting,
    Topic,
)
from meetings.records.checks import record_faults
from meetings.records.dumper import record_bytes
from meetings.records.loader import Outcome, load_record
from meetings.records.reader import read_record
from meetings.records.revision_texts import record_file
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich
from tests.portal.canaries import nouns, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    """A member of staff."""
    return User.objects.create_superuser("curator")


@pytest.fixture
def two(db: None) -> Meeting:
    """A published record that uses all of "first"; another that uses all of "second"."""
    first, second = nouns("first"), nouns("second")
    record("first", "first-meeting", "published", first)
    return record("second", "second-meeting", "published", second, date="2009")


def row(model: Any, word: str) -> Any:
    """The row of a noun that ``nouns`` made."""
    name = {Participant: "land", Person: "person", Document: "document", Series: "series"}
    field = "key" if model in (Person, Document) else "slug"
    return model.objects.get(**{field: f"{word}-{name.get(model, 'topic')}"})


def dumped(slug: str) -> Any:
    """The record file of a record."""
    return json.loads(record_bytes(Meeting.objects.records().get(slug=slug)))


def sound() -> None:
    """Fail where an index, a tally or a list does not hold what the records hold."""
    call_command("check_index")


@pytest.mark.parametrize("model", [Participant, Person, Topic, Series])
def test_everything_moves_to_the_one_that_stays(two: Meeting, user: User, model: Any) -> None:
    kept, gone = row(model, "first"), row(model, "second")
    before = {
        one.key: one.rows([kept.pk, gone.pk]).count()
        for one in referring(model)
        if not one.is_derived and not one.key.startswith("participants.participantname")
    }

    merge(kept, [gone], {}, user, "entered twice")

    after = {
        one.key: one.rows([kept.pk]).count()
        for one in referring(model)
        if not one.is_derived and not one.key.startswith("participants.participantname")
    }
    more = {key for key in after if "former" in key or "name.p" in key}
    assert {key: n for key, n in after.items() if key not in more} == {
        key: n for key, n in before.items() if key not in more
    }
    assert not model.objects.filter(pk=gone.pk).exists()
    assert kept.former_slugs.filter(slug__startswith="second-").exists()
    sound()


def test_names_and_values_of_what_goes_are_kept(two: Meeting, user: User) -> None:
    kept, gone = row(Participant, "first"), row(Participant, "second")
    kept.formal_name = ""
    kept.save()
    gone.code = "SEC"
    gone.save()

    merge(kept, [gone], {"name": gone.pk}, user, "entered twice")

    kept = Participant.objects.get(pk=kept.pk)
    assert (kept.name, kept.formal_name, kept.code) == ("second Land", "Formal second", "SEC")
    assert set(kept.names.values_list("name", "kind")) == {
        ("first Land", "other"),
        *((f"first {kind}", kind) for kind in ("other", "former", "abbreviation")),
        *((f"second {kind}", kind) for kind in ("other", "former", "abbreviation")),
    }


def test_published_record_gets_a_revision_with_the_reason(two: Meeting, user: User) -> None:
    kept, gone = row(Person, "first"), row(Person, "second")

    merge(kept, [gone], {}, user, "entered twice")

    last = Revision.objects.filter(meeting=two).order_by("-number").first()
    assert last is not None
    assert (last.number, last.action, last.user, last.why) == (
        2,
        "correct",
        user,
        "merged “Person second” into “Person first”: entered twice",
    )
    assert [person["key"] for person in json.loads(record_file(last))["people"]] == ["first-person"]
    assert Revision.objects.exclude(meeting=two).count() == 1


def test_old_address_redirects_and_the_page_tells_all(
    two: Meeting, user: User, client: Client
) -> None:
    merge(row(Person, "first"), [row(Person, "second")], {}, user, "entered twice")

    answer = client.get("/people/second-person/")

    assert (answer.status_code, answer["Location"]) == (301, "/people/first-person/")
    page = client.get("/people/first-person/").content.decode()
    assert "Meeting first" in page
    assert "Meeting second" in page


def test_two_delegations_at_one_meeting_are_told_and_nothing_is_written(
    two: Meeting, user: User
) -> None:
    kept, gone = row(Participant, "first"), row(Participant, "second")
    build.delegation(two, kept)
    before = dumped("second-meeting")

    with pytest.raises(MergeError, match="Delegations: “Meeting second” has one of each"):
        merge(kept, [gone], {}, user, "entered twice")

    assert dumped("second-meeting") == before
    assert not Merge.objects.exists()


def test_links_that_say_the_same_are_kept_once(two: Meeting, user: User) -> None:
    kept, gone = row(Topic, "first"), row(Topic, "second")
    said = two.statements.get()
    said.topic_links.create(topic=kept, order=1)

    merge(kept, [gone], {}, user, "entered twice")

    assert [link.topic for link in said.topic_links.all()] == [kept]
    sound()


def test_what_records_say_of_other_meetings_follows(two: Meeting, user: User) -> None:
    kept, gone = row(Participant, "first"), row(Participant, "second")
    stub = build.stub("talks", country=gone, series=row(Series, "second"))
    for who, role in ((kept, "host"), (gone, "chair")):
        build.delegation(stub, who, roles=[role])
    Relation.objects.create(meeting=two, other=stub, relation="next")

    merge(kept, [gone], {}, user, "entered twice")
    merge(row(Series, "first"), [row(Series, "second")], {}, user, "entered twice")

    facts = Relation.objects.get(other=stub).described
    assert (facts["country"], facts["series"]) == ("first-land", "first-series")
    assert facts["delegations"] == [{"participant": "first-land", "roles": ["host", "chair"]}]
    assert [row.roles for row in stub.delegations.all()] == [["host", "chair"]]
    stub.refresh_from_db()
    assert (stub.country, stub.series.slug) == (kept, "first-series")
    sound()


def test_sources_with_one_text_are_made_one(two: Meeting, user: User) -> None:
    kept, gone = row(Document, "first"), row(Document, "second")
    text = {"text": kept.text, "sha256": kept.sha256}
    Document.objects.filter(pk=gone.pk).update(**text)
    gone.original.delete()
    gone.marks.all().delete()
    gone.corrections.all().delete()

    merge(kept, [Document.objects.get(pk=gone.pk)], {}, user, "entered twice")

    assert two.passages.exclude(document=kept).count() == 0
    assert dumped("second-meeting")["documents"][0]["former_slugs"][0] == "document-second"
    sound()


def test_texts_that_differ_are_never_made_one(two: Meeting, user: User) -> None:
    with pytest.raises(MergeError, match="Both hold a text, and not the same"):
        merge(row(Document, "first"), [row(Document, "second")], {}, user, "entered twice")


def test_document_referred_to_takes_the_text_of_the_other(two: Meeting, user: User) -> None:
    kept = build.document("", key="named", rights="", sha256="", title="Named")
    Reference.objects.create(meeting=two, document=kept)
    gone = row(Document, "second")

    merge(kept, [gone], {}, user, "entered twice")

    kept.refresh_from_db()
    assert kept.original.name == "second.docx"
    assert (kept.text, kept.sha256, kept.rights) == (gone.text, gone.sha256, gone.rights)
    assert kept.marks.count() == 1
    sound()


def test_meetings_only_named_are_made_one(two: Meeting, user: User, client: Client) -> None:
    kept = build.stub("talks", two, date="2010", city="Zenda")
    gone = build.stub("the-talks", Meeting.objects.get(slug="first-meeting"), date="2010-05")

    merge(
        StubMeeting.objects.get(pk=kept.pk),
        [StubMeeting.objects.get(pk=gone.pk)],
        {"date": gone.pk},
        user,
        "named twice",
    )

    assert {row.described["date"] for row in Relation.objects.filter(other=kept)} == {"2010-05"}
    kept.refresh_from_db()
    assert (kept.date, kept.city, kept.named_by.count()) == ("2010-05", "Zenda", 2)
    assert client.get("/meetings/the-talks/")["Location"] == "/meetings/talks/"
    assert FormerSlug.objects.get().meeting == kept
    sound()


def test_stub_whose_address_is_recorded_stays(two: Meeting, user: User) -> None:
    build.meeting("the-talks", status="draft")
    kept, gone = build.stub("talks", two), build.stub("the-talks", two)
    rows = StubMeeting.objects.in_bulk([kept.pk, gone.pk])

    with pytest.raises(MergeError, match="is recorded under the address the-talks"):
        merge(rows[kept.pk], [rows[gone.pk]], {}, user, "named twice")


@pytest.mark.parametrize("turned", [False, True])
def test_part_is_not_merged_with_its_whole(user: User, turned: bool) -> None:
    whole = build.participant("Whole")
    office = build.participant("Office", part_of=whole)
    unit = build.participant("Unit", part_of=office)
    kept, gone = (unit, whole) if turned else (whole, unit)

    with pytest.raises(MergeError, match="“Unit” stands below “Whole”"):
        merge(kept, [gone], {}, user, "entered twice")


def test_shipped_participant_does_not_go(user: User) -> None:
    kept = build.participant("One")
    gone = build.participant("Two", shipped=True)

    with pytest.raises(MergeError, match="“Two” comes with the portal"):
        merge(kept, [gone], {}, user, "entered twice")


@pytest.mark.parametrize("why", ["", "  ", "a\0b"])
def test_reason_is_asked_for(user: User, why: str) -> None:
    with pytest.raises(MergeError, match="Give the reason"):
        merge(build.person("One"), [build.person("Two")], {}, user, why)


def test_row_that_is_gone_meanwhile_is_told(user: User) -> None:
    kept, gone = build.person("One"), build.person("Two")
    Person.objects.filter(pk=gone.pk).delete()

    with pytest.raises(MergeError, match="no longer there"):
        merge(kept, [gone], {}, user, "entered twice")


def test_several_are_merged_at_once(two: Meeting, user: User) -> None:
    third = build.person("Third")
    Delegate.objects.create(delegation=two.delegations.get(), person=third)

    merge(row(Person, "first"), [row(Person, "second"), third], {}, user, "one person")

    assert set(Delegate.objects.exclude(person=None).values_list("person__key", flat=True)) == {
        "first-person"
    }
    assert sorted(former.slug for former in row(Person, "first").former_slugs.all()) == [
        "second-person",
        "third",
    ]


def test_record_as_loaded_is_still_so_and_its_old_file_loads(user: User) -> None:
    meeting = rich.record(status="published")
    file = read_record(record_bytes(meeting), "old.json")
    load_record(file, "old.json", replace=True)
    merge(build.person("Ada"), [build.person("Ada Example")], {}, user, "entered twice")
    told: list[str] = []

    outcome = load_record(file, "old.json", tell=told.append)

    assert outcome == Outcome.UNCHANGED
    assert told == ["/people/0/key: “ada-example” was merged into “Ada”, which stands for it."]
    assert dumped(meeting.slug)["people"][0]["key"] == "ada"
    assert record_faults(meeting) == []


def test_merge_that_fails_in_the_middle_writes_nothing(
    two: Meeting, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dumped("second-meeting")
    monkeypatch.setattr("meetings.merging.carrying.Merge.objects.create", lambda **_fields: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        merge(row(Person, "first"), [row(Person, "second")], {}, user, "entered twice")

    assert dumped("second-meeting") == before


def test_every_key_to_a_shared_noun_is_found() -> None:
    found = {one.key for model in (Participant, Person, Topic) for one in referring(model)}

    assert found >= {
        "meetings.speaker.participant",
        "meetings.speaker_on_behalf_of.participant",
        "meetings.statement_mentions.participant",
        "meetings.document_issuers.participant",
        "meetings.delegation.participant",
        "meetings.pledger.person",
        "meetings.meeting.country",
        "participants.participant.part_of",
        "participants.participant_successors.to_participant",
        "meetings.statementtopic.topic",
        "meetings.topic.broader",
    }
