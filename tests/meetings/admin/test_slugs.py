"""Addresses as forms take them: any that a record file has, and no other."""

from typing import Any

import pytest
from django.test import Client

from meetings.admin.slugs import free_slug, slug_refused
from meetings.models import (
    AgendaItem,
    Document,
    Meeting,
    Series,
    Session,
    StubMeeting,
    Topic,
)
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, said, sent

pytestmark = pytest.mark.django_db

#: the field, and what else its form asks for
NOUNS: list[tuple[Any, str, dict[str, str]]] = [
    (Meeting, "slug", {"title": "New"}),
    (StubMeeting, "slug", {"title": "New"}),
    (Series, "slug", {"name": "New"}),
    (Topic, "slug", {"name": "New"}),
    (Document, "key", {"title": "New"}),
    (AgendaItem, "key", {"title": "New"}),
    (Session, "key", {"title": "New"}),
    (Participant, "slug", {"name": "New", "kind": "other"}),
    (Person, "key", {"name": "New"}),
]
BY_NOUN = pytest.mark.parametrize(
    ("model", "field", "given"), NOUNS, ids=[model.__name__ for model, *_ in NOUNS]
)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(rich.editor())
    return client


def adding(editor: Client, model: Any, **typed: str) -> tuple[str, dict[str, Any]]:
    """The page that adds a row, and what is sent there."""
    page = address(model, "add")
    data = sent(editor.get(page)) | typed
    if model in {AgendaItem, Session}:
        data["meeting"] = build.meeting("new-fish", status="draft").pk
    return page, {name: value for name, value in data.items() if value != ""}


@pytest.mark.parametrize("slug", ["Upper-Case", "under_score", "a--b", "-lead", "trail-", "a b"])
@BY_NOUN
def test_address_that_no_record_file_holds_is_refused_by_the_form(
    editor: Client, model: Any, field: str, given: dict[str, str], slug: str
) -> None:
    page, data = adding(editor, model, **given, **{field: slug})

    answer = editor.post(page, data)

    assert answer.status_code == 200
    assert said(answer) == {field: [slug_refused(slug)]}


@pytest.mark.parametrize(
    ("title", "slug"), [("Новый порядок", "novyy-poryadok"), ("和平会议", "he-ping-hui-yi")]
)
@BY_NOUN
def test_title_in_another_script_gives_a_readable_address(
    editor: Client, model: Any, field: str, given: dict[str, str], title: str, slug: str
) -> None:
    page, data = adding(editor, model, **dict.fromkeys(given, title) | kind(given))

    answer = editor.post(page, data)

    assert answer.status_code == 302, said(answer)
    assert model._default_manager.filter(**{field: slug}).count() == 1


@BY_NOUN
def test_address_is_asked_for_where_none_can_be_read_aloud(
    editor: Client, model: Any, field: str, given: dict[str, str]
) -> None:
    page, data = adding(editor, model, **dict.fromkeys(given, "الحوار") | kind(given))

    answer = editor.post(page, data)

    assert said(answer) == {
        field: [
            "Give it in Latin letters: none can be made from “الحوار” that could be read aloud."
        ]
    }


def kind(given: dict[str, str]) -> dict[str, str]:
    """What of the other fields is no title."""
    return {name: value for name, value in given.items() if name == "kind"}


def test_refusal_says_what_the_address_would_be() -> None:
    assert slug_refused("Upper_Case").endswith("joined by single hyphens: upper-case.")
    assert slug_refused("ح").endswith("joined by single hyphens.")


def test_free_address_is_one_that_no_row_and_no_other_form_has() -> None:
    build.topic("Fish")

    assert free_slug("fish", Topic.objects.all(), "slug", {"fish-2"}) == "fish-3"
    assert free_slug("nets", Topic.objects.all(), "slug", set()) == "nets"


@BY_NOUN
def test_address_that_stands_already_can_be_mended(
    editor: Client, model: Any, field: str, given: dict[str, str]
) -> None:
    if model in {Participant, Person}:
        return  # their constraints never let one stand
    page, data = adding(editor, model, **given, **{field: "right"})
    editor.post(page, data)
    row = model._default_manager.get(**{field: "right"})
    model._default_manager.filter(pk=row.pk).update(**{field: "Wrong_one"})
    page = address(model, "change", row.pk)

    unchanged = editor.post(page, sent(editor.get(page)))
    mended = editor.post(page, sent(editor.get(page), **{field: "right-again"}))

    assert unchanged.status_code == 302
    assert mended.status_code == 302
    assert model._default_manager.filter(**{field: "right-again"}).exists()
