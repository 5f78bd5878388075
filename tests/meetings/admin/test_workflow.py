"""The steps of a record as requests: POST only, checked on the server.

Covers meetings.admin.workflow, meetings.admin.meeting and meetings.admin.stub as well.
"""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, StubMeeting
from meetings.records.revision_texts import record_file
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db

STEPS = ["submit", "send_back", "publish", "withdraw"]


def url(step: str, meeting: Meeting) -> str:
    return reverse(f"admin:meetings_meeting_{step}", args=[meeting.pk])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("step", STEPS)
def test_step_is_not_taken_by_get(step: str, meeting: Meeting) -> None:
    answer = signed_in(rich.publisher()).get(url(step, meeting))

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.status) == (405, "draft")


@pytest.mark.parametrize("step", STEPS)
def test_step_is_not_taken_without_token(step: str, meeting: Meeting) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(rich.publisher())

    assert client.post(url(step, meeting)).status_code == 403


@pytest.mark.parametrize("step", STEPS)
def test_step_is_not_taken_by_visitor_or_staff_without_group(
    step: str, client: Client, meeting: Meeting
) -> None:
    visitor = client.post(url(step, meeting))
    reader = signed_in(User.objects.create_user("reader", is_staff=True)).post(url(step, meeting))

    meeting.refresh_from_db()
    assert (visitor.status_code, reader.status_code) == (403, 403)
    assert meeting.status == "draft"


@pytest.mark.parametrize(
    ("step", "kept_record"),
    [("send_back", "in review"), ("publish", "in review"), ("withdraw", "published")],
    indirect=["kept_record"],
)
def test_editor_is_refused_the_steps_of_a_publisher(step: str, meeting: Meeting) -> None:
    state = meeting.status

    answer = signed_in(rich.editor()).post(url(step, meeting), {"why": "Because"})

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.status) == (403, state)


def test_record_goes_its_way_by_buttons(meeting: Meeting) -> None:
    editor, publisher = signed_in(rich.editor()), signed_in(rich.publisher())
    seen = []

    for client, step in (
        (editor, "submit"),
        (publisher, "send_back"),
        (editor, "submit"),
        (publisher, "publish"),
        (publisher, "withdraw"),
    ):
        page = client.get(address(Meeting, "change", meeting.pk))
        assert url(step, meeting) in page.content.decode()
        client.post(url(step, meeting), {"why": "Because"})
        meeting.refresh_from_db()
        seen.append(meeting.status)

    assert seen == ["in review", "draft", "in review", "published", "withdrawn"]
    assert meeting.revisions.get(action="withdraw").why == "Because"


def test_publishing_refuses_with_a_link_to_each_fault(meeting: Meeting) -> None:
    lost = build.statement(meeting, "Nobody said this.")
    rich.advance(meeting, "in review")
    client = signed_in(rich.publisher())

    refused = client.post(url("publish", meeting))
    page = client.get(address(Meeting, "change", meeting.pk))

    link = f'href="/admin/meetings/statement/{lost.pk}/change/"'
    assert refused.status_code == 409
    assert refused.content.decode().count(f"<a {link}") == 2
    assert page.content.decode().count("badge-bad") == 2


def test_every_kind_of_fault_leads_to_a_page(meeting: Meeting) -> None:
    from meetings.admin.fault_links import page_of
    from tests.meetings.admin.sending import ROWS

    client = signed_in(User.objects.get(username="boss"))
    pages = {page_of(row) for model in ROWS for row in model._default_manager.all()}

    assert {client.get(page).status_code for page in pages if page} == {200}
    assert "" not in {page_of(row) for row in Meeting.objects.all()}


def test_editor_cannot_type_the_state(meeting: Meeting) -> None:
    client = signed_in(rich.editor())
    page = address(Meeting, "change", meeting.pk)

    client.post(page, sent(client.get(page), status="published", layer="stub", title="New"))

    meeting.refresh_from_db()
    assert (meeting.status, meeting.layer, meeting.title) == ("draft", "record", "New")


@rich.in_state("published")
def test_publisher_corrects_a_published_record_in_place(meeting: Meeting) -> None:
    statement = meeting.statements.get(number=2)
    user = rich.publisher()
    client = signed_in(user)
    page = address(type(statement), "change", statement.pk)

    client.post(page, sent(client.get(page), collective="many others", _why="Misread"))

    meeting.refresh_from_db()
    last = meeting.revisions.order_by("-number")[0]
    assert (last.number, last.action, last.why, last.user) == (3, "correct", "Misread", user)
    assert meeting.updated_by == user
    assert '"many others"' in record_file(last).decode()


@rich.in_state("published")
def test_new_date_of_a_published_record_moves_its_keys(meeting: Meeting) -> None:
    client = signed_in(rich.publisher())
    page = address(Meeting, "change", meeting.pk)

    client.post(page, sent(client.get(page), date="2007-11-06/2007-11-07"))

    keys = sorted(meeting.statements.values_list("key", flat=True))
    base = 20071106 * 10**10 + meeting.pk * 10**4
    assert keys == [base + 9998, base + 9999]


@rich.in_state("published")
def test_deleting_a_statement_of_a_published_record_retires_and_rekeys(meeting: Meeting) -> None:
    client = signed_in(rich.publisher())

    client.post(
        address(type(meeting.statements.get(number=2)), "delete", meeting.statements.last().pk),
        {"post": "yes", "_why": "Twice", "_mark_as": "narrative"},
    )

    assert list(meeting.retired_numbers.values_list("noun", "number")) == [("statement", 2)]
    assert meeting.revisions.order_by("-number")[0].action == "correct"


@rich.in_state("published")
def test_old_address_of_a_published_record_is_kept(meeting: Meeting) -> None:
    client = signed_in(rich.publisher())
    page = address(Meeting, "change", meeting.pk)

    client.post(page, sent(client.get(page), slug="fish-one"))
    client.post(page, sent(client.get(page), slug="fish-1"))

    meeting.refresh_from_db()
    assert meeting.slug == "fish-1"
    assert list(meeting.former_slugs.values_list("slug", flat=True)) == ["fish-one"]


@rich.in_state("published")
def test_correction_of_a_meeting_only_named_is_kept_with_the_record_that_names_it(
    meeting: Meeting,
) -> None:
    client = signed_in(rich.publisher())
    page = address(StubMeeting, "change", StubMeeting.objects.get().pk)

    client.post(page, sent(client.get(page), theme="Deep water"))

    last = meeting.revisions.order_by("-number")[0]
    assert (last.number, last.action) == (3, "correct")
    assert '"theme": "Deep water"' in record_file(last).decode()


def test_step_of_a_changed_form_saves_first(meeting: Meeting) -> None:
    client = signed_in(rich.editor())
    page = address(Meeting, "change", meeting.pk)

    form = sent(client.get(page), city="Hentzau", _continue="1", _step="submit")
    answer = client.post(page, form, follow=True)

    meeting.refresh_from_db()
    assert (meeting.city, meeting.status) == ("Hentzau", "in review")
    assert answer.redirect_chain == [(page, 302)]
    assert [line.level_tag for line in answer.context["messages"]] == ["success", "success"]


def test_step_of_a_form_with_an_error_is_not_taken(meeting: Meeting) -> None:
    client = signed_in(rich.editor())
    page = address(Meeting, "change", meeting.pk)

    answer = client.post(page, sent(client.get(page), date="soon", _continue="1", _step="submit"))

    meeting.refresh_from_db()
    assert meeting.status == "draft"
    assert [str(line) for line in answer.context["messages"]] == [
        "Nothing was saved, and “Submit for review” was not done: correct what is marked."
    ]


@rich.in_state("in review")
def test_step_that_is_refused_keeps_what_was_saved(meeting: Meeting) -> None:
    build.statement(meeting, "Nobody said this.")
    client = signed_in(rich.publisher())
    page = address(Meeting, "change", meeting.pk)

    answer = client.post(
        page, sent(client.get(page), city="Hentzau", _continue="1", _step="publish")
    )

    meeting.refresh_from_db()
    assert answer.status_code == 409
    assert (meeting.city, meeting.status) == ("Hentzau", "in review")


@rich.in_state("in review")
def test_reason_goes_with_a_step_that_saves_first(meeting: Meeting) -> None:
    client = signed_in(rich.publisher())
    page = address(Meeting, "change", meeting.pk)
    step = {"_step": "send_back", "_step_why": "The date is missing."}

    client.post(page, sent(client.get(page), city="Hentzau", _continue="1", **step))

    meeting.refresh_from_db()
    assert (meeting.city, meeting.status) == ("Hentzau", "draft")
    assert meeting.steps_taken.get(step="send_back").why == "The date is missing."


def test_editor_who_may_not_take_a_step_saves_nothing_with_it(meeting: Meeting) -> None:
    client = signed_in(rich.editor())
    page = address(Meeting, "change", meeting.pk)
    before = meeting.city

    answer = client.post(
        page, sent(client.get(page), city="Hentzau", _continue="1", _step="publish")
    )

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.city, meeting.status) == (403, before, "draft")


def test_step_of_a_page_without_scripts_says_what_would_be_lost(meeting: Meeting) -> None:
    client = signed_in(rich.editor())

    asked = client.post(url("submit", meeting), {"ask": "1"})
    meeting.refresh_from_db()
    before = meeting.status
    client.post(url("submit", meeting))

    meeting.refresh_from_db()
    assert (asked.status_code, before, meeting.status) == (200, "draft", "in review")
    assert "did not save is not part of it, and would be lost." in " ".join(
        asked.content.decode().split()
    )


def test_who_submits_at_the_desk_is_told_what_must_be_fixed(meeting: Meeting) -> None:
    client = signed_in(rich.editor())
    desk = client.get(reverse("admin:meetings_meeting_desk", args=[meeting.pk]))
    assert '<input type="hidden" name="ask" value="faults">' in desk.text
    first = meeting.statements.order_by("number").first()
    assert first is not None
    passages = [row.pk for row in first.passages.all()]
    first.passages.update(statement=meeting.statements.order_by("number").last())

    asked = client.post(url("submit", meeting), {"ask": "faults"})

    meeting.refresh_from_db()
    assert (asked.status_code, meeting.status) == (200, "draft")
    assert "must be fixed before this record can be published" in asked.text
    assert f"/admin/meetings/meeting/{meeting.pk}/checks/" in asked.text
    first.passages.model.objects.filter(pk__in=passages).update(statement=first)
    assert client.post(url("submit", meeting), {"ask": "faults"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == "in review"


def test_who_submits_on_the_page_of_the_record_is_told_what_must_be_fixed(meeting: Meeting) -> None:
    build.statement(meeting, "Nobody said this.")
    client = signed_in(rich.editor())
    page = address(Meeting, "change", meeting.pk)

    unchanged = client.post(url("submit", meeting), {"ask": "saved"})
    form = sent(client.get(page), city="Hentzau", _continue="1", _step="submit")
    changed = client.post(page, form)

    meeting.refresh_from_db()
    assert (meeting.city, meeting.status) == ("Hentzau", "draft")
    for asked in (unchanged, changed):
        assert asked.status_code == 200
        assert "must be fixed before this record can be published" in asked.text
        assert "would be lost" not in asked.text
        assert f'<form method="post" action="{url("submit", meeting)}">' in asked.text
    assert client.post(url("submit", meeting)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == "in review"


def test_record_without_faults_is_submitted_at_once_on_its_page(meeting: Meeting) -> None:
    answer = signed_in(rich.editor()).post(url("submit", meeting), {"ask": "saved"})

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.status) == (302, "in review")
