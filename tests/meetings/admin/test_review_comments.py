"""The page of comments: written, answered, closed by two people; what is refused loses nothing.

Covers meetings.admin.review_shown and meetings.templatetags.review as well.
"""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.admin.review_comments import comments_page, page_on, place_of_comment
from meetings.models import Comment, Meeting
from meetings.review.comments import Place, add_comment
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_two_people_comment_answer_and_close(meeting: Meeting) -> None:
    editor, publisher = signed_in(rich.editor()), signed_in(rich.publisher())
    statement = meeting.statements.get(number=2)
    form = page_on(statement)
    page = comments_page(meeting)

    linked = publisher.get(address(type(statement), "change", statement.pk)).content.decode()
    begun = publisher.get(form).context["begun"]
    sent = begun.hidden | {"act": "add", "field": "collective", "text": "<b>Who</b>?"}
    answers = [publisher.post(page, sent) for _twice in range(2)]
    comment = Comment.objects.get()
    editor.post(page, {"act": "answer", "comment": comment.pk, "text": "The source says so."})
    refused = editor.post(page, {"act": "close", "comment": comment.pk})
    shown = editor.get(page).content.decode()
    record = editor.get(address(Meeting, "change", meeting.pk)).content.decode()
    publisher.post(page, {"act": "close", "comment": comment.pk})
    closed = editor.get(page)

    assert form.replace("&", "&amp;") in linked
    assert ("collective", "Collective") in begun.values
    assert {answer.headers["Location"] for answer in answers} == {f"{page}#comment-{comment.pk}"}
    assert refused.status_code == 403
    change = f"{address(type(statement), 'change', statement.pk)}#id_collective"
    assert f'<a href="{change}">Statement ¶2</a> – Collective' in shown
    assert "&lt;b&gt;Who&lt;/b&gt;?" in shown
    assert "The source says so." in shown
    assert "Comments (1 open)" in " ".join(record.split())
    assert (closed.context["open_threads"], len(closed.context["closed_threads"])) == ([], 1)
    publisher.post(page, {"act": "reopen", "comment": comment.pk})
    assert Comment.objects.unanswered().count() == 1


def test_comment_that_is_refused_comes_back_with_what_was_typed(meeting: Meeting) -> None:
    client, long = signed_in(rich.editor()), "x" * 4001
    page = comments_page(meeting)
    comment, _told = add_comment(meeting, User.objects.get(username="editor"), "Why?")
    sent = {"noun": "statement", "part": meeting.statements.get(number=1).pk, "field": "language"}

    refused = client.post(page, sent | {"act": "add", "text": long})
    unanswered = client.post(page, {"act": "answer", "comment": comment.pk, "text": "a\0b"})
    strange = [
        client.post(page, {"act": "answer", "comment": "9" * 30, "text": "So."}),
        client.post(page, {"act": "answer", "comment": "\0", "text": "So."}),
        client.post(page, {"act": "add", "noun": "statement", "part": "0", "text": "So."}),
        client.post(page, {"act": "add", "document": "0", "text": "So."}),
        client.get(f"{page}?document=0"),
        client.get(f"{page}?noun=statement&part={build.statement(build.meeting()).pk}"),
        client.get(page.replace(str(meeting.pk), "99999999")),
    ]

    begun = refused.context["begun"]
    assert (begun.typed, begun.field, begun.words) == (long, "language", "Statement ¶1")
    assert "at most 4000 are kept" in refused.content.decode()
    (line,) = unanswered.context["open_threads"]
    assert (line.typed, "NUL" in line.refused) == ("ab", True)
    assert {answer.status_code for answer in strange} == {404}
    assert Comment.objects.count() == 1
    none = signed_in(User.objects.create_user("new", is_staff=True))
    assert (none.get(page).status_code, none.post(page).status_code) == (403, 403)


def test_page_leads_to_every_place_with_as_many_queries_for_1_as_for_3(meeting: Meeting) -> None:
    user = rich.publisher()
    client, page = signed_in(user), comments_page(meeting)
    source = meeting.passages.first().document
    counts = []
    for size in (1, 3):
        for number in range(size):
            text = f"{size} {number}"
            for place in (
                Place(field="date"),
                Place(meeting.figures.get()),
                Place(document=source, start=0, end=9),
            ):
                add_comment(meeting, user, text, place)
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(page)
        counts.append(len(queries))

    places = {place_of_comment(one) for one in Comment.objects.all()}
    assert counts[0] == counts[1]
    assert len(shown.context["open_threads"]) == 12
    assert {client.get(place).status_code for place in places} == {200}
    around = client.get(f"/admin/meetings/meeting/{meeting.pk}/source/?document={source.pk}&end=9")
    assert "Comment on these words" in around.content.decode()
    meeting.figures.all().delete()
    assert client.get(page).content.decode().count("Deleted since") == 4
    assert page_on(build.stub("other")) == ""


@rich.in_state("draft")
def test_open_comments_are_told_and_block_nothing(meeting: Meeting) -> None:
    editor, publisher = rich.editor(), rich.publisher()
    add_comment(meeting, publisher, "Why?")
    add_comment(meeting, editor, "How?")
    step = address(Meeting, "change", meeting.pk).replace("change", "submit")

    asked = signed_in(editor).post(step, {"ask": "1"})
    done = signed_in(editor).post(step, follow=True)
    published = signed_in(publisher).post(step.replace("submit", "publish"), follow=True)

    assert asked.context["open_comments"] == "2 comments are open."
    for answer in (done, published):
        told = [str(line) for line in answer.context["messages"] if line.level_tag == "warning"]
        assert told == [f'<a href="{comments_page(meeting)}">2 comments are open.</a>']
    meeting.refresh_from_db()
    assert meeting.status == "published"
