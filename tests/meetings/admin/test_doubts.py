"""What is likely a mistake is said before it is saved; what may be right can be confirmed.

Covers meetings.admin.checked as well.
"""

from typing import Any

import pytest
from django.test import Client

from meetings.admin.doubts import token
from meetings.models import Delegate, Delegation, Document, Meeting, Pledge, Topic
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import add_row, address, said, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, meeting: Meeting) -> Client:
    client.force_login(rich.editor())
    return client


def doubted(editor: Client, page: str, data: dict[str, Any], box: str, words: str) -> None:
    """Assert that a form says its doubt and saves only once that is confirmed."""
    answer = editor.post(page, data)
    assert answer.status_code == 200
    assert list(said(answer)) == [box]
    assert said(answer)[box][0].startswith(f"{words} <label")
    assert f'name="_sure" value="{token(words)}"' in said(answer)[box][0]
    assert editor.post(page, data | {"_sure": "other"}).status_code == 200

    answer = editor.post(page, data | {"_sure": [token(words), "other"]})

    assert answer.status_code == 302, said(answer)


def test_person_twice_in_a_delegation_is_doubted(editor: Client, meeting: Meeting) -> None:
    row = Delegation.objects.get(meeting=meeting)
    page = address(Delegation, "change", row.pk)
    data = add_row(sent(editor.get(page)), "delegates", person=build.person().pk)

    doubted(
        editor,
        page,
        data,
        "delegates-1-person",
        "Ada Example stands in this delegation already.",
    )


def test_person_twice_by_the_page_of_a_delegate_is_doubted(
    editor: Client, meeting: Meeting
) -> None:
    row = Delegation.objects.get(meeting=meeting)
    page = address(Delegate, "add")
    data = sent(editor.get(page), delegation=row.pk, person=build.person().pk)

    doubted(editor, page, data, "person", "Ada Example stands in this delegation already.")


def test_same_text_again_is_doubted(editor: Client) -> None:
    page = address(Document, "add")
    data = sent(editor.get(page), title="New", text=rich.TEXT, rights="public in full")

    doubted(
        editor,
        page,
        data,
        "text",
        f"“{Document.objects.get(key='fish-1-report')}” holds the same text; a source is entered "
        "once.",
    )


@pytest.mark.parametrize("name", ["Rurland", "RURLAND", "The Kingdom of Ruritania"])
def test_name_of_a_participant_that_another_goes_by_is_doubted(editor: Client, name: str) -> None:
    ruritania = build.participant()
    ruritania.names.create(name="Rurland")
    Participant.objects.filter(pk=ruritania.pk).update(formal_folded="kingdom of ruritania")
    page = address(Participant, "add")
    data = sent(editor.get(page), name=name, slug="new", kind="other")

    doubted(editor, page, data, "name", "“Ruritania” goes by this name too; is it the same?")


def test_further_name_that_another_participant_has_is_doubted(editor: Client) -> None:
    page = address(Participant, "change", build.participant("Zenda").pk)
    data = add_row(sent(editor.get(page)), "names", name="Ruritania", kind="other")

    doubted(
        editor, page, data, "names-0-name", "“Ruritania” goes by this name too; is it the same?"
    )


def test_name_of_a_person_that_another_goes_by_is_doubted(editor: Client) -> None:
    build.person().names.create(name="A. Example")
    page = address(Person, "add")
    data = sent(editor.get(page), name="A Example", key="new")

    doubted(editor, page, data, "name", "“Ada Example” goes by this name too; is it the same?")


@pytest.mark.parametrize("name", ["fish-eries", "FSH"])
def test_name_of_a_topic_that_another_goes_by_is_doubted(editor: Client, name: str) -> None:
    Topic.objects.filter(slug="fisheries").update(abbreviation="FSH", name="Fish eries")
    page = address(Topic, "add")
    data = sent(editor.get(page), name=name, slug="new")

    doubted(editor, page, data, "name", "“Fish eries” goes by this name too; is it the same?")


def test_what_was_stored_before_is_not_doubted_again(editor: Client) -> None:
    build.person("Ada Example", key="second")
    Person.objects.create(key="third", name="Ada Example")
    page = address(Person, "change", Person.objects.get(key="third").pk)

    answer = editor.post(page, sent(editor.get(page), sort_name="Example, Ada"))

    assert answer.status_code == 302


def test_what_was_confirmed_stays_confirmed_beside_another_error(editor: Client) -> None:
    words = "“Ruritania” goes by this name too; is it the same?"
    page = address(Participant, "add")
    data = sent(editor.get(page), name="Ruritania", slug="New_", kind="other", _sure=token(words))

    answer = editor.post(page, data)

    assert f'<input type="hidden" name="_sure" value="{token(words)}">' in answer.content.decode()


@pytest.mark.parametrize(
    ("dates", "box", "words"),
    [
        ({"made": "2007-11-07", "due": "2006"}, "due", "It is due before it is made (2007-11-07)."),
        ({"made": "2008", "due": ""}, "made", "It is made after its meeting (2007-11-07)."),
    ],
)
def test_dates_of_a_pledge_against_the_order_of_time_are_refused(
    editor: Client, dates: dict[str, str], box: str, words: str
) -> None:
    page = address(Pledge, "change", Pledge.objects.get().pk)

    answer = editor.post(page, sent(editor.get(page), **dates))

    assert said(answer) == {box: [words]}


def test_report_from_before_a_pledge_was_made_is_refused(editor: Client) -> None:
    page = address(Pledge, "change", Pledge.objects.get().pk)
    data = sent(editor.get(page), made="2007-11-07")
    data = add_row(data, "updates", date="2006", status="fulfilled")

    answer = editor.post(page, data)

    assert said(answer) == {
        "updates-1-date": ["It is reported before the pledge is made (2007-11-07)."]
    }


def test_report_on_a_pledge_whose_own_date_is_none_is_no_error_of_its_own(editor: Client) -> None:
    page = address(Pledge, "change", Pledge.objects.get().pk)
    data = sent(editor.get(page), made="soon")
    data = add_row(data, "updates", date="2010", status="fulfilled")

    answer = editor.post(page, data)

    assert list(said(answer)) == ["made"]
