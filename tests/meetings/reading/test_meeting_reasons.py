"""A fact of a meeting is inferred where its record says so, and no record prints it."""

import pytest

from meetings.models import Inference, Meeting, Relation
from meetings.reading.links import MeetingLink
from meetings.reading.meeting_reasons import give_reasons
from participants.queries.prepared import PreparedQuery
from tests.meetings import build

_LINKS = PreparedQuery(lambda: Meeting.objects.order_by("slug"), MeetingLink)


def reasons() -> dict[str, str]:
    """Why the date of each meeting is inferred, by slug; of the others nothing."""
    links = _LINKS.rows()
    give_reasons(links)
    return {link.slug: link.date_reason for link in links if link.date_reason}


def naming(slug: str, stub: Meeting, reason: str = "", date: str = "2008") -> None:
    """A record that names the stub, and why it infers the date of it."""
    record = build.meeting(slug)
    relation = Relation.objects.create(
        meeting=record, other=stub, relation="next", described={"date": date} if date else {}
    )
    if reason:
        Inference.objects.create(
            meeting=record, relation=relation, field="meeting/date", reason=reason
        )


@pytest.mark.django_db
def test_date_of_a_record_is_inferred_with_its_reason() -> None:
    record = build.meeting("one")
    build.meeting("two")
    for field, reason in [("date", "The letter is dated."), ("title", "Made up.")]:
        Inference.objects.create(meeting=record, field=field, reason=reason)

    assert reasons() == {"one": "The letter is dated."}


@pytest.mark.django_db
def test_reasons_of_all_parts_of_a_fact_stand_together() -> None:
    record = build.meeting("one", series=build.series())
    for field in ("place/city", "place/country", "series/name"):
        Inference.objects.create(meeting=record, field=field, reason=f"Of {field}.")
    (link,) = _LINKS.rows()

    give_reasons([link])

    assert (link.place_reason, link.series_reason) == (
        "Of place/city. Of place/country.",
        "Of series/name.",
    )


@pytest.mark.django_db
def test_place_of_a_stub_is_inferred_in_the_part_that_no_record_prints() -> None:
    stub = build.stub("next", city="Doha")
    record = build.meeting("one")
    relation = Relation.objects.create(
        meeting=record, other=stub, relation="next", described={"city": "Doha", "country": "qatar"}
    )
    for field in ("meeting/place/city", "meeting/place/country"):
        Inference.objects.create(meeting=record, relation=relation, field=field, reason=field)
    other = build.meeting("two")
    Relation.objects.create(meeting=other, other=stub, relation="next", described={"city": "Doha"})
    links = {link.slug: link for link in _LINKS.rows()}

    give_reasons(links.values())

    assert links["next"].place_reason == "meeting/place/country"


@pytest.mark.django_db
def test_date_of_a_session_is_not_that_of_the_meeting() -> None:
    record = build.meeting("one")
    statement = build.statement(record)
    Inference.objects.create(meeting=record, statement=statement, field="date", reason="Told.")

    assert reasons() == {}


@pytest.mark.django_db
def test_date_of_a_stub_is_inferred_where_all_that_date_it_infer_it() -> None:
    stub = build.stub("next", date="2008")
    naming("one", stub, "Counted from six years.")
    naming("silent", stub, date="")

    assert reasons() == {"next": "Counted from six years."}


@pytest.mark.django_db
def test_date_of_a_stub_that_one_record_prints_is_not_inferred() -> None:
    stub = build.stub("next", date="2008")
    naming("one", stub, "Counted from six years.")
    naming("two", stub)

    assert reasons() == {}
