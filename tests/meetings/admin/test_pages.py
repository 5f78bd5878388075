"""Every page of the admin opens, lists, searches and finds.

Covers meetings.admin, meetings.admin.agenda, meetings.admin.delegation, meetings.admin.document,
meetings.admin.figure, meetings.admin.meeting, meetings.admin.people, meetings.admin.pledge,
meetings.admin.reference, meetings.admin.relation, meetings.admin.revision, meetings.admin.series,
meetings.admin.session, meetings.admin.stub and meetings.admin.topic as well.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from meetings.admin.long_text import SHOWN
from meetings.models import Document, Meeting, Revision
from meetings.records.revision_texts import record_file
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db

OURS = sorted(
    (
        model
        for model in admin.site._registry
        if model._meta.app_label in {"meetings", "participants"}
    ),
    key=lambda model: model.__name__,
)


def address(model: type, page: str, *args: object) -> str:
    meta = model._meta  # type: ignore[attr-defined]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


@pytest.fixture
def staff(meeting: Meeting, client: Client) -> Client:
    client.force_login(User.objects.get(username="boss"))
    return client


@rich.in_state("draft", "published")
@pytest.mark.parametrize("model", OURS)
def test_every_list_and_row_opens(staff: Client, model: type) -> None:
    rows = model._default_manager.all()[:5]  # type: ignore[attr-defined]

    answers = [staff.get(address(model, "changelist"), {"q": "fish"}).status_code]
    answers += [staff.get(address(model, "changelist")).status_code]
    answers += [staff.get(address(model, "change", row.pk)).status_code for row in rows]

    # Stubs and their delegations have no pages among those of records.
    allowed = {200, 302} if model.__name__ in {"Meeting", "Delegation"} else {200}
    assert answers[:2] == [200, 200]
    assert set(answers[2:]) <= allowed


@rich.in_state("draft", "published")
@pytest.mark.parametrize("model", [m for m in OURS if m.__name__ not in {"Merge", "Revision"}])
def test_every_adding_page_opens(staff: Client, model: type) -> None:
    answer = staff.get(address(model, "add"))

    assert answer.status_code == 200


@rich.in_state("published")
def test_revision_shows_its_file_with_the_texts_that_it_refers_to(
    staff: Client, meeting: Meeting
) -> None:
    revision = Revision.objects.get(meeting=meeting, action="publish")

    html = staff.get(address(Revision, "change", revision.pk)).content.decode()

    assert revision.texts.exists()
    assert escape(record_file(revision).decode()) in html


@pytest.mark.django_db
@pytest.mark.parametrize(("extra", "field"), [(0, "text"), (1, "beginning")])
def test_long_text_that_no_form_changes_is_shown_by_its_beginning(
    admin_client: Client, extra: int, field: str
) -> None:
    source = build.document("<" * (SHOWN + extra), key="long")
    build.passage(build.statement(build.meeting(), "Less."), source, 0, 1)

    html = admin_client.get(address(Document, "change", source.pk)).content.decode()

    assert html.count("field-beginning") == extra
    assert ("The first 100,000 of 100,001 characters." in html) is (field == "beginning")
    assert html.count("&lt;" * SHOWN) == 1
    assert ("&lt;" * (SHOWN + 1) in html) is False
