"""The page of a meeting opens in a fixed number of queries, and a full one saves.

Covers the modules base and panels.
"""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.derived.refresh import refresh_derived
from meetings.models import (
    Delegate,
    Delegation,
    Document,
    Meeting,
    Pledge,
    Pledger,
    Speaker,
    Statement,
)
from participants.models import Participant
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, begun, sent, stored

pytestmark = pytest.mark.django_db

PAGE = 40
LIST = 9


def full(slug: str, count: int, rows: int | None = None) -> Meeting:
    """A draft with ``count`` statements, delegations and pledges, with people and speakers.

    Of what is entered on the page of the meeting itself it has ``rows`` each, or ``count``.
    """
    meeting = build.meeting(slug, status="draft")
    people = [build.participant(f"Land {number}") for number in range(count)]
    statements = Statement.objects.bulk_create(
        Statement(meeting=meeting, number=n, order=n, text=f"Saying {n}")
        for n in range(1, count + 1)
    )
    Speaker.objects.bulk_create(
        Speaker(statement=row, participant=who) for row, who in zip(statements, people, strict=True)
    )
    delegations = Delegation.objects.bulk_create(
        Delegation(meeting=meeting, participant=who, order=n) for n, who in enumerate(people)
    )
    Delegate.objects.bulk_create(
        Delegate(delegation=row, printed="Somebody") for row in delegations
    )
    pledges = Pledge.objects.bulk_create(
        Pledge(meeting=meeting, number=n, order=n, title=f"Do {n}", kind="other", strength="firm")
        for n in range(1, count + 1)
    )
    Pledger.objects.bulk_create(
        Pledger(pledge=row, participant=who) for row, who in zip(pledges, people, strict=True)
    )
    document = rich.source(key=f"{slug}-report")
    for order in range(count if rows is None else rows):
        figure = meeting.figures.create(text=f"{order} nets", subject="nets", order=order)
        figure.statement = statements[0]
        figure.save()
        rich.words(figure, document, "More than 50 countries came.")
        item = meeting.agenda.create(key=f"item-{order}", title="Item", order=order)
        session = meeting.sessions.create(key=f"s-{order}", title="Session", order=order)
        session.agenda.add(item)
        stub = build.stub(f"{slug}-stub-{order}", series=build.series())
        meeting.relations.create(other=stub, relation="mentioned", order=order)
        cited = build.document("", key=f"{slug}-cited-{order}")
        meeting.references.create(document=cited, order=order)
        meeting.inferences.create(field="date", reason="So", document=document)
    refresh_derived(meeting)
    return meeting


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    client.get(address(Participant, "changelist"))
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_meeting_opens_in_fixed_number_of_queries(editor: Client, count: int) -> None:
    meeting = full("fish", count)

    with CaptureQueriesContext(connection) as queries:
        answer = editor.get(address(Meeting, "change", meeting.pk))

    assert answer.status_code == 200
    assert len(queries) == PAGE


def test_page_of_meeting_with_200_of_each_opens_and_saves(editor: Client) -> None:
    meeting = full("fish", 200, rows=3)
    page = address(Meeting, "change", meeting.pk)
    before = stored()

    with CaptureQueriesContext(connection) as queries:
        answer = editor.get(page)
    opened = len(queries)
    saved = editor.post(page, sent(answer, summary="Entered"))

    before[f"meetings.meeting {meeting.pk}"]["summary"] = "Entered"
    assert opened == PAGE
    assert saved.status_code == 302
    assert begun(before) == before
    assert answer.content.decode().count('class="nr"') == 600


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", [Meeting, Statement, Delegation, Pledge])
def test_list_opens_in_fixed_number_of_queries(editor: Client, model: type, count: int) -> None:
    full("fish", count)
    if model is Meeting:
        for number in range(count):
            build.meeting(series=build.series(f"Series {number}"))

    with CaptureQueriesContext(connection) as queries:
        answer = editor.get(address(model, "changelist"))

    assert answer.status_code == 200
    assert len(queries) <= LIST


@pytest.mark.parametrize("noun", [Statement, Delegation, Pledge])
def test_page_of_a_part_opens_in_as_many_queries_whatever_its_meeting_holds(
    editor: Client, noun: type
) -> None:
    counts = []
    # Django asks once for the type of a model: the first page is not counted.
    for size in (2, 1, 3):
        meeting = full(f"fish-{size}", size)
        row = noun.objects.filter(meeting=meeting).first()  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as queries:
            editor.get(address(noun, "change", row.pk))
        counts.append(len(queries))

    assert counts[1] == counts[2]


def test_no_choice_has_more_than_50_options(client: Client) -> None:
    for number in range(60):
        build.participant(f"Land {number}")
    meeting = full("fish", 60, rows=3)
    client.force_login(User.objects.create_superuser("boss"))
    pages = [
        address(Meeting, "change", meeting.pk),
        *(
            address(noun, "change", noun.objects.filter(meeting=meeting).first().pk)
            for noun in (Statement, Delegation, Pledge)
        ),
    ]

    for page in pages:
        html = client.get(page).content.decode()
        assert max(part.count("<option") for part in html.split("<select")) <= 50


def test_list_of_documents_reads_no_text(editor: Client) -> None:
    rich.source(key="report")

    with CaptureQueriesContext(connection) as queries:
        page = editor.get(address(Document, "changelist"))

    assert page.status_code == 200
    assert not [row["sql"] for row in queries if '"meetings_document"."text"' in row["sql"]]


def test_page_of_a_meeting_reads_the_beginnings_of_statements_alone(editor: Client) -> None:
    meeting = build.meeting("long", status="draft")
    build.statement(meeting, text="Fish. " * 1_000)

    with CaptureQueriesContext(connection) as queries:
        editor.get(address(Meeting, "change", meeting.pk))

    lists = [row["sql"] for row in queries if 'FROM "meetings_statement" ' in row["sql"]]
    texts = [sql for sql in lists if '"meetings_statement"."text"' in sql]
    assert len(texts) == 1
    assert "SUBSTR" in texts[0]


def test_document_in_use_says_what_keeps_it_and_reads_no_text(client: Client) -> None:
    meeting = rich.record(status="draft")
    document = Document.objects.filter(passages__meeting=meeting).order_by("pk")[0]
    n = document.passages.count()
    client.force_login(User.objects.get(username="boss"))

    with CaptureQueriesContext(connection) as queries:
        page = client.get(address(Document, "delete", document.pk)).content.decode()

    assert f"<li>{n} passages</li>" in page
    assert "INNER JOIN" not in "".join(
        row["sql"] for row in queries if 'FROM "meetings_passage"' in row["sql"]
    )
