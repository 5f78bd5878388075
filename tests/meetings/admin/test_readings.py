"""A date that is written as people write it is refused with its reading, which one press takes."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from meetings.admin.readings import with_reading
from meetings.models import Document, Meeting, Pledge, Session
from tests.meetings.admin import rich
from tests.meetings.admin.sending import add_row, address, said, sent

pytestmark = pytest.mark.django_db

READINGS = {
    "17 September 2021": ["2021-09-17"],
    "September 17, 2021": ["2021-09-17"],
    "2021-9-17": ["2021-09-17"],
    "17/09/2021": ["2021-09-17"],
    "05/06/2021": ["2021-06-05", "2021-05-06"],
    "spring 1999": ["1999-21"],
    "20080501": ["2008-05-01"],
    "2008-05-01/05-03": ["2008-05-01/2008-05-03"],
    "2019-05-06T22:00": ["2019-05-06T22:00:00"],
}


@pytest.fixture
def editor(client: Client, meeting: Meeting) -> Client:
    client.force_login(rich.editor())
    return client


def buttons(answer: Any, box: str) -> list[str]:
    """What the buttons beside a box would send."""
    [words] = said(answer)[box]
    return [part.split('"')[0] for part in words.split('name="_read" value="')[1:]]


@pytest.mark.parametrize("typed", READINGS)
def test_date_as_people_write_it_is_refused_with_its_readings(
    editor: Client, meeting: Meeting, typed: str
) -> None:
    page = address(Meeting, "change", meeting.pk)

    answer = editor.post(page, sent(editor.get(page), date=typed))

    assert answer.status_code == 200
    assert buttons(answer, "date") == [f"date|{date}|_save" for date in READINGS[typed]]
    assert b'<button type="submit" class="button" name="_read"' in answer.content
    assert answer.context["adminform"].form["date"].value() == typed


@pytest.mark.parametrize("typed", READINGS)
def test_one_press_takes_the_reading_and_saves_the_rest(
    editor: Client, meeting: Meeting, typed: str
) -> None:
    page = address(Meeting, "change", meeting.pk)
    data = sent(editor.get(page), date=typed, city="Zenda")
    pressed = buttons(editor.post(page, data), "date")[0]

    answer = editor.post(page, data | {"_read": pressed})

    assert answer.status_code == 302
    stored = Meeting.objects.get(pk=meeting.pk)
    assert (stored.date, stored.city) == (READINGS[typed][0], "Zenda")


def test_reading_says_what_it_means(editor: Client, meeting: Meeting) -> None:
    page = address(Meeting, "change", meeting.pk)

    answer = editor.post(page, sent(editor.get(page), date="spring 1999"))

    assert "Use 1999-21 (spring 1999)" in said(answer)["date"][0]
    assert "dates are written in digits" in said(answer)["date"][0]


def test_what_no_reading_is_known_of_has_no_button(editor: Client, meeting: Meeting) -> None:
    page = address(Meeting, "change", meeting.pk)

    answer = editor.post(page, sent(editor.get(page), date="<b>soon</b>"))

    assert buttons(answer, "date") == []
    assert b"<b>soon" not in answer.content


@pytest.mark.parametrize(("model", "box"), [(Document, "date"), (Document, "retrieved")])
def test_every_date_of_a_document_is_offered_its_reading(
    editor: Client, meeting: Meeting, model: Any, box: str
) -> None:
    page = address(model, "add")

    answer = editor.post(page, sent(editor.get(page), title="New", **{box: "2021-9-17"}))

    assert buttons(answer, box) == [f"{box}|2021-09-17|_save"]


def test_button_that_was_pressed_before_is_pressed_with_the_reading(
    editor: Client, meeting: Meeting
) -> None:
    page = address(Session, "add")
    data = sent(editor.get(page), meeting=meeting.pk, title="New", date="20080501", _addanother="1")
    [pressed] = buttons(editor.post(page, data), "date")
    del data["_addanother"]

    answer = editor.post(page, data | {"_read": pressed})

    assert pressed == "date|2008-05-01|_addanother"
    assert "/add/" in answer.headers["Location"]


def test_date_in_a_row_below_is_offered_its_reading(editor: Client, meeting: Meeting) -> None:
    pledge = Pledge.objects.get()
    page = address(Pledge, "change", pledge.pk)
    data = add_row(sent(editor.get(page)), "updates", date="5 May 2010", status="fulfilled")
    [pressed] = buttons(editor.post(page, data), "updates-1-date")

    answer = editor.post(page, data | {"_read": pressed})

    assert answer.status_code == 302
    assert pledge.updates.filter(date="2010-05-05").exists()


@pytest.mark.parametrize("pressed", ["", "date", "date|", "nobox|2021|_save", "|||||"])
def test_button_that_names_no_box_changes_nothing(pressed: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"date": "x", "_read": pressed})

    assert with_reading(data).dict() == {"date": "x", "_read": pressed}


def test_button_can_press_no_other_thing() -> None:
    data = QueryDict(mutable=True)
    data.update({"date": "x", "_read": "date|2021|_publish"})

    assert with_reading(data).dict() == {"date": "2021", "_read": data["_read"], "_save": "1"}
