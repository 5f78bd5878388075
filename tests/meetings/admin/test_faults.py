"""Faults on the page of a meeting lead to where they are mended, and text is marked in place.

Covers meetings.admin.unassigned as well.
"""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Document, Inference, Mark, Meeting, Statement
from meetings.records.checks import record_faults
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, begun, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def page_of(meeting: Meeting) -> str:
    """The page of a meeting with its faults."""
    return f"{address(Meeting, 'change', meeting.pk)}?faults=1"


def url(name: str, meeting: Meeting) -> str:
    return reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk])


def gap_of(meeting: Meeting, number: int = 2) -> tuple[Document, int, int]:
    """Take a statement from the record, so that its words are unassigned."""
    passage = meeting.statements.get(number=number).passages.get()
    meeting.statements.get(number=number).delete()
    return passage.document, passage.start, passage.end


def told(answer: Any) -> list[str]:
    return [str(line) for line in answer.context["messages"]]


def test_page_of_a_draft_lists_what_check_records_finds(editor: Client, meeting: Meeting) -> None:
    lost = build.statement(meeting, "Nobody said this.")

    answer = editor.get(page_of(meeting))

    messages = [fault.message for fault in answer.context["faults"]]
    assert messages == [fault.message for fault in record_faults(meeting)]
    html = answer.content.decode()
    page = address(Statement, "change", lost.pk)
    assert len(messages) == 2
    assert [f'<a href="{page}">{message}</a>' in html for message in messages] == [True, True]


def test_fault_of_folded_rows_unfolds_them(editor: Client, meeting: Meeting) -> None:
    Inference.objects.create(meeting=meeting, field="mood", reason="So")

    fault = editor.get(page_of(meeting)).context["faults"][0]
    page = editor.get(fault.url).content.decode()

    assert fault.url == (
        f"{address(Meeting, 'change', meeting.pk)}?open=inferences#inferences-group"
    )
    assert 'id="inferences-group"' in page
    rows = re.search(r'id="inferences-group".*?</fieldset>', page, re.DOTALL)
    assert rows
    assert "<details>" not in rows[0]


def test_unassigned_text_leads_to_its_place_in_the_source(editor: Client, meeting: Meeting) -> None:
    document, start, end = gap_of(meeting)

    fault = editor.get(page_of(meeting)).context["faults"][0]
    place = editor.get(fault.place).content.decode()
    page = editor.get(fault.url).content.decode()

    assert fault.gap == f"{document.pk} {start} {end}"
    assert '<div class="hl hl-here">' in place
    assert "Ruritania also said so." in place
    rows = re.search(r'id="marks-group".*?</fieldset>', page, re.DOTALL)
    assert rows
    assert "<details>" not in rows[0]


@pytest.mark.parametrize("kind", ["narrative", "heading", "label", "furniture"])
def test_unassigned_text_is_marked_in_place_and_the_mark_taken_back(
    editor: Client, meeting: Meeting, kind: str
) -> None:
    document, start, end = gap_of(meeting)
    before = stored()

    done = editor.post(
        url("mark", meeting), {"mark": f"{kind} {document.pk} {start} {end}"}, follow=True
    )
    mark = Mark.objects.latest("pk")
    faults = [fault.message for fault in done.context["faults"]]
    undone = editor.post(url("unmark", meeting), {"mark": mark.pk}, follow=True)

    assert done.redirect_chain == [(f"{page_of(meeting)}&marked={mark.pk}#faults", 302)]
    assert (mark.kind, mark.start, mark.end, faults) == (kind, start, end, [])
    assert f'<button type="submit" name="mark" value="{mark.pk}">' in done.content.decode()
    assert told(undone) == ["No longer marked: “Ruritania also said so.”."]
    assert begun(before) == before


def test_text_that_is_accounted_for_is_not_marked(editor: Client, meeting: Meeting) -> None:
    passage = meeting.statements.get(number=2).passages.get()
    before = stored()
    where = f"{passage.document_id} {passage.start} {passage.end}"

    for mark in (f"narrative {where}", f"poem {where}", f"narrative {passage.document_id}"):
        answer = editor.post(url("mark", meeting), {"mark": mark}, follow=True)
        assert told(answer) == ["Nothing was marked: this text is accounted for by now."]

    assert stored() == before


def test_nonsense_marks_nothing(editor: Client, meeting: Meeting) -> None:
    other = build.document("Elsewhere.", key="elsewhere")
    before = stored()

    answers = [
        editor.post(url("mark", meeting), {"mark": f"narrative {other.pk} 0 5"}),
        editor.post(url("mark", meeting), {"mark": f"narrative {10**30} 0 5"}),
        editor.post(url("mark", meeting)),
        editor.post(url("unmark", meeting), {"mark": "x"}),
        editor.get(url("source", meeting), {"document": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert [editor.get(url(name, meeting)).status_code for name in ("mark", "unmark")] == [405] * 2
    assert stored() == before


@rich.in_state("in review", "published")
def test_editor_marks_nothing_of_a_closed_record(editor: Client, meeting: Meeting) -> None:
    document, start, end = gap_of(meeting)
    mark = Mark.objects.first()
    assert mark is not None
    before = stored()

    answers = [
        editor.post(url("mark", meeting), {"mark": f"narrative {document.pk} {start} {end}"}),
        editor.post(url("unmark", meeting), {"mark": mark.pk}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert stored() == before
    assert 'name="mark"' not in editor.get(page_of(meeting)).content.decode()


@rich.in_state("published")
def test_mark_of_a_published_record_is_kept_with_what_was_done(
    client: Client, meeting: Meeting
) -> None:
    document, start, end = gap_of(meeting)
    client.force_login(rich.publisher())

    client.post(url("mark", meeting), {"mark": f"narrative {document.pk} {start} {end}"})

    last = meeting.revisions.order_by("-number")[0]
    assert (last.action, last.why) == (
        "correct",
        "Marked as narrative: “Ruritania also said so.”.",
    )


def test_page_shows_20_faults_and_leads_to_all(editor: Client) -> None:
    meeting = build.meeting("many", status="draft")
    for number in range(15):
        build.statement(meeting, f"Saying {number}")

    answer = editor.get(page_of(meeting))

    assert len(answer.context["faults"]) == 20
    assert f'<a href="{url("checks", meeting)}">All {answer.context["fault_count"]} faults</a>' in (
        answer.content.decode()
    )
    assert (
        len(editor.get(url("checks", meeting)).context["faults"]) == (answer.context["fault_count"])
    )


def test_faults_take_as_many_queries_whatever_their_number(editor: Client) -> None:
    counts = []
    for size in (1, 3):
        meeting = build.meeting(f"faulty-{size}", status="draft")
        for number in range(size):
            build.statement(meeting, f"Saying {number}")
        with CaptureQueriesContext(connection) as queries:
            editor.get(page_of(meeting))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_page_of_a_meeting_checks_nothing_unasked(editor: Client, meeting: Meeting) -> None:
    answer = editor.get(address(Meeting, "change", meeting.pk))

    assert answer.context["faults"] is None
    assert '<a class="button" href="?faults=1#faults">' in answer.content.decode()
