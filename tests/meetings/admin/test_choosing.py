"""Whatever is chosen by typing is offered with the likeliest first, on every page of the answer."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.admin.choosing import likeliest_first
from meetings.models import (
    AgendaItem,
    Delegate,
    Document,
    Meeting,
    Merge,
    Revision,
    Session,
    Statement,
    StubMeeting,
)
from participants.models import Participant
from tests.meetings import build

pytestmark = pytest.mark.django_db

#: a field by which a row of each noun is chosen
FIELDS = {
    "participants.participant": ("meetings", "delegation", "participant"),
    "participants.person": ("meetings", "delegate", "person"),
    "meetings.topic": ("meetings", "statementtopic", "topic"),
    "meetings.series": ("meetings", "meeting", "series"),
    "meetings.meeting": ("meetings", "statement", "meeting"),
    "meetings.document": ("meetings", "passage", "document"),
    "meetings.session": ("meetings", "statement", "session"),
    "meetings.agendaitem": ("meetings", "statement", "agenda_item"),
    "meetings.statement": ("meetings", "pledge", "statement"),
    "meetings.delegation": ("meetings", "delegate", "delegation"),
    "meetings.pledge": ("meetings", "update", "pledge"),
}


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss"))
    return client


def asked(staff: Client, noun: str, term: str, **more: Any) -> dict[str, Any]:
    """What the answer to a choice holds."""
    app, model, field = FIELDS[noun]
    data = {"app_label": app, "model_name": model, "field_name": field, "term": term, **more}
    answer = staff.get("/admin/autocomplete/", data)
    assert answer.status_code == 200
    return dict(answer.json())


def offered(staff: Client, noun: str, term: str, **more: Any) -> list[str]:
    """The rows offered, as they are printed."""
    return [row["text"] for row in asked(staff, noun, term, **more)["results"]]


def test_every_noun_that_a_form_lets_one_choose_is_known() -> None:
    chosen = {
        field.remote_field.model._meta.label_lower
        for page in admin.site._registry
        if page._meta.app_label in {"meetings", "participants"} and page not in (Merge, Revision)
        for field in [*page._meta.fields, *page._meta.many_to_many]
        if isinstance(field, (models.ForeignKey, models.ManyToManyField)) and field.editable
    }

    assert chosen - FIELDS.keys() == set()


@pytest.mark.parametrize("noun", FIELDS)
def test_whatever_is_typed_is_answered(staff: Client, noun: str) -> None:
    for term in ["", "  ", "%", "1" * 40, "¶", "a b c d e f g h i j k l m n", "x" * 2_000]:
        assert offered(staff, noun, term) == []


def test_topic_is_offered_by_name_abbreviation_and_words(staff: Client) -> None:
    build.topic("Peace and Security")
    build.topic("Women, Peace and Security", abbreviation="WPS")
    build.topic("Wpsilon")
    build.topic("Énergie")
    build.topic("Мир")

    assert offered(staff, "meetings.topic", "peace") == [
        "Peace and Security",
        "Women, Peace and Security",
    ]
    assert offered(staff, "meetings.topic", "wps") == ["Women, Peace and Security", "Wpsilon"]
    assert offered(staff, "meetings.topic", "energie") == ["Énergie"]
    assert offered(staff, "meetings.topic", "мир") == ["Мир"]


def test_series_is_offered_whole_first(staff: Client) -> None:
    build.series("Annual Friends of Fish")
    build.series("Friends of Fish and Nets")
    build.series("Friends of Fish")

    assert offered(staff, "meetings.series", "friends of fish") == [
        "Friends of Fish",
        "Friends of Fish and Nets",
        "Annual Friends of Fish",
    ]


def test_meeting_is_offered_by_title_slug_and_number_of_its_series(staff: Client) -> None:
    series = build.series("Friends of Fish")
    build.meeting("one", title="", series=series, ordinal=1)
    build.meeting("two", title="", series=series, ordinal=2)
    build.meeting("a", title="Report of the Fish Forum", date="2020")
    build.meeting("ff-2001", title="Something", date="2001")
    build.meeting("b", title="Fish Forum", date="1999")
    build.meeting("c", title="Форум рыбы", date="1999")

    assert (
        offered(staff, "meetings.meeting", "Friends of Fish 2")[0] == "Friends of Fish, meeting 2"
    )
    assert offered(staff, "meetings.meeting", "fish forum")[0] == "Fish Forum"
    assert offered(staff, "meetings.meeting", "ff-2001")[0] == "Something"
    assert offered(staff, "meetings.meeting", "форум РЫБЫ") == ["Форум рыбы"]


def test_document_is_offered_by_symbol_first(staff: Client) -> None:
    build.document("", key="x", title="On A/RES/60/1 and more")
    build.document("", key="y", title="Résolution", symbol="A/RES/60/1")
    build.document("", key="z", title="Other", symbol="A/RES/60/10")

    assert offered(staff, "meetings.document", "a/res/60/1") == [
        "Résolution (A/RES/60/1)",
        "Other (A/RES/60/10)",
        "On A/RES/60/1 and more",
    ]
    assert offered(staff, "meetings.document", "resolution") == ["Résolution (A/RES/60/1)"]


@pytest.mark.parametrize("model", [Session, AgendaItem])
def test_part_is_offered_by_its_title_however_it_is_written(staff: Client, model: Any) -> None:
    meeting, other = build.meeting(), build.meeting()
    for place, title in enumerate(["Late Débat", "Débat général", "Débat", "Открытие"]):
        model.objects.create(meeting=meeting, key=f"k-{place}", title=title, order=place)
    model.objects.create(meeting=other, key="k", title="Debat")
    noun = model._meta.label_lower

    assert offered(staff, noun, "debat", meeting=meeting.pk) == [
        "Débat",
        "Débat général",
        "Late Débat",
    ]
    assert offered(staff, noun, "k-1", meeting=meeting.pk) == ["Débat général"]
    assert offered(staff, noun, "открыт", meeting=meeting.pk) == ["Открытие"]


def test_statement_is_offered_by_number_speaker_and_words(staff: Client) -> None:
    meeting, other = build.meeting("fish"), build.meeting("nets")
    egypt = build.participant("Egypt")
    build.statement(meeting, "Egypt was thanked, 2 times.")
    build.statement(meeting, "Fish are many.", speakers=(egypt,))
    build.statement(other, "Egypt again.", speakers=(egypt,))

    inside = {"meeting": meeting.pk}
    assert offered(staff, "meetings.statement", "egypt", **inside) == [
        "¶2 Fish are many.",
        "¶1 Egypt was thanked, 2 times.",
    ]
    assert offered(staff, "meetings.statement", "¶2", **inside)[0] == "¶2 Fish are many."
    assert offered(staff, "meetings.statement", "nets 1") == ["¶1 Egypt again."]


def test_delegation_and_delegate_are_offered_by_who_they_are(staff: Client) -> None:
    meeting = build.meeting()
    korea = build.participant("Republic of Korea", code="KOR")
    north = build.participant("Democratic People's Republic of Korea", slug="dprk")
    for who in (north, korea):
        build.delegation(meeting, who, printed="Korea")
    row = meeting.delegations.get(participant=korea)
    Delegate.objects.create(delegation=row, person=build.person("Jane Lee"))
    Delegate.objects.create(delegation=row, printed="Jane")

    assert offered(staff, "meetings.delegation", "republic of korea")[0] == "Republic of Korea"
    assert offered(staff, "meetings.delegation", "KOR")[0] == "Republic of Korea"
    found = likeliest_first(Delegate.objects.all(), "jane lee")
    assert [str(row) for row in found or ()] == ["Jane Lee"]


def test_pledge_is_offered_by_number_and_title(staff: Client) -> None:
    meeting = build.meeting()
    build.pledge(meeting, "Give 2 nets")
    build.pledge(meeting, "Host")
    inside = {"meeting": meeting.pk}

    assert offered(staff, "meetings.pledge", "2", **inside) == ["Host", "Give 2 nets"]
    assert offered(staff, "meetings.pledge", "give", **inside) == ["Give 2 nets"]


def test_order_holds_across_pages(staff: Client) -> None:
    for number in range(30):
        build.participant(f"Bottle {number:02}")
        build.participant(f"Ott {number:02}")
    build.participant("Ott")

    first = asked(staff, "participants.participant", "ott")
    second = asked(staff, "participants.participant", "ott", page=2)
    names = [row["text"] for row in first["results"] + second["results"]]

    behind = [f"Bottle {n:02}" for n in range(9)]
    assert first["pagination"]["more"]
    assert names == ["Ott", *(f"Ott {n:02}" for n in range(30)), *behind]


@pytest.mark.parametrize("noun", FIELDS)
def test_number_of_queries_is_the_same_for_1_and_3_rows(staff: Client, noun: str) -> None:
    counts = []
    for size in (1, 3):
        for number in range(size):
            _row_of_each(f"fish {size} {number}")
        with CaptureQueriesContext(connection) as queries:
            assert offered(staff, noun, "fish")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def _row_of_each(name: str) -> None:
    meeting = build.meeting(name.replace(" ", "-"), series=build.series(name))
    Session.objects.create(meeting=meeting, key="a", title=name)
    AgendaItem.objects.create(meeting=meeting, key="a", title=name)
    build.document("", title=name)
    build.delegation(meeting, build.participant(name))
    build.statement(meeting, name, speakers=(build.person(name),), topics=(build.topic(name),))
    build.pledge(meeting, name)


def test_stub_and_other_nouns_are_answered() -> None:
    build.stub("next-fish", title="Next Fish")

    found = likeliest_first(StubMeeting.objects.all(), "next")
    assert [row.title for row in found or ()] == ["Next Fish"]
    assert likeliest_first(Participant.objects.all(), "next") is None
    assert likeliest_first(Meeting.objects.all(), " ") is None
    assert likeliest_first(Document.objects.all(), "next") is not None
    assert likeliest_first(Statement.objects.all(), "next") is not None
