"""Meetings as iCalendar, read back by icalendar and by vobject.

Covers meetings.views.calendar as well.
"""

import datetime
from typing import Any

import icalendar
import pytest
import vobject
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client

from meetings import publication
from meetings.formats import calendar
from meetings.lists.meeting import MeetingFilterSet
from meetings.models import Meeting
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

LONG = "Réunion, spéciale; 会议 " * 12


@pytest.fixture
def meetings(db: None) -> Meeting:
    series = build.series("Fishers")
    country = build.participant("Graustark")
    first = build.meeting(
        "days", date="2007-11-07/2007-11-09", series=series, title=LONG, city="Zenda"
    )
    Meeting.objects.filter(pk=first.pk).update(summary="Said:\nmuch", country=country)
    build.meeting("day", date="2008-02-29", series=series, stage="cancelled")
    build.stub("next", first, date="2031-05-01", stage="announced", series=series)
    build.stub("idea", first, date="2031-05-02", stage="proposed")
    build.stub("heard", first, date="2001-01-01", stage="mentioned")
    for slug, date in (("month", "2009-04"), ("about", "2009-04-05~"), ("open", "2009-04-05/..")):
        build.meeting(slug, date=date, series=series)
    build.meeting("draft", date="2010-01-01", status="draft", series=series)
    first.refresh_from_db()
    publication.correct_record(first, rich.publisher())
    return first


def events(client: Client, url: str) -> dict[str, Any]:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(answer.content)
    other = vobject.readOne(answer.content.decode())
    found = {str(one["uid"]).split("@")[0][8:]: one for one in calendar.walk("VEVENT")}
    theirs = {one.uid.value.split("@")[0][8:]: one for one in other.contents.get("vevent", [])}
    assert found.keys() == theirs.keys()
    for slug, event in found.items():
        mine = {"s": str(event["summary"]), "a": event["dtstart"].dt, "z": event["dtend"].dt}
        told = theirs[slug]
        assert mine == {
            "s": told.summary.value,
            "a": told.dtstart.value,
            "z": told.dtend.value,
        }
    return {"": calendar, **found}


def test_days_are_whole_and_end_the_day_after(client: Client, meetings: Meeting) -> None:
    found = events(client, "/meetings.ics")

    days = {slug: (one["dtstart"].dt, one["dtend"].dt) for slug, one in found.items() if slug}
    day = datetime.date
    assert days == {
        "days": (day(2007, 11, 7), day(2007, 11, 10)),
        "day": (day(2008, 2, 29), day(2008, 3, 1)),
        "next": (day(2031, 5, 1), day(2031, 5, 2)),
        "idea": (day(2031, 5, 2), day(2031, 5, 3)),
        "heard": (day(2001, 1, 1), day(2001, 1, 2)),
    }
    assert {slug: one.get("status") for slug, one in found.items() if slug} == {
        "days": "CONFIRMED",
        "day": "CANCELLED",
        "next": "CONFIRMED",
        "idea": "TENTATIVE",
        "heard": None,
    }
    said = "3 meetings are left out, as their days are not known exactly."
    assert found[""]["x-wr-caldesc"] == said


def test_event_tells_place_page_and_version(client: Client, meetings: Meeting) -> None:
    publication.correct_record(meetings, User.objects.create_superuser("other"))

    event = events(client, "/meetings/days.ics")["days"]
    version = meetings.versions.order_by("-number")[0]
    assert event["sequence"] == 1
    assert event["last-modified"].dt == version.revision.when.replace(microsecond=0)
    assert event["summary"] == LONG
    assert event["location"] == "Zenda, Graustark"
    assert event["url"] == "http://testserver/meetings/days/"
    assert event["description"] == "Said:\nmuch\n\nhttp://testserver/meetings/days/"
    assert event["uid"] == "meeting-days@testserver"


@pytest.mark.parametrize(
    ("url", "slugs"),
    [
        ("/series/fishers.ics", {"days", "day", "next"}),
        ("/meetings.ics?series=fishers&year_from=2031", {"next"}),
        ("/meetings.ics?participant=graustark", set()),
    ],
)
def test_calendar_of_a_series_or_filter(
    client: Client, meetings: Meeting, url: str, slugs: set[str]
) -> None:
    assert events(client, url).keys() - {""} == slugs


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/meetings/month.ics", 200),
        ("/meetings/draft.ics", 404),
        ("/series/unheard.ics", 404),
        ("/meetings.ics?year_from=x", 400),
        ("/meetings.ics?series=Fishers", 302),
    ],
)
def test_other_addresses_are_answered(
    client: Client, meetings: Meeting, url: str, status: int
) -> None:
    assert client.get(url).status_code == status


def test_long_calendar_says_where_the_earlier_meetings_are(
    client: Client, meetings: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "MOST", 3)

    found = events(client, "/meetings.ics?stage=held&stage=announced&stage=cancelled")

    said = str(found[""]["x-wr-caldesc"])
    assert said == (
        "2 meetings are left out, as their days are not known exactly."
        " Only the latest 3 meetings are looked at. Those up to 2009:"
        " http://testserver/meetings.ics?year_to=2009&stage=held&stage=announced&stage=cancelled"
    )
    monkeypatch.undo()
    earlier = said.rpartition(" http://testserver")[2]
    assert events(client, earlier).keys() - {""} == {"days", "day"}


def test_queries_do_not_grow_with_the_meetings(
    client: Client, django_assert_num_queries: Any, db: None
) -> None:
    for number in (1, 2, 3):
        build.meeting(f"m{number}", date=f"2020-01-0{number}")
        with django_assert_num_queries(4):
            calendar.list_calendar(MeetingFilterSet(QueryDict("")), "Meetings")
