"""An Editor changes drafts, and nothing of a record that is past its draft.

Covers meetings.admin.base, meetings.admin.delegation, meetings.admin.pledge and
meetings.admin.pledge as well.
"""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models as fields
from django.test import Client

from meetings.admin.access import meeting_of
from meetings.models import (
    Document,
    Meeting,
    Merge,
    Pledge,
    Revision,
    Series,
    Statement,
    StubMeeting,
    Topic,
)
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, ours, sent, stored

pytestmark = pytest.mark.django_db

CLOSED = ["in review", "published", "withdrawn"]
PARTS = [
    model
    for model in ours()
    if model
    not in {Document, Meeting, Merge, Participant, Person, Revision, Series, StubMeeting, Topic}
]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


@pytest.fixture
def publisher() -> Client:
    client = Client()
    client.force_login(rich.publisher())
    return client


def rows_of(model: type[fields.Model], meeting: Meeting) -> list[Any]:
    """The rows of a noun that belong to a meeting."""
    return [
        row for row in model._default_manager.all() if (meeting_of(row) or row).pk == meeting.pk
    ]


@rich.in_state(*CLOSED)
@pytest.mark.parametrize("model", [*PARTS, Meeting])
def test_editor_reads_part_of_closed_record_and_cannot_change_it(
    editor: Client, model: type[fields.Model], meeting: Meeting
) -> None:
    rows = rows_of(model, meeting)
    before = stored()

    for row in rows:
        read = editor.get(address(model, "change", row.pk))
        answers = [
            editor.post(address(model, "change", row.pk), sent(read)).status_code,
            editor.post(address(model, "change", row.pk), {"_find": "1"}).status_code,
            editor.post(address(model, "delete", row.pk), {"post": "yes"}).status_code,
        ]
        chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        editor.post(address(model, "changelist"), chosen)
        assert read.status_code == 200
        assert b'name="_save"' not in read.content
        assert answers == [403, 403, 403]
    assert rows
    assert stored() == before


@rich.in_state(*CLOSED)
@pytest.mark.parametrize("model", PARTS)
def test_editor_cannot_add_part_to_closed_record(
    editor: Client, model: type[fields.Model], meeting: Meeting
) -> None:
    row = rows_of(model, meeting)[0]
    parent = {"Delegate": "delegation", "Update": "pledge"}.get(model.__name__, "meeting")
    page = editor.get(address(model, "add"))
    before = stored()

    answer = editor.post(
        address(model, "add"), sent(page, **{parent: getattr(row, parent).pk, "title": "New"})
    )

    assert answer.status_code == 200
    assert parent in answer.context["adminform"].form.errors
    assert stored() == before


@rich.in_state("published")
def test_statement_moves_neither_into_nor_out_of_published_record(
    editor: Client, publisher: Client, meeting: Meeting
) -> None:
    published, draft = meeting, rich.record("fish-2")
    ours, theirs = draft.statements.get(number=1), published.statements.get(number=1)

    for client, row, other in ((editor, ours, published), (publisher, theirs, draft)):
        url = address(Statement, "change", row.pk)
        answer = client.post(url, sent(client.get(url), meeting=other.pk))
        assert answer.status_code == 302

    assert draft.statements.count() == 2
    assert published.statements.count() == 2


@rich.in_state("published")
def test_inline_row_of_published_record_cannot_be_reached_from_draft_page(
    editor: Client, meeting: Meeting
) -> None:
    published, draft = meeting, rich.record("fish-2")
    foreign = published.figures.get()
    url = address(Meeting, "change", draft.pk)
    data = sent(editor.get(url))
    data |= {"figures-0-id": foreign.pk, "figures-0-text": "Changed"}

    answer = editor.post(url, data)

    foreign.refresh_from_db()
    assert answer.status_code == 200
    assert foreign.text == "More than 50 countries"


@rich.in_state("published")
def test_part_of_another_record_cannot_be_linked(editor: Client, meeting: Meeting) -> None:
    published, draft = meeting, rich.record("fish-2")
    url = address(Statement, "change", draft.statements.get(number=2).pk)
    session = published.sessions.get(key="opening")

    answer = editor.post(
        url,
        sent(
            editor.get(url),
            session=session.pk,
            in_reply_to=[published.statements.get(number=1).pk],
        ),
    )

    errors = answer.context["adminform"].form.errors
    assert set(errors) == {"session", "in_reply_to"}


@rich.in_state("published", "withdrawn")
def test_editor_cannot_change_shared_noun_that_closed_record_uses(
    editor: Client, meeting: Meeting
) -> None:
    person = Person.objects.get()
    used: list[Any] = [
        meeting.series,
        Topic.objects.get(slug="fisheries"),
        Document.objects.get(key="fish-1-report"),
        Document.objects.get(key="a-res-1"),
        Participant.objects.get(slug="graustark"),
        person,
        StubMeeting.objects.get(),
    ]
    before = stored()

    answers = [
        editor.post(address(type(row), page, row.pk), {"post": "yes"}).status_code
        for row in used
        for page in ("change", "delete")
    ]

    assert answers == [403] * 14
    assert stored() == before


def test_editor_changes_shared_noun_that_only_drafts_use(editor: Client, meeting: Meeting) -> None:
    topic = Topic.objects.get(slug="fisheries")
    names = []

    for row in (topic, meeting.series, Person.objects.get(), Participant.objects.first()):
        url = address(type(row), "change", row.pk)
        answer = editor.post(url, sent(editor.get(url), name="Changed name"))
        row.refresh_from_db()
        names.append((answer.status_code, row.name))

    assert names == [(302, "Changed name")] * 4


def test_whole_of_a_used_participant_is_closed_to_editor(editor: Client) -> None:
    whole = build.participant("Whole")
    unit = build.participant("Unit", part_of=whole)
    build.delegation(build.meeting(), unit)

    answer = editor.post(address(Participant, "change", whole.pk), {})

    assert answer.status_code == 403


@rich.in_state("in review")
def test_document_of_record_in_review_is_closed_to_editor(editor: Client, meeting: Meeting) -> None:
    document = Document.objects.get(key="fish-1-report")

    answer = editor.post(address(Document, "change", document.pk), {})

    assert answer.status_code == 403


def test_list_of_an_editor_offers_no_editing_of_several_rows_at_once() -> None:
    from django.contrib import admin

    editable = [model for model in ours() if admin.site._registry[model].list_editable]

    assert editable == []


@pytest.mark.parametrize("who", ["nobody", "reader"])
def test_unpublished_words_are_not_found_without_permission(
    client: Client, who: str, meeting: Meeting
) -> None:
    if who == "reader":
        client.force_login(User.objects.create_user("reader", is_staff=True))

    answer = client.get(
        "/admin/autocomplete/",
        {
            "app_label": "meetings",
            "model_name": "figure",
            "field_name": "statement",
            "term": "Ruritania",
        },
    )

    assert answer.status_code == (302 if who == "nobody" else 403)


@pytest.mark.parametrize("name", ["changelist", "add"])
def test_page_is_closed_to_staff_without_group(client: Client, name: str) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))

    answers = {client.get(address(model, name)).status_code for model in ours()}

    assert answers == {403}


@rich.in_state("published")
def test_record_past_its_draft_is_never_deleted(publisher: Client, meeting: Meeting) -> None:
    answer = publisher.post(address(Meeting, "delete", meeting.pk), {"post": "yes"})

    assert answer.status_code == 403
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_deleting_a_pledge_of_a_draft_retires_its_number(editor: Client, meeting: Meeting) -> None:
    answer = editor.post(address(Pledge, "delete", meeting.pledges.get().pk), {"post": "yes"})

    assert answer.status_code == 302
    assert list(meeting.retired_numbers.values_list("noun", "number")) == [("pledge", 1)]


def test_part_of_a_meeting_only_named_is_not_entered_on_its_own(editor: Client) -> None:
    stub = build.stub("only-named")
    url = address(Statement, "add")

    answer = editor.post(url, sent(editor.get(url), meeting=stub.pk))

    assert "only named" in answer.context["adminform"].form.errors["meeting"][0]
