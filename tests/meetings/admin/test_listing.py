"""Lists, their actions and deletion answer whatever an address or another person does."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.test import Client

from meetings.models import Document, Meeting, Revision, Session, Topic, Update
from portal.models import FruitlessSearch
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, ours, sent, stored

pytestmark = pytest.mark.django_db

NOUNS = pytest.mark.parametrize("model", ours(), ids=lambda model: str(model.__name__))


@pytest.fixture
def publisher(client: Client, meeting: Meeting) -> Client:
    client.force_login(rich.publisher())
    return client


@pytest.mark.parametrize("year", ["0", "99999", "x"])
@pytest.mark.parametrize(
    ("model", "day"),
    [(Session, "first_day"), (Update, "first_day"), (Meeting, "first_day"), (Revision, "when")],
)
def test_list_of_a_year_that_is_none_is_the_list_with_a_word(
    publisher: Client, model: Any, day: str, year: str
) -> None:
    answer = publisher.get(address(model, "changelist"), {f"{day}__year": year})

    assert (answer.status_code, answer.headers["Location"].split("?")[-1]) == (302, "e=1")


def test_list_of_searches_answers_a_year_that_is_none(admin_client: Client) -> None:
    answer = admin_client.get(address(FruitlessSearch, "changelist"), {"day__year": "99999"})

    assert answer.status_code == 302


@pytest.mark.parametrize("query", ["%", "\\", '"', "a" * 5000, "wo " * 500, "🐟", "'"])
@NOUNS
def test_search_of_a_list_answers_whatever_is_sought(
    publisher: Client, model: Any, query: str
) -> None:
    answer = publisher.get(address(model, "changelist"), {"q": query})

    assert answer.status_code == 200


@pytest.mark.parametrize("chosen", ["x", "\0", "-1", "9" * 30])
@NOUNS
def test_action_with_what_is_no_row_does_nothing(
    publisher: Client, model: Any, chosen: str
) -> None:
    before = stored()
    data = {"action": "delete_selected", "_selected_action": [chosen], "post": "yes"}

    answer = publisher.post(address(model, "changelist"), data)

    assert answer.status_code in {200, 302, 403}
    assert stored() == before


@pytest.mark.parametrize("model", [Document, Topic], ids=["document", "topic"])
def test_deletion_of_what_others_need_says_so(publisher: Client, model: Any) -> None:
    row = model.objects.get(
        **{
            "key" if model is Document else "slug": {Document: "fish-1-report", Topic: "fisheries"}[
                model
            ]
        }
    )
    before = stored()

    shown = publisher.get(address(model, "delete", row.pk))
    answer = publisher.post(address(model, "delete", row.pk), {"post": "yes"})
    several = publisher.post(
        address(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )

    assert shown.context["protected"]
    assert answer.status_code in {200, 403}
    assert several.status_code == 200
    assert stored() == before


def refuse(*args: Any) -> None:
    raise IntegrityError("FOREIGN KEY constraint failed")


def test_deletion_of_what_others_came_to_need_meanwhile_says_so(
    publisher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = build.topic("Whales")
    page = admin.site._registry[Topic]
    monkeypatch.setattr(type(page), "delete_model", refuse)
    monkeypatch.setattr(type(page), "delete_queryset", refuse)
    chosen = {"action": "delete_selected", "_selected_action": [topic.pk], "post": "yes"}

    one = publisher.post(address(Topic, "delete", topic.pk), {"post": "yes"}, follow=True)
    several = publisher.post(address(Topic, "changelist"), chosen, follow=True)

    for answer in (one, several):
        assert answer.status_code == 200
        assert [str(message) for message in answer.context["messages"]] == [
            "Nothing was deleted: something else came to need it meanwhile. Look again."
        ]
    assert Topic.objects.filter(pk=topic.pk).exists()


@rich.in_state("published")
def test_reason_with_nul_is_an_error_and_stays(publisher: Client, meeting: Meeting) -> None:
    page = address(Meeting, "change", meeting.pk)
    data = sent(publisher.get(page), city="Zenda", _why="a\0b")

    answer = publisher.post(page, data)

    assert answer.status_code == 200
    assert answer.context["adminform"].form.non_field_errors() == [
        "The reason holds a NUL character; type it again."
    ]
    assert answer.context["adminform"].form["city"].value() == "Zenda"


@rich.in_state("published")
def test_reason_of_a_step_with_nul_is_refused(publisher: Client, meeting: Meeting) -> None:
    page = f"{address(Meeting, 'changelist')}{meeting.pk}/withdraw/"

    answer = publisher.post(page, {"why": "a\0b"}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "The reason holds a NUL character; type it again."
    ]
    assert Meeting.objects.get(pk=meeting.pk).status == "published"
