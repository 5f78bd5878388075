"""Lists say who, where and how it begins, are narrowed by names that one types, and read no texts.

Covers meetings.admin.filters_by_name as well.
"""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Delegate, Delegation, Meeting, Pledge, Statement
from participants.models import Person
from tests.meetings import build
from tests.meetings.admin.sending import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss"))
    return client


def listed(staff: Client, model: Any, **asked: str) -> list[Any]:
    """The rows of a list."""
    answer = staff.get(address(model, "changelist"), asked)
    assert answer.status_code == 200
    return list(answer.context["cl"].result_list)


def cells(staff: Client, model: Any, *columns: str) -> list[tuple[str, ...]]:
    """What columns of a list show."""
    answer = staff.get(address(model, "changelist"))
    changelist = answer.context["cl"]
    page = changelist.model_admin
    return [
        tuple(str(getattr(page, name)(row)) for name in columns) for row in changelist.result_list
    ]


def test_list_of_statements_says_meeting_number_speakers_topics_and_opening(staff: Client) -> None:
    meeting = build.meeting("fish", title="Fish Forum")
    many = tuple(build.participant(f"Land {number}") for number in range(5))
    ada = build.person()
    text = "Fish are many and nets are old, so that all of us went home early."
    build.statement(meeting, text, speakers=(*many, ada), topics=(build.topic(),))
    build.statement(meeting, "Nets.", collective="many participants")
    build.statement(meeting, "Silence.")

    shown = cells(staff, Statement, "paragraph", "speakers_shown", "topics_shown", "opening")

    first = "Fish are many and nets are old, so that all of us…"
    assert shown == [
        ("¶1", "Land 0, Land 1, Land 2 and 3 others", "Fisheries", first),
        ("¶2", "many participants", "–", "Nets."),
        ("¶3", "–", "–", "Silence."),
    ]
    assert "Fish Forum" in staff.get(address(Statement, "changelist")).content.decode()


def test_list_of_pledges_says_who_made_them(staff: Client) -> None:
    meeting = build.meeting("fish")
    build.pledge(meeting, "Give nets", build.participant(), due="2009", collective="others")
    build.pledge(meeting, "Host", build.person())

    assert cells(staff, Pledge, "makers") == [("Ruritania and others",), ("Ada Example",)]


def test_list_of_people_says_whom_they_came_for(staff: Client) -> None:
    ada, meeting = build.person(), build.meeting()
    for name in ("Ruritania", "Graustark"):
        seat = build.delegation(meeting, build.participant(name))
        Delegate.objects.create(delegation=seat, person=ada)
    build.person("Zed Nobody")

    assert cells(staff, Person, "delegations") == [("Graustark and Ruritania",), ("–",)]


def test_statements_are_narrowed_by_meeting_and_speaker_typed(staff: Client) -> None:
    korea = build.participant("Republic of Korea", slug="rok")
    north = build.participant("Democratic People's Republic of Korea", slug="dprk")
    fish, nets = build.meeting("fish", title="Fish Forum"), build.meeting("nets", title="Nets")
    first = build.statement(fish, "One.", speakers=(korea,))
    second = build.statement(fish, "Two.", speakers=(north,))
    third = build.statement(nets, "Three.", speakers=(korea, build.person()))

    assert listed(staff, Statement, who="republic of korea", of="fish forum") == [first]
    assert listed(staff, Statement, who="people's republic") == [second]
    assert listed(staff, Statement, who="Ada Example") == [third]
    assert listed(staff, Statement, of="nets") == [third]
    assert listed(staff, Statement, who="nobody") == []
    assert len(listed(staff, Statement, who=" ")) == 3


def test_delegations_and_pledges_are_narrowed_by_names_typed(staff: Client) -> None:
    fish, nets = build.meeting("fish"), build.meeting("nets")
    ruritania, graustark = build.participant(), build.participant("Graustark")
    one = build.delegation(fish, ruritania)
    build.delegation(fish, graustark)
    build.delegation(nets, ruritania)
    mine = build.pledge(fish, "Give", ruritania)
    build.pledge(fish, "Take", graustark)

    assert listed(staff, Delegation, who="ruritania", of="fish") == [one]
    assert listed(staff, Pledge, who="RURITANIA") == [mine]


def test_filter_keeps_what_else_narrows_the_list_and_leads_back(staff: Client) -> None:
    build.statement(build.meeting("fish"), "One.", form="reported")

    page = staff.get(
        address(Statement, "changelist"), {"form__exact": "reported", "who": "<b>", "q": "one"}
    )
    html = page.content.decode()

    assert '<input type="hidden" name="form__exact" value="reported">' in html
    assert '<input type="hidden" name="q" value="one">' in html
    assert 'name="who" value="&lt;b&gt;"' in html
    assert 'href="?form__exact=reported&amp;q=one"' in html


def test_statements_are_found_by_words_in_whatever_state_their_record_is(staff: Client) -> None:
    published, draft = build.meeting("fish"), build.meeting("nets", status="draft")
    first = build.statement(published, "The fishery was Ärmer.")
    second = build.statement(draft, "A fishery of one.", collective="others")
    build.statement(published, "Nothing.")

    assert {row.pk for row in listed(staff, Statement, q="fishery")} == {first.pk, second.pk}
    assert listed(staff, Statement, q="ärmer fishery") == [first]
    assert listed(staff, Statement, q="others") == [second]
    assert listed(staff, Statement, q="nets") == [second]
    assert [listed(staff, Statement, q=sign) for sign in ("%", '"', "zzz")] == [[], [], []]


@pytest.mark.parametrize("model", [Statement, Delegation, Pledge, Person])
def test_number_of_queries_is_the_same_for_1_and_3_rows(staff: Client, model: Any) -> None:
    counts = []
    for size in (1, 3):
        for number in range(size):
            name = f"fish {size} {number}"
            who, person = build.participant(name), build.person(name)
            meeting = build.meeting(f"fish-{size}-{number}", series=build.series(name))
            seat = build.delegation(meeting, who)
            Delegate.objects.create(delegation=seat, person=person)
            build.statement(meeting, speakers=(who, person), topics=(build.topic(name),))
            build.pledge(meeting, name, person)
        for asked in ({}, {"who": "fish", "of": "fish", "q": "fish"}):
            if model is Person:
                asked = {key: value for key, value in asked.items() if key == "q"}
            with CaptureQueriesContext(connection) as queries:
                listed(staff, model, **asked)
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


def test_list_of_statements_reads_no_text_whole_and_counts_none(staff: Client) -> None:
    build.statement(build.meeting("fish"), "Fish. " * 1_000)

    with CaptureQueriesContext(connection) as queries:
        listed(staff, Statement)

    sqls = [row["sql"] for row in queries]
    assert [sql for sql in sqls if "COUNT" in sql and '"text"' in sql] == []
    assert all("SUBSTR" in sql for sql in sqls if '"meetings_statement"."text"' in sql)
    assert Meeting.objects.count() == 1
