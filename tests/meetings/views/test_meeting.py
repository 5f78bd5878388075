"""Pages of meetings, as a visitor gets them."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.derived.refresh import refresh_derived
from meetings.models import (
    AgendaItem,
    Delegate,
    Figure,
    FormerSlug,
    Inference,
    Meeting,
    Pledge,
    Reference,
    Relation,
    Session,
    Speaker,
    StatementTopic,
)
from tests.meetings import build

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, which must answer with ``status``."""
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def full_meeting(slug: str, rows: int) -> Meeting:
    """A record with ``rows`` of everything that the page of a meeting prints."""
    meeting = build.meeting(slug, series=build.series(), ordinal=3, attendance="partial")
    source = build.document("One. Two. Three. Four.", key=f"{slug}-source")
    build.passage(meeting, source, 0, 4)
    Inference.objects.create(meeting=meeting, field="date", reason="It stands to reason.")
    for n in range(rows):
        _fill(meeting, source, n)
    refresh_derived(meeting)
    return meeting


def _fill(meeting: Meeting, source: Any, n: int) -> None:
    who = build.participant(f"State {meeting.slug} {n}")
    person = build.person(f"Person {meeting.slug} {n}")
    item = AgendaItem.objects.create(meeting=meeting, key=f"item-{n}", title=f"Item {n}")
    session = Session.objects.create(meeting=meeting, key=f"s-{n}", title=f"Session {n}", order=n)
    session.agenda.add(item)
    said = build.statement(
        meeting,
        f"Said {n}.",
        speakers=(who, person),
        topics=(build.topic(f"Topic {meeting.slug} {n}"),),
        session=session,
    )
    said.speakers.first().on_behalf_of.add(who)
    said.in_reply_to.add(said)
    delegation = build.delegation(meeting, who, level="minister", roles=["chair"])
    Delegate.objects.create(delegation=delegation, person=person, role="chair")
    promised = build.pledge(meeting, f"Do {n}", by=who, statement=said)
    Inference.objects.create(meeting=meeting, statement=said, field="speakers/0", reason="So.")
    Figure.objects.create(meeting=meeting, text=f"{n} states", subject="States that took part")
    other = build.stub(f"{meeting.slug}-other-{n}", named_by=meeting, series=build.series())
    Relation.objects.create(meeting=build.meeting(), other=other, relation="next")
    Reference.objects.create(
        meeting=meeting, document=build.document("", key=f"{meeting.slug}-ref-{n}", sha256="")
    )
    build.passage(said, source, 5, 9)
    build.passage(promised, source, 10, 16)


def test_meeting_list_shows_what_is_public_and_nothing_else(client: Client) -> None:
    shown = build.meeting("shown", title="Herring talks")
    build.stub("named", named_by=shown, title="Cod talks")
    for status in ("draft", "in review", "withdrawn"):
        hidden = build.meeting(f"hidden-{status[:2]}", title="Canary", status=status)
        build.stub(f"stub-{status[:2]}", named_by=hidden, title="Canary stub")

    html = page(client, "/meetings/")

    assert "Herring talks" in html
    assert "Cod talks" in html
    assert "Canary" not in html
    assert "2 meetings" in html


def test_meeting_list_groups_by_year_and_says_what_is_not_stated(client: Client) -> None:
    build.meeting("dated", date="2016-06-20/2016-06-22")
    build.meeting("year-only", date="2016")
    build.meeting("undated", date="")

    response = client.get("/meetings/")

    groups = response.context["years"]
    assert [(group.year, [row.when for row in group.rows]) for group in groups] == [
        (2016, ["20–22 Jun", "2016"]),
        (0, [""]),
    ]
    assert "No date stated" in response.content.decode()


def test_meeting_list_never_shows_unrecorded_attendance_as_a_number(client: Client) -> None:
    build.meeting("silent", attendance="not recorded")
    partial = build.meeting("partial", attendance="partial", date="2006")
    build.delegation(partial, build.participant())
    Figure.objects.create(meeting=partial, text="more than 50", subject="States that took part")

    rows = client.get("/meetings/").context["rows"]

    assert [row.numbers for row in rows] == [
        [(0, "statements"), (0, "pledges")],
        [(1, "named delegation"), (0, "statements"), (0, "pledges")],
    ]
    assert [[badge.text for badge in row.badges] for row in rows] == [
        ["Attendance not recorded"],
        ["“more than 50” reported"],
    ]


@pytest.mark.parametrize(("rows", "queries"), [(1, 15), (3, 15)])
def test_meeting_list_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, queries: int
) -> None:
    for n in range(rows):
        full_meeting(f"m{n}", 1)

    with django_assert_num_queries(queries):
        client.get("/meetings/")


def test_meeting_list_canonical_address_holds_known_parameters_alone(client: Client) -> None:
    for n in range(21):
        build.meeting(f"m{n}")

    html = page(client, "/meetings/?utm_source=x&stage=held&page=2")

    assert '<link rel="canonical" href="http://testserver/meetings/?stage=held&amp;page=2">' in html


@pytest.mark.parametrize("number", ["0", "2", "1000000000", "abc", "-1", "9" * 5000])
def test_meeting_list_page_that_is_not_there(client: Client, number: str) -> None:
    build.meeting()

    page(client, f"/meetings/?page={number}", 404)


@pytest.mark.parametrize("query", ["words=%00", "words=%ff%fe", "participant=%00"])
def test_meeting_list_unreadable_address(client: Client, query: str) -> None:
    page(client, f"/meetings/?{query}", 400)


def test_meeting_list_names_what_is_wrong(client: Client) -> None:
    build.meeting("there", title="Herring talks")

    html = page(client, "/meetings/?year_from=99999&sort=xyz")

    assert "Years run from 1 to 9999." in html
    assert "Select a valid choice. xyz is not one of the available choices." in html
    assert "Herring talks" not in html


def test_meeting_list_has_no_large_select(client: Client) -> None:
    for n in range(60):
        meeting = build.meeting(f"m{n}", series=build.series(f"Series {n}"))
        build.delegation(meeting, build.participant(f"State {n}"))

    html = page(client, "/meetings/")

    assert html.count("<option") == 3
    assert html.count('type="checkbox"') < 60


def test_meeting_shows_its_record(client: Client) -> None:
    meeting = full_meeting("herring", 1)

    html = page(client, "/meetings/herring/")

    assert f"<h1>{meeting.title}</h1>" in html
    assert 'id="p1"' in html
    assert 'href="/meetings/herring/statements/1/"' in html
    assert "1 delegation is named" in html
    assert "The list is not complete." in html
    assert "It stands to reason." in html
    assert "“0 states”" in html
    assert "Names it" not in html
    assert '<link rel="canonical" href="http://testserver/meetings/herring/">' in html


def actions(html: str) -> list[tuple[str, str]]:
    """The links of the bar at the top: where to, and what they say."""
    bar = html.partition('<nav class="actions')[2].partition("</nav>")[0]
    return re.findall(
        r'<a class="btn btn-small" href="([^"]*)"[^>]*>\s*(.*?)\s*</a>', bar, re.DOTALL
    )


def test_meeting_offers_at_its_top_what_can_be_done_with_it(client: Client) -> None:
    full_meeting("herring", 3)

    html = page(client, "/meetings/herring/")

    assert actions(html) == [
        ("#statements", "3 statements"),
        ("#delegations", "3 delegations"),
        ("#cite", "Cite"),
        ("/meetings/herring/", "Permanent link"),
        ("/report/?about=/meetings/herring/", "Report an error"),
        ("/meetings/herring.json", "JSON"),
    ]
    assert '<li hidden><button class="btn btn-small" type="button" data-print>' in html


def test_meeting_without_statements_leads_to_none(client: Client) -> None:
    build.meeting("herring")

    links = actions(page(client, "/meetings/herring/"))

    assert [url for url, _words in links] == [
        "#cite",
        "/meetings/herring/",
        "/report/?about=/meetings/herring/",
        "/meetings/herring.json",
    ]


def test_meeting_folds_agenda_and_figures_before_its_statements(client: Client) -> None:
    full_meeting("herring", 2)

    html = page(client, "/meetings/herring/")

    places = [html.index(f' id="{name}"') for name in ("agenda", "figures", "statements")]
    assert places == sorted(places)
    assert html.count('<details class="fold">') == 2
    assert '<h2 id="agenda-h">Agenda</h2> <span class="muted small">2 items</span>' in html


def test_meeting_leads_to_the_page_of_a_statement_by_its_number_and_in_words(
    client: Client,
) -> None:
    build.statement(build.meeting("herring"), "Cod is rare.")

    html = page(client, "/meetings/herring/")

    address = "/meetings/herring/statements/1/"
    assert f'<a class="pn" href="{address}" aria-label="Paragraph 1, its page">1</a>' in html
    assert f'<a href="{address}">Page of ¶1, with its source</a>' in html


@pytest.mark.parametrize(("rows", "queries"), [(1, 21), (3, 21)])
def test_meeting_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, queries: int
) -> None:
    full_meeting("herring", rows)

    with django_assert_num_queries(queries):
        client.get("/meetings/herring/")


def test_meeting_statements_stand_in_order_under_their_sessions(client: Client) -> None:
    meeting = build.meeting("herring")
    first = Session.objects.create(meeting=meeting, key="first", title="First", order=1)
    empty = Session.objects.create(meeting=meeting, key="empty", title="Empty", order=2)
    build.statement(meeting, "Second.", number=1, order=2, session=first)
    build.statement(meeting, "First.", number=2, order=1, session=first)
    build.statement(meeting, "Afterwards.", number=3, order=3)

    groups = client.get("/meetings/herring/").context["meeting"].sessions

    said = [
        (group.session and group.session.pk, [statement.text for statement in group.statements])
        for group in groups
    ]
    assert said == [(first.pk, ["First.", "Second."]), (None, ["Afterwards."]), (empty.pk, [])]


def test_meeting_paragraphs_of_a_speech_have_numbers_of_their_own(client: Client) -> None:
    build.statement(build.meeting("herring"), "Dear all.\nThank you.")

    html = page(client, "/meetings/herring/")

    assert '<p id="p1-2"><a class="pn" href="#p1-2"' in html
    assert ">1.2</a>Thank you.</p>" in html


@pytest.mark.parametrize("status", ["draft", "in review"])
def test_meeting_unpublished_is_not_found(client: Client, status: str) -> None:
    build.meeting("hidden", title="Canary", status=status)

    assert "Canary" not in page(client, "/meetings/hidden/", 404)


def test_meeting_withdrawn_is_gone_without_its_title(client: Client) -> None:
    record = build.meeting("taken-back", title="Canary", status="withdrawn")
    build.stub("taken-back", named_by=build.meeting("naming"), title="Canary stub")
    FormerSlug.objects.create(slug="earlier", meeting=record)

    for address in ("/meetings/taken-back/", "/meetings/earlier/", "/meetings/taken-back.json"):
        html = page(client, address, 410)
        assert "Canary" not in html
        assert "has been withdrawn" in html


def test_meeting_former_slug_redirects_for_good(client: Client) -> None:
    FormerSlug.objects.create(slug="old", meeting=build.meeting("new"))

    response = client.get("/meetings/old/")
    record_file = client.get("/meetings/old.json")

    assert (response.status_code, response["Location"]) == (301, "/meetings/new/")
    assert (record_file.status_code, record_file["Location"]) == (301, "/meetings/new.json")


def test_meeting_former_slug_of_a_draft_is_not_found(client: Client) -> None:
    FormerSlug.objects.create(slug="old", meeting=build.meeting("new", status="draft"))

    page(client, "/meetings/old/", 404)


def test_meeting_only_named_says_who_names_it_and_how(client: Client) -> None:
    record = build.meeting("record", title="Herring talks")
    relation = Relation.objects.create(
        meeting=record,
        other=build.stub("named", title="", date="2008-04?", stage="proposed"),
        relation="next",
        printed="a fourth meeting",
    )
    source = build.document("They proposed a fourth meeting.", language="en")
    build.passage(relation, source, 5, 31)
    Inference.objects.create(
        meeting=record, relation=relation, field="meeting/date", reason="Six months on."
    )

    html = page(client, "/meetings/named/")

    assert "This meeting is not recorded." in html
    assert "Meeting, possibly April 2008" in html
    assert "names it as the meeting to follow" in html
    assert '<blockquote class="said" lang="en" dir="auto">“proposed a fourth meeting.”' in html
    assert "Six months on." in html


def test_meeting_only_named_stays_a_stub_while_its_record_is_a_draft(client: Client) -> None:
    build.stub("named", named_by=build.meeting("record"), title="As others say")
    build.meeting("named", title="Canary", status="draft")

    html = page(client, "/meetings/named/")

    assert "As others say" in html
    assert "Canary" not in html


@pytest.mark.parametrize(("rows", "queries"), [(1, 12), (3, 12)])
def test_meeting_only_named_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, queries: int
) -> None:
    other = build.stub("named", series=build.series())
    for n in range(rows):
        relation = Relation.objects.create(
            meeting=build.meeting(f"m{n}", series=build.series()), other=other, relation="next"
        )
        build.passage(relation, build.document(key=f"d{n}"), 0, 4)
        build.delegation(other, build.participant(f"State {n}"))

    with django_assert_num_queries(queries):
        client.get("/meetings/named/")


def test_meeting_related_that_was_withdrawn_has_neither_title_nor_link(client: Client) -> None:
    record = build.meeting("record")
    build.meeting("gone", title="Canary", status="withdrawn")
    build.stub("gone", named_by=record, title="Canary stub")

    html = page(client, "/meetings/record/")

    assert "Canary" not in html
    assert "/meetings/gone/" not in html
    assert "“gone”" in html or "gone</h3>" in html


def test_meeting_shows_which_records_name_it(client: Client) -> None:
    build.meeting("record", title="Herring talks")
    build.stub("record", named_by=build.meeting("later", title="Cod talks"))
    build.stub("record-2", named_by=build.meeting("draft", title="Canary", status="draft"))

    html = page(client, "/meetings/record/")

    assert "Cod talks" in html
    assert "Mentions it" in html
    assert "Canary" not in html


def test_meeting_record_file(client: Client) -> None:
    build.meeting("record", title="Herring talks")

    response = client.get("/meetings/record.json")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content)["meeting"]["title"] == "Herring talks"


def test_meeting_record_file_of_a_draft_or_stub_is_not_found(client: Client) -> None:
    build.meeting("draft", status="draft")
    build.stub("named", named_by=build.meeting())

    page(client, "/meetings/draft.json", 404)
    page(client, "/meetings/named.json", 404)


def test_meeting_pledges_show_their_status_of_today(client: Client) -> None:
    meeting = build.meeting("record")
    Pledge.objects.create(
        meeting=meeting, number=1, title="Do it", kind="policy", strength="firm", due="2008"
    )

    assert "No update, due date passed" in page(client, "/meetings/record/")


def test_meeting_joint_statement_names_all_and_the_collective(client: Client) -> None:
    meeting = build.meeting("record")
    said = build.statement(meeting, speakers=(build.participant("Egypt"),), collective="and others")
    Speaker.objects.create(
        statement=said,
        order=1,
        participant=build.participant("Chile"),
        person=build.person(),
        capacity="Chair of the Commission",
    )
    StatementTopic.objects.create(statement=said, topic=build.topic())

    html = page(client, "/meetings/record/")

    assert "Egypt</a>; <a" in html
    assert "Chair of the Commission" in html
    assert "And others" in html


def test_meeting_joint_speakers_share_code_and_capacity(client: Client) -> None:
    state = build.participant("Ruritania", code="RUR")
    said = build.statement(build.meeting("record"), speakers=(state, state))
    said.speakers.update(capacity="co-chair")

    html = page(client, "/meetings/record/")

    assert html.count(">RUR<") == 1
    assert html.count('<p class="cap">Co-chair</p>') == 1


def test_meeting_many_of_one_role_are_cut_short_at_the_head(client: Client) -> None:
    meeting = build.meeting("record")
    for n in range(6):
        build.delegation(meeting, build.participant(f"State {n}"), roles=["co-chair"], order=n)

    page = client.get("/meetings/record/").context["meeting"]
    facts = {fact.term: fact for fact in page.facts}

    assert [item.text for item in facts["Co-chair"].items] == [
        "State 0",
        "State 1",
        "State 2",
        "and 3 more",
    ]


def test_meeting_withdrawn_and_published_again_answers_again(client: Client) -> None:
    meeting = build.meeting("record", status="withdrawn")
    page(client, "/meetings/record/", 410)

    Meeting.objects.filter(pk=meeting.pk).update(status="published")

    page(client, "/meetings/record/")
