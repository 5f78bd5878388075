"""The history of a record in the admin; covers meetings.admin.revision as well."""

import json
from typing import Any

import pytest
from django.test import Client

from meetings.models import Meeting, Revision, Sitting, Statement
from meetings.records.revision_texts import record_file
from meetings.records.revisions import store_revision
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client, meeting: Meeting) -> Client:
    """An Editor, who changed the first statement after the first revision was stored."""
    client.force_login(rich.editor())
    store_revision(meeting, "load", why="a file")
    page = address(Statement, "change", meeting.statements.order_by("number")[0].pk)
    client.post(page, sent(client.get(page), language="fr"))
    return client


def test_list_of_a_record_ends_the_sitting_and_leads_to_each(
    staff: Client, meeting: Meeting
) -> None:
    html = staff.get(address(Revision, "changelist"), {"meeting__id__exact": meeting.pk})

    assert not Sitting.objects.exists()
    rows = meeting.revisions.order_by("number")
    assert [(row.action, row.user and row.user.username) for row in rows] == [
        ("load", None),
        ("edit", "editor"),
    ]
    for row in rows:
        assert address(Revision, "change", row.pk) in html.content.decode()
    page = staff.get(address(Revision, "change", rows[1].pk)).content.decode()
    for words in ("Record file", "Compare with the one before", "Restore…"):
        assert words in page


def test_two_revisions_are_compared_in_words(
    staff: Client, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    staff.get(address(Revision, "changelist"), {"meeting__id__exact": meeting.pk})
    first, second = meeting.revisions.order_by("number")
    compare = "/admin/meetings/revision/compare/"

    with django_assert_max_num_queries(14):
        there = staff.get(compare, {"before": first.pk, "after": second.pk})
    back = staff.get(compare, {"before": second.pk, "after": first.pk}).content.decode()
    same = staff.get(compare, {"before": first.pk, "after": first.pk}).content.decode()
    html = there.content.decode()

    assert [str(one) for one in there.context["differences"]] == ["¶1: language en → fr"]
    assert "1 difference" in html
    assert "1 difference" in back
    assert "They say the same." in same
    assert staff.get(compare, {"after": second.pk}).context["before"] == first
    assert "They say the same." in staff.get(compare, {"after": first.pk}).content.decode()
    for sides in ({}, {"before": first.pk}, {"before": "x", "after": "9" * 30}):
        assert staff.get(compare, sides).status_code == 404


def test_revision_is_handed_out_as_a_file(staff: Client, meeting: Meeting) -> None:
    revision = meeting.revisions.get()

    answer = staff.get(f"/admin/meetings/revision/{revision.pk}/file/")

    assert answer.content == record_file(revision)
    assert answer["Content-Disposition"] == f'attachment; filename="{meeting.slug}-1.json"'


def test_revision_is_restored_on_its_page(staff: Client, meeting: Meeting) -> None:
    revision = meeting.revisions.get()
    page = f"/admin/meetings/revision/{revision.pk}/restore/"

    asked = staff.get(page)
    answer = staff.post(page, {"why": "It was English"})

    assert "Restore revision 1" in asked.content.decode()
    assert answer["Location"] == address(Meeting, "change", meeting.pk)
    last = meeting.revisions.order_by("-number")[0]
    assert (last.number, last.action, last.why) == (3, "restore", "revision 1: It was English")
    assert json.loads(record_file(last)) == json.loads(record_file(revision))


def test_revision_that_cannot_be_restored_tells_why(staff: Client, meeting: Meeting) -> None:
    revision = meeting.revisions.get()
    page = f"/admin/meetings/revision/{revision.pk}/restore/"
    Revision.objects.filter(pk=revision.pk).update(payload=b"w")

    broken = staff.post(page, {"why": "Kept"})
    file = staff.get(f"/admin/meetings/revision/{revision.pk}/file/")
    shown = staff.get(address(Revision, "change", revision.pk)).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(status="in review")
    closed = staff.post(page)
    staff.force_login(rich.publisher())
    reviewed = staff.post(page)

    assert broken.status_code == 409
    assert 'value="Kept"' in broken.content.decode()
    assert "is damaged" in broken.content.decode()
    assert file.status_code == 302
    assert "is damaged" in shown
    assert closed.status_code == 403
    assert reviewed.status_code == 409
    assert staff.put(page).status_code == 405
