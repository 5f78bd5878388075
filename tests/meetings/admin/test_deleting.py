"""Deletions say in words what goes, and keep a published record whole.

Covers meetings.admin.going and meetings.admin.keeping as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.admin.doubts import SURE, token
from meetings.admin.going import going
from meetings.models import (
    AgendaItem,
    Delegation,
    Document,
    Mark,
    Meeting,
    Pledge,
    Statement,
    Topic,
)
from meetings.records.checks import record_faults
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent, stored

pytestmark = pytest.mark.django_db

#: queries that name a statement with what goes
NAMING = 13


@pytest.fixture
def publisher(client: Client) -> Client:
    client.force_login(rich.publisher())
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def page_that_deletes(row: Any) -> str:
    return address(type(row), "delete", row.pk)


def told(answer: Any) -> list[str]:
    return [str(line) for line in answer.context["messages"]]


def test_rows_are_named_with_what_goes_with_them(meeting: Meeting) -> None:
    rows: list[Any] = [
        meeting.statements.get(number=1),
        meeting.delegations.get(),
        meeting.pledges.get(),
        meeting.sessions.get(key="opening"),
    ]

    opening = "Ruritania; Ada Example: Ruritania said that fish are many, and that…"

    words = [going([row]).words[0] for row in rows]

    assert words == [
        f"¶1 {opening}, with 1 passage, 2 speakers and 2 topics",
        "Ruritania, with 1 delegate, 1 inferred value and 2 passages",
        "1. Graustark; Ada Example: Give nets, with 2 made by, 3 passages, 1 sum and 1 update",
        "Opening, with 1 passage",
    ]


def test_page_that_deletes_names_what_goes_and_shows_no_object(
    editor: Client, meeting: Meeting
) -> None:
    html = editor.get(page_that_deletes(meeting.delegations.get())).content.decode()

    assert "<li>Ruritania, with 1 delegate, 1 inferred value and 2 passages</li>" in html
    assert "object (" not in html


def test_deleted_statement_of_a_draft_is_named_back_at_the_meeting(
    editor: Client, meeting: Meeting
) -> None:
    row = meeting.statements.get(number=2)

    answer = editor.post(page_that_deletes(row), {"post": "yes"}, follow=True)

    assert answer.redirect_chain == [
        (f"{address(Meeting, 'change', meeting.pk)}#panel-statement", 302)
    ]
    words = "¶2 many others: Ruritania also said so., with 1 inferred value and 1 passage"
    assert told(answer) == [f"The statement “{words}” was deleted successfully."]


def test_deleted_words_are_marked_where_nothing_else_holds_them(
    editor: Client, meeting: Meeting
) -> None:
    row = meeting.statements.get(number=2)
    passage = row.passages.get()
    before = {fault.message for fault in record_faults(meeting)}

    editor.post(page_that_deletes(row), {"post": "yes", "_mark_as": "heading"})

    mark = Mark.objects.get(kind="heading")
    assert (mark.start, mark.end) == (passage.start, passage.end)
    assert {fault.message for fault in record_faults(meeting)} == before


@rich.in_state("published")
def test_published_record_asks_for_a_reason(publisher: Client, meeting: Meeting) -> None:
    row = meeting.statements.get(number=2)
    before = stored()

    asked = publisher.get(page_that_deletes(row)).content.decode()
    answer = publisher.post(page_that_deletes(row), {"post": "yes", "_mark_as": "narrative"})

    assert 'name="_why" value="" required' in asked
    assert answer.status_code == 409
    assert "give the reason, which is kept with it" in answer.content.decode()
    assert stored() == before


@rich.in_state("published")
def test_published_record_that_would_no_longer_be_whole_keeps_its_statement(
    publisher: Client, meeting: Meeting
) -> None:
    row = meeting.statements.get(number=2)
    before = stored()

    answer = publisher.post(page_that_deletes(row), {"post": "yes", "_why": "Said by nobody"})

    html = answer.content.decode()
    document = Document.objects.get(passages__statement=row)
    assert answer.status_code == 409
    assert f'<a href="{address(Document, "change", document.pk)}' in html
    assert "is in no passage and not marked; record what it says, or mark it." in html
    assert 'value="Said by nobody"' in html
    assert stored() == before


@rich.in_state("published")
@pytest.mark.parametrize("noun", [Statement, Delegation, Pledge])
def test_part_of_a_published_record_goes_with_its_reason_and_leaves_it_whole(
    publisher: Client, meeting: Meeting, noun: Any
) -> None:
    row = noun.objects.filter(meeting=meeting).order_by("-pk")[0]
    numbered = [(row._meta.model_name, row.number)] if noun is not Delegation else []
    sent_form = {"post": "yes", "_why": "Said by nobody", "_mark_as": "narrative"}

    answer = publisher.post(page_that_deletes(row), sent_form)

    last = meeting.revisions.order_by("-number")[0]
    assert answer.status_code == 302
    assert not noun.objects.filter(pk=row.pk).exists()
    assert (last.action, last.why) == ("correct", "Said by nobody")
    assert [*meeting.retired_numbers.values_list("noun", "number")] == numbered
    assert record_faults(meeting) == []


@rich.in_state("published")
def test_several_are_deleted_by_the_same_rules(publisher: Client, meeting: Meeting) -> None:
    page = address(Statement, "changelist")
    rows = [str(pk) for pk in meeting.statements.values_list("pk", flat=True)]
    form = {"action": "delete_selected", "_selected_action": rows}

    asked = publisher.post(page, form)
    refused = publisher.post(page, form | {"post": "yes", "_why": "All wrong"})
    left = meeting.statements.count()
    gone = publisher.post(
        page, form | {"post": "yes", "_why": "All wrong", "_mark_as": "narrative"}
    )

    assert asked.content.decode().count("<li>¶") == 2
    assert (refused.status_code, left) == (409, 2)
    assert "would no longer be whole" in refused.content.decode()
    assert (gone.status_code, meeting.statements.count()) == (302, 0)
    assert record_faults(meeting) == []


def test_what_is_used_says_by_how_many_of_what(editor: Client, meeting: Meeting) -> None:
    html = editor.get(page_that_deletes(Topic.objects.get(name="Nets"))).content.decode()

    assert "<p>This cannot be deleted while it is used. It is used by:</p>" in html
    assert "<ul>\t<li>1 topic</li></ul>" in html


def test_rows_deleted_on_the_page_of_the_meeting_are_named_before_and_after(
    editor: Client, meeting: Meeting
) -> None:
    page = address(Meeting, "change", meeting.pk)
    item = AgendaItem.objects.get()
    item.sessions.clear()
    Statement.objects.update(agenda_item=None)
    form = sent(editor.get(page), **{"agenda-0-DELETE": "on"}, theme="Typed beside it")
    words = "This deletes “Fish, with 1 passage”."

    asked = editor.post(page, form)
    html = asked.content.decode()
    kept = AgendaItem.objects.filter(pk=item.pk).exists()
    answer = editor.post(page, form | {SURE: token(words)}, follow=True)

    assert asked.status_code == 200
    assert f'{words} <label class="sure"><input type="checkbox" name="{SURE}"' in html
    assert "Typed beside it" in html
    assert kept
    assert "Deleted: agenda item “Fish, with 1 passage”." in told(answer)
    assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_row_that_takes_nothing_along_is_deleted_unasked(editor: Client, meeting: Meeting) -> None:
    statement = meeting.statements.filter(topic_links__isnull=False)[0]
    page = address(Statement, "change", statement.pk)
    links = statement.topic_links.count()

    answer = editor.post(page, sent(editor.get(page), **{"topic_links-0-DELETE": "on"}))

    assert answer.status_code == 302
    assert statement.topic_links.count() == links - 1


@rich.in_state("published")
def test_editor_deletes_nothing_of_a_published_record(editor: Client, meeting: Meeting) -> None:
    before = stored()
    row = meeting.statements.get(number=2)
    form = {"post": "yes", "_why": "So", "_mark_as": "narrative"}

    answers = [
        editor.post(page_that_deletes(row), form).status_code,
        editor.post(
            address(Statement, "changelist"),
            form | {"action": "delete_selected", "_selected_action": [row.pk]},
        ).status_code,
    ]

    assert answers == [403, 403]
    assert stored() == before


@pytest.mark.parametrize("count", [1, 3])
def test_names_take_as_many_queries_whatever_goes_with_a_statement(
    meeting: Meeting, count: int, django_assert_num_queries: Any
) -> None:
    row = meeting.statements.get(number=2)
    for number in range(count):
        row.topic_links.create(topic=build.topic(f"Topic {number}"), order=number)

    with django_assert_num_queries(NAMING):
        going([row])
