"""The page of likely duplicates leads to the page that compares them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.admin.duplicates import duplicates_url
from meetings.models import Document, Meeting, Series, StubMeeting, Topic
from participants.models import Participant, Person
from tests.meetings import build
from tests.meetings.admin import rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """An Editor, signed in."""
    client.force_login(rich.editor())
    return client


@pytest.mark.parametrize(
    "model", [Participant, Person, Topic, Series, Document, StubMeeting, Meeting]
)
def test_page_of_every_noun_and_the_way_to_it(editor: Client, model: Any) -> None:
    url = duplicates_url(model)
    listed = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    assert "No two rows are alike" in editor.get(url).content.decode()
    assert f'href="{url}"' in editor.get(listed).content.decode()


def test_group_leads_to_the_comparison(editor: Client, django_assert_max_num_queries: Any) -> None:
    one, other = build.person("Ada Example"), build.person("Ada Éxample", key="ada-2")

    with django_assert_max_num_queries(8):
        told = editor.get(duplicates_url(Person)).content.decode()

    compare = f"{reverse('admin:participants_person_merge')}?ids={one.pk}&amp;ids={other.pk}"
    assert f'href="{compare}"' in told
    assert "the same name, but for accents, case or signs" in told


def test_form_leads_to_the_comparison(editor: Client) -> None:
    one = build.person("Ada Example")

    told = editor.get(reverse("admin:participants_person_change", args=[one.pk])).content.decode()

    assert "Merge with another" in told
