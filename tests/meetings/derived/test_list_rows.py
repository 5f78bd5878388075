"""What lists read follows every change of what is public.

Covers meetings.models.derived_rows as well.
"""

from typing import Any

import pytest
from django.core.management import call_command

from meetings.derived.facet_codes import ALL, RecordFacet, code
from meetings.derived.rebuild import rebuild_derived, tally_faults, tally_others_alone
from meetings.derived.refresh import refresh_derived
from meetings.models import (
    Delegate,
    Document,
    ListedDocument,
    ListedPerson,
    Meeting,
    MeetingTally,
    Tally,
)
from tests.meetings import build

pytestmark = pytest.mark.django_db


def number(facet: RecordFacet, noun: Any, chosen: int = ALL) -> int:
    """A number that is kept; 0 where there is none."""
    rows = Tally.objects.filter(chosen=chosen, counted=code(facet, noun.pk))
    return rows.values_list("n", flat=True).first() or 0


def people() -> list[str]:
    """The keys of the people who are listed, in order."""
    return list(ListedPerson.objects.order_by("sort_name", "key").values_list("key", flat=True))


@pytest.fixture
def talks() -> Meeting:
    """A record with a seat, a speaker, a pledge by a third, a topic and a source."""
    meeting = build.meeting("talks")
    land = build.participant("Ruritania", kind="state")
    seat = build.delegation(meeting, land)
    Delegate.objects.create(delegation=seat, person=build.person("Ada Seat"))
    build.statement(meeting, speakers=(build.person("Bo Speaker"), land), topics=(build.topic(),))
    build.pledge(meeting, by=build.person("Cy Pledger"))
    build.pledge(meeting, by=land)
    build.passage(meeting, build.document(key="note", title="Note"), 0, 4)
    return meeting


def test_what_a_published_record_uses_is_listed_and_counted(talks: Meeting) -> None:
    land, ada = build.participant("Ruritania"), build.person("Ada Seat")

    assert people() == ["ada-seat", "bo-speaker", "cy-pledger"]
    assert list(ListedDocument.objects.values_list("key", "held")) == [("note", "text")]
    assert [number(facet, land) for facet in (RecordFacet.ATTENDED, RecordFacet.PROMISED)] == [1, 1]
    assert number(RecordFacet.TOPIC, build.topic()) == 1
    assert (
        number(RecordFacet.SEAT, ada, code(RecordFacet.DELEGATION, land.pk)),
        number(RecordFacet.SEATED, talks),
    ) == (1, 1)
    assert number(RecordFacet.PRESENT, ada) == 1
    assert list(tally_faults()) == []


def test_withdrawn_record_leaves_nothing_and_published_again_all(talks: Meeting) -> None:
    before = sorted(Tally.objects.values_list("chosen", "counted", "n"))

    talks.status = "withdrawn"
    talks.save()
    refresh_derived(talks)

    assert (people(), ListedDocument.objects.exists(), Tally.objects.exists()) == (
        [],
        False,
        False,
    )
    assert not MeetingTally.objects.exists()
    assert list(tally_faults()) == []

    talks.status = "published"
    talks.save()
    refresh_derived(talks)

    assert sorted(Tally.objects.values_list("chosen", "counted", "n")) == before
    assert list(tally_faults()) == []


def test_draft_lists_nothing() -> None:
    draft = build.meeting(status="draft")

    build.statement(draft, speakers=(build.person("Canary"),))
    build.passage(draft, build.document(), 0, 4)

    assert (people(), ListedDocument.objects.exists()) == ([], False)


def test_deleted_record_is_taken_away(talks: Meeting) -> None:
    other = build.meeting("other")
    build.statement(other, speakers=(build.person("Bo Speaker"),))

    talks.delete()

    assert people() == ["bo-speaker"]
    assert list(tally_faults()) == []


def test_removed_delegate_is_listed_no_more(talks: Meeting) -> None:
    Delegate.objects.all().delete()
    refresh_derived(talks)

    assert people() == ["bo-speaker", "cy-pledger"]
    assert list(tally_faults()) == []


def test_renamed_person_and_changed_document_are_followed(talks: Meeting) -> None:
    ada, note = build.person("Ada Seat"), Document.objects.get(key="note")
    ada.sort_name = "Zoe"
    ada.save()
    note.title, note.text, note.kind = "\u00c4nderung", "", "paper"
    note.save()

    assert people() == ["bo-speaker", "cy-pledger", "ada-seat"]
    listed = ListedDocument.objects.get()
    assert (listed.title_order, listed.held, listed.kind) == ("anderung", "named", "paper")
    assert list(tally_faults()) == []


def test_what_is_wrong_is_found_and_put_right(talks: Meeting) -> None:
    ListedPerson.objects.filter(key="ada-seat").delete()
    ListedDocument.objects.update(kind="other")
    Tally.objects.filter(facet=RecordFacet.ATTENDED).update(n=7)
    MeetingTally.objects.update(others=[])

    assert len(list(tally_faults())) == 4
    rebuild_derived()

    assert list(tally_faults()) == []
    tally_others_alone()
    assert list(tally_faults()) == []
    assert people() == ["ada-seat", "bo-speaker", "cy-pledger"]


def test_lists_are_not_dumped(talks: Meeting, capsys: Any) -> None:
    call_command("dumpdata", "meetings")

    dumped = capsys.readouterr().out
    assert "meetings.statement" in dumped
    assert not [name for name in ("listedperson", "listeddocument", "tally") if name in dumped]
