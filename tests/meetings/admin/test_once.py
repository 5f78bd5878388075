"""A form that is sent twice makes nothing the second time. Covers meetings.models.sent_form too."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from meetings.models import Delegation, Meeting, SentForm, Session, Statement, Topic
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent

pytestmark = pytest.mark.django_db

WORDS = {"passages-0-first_words": "Opening."}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def adding(model: type, meeting: Meeting) -> str:
    return f"{address(model, 'add')}?meeting={meeting.pk}"


def told(answer: Any) -> list[str]:
    return [str(line) for line in answer.context["messages"]]


@pytest.mark.parametrize("button", ["_save", "_addanother", "_continue"])
def test_second_identical_form_makes_nothing_and_leads_to_what_was_made(
    editor: Client, meeting: Meeting, button: str
) -> None:
    page = adding(Delegation, meeting)
    form = sent(editor.get(page), participant=build.participant("Freedonia").pk, **WORDS)

    editor.post(page, form | {"_save": "Save"})
    editor.get(address(Meeting, "changelist"))
    answer = editor.post(page, form | {button: "Save"}, follow=True)

    made = Delegation.objects.get(participant__name="Freedonia")
    assert answer.redirect_chain == [(address(Delegation, "change", made.pk), 302)]
    assert told(answer) == [
        "The delegation “Freedonia” was saved already; nothing was made a second time."
    ]


def test_each_page_has_a_token_of_its_own(editor: Client, meeting: Meeting) -> None:
    page = adding(Statement, meeting)

    tokens = {
        re.search(r'name="_once" value="(.+?)"', editor.get(page).content.decode())[1]
        for _ in range(3)
    }

    assert len(tokens) == 3


def test_form_that_was_refused_may_be_sent_again(editor: Client, meeting: Meeting) -> None:
    page = adding(Delegation, meeting)
    form = sent(editor.get(page), **WORDS)

    refused = editor.post(page, form)
    taken = editor.post(page, form | {"participant": build.participant("Freedonia").pk})

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert meeting.delegations.count() == 2


def test_form_sent_again_with_other_contents_is_shown_before_it_makes_another(
    editor: Client, meeting: Meeting
) -> None:
    page = adding(Delegation, meeting)
    form = sent(editor.get(page), participant=build.participant("Freedonia").pk, **WORDS)
    editor.post(page, form)
    editor.get(address(Meeting, "changelist"))

    asked = editor.post(page, form | {"participant": build.participant("Sylvania").pk})
    told_first = told(asked)
    taken = editor.post(page, sent(asked))

    made = meeting.delegations.get(participant__name="Freedonia")
    link = f"<a href='{address(Delegation, 'change', made.pk)}'>Freedonia</a>"
    question = "Nothing was saved now. Correct that one, or save this one as another."
    assert told_first == [f"This form was saved already, as “{link}”. {question}"]
    assert (asked.status_code, taken.status_code) == (200, 302)
    names = meeting.delegations.order_by("pk").values_list("participant__name", flat=True)
    assert [*names] == ["Ruritania", "Freedonia", "Sylvania"]


def test_page_of_the_meeting_sent_twice_makes_one_session(editor: Client, meeting: Meeting) -> None:
    page = address(Meeting, "change", meeting.pk)
    row = {"sessions-TOTAL_FORMS": "3", "sessions-2-title": "Closing"}
    form = sent(editor.get(page)) | row

    editor.post(page, form | {"_continue": "1"})
    answer = editor.post(page, form | {"_continue": "1"}, follow=True)

    assert Session.objects.filter(title="Closing").count() == 1
    assert "This was saved already; nothing was changed a second time." in told(answer)


def test_change_sent_twice_with_other_contents_is_a_change(
    editor: Client, meeting: Meeting
) -> None:
    page = address(Meeting, "change", meeting.pk)
    form = sent(editor.get(page))

    editor.post(page, form | {"city": "Streslau"})
    editor.post(page, form | {"theme": "Deep water"})

    meeting.refresh_from_db()
    assert (meeting.city, meeting.theme) == ("Streslau", "Deep water")


def test_what_is_gone_since_is_not_made_again(editor: Client) -> None:
    page = address(Topic, "add")
    form = sent(editor.get(page), name="Currents")
    editor.post(page, form)
    Topic.objects.get(name="Currents").delete()
    editor.get(address(Topic, "changelist"))

    answer = editor.post(page, form, follow=True)

    assert not Topic.objects.filter(name="Currents").exists()
    assert told(answer) == [
        "This was saved already, and is no longer there; nothing was made again."
    ]


def test_popup_sent_twice_hands_back_the_row_that_was_made(editor: Client) -> None:
    page = f"{address(Topic, 'add')}?_popup=1"
    form = sent(editor.get(page), name="Currents", _popup="1")

    answers = [editor.post(page, form).content for _ in range(2)]

    assert Topic.objects.filter(name="Currents").count() == 1
    assert answers[0] == answers[1]


def test_token_of_one_page_is_none_of_another(editor: Client, meeting: Meeting) -> None:
    page = address(Topic, "add")
    form = sent(editor.get(page), name="Currents")
    editor.post(page, form)
    statement = adding(Statement, meeting)
    other = sent(editor.get(statement), _once=form["_once"], **WORDS)

    assert editor.post(statement, other).status_code == 302


def test_old_tokens_are_forgotten(editor: Client) -> None:
    user = User.objects.get(username="editor")
    SentForm.objects.create(token="x" * 22, user=user, model="meetings.Topic", row=1)
    SentForm.objects.update(when=timezone.now() - timedelta(days=31))
    page = address(Topic, "add")

    editor.post(page, sent(editor.get(page), name="Currents"))

    assert SentForm.objects.get().row == Topic.objects.get(name="Currents").pk


def test_same_contents_from_a_page_that_was_asked_for_anew_make_nothing(
    editor: Client, meeting: Meeting
) -> None:
    page = adding(Statement, meeting)

    for _ in range(2):
        answer = editor.post(page, sent(editor.get(page), unattributed="None", **WORDS))

    made = meeting.statements.get(number=3)
    assert answer.url == address(Statement, "change", made.pk)
    assert meeting.statements.count() == 3


def test_same_contents_after_the_first_were_deleted_make_one(
    editor: Client, meeting: Meeting
) -> None:
    page = adding(Statement, meeting)
    editor.post(page, sent(editor.get(page), unattributed="None", **WORDS))
    meeting.statements.get(number=3).delete()

    editor.post(page, sent(editor.get(page), unattributed="None", **WORDS))

    assert [*meeting.statements.values_list("number", flat=True)] == [1, 2, 4]
