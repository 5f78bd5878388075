"""After Save one is back at the meeting, and the next entry knows what stays the same."""

from typing import Any

import pytest
from django.test import Client

from meetings.models import (
    AgendaItem,
    Delegate,
    Delegation,
    Document,
    Figure,
    Meeting,
    Pledge,
    Reference,
    Relation,
    Session,
    Statement,
    Update,
)
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db

#: queries of the page that adds a statement after another
ADDING = 15


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def add(client: Client, model: type, meeting: Meeting, button: str, **changes: Any) -> Any:
    """Fill the page that adds a part of a meeting, and press a button."""
    page = f"{address(model, 'add')}?meeting={meeting.pk}"
    return client.post(page, sent(client.get(page), **changes, **{button: "1"}))


@pytest.mark.parametrize(
    ("noun", "place"),
    [
        (Statement, "#statement-{pk}"),
        (Delegation, "#delegation-{pk}"),
        (Pledge, "#pledge-{pk}"),
        (Session, "?open=sessions#sessions-0"),
        (AgendaItem, "?open=agenda#agenda-0"),
        (Figure, "?open=figures#figures-0"),
        (Relation, "?open=relations#relations-0"),
        (Reference, "?open=references#references-0"),
        (Document, ""),
    ],
)
def test_saved_part_leads_back_to_its_place_on_the_page_of_the_meeting(
    editor: Client, meeting: Meeting, noun: Any, place: str
) -> None:
    rows = noun.objects.filter(passages__meeting=meeting)
    row = rows.order_by("order", "pk")[0] if noun is not Document else rows[0]
    page = address(noun, "change", row.pk)

    answer = editor.post(page, sent(editor.get(page), _save="1"))

    assert answer.url == address(Meeting, "change", meeting.pk) + place.format(pk=row.pk)
    meeting_page = editor.get(answer.url)
    assert f'<a href="{page}">{row}</a>' in str(next(iter(meeting_page.context["messages"])))
    if "#" in place:
        assert f'id="{answer.url.partition("#")[2]}"' in meeting_page.content.decode()


def test_meeting_that_was_added_leads_on_to_its_page(editor: Client) -> None:
    page = address(Meeting, "add")

    answer = editor.post(page, sent(editor.get(page), title="Entered", _save="1"))

    assert answer.url == address(Meeting, "change", Meeting.objects.get(title="Entered").pk)


@pytest.mark.parametrize(("noun", "owner"), [(Delegate, "delegation"), (Update, "pledge")])
def test_saved_row_of_a_part_leads_back_to_the_line_of_the_part(
    editor: Client, meeting: Meeting, noun: Any, owner: str
) -> None:
    row = noun.objects.get()
    page = address(noun, "change", row.pk)

    answer = editor.post(page, sent(editor.get(page), _save="1"))

    line = f"#{owner}-{getattr(row, owner).pk}"
    assert answer.url == address(Meeting, "change", meeting.pk) + line


def test_folded_rows_that_one_is_led_to_are_unfolded(editor: Client, meeting: Meeting) -> None:
    page = address(Meeting, "change", meeting.pk)

    folded = editor.get(page).content.decode().count("<details>")
    unfolded = editor.get(f"{page}?open=sessions").content.decode().count("<details>")

    assert folded - unfolded == 1


def test_document_leads_back_to_the_meeting_it_was_opened_from(
    editor: Client, meeting: Meeting
) -> None:
    other = build.meeting(status="draft")
    document = Document.objects.filter(passages__meeting=meeting)[0]
    build.passage(build.statement(other, "Report"), document, 0, 6)
    page = address(Document, "change", document.pk)

    alone = editor.post(page, sent(editor.get(page), _save="1"))
    known = editor.post(f"{page}?meeting={other.pk}", sent(editor.get(page), _save="1"))

    assert alone.url == address(Document, "changelist")
    assert known.url == address(Meeting, "change", other.pk)


def test_next_statement_takes_over_what_stays_the_same(editor: Client, meeting: Meeting) -> None:
    first = meeting.statements.get(number=1)
    page = f"{address(Statement, 'add')}?meeting={meeting.pk}&like={first.pk}"

    form = sent(editor.get(page))

    assert {name: form.get(name) for name in ("meeting", "session", "agenda_item")} == {
        "meeting": str(meeting.pk),
        "session": first.session_id,
        "agenda_item": first.agenda_item_id,
    }
    assert (form["form"], form["language"]) == ("quotation", "en")
    assert form["delivery"] == ["virtual", "in person"]
    topics = [form[f"topic_links-{place}-topic"] for place in range(2)]
    assert topics == [*first.topic_links.values_list("topic", flat=True)]
    assert form.get("collective", "") == form.get("text", "") == ""


def test_topics_taken_over_are_stored_with_the_next_statement(
    editor: Client, meeting: Meeting
) -> None:
    first = meeting.statements.get(number=1)
    page = f"{address(Statement, 'add')}?meeting={meeting.pk}&like={first.pk}"
    words = {"passages-0-first_words": "A next meeting is planned."}
    meeting.relations.all().delete()

    answer = editor.post(page, sent(editor.get(page), form="reported", **words, _addanother="1"))

    made = meeting.statements.get(number=3)
    add_page = address(Statement, "add")
    assert answer.url == f"{add_page}?meeting={meeting.pk}&like={made.pk}"
    assert [*made.topic_links.values_list("topic", flat=True)] == [
        *first.topic_links.values_list("topic", flat=True)
    ]


def test_entry_of_another_meeting_is_not_taken_over(editor: Client, meeting: Meeting) -> None:
    other = build.meeting(status="draft")
    first = meeting.statements.get(number=1)

    for like in (first.pk, "x", 10**30):
        page = f"{address(Statement, 'add')}?meeting={other.pk}&like={like}"
        assert sent(editor.get(page)).get("language", "") == ""


@pytest.mark.parametrize("count", [1, 3])
def test_page_that_takes_over_takes_as_many_queries_for_any_number_of_topics(
    editor: Client, meeting: Meeting, count: int, django_assert_num_queries: Any
) -> None:
    first = meeting.statements.get(number=1)
    first.topic_links.all().delete()
    for number in range(count):
        first.topic_links.create(topic=build.topic(f"Topic {number}"), order=number)
    page = f"{address(Statement, 'add')}?meeting={meeting.pk}&like={first.pk}"
    editor.get(page)

    with django_assert_num_queries(ADDING):
        editor.get(page)


def test_delegation_after_delegation_is_ready_for_the_next(
    editor: Client, meeting: Meeting
) -> None:
    answer = add(
        editor,
        Delegation,
        meeting,
        "_addanother",
        participant=build.participant("Freedonia").pk,
        roles=["observer"],
        **{"passages-0-first_words": "Opening."},
    )

    made = meeting.delegations.get(participant__name="Freedonia")
    form = editor.get(answer.url)
    assert answer.url.endswith(f"?meeting={meeting.pk}&like={made.pk}")
    assert sent(form)["roles"] == ["observer"]
    assert sent(form).get("participant") is None
    assert 'data-first="id_participant"' in form.content.decode()
