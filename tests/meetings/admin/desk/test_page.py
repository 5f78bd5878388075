"""The page of the desk: what it shows of a source and a record, with a fixed number of queries.

Covers meetings.admin.desk.remarks, meetings.curation.entries and meetings.curation.source_lines
as well.
"""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.curation.entries import entries_of
from meetings.curation.source_lines import source_lines
from meetings.models import Document, Meeting, Passage
from meetings.review.comments import Place, add_comment, close
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.curation.drafts import EGYPT, JAPAN, TEXT

pytestmark = pytest.mark.django_db


def desk(client: Client, meeting: Meeting) -> Any:
    return client.get(reverse("admin:meetings_meeting_desk", args=[meeting.pk]))


def test_entries_stand_in_the_order_of_the_source(meeting: Meeting) -> None:
    entries = entries_of(meeting)
    assert [(one.noun, one.label, one.who) for one in entries] == [
        ("delegate", "Delegate", "Ada Example"),
        ("delegation", "Delegation", "Egypt"),
        ("statement", "¶1", "Egypt"),
        ("statement", "¶2", "Japan"),
        ("pledge", "Pledge 1", "Japan"),
    ]
    assert [one.proposal and one.proposal.label for one in entries] == [
        None,
        "Sure",
        "Sure",
        "Likely",
        None,
    ]


def test_every_letter_of_the_source_is_shown_once(meeting: Meeting) -> None:
    source = Document.objects.get(key="report")
    lines = source_lines(meeting, source)
    assert "\n".join("".join(run.text for run in line.runs) for line in lines) == TEXT
    used = {run.text: run.kind for line in lines for run in line.runs if run.kind}
    assert used == {
        "Summary of the meeting": "heading",
        "Ada Example": "fact",
        "Egypt and": "fact",
        EGYPT: "statement",
        JAPAN: "statement",
        "Japan will give 100 nets.": "pledge",
    }
    unused = [run.text for line in lines for run in line.runs if run.unused]
    assert unused == [
        "Ambassador ",
        " of ",
        " Japan took part.",
        "More than 50 countries came, as the Reef Forum, Fiji and A/RES/1 say.",
    ]


def test_lines_near_a_passage_are_those_alone(meeting: Meeting) -> None:
    source = Document.objects.get(key="report")
    whole = source_lines(meeting, source)
    start = TEXT.index(JAPAN)
    near = source_lines(meeting, source, [(start, start + 5)])
    assert near == [whole[3]]


def test_desk_has_a_fixed_number_of_queries(
    meeting: Meeting, editor: Client, django_assert_max_num_queries: Any
) -> None:
    desk(editor, meeting)
    with django_assert_max_num_queries(200) as one:
        desk(editor, meeting)
    source = Document.objects.get(key="report")
    for place in range(2):
        row = build.statement(meeting, "and", speakers=(build.participant("Fiji"),))
        build.passage(row, source, place, place + 1)
    Passage.objects.filter(statement__isnull=False).update(exact=None)
    with django_assert_max_num_queries(200) as three:
        desk(editor, meeting)
    assert len(three) == len(one)


def test_staff_without_rights_does_not_see_the_desk(meeting: Meeting, client: Client) -> None:
    assert desk(client, meeting).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert desk(client, meeting).status_code == 403


def test_checks_lead_to_their_places(meeting: Meeting, editor: Client) -> None:
    answer = editor.get(reverse("admin:meetings_meeting_desk_checks", args=[meeting.pk]))
    page = answer.content.decode()
    assert answer.context["must_count"] == 4
    assert 'data-from="23"' in page
    pledge = meeting.pledges.get()
    build.statement(meeting, "Nobody said this.")
    page = editor.get(answer.request["PATH_INFO"]).content.decode()
    assert f"#entry-statement-{meeting.statements.latest('number').pk}" in page
    assert pledge.title


def test_open_comments_stand_beside_their_part(meeting: Meeting, editor: Client) -> None:
    boss = rich.publisher()
    said = meeting.statements.get(number=1)
    add_comment(meeting, boss, "Is this Egypt?", Place(said))
    closed, _mailing = add_comment(meeting, boss, "And this?", Place(said))
    close(closed, boss)
    page = desk(editor, meeting)
    entries = {entry.label: entry for entry in page.context["desk"].entries}
    assert [(one.author, one.text) for one in entries["¶1"].remarks] == [
        ("publisher", "Is this Egypt?")
    ]
    assert entries["¶2"].remarks == []
    assert f'href="{entries["¶1"].comment_url.replace("&", "&amp;")}"' in page.content.decode()


def test_record_without_passages_is_worked_on_from_a_document_that_is_opened(
    editor: Client,
) -> None:
    build.participant("Egypt")
    meeting = build.meeting("new", status="draft", date="2007-11-07")
    source = build.document(TEXT, key="new", title="Not used yet")
    address = reverse("admin:meetings_meeting_desk", args=[meeting.pk])

    assert f'?document={source.pk}">Not used yet' in desk(editor, meeting).content.decode()
    assert "Egypt said that" in editor.get(f"{address}?document={source.pk}").content.decode()
    start = TEXT.index(EGYPT)
    sent = {
        "do": "mark:statement",
        "document": source.pk,
        "start": start,
        "end": start + len(EGYPT),
    }
    editor.post(reverse("admin:meetings_meeting_desk_act", args=[meeting.pk]), sent)

    assert [one.text for one in meeting.statements.all()] == [EGYPT]
    # The boxes for several statements are sent with the acts.
    page = desk(editor, meeting).content.decode()
    tags = re.findall(r'<[^>]*name="several-[^>]*>', page)
    assert ['form="desk-act"' in tag for tag in tags] == [True] * 6
