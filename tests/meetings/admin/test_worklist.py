"""The first page of the admin says what waits for whoever looks, and leads there.

Covers meetings.templatetags.worklist as well.
"""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import publication
from meetings.admin.worklist import SHOWN, worklists
from meetings.models import Meeting
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db


def reader() -> User:
    """Staff who may look at records and do nothing."""
    row = User.objects.create_user("reader", is_staff=True)
    row.user_permissions.add(Permission.objects.get(codename="view_meeting"))
    return User.objects.get(pk=row.pk)


def draft(user: User, slug: str) -> Meeting:
    """A draft that the user changed last."""
    return build.meeting(slug, status="draft", updated_by=user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read(user: Any) -> dict[str, list[tuple[str, str, str, str]]]:
    """What the lists of a user hold: title, what was done, by whom, why."""
    return {
        one.name: [(row.title, row.what, row.who, row.why) for row in one.rows]
        for one in worklists(User.objects.get(pk=user.pk))
    }


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (rich.editor, ["back", "mine", "review", "lately"]),
        (rich.publisher, ["review", "back", "mine", "lately"]),
        (lambda: User.objects.create_superuser("root"), ["review", "back", "mine", "lately"]),
        (reader, ["review", "lately"]),
        (lambda: User.objects.create_user("new", is_staff=True), []),
    ],
)
def test_lists_are_those_of_the_role(make: Any, names: list[str]) -> None:
    assert list(read(make())) == names


def test_record_goes_from_list_to_list_with_who_since_when_and_why() -> None:
    editor, publisher = rich.editor(), rich.publisher()
    meeting = draft(editor, "fish")
    seen = [read(editor)]

    publication.submit(meeting, editor)
    seen += [read(editor), read(publisher)]
    publication.send_back(meeting, publisher, "¶3 is wrong")
    seen += [read(editor), read(publisher)]

    at = [{name: rows for name, rows in one.items() if rows} for one in seen]
    submitted = {"review": [("Fish", "submitted", "editor", "")]}
    back = {"back": [("Fish", "sent back", "publisher", "¶3 is wrong")]}
    assert at == [
        {"mine": [("Fish", "changed", "editor", "")]},
        submitted,
        submitted,
        back,
        back,
    ]
    row = worklists(editor)[0].rows[0]
    assert row.since == meeting.steps_taken.newest_first()[0].when
    assert row.url == address(Meeting, "change", meeting.pk)


def test_published_records_come_once_the_last_one_first() -> None:
    user = rich.publisher()
    older, newer = rich.record("fish-1", "published"), rich.record("fish-2", "published")
    publication.withdraw(older, user, "Wrong")
    publication.publish(older, user)
    publication.withdraw(newer, user, "Wrong")

    assert read(user)["lately"] == [("First Meeting ", "published", "publisher", "")]


def test_draft_is_of_who_entered_it_and_of_who_changed_it_last() -> None:
    editor, other = rich.editor(), rich.publisher()
    client = signed_in(editor)
    page = client.get(address(Meeting, "add"))
    client.post(address(Meeting, "add"), sent(page, title="Entered", slug="entered"))
    Meeting.objects.filter(slug="entered").update(updated_by=other)
    draft(other, "theirs")

    assert [row[0] for row in read(editor)["mine"]] == ["Entered"]
    assert {row[0] for row in read(other)["mine"]} == {"Entered", "Theirs"}


def test_record_in_review_without_a_step_is_listed_by_its_last_change() -> None:
    editor = rich.editor()
    build.meeting("old", status="in review", updated_by=editor)

    assert read(editor)["review"] == [("Old", "changed", "editor", "")]


def test_long_list_leads_to_the_rest() -> None:
    editor = rich.editor()
    for number in range(SHOWN + 1):
        draft(editor, f"fish-{number}")
    client = signed_in(editor)

    (mine,) = [one for one in worklists(editor) if one.name == "mine"]
    rest = client.get(mine.rest)

    assert (len(mine.rows), mine.more) == (SHOWN, True)
    assert rest.context["cl"].result_count == SHOWN + 1
    assert "There are more: show all" in client.get("/admin/").content.decode()


def test_list_of_records_sent_back_holds_these_alone() -> None:
    editor, publisher = rich.editor(), rich.publisher()
    meeting, again = draft(editor, "fish"), draft(editor, "nets")
    draft(editor, "other")
    for row in (meeting, again):
        publication.submit(row, editor)
        publication.send_back(row, publisher, "Not yet")
    publication.submit(again, editor)

    page = signed_in(editor).get(f"{address(Meeting, 'changelist')}?work=back")

    assert [row.slug for row in page.context["cl"].result_list] == ["fish"]


def test_first_page_shows_the_lists_above_the_nouns() -> None:
    editor = rich.editor()
    meeting = draft(editor, "fish")
    publication.submit(meeting, editor)
    publication.send_back(meeting, rich.publisher(), "<b>¶3</b> is wrong")

    html = signed_in(editor).get("/admin/").content.decode()

    assert f'<a href="{address(Meeting, "change", meeting.pk)}">Fish</a>' in html
    assert "<blockquote>&lt;b&gt;¶3&lt;/b&gt; is wrong</blockquote>" in html
    assert html.index('id="worklist-back"') < html.index('class="app-meetings module"')
    assert "You have no drafts. Add a meeting to begin one." in html
    assert "No record is published." in html


def test_who_may_see_no_record_is_told_whom_to_ask() -> None:
    new = User.objects.create_user("new", is_staff=True)

    html = signed_in(new).get("/admin/").content.decode()

    assert "An administrator can add you to the group Editor or Publisher." in html


def test_first_page_takes_as_many_queries_for_1_row_as_for_3() -> None:
    editor, publisher = rich.editor(), rich.publisher()
    client = signed_in(publisher)
    counts = []
    for size in (1, 3):
        for number in range(size):
            draft(publisher, f"draft-{size}-{number}")
            waits, back = (draft(editor, f"{word}-{size}-{number}") for word in ("wait", "back"))
            for row in (waits, back):
                publication.submit(row, editor)
            publication.send_back(back, publisher, "Not yet")
            rich.record(f"rich-{size}-{number}", "published")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
