"""Every page of the admin opens, lists, searches and finds.

Covers the modules that declare the pages of one noun: agenda, delegation, document, figure,
meeting, people, pledge, reference, relation, revision, series, session, stub and topic.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

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


@pytest.fixture(params=["draft", "published"])
def staff(request: pytest.FixtureRequest, client: Client) -> Client:
    rich.record(status=request.param)
    client.force_login(User.objects.get(username="boss"))
    return client


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


@pytest.mark.parametrize("model", [m for m in OURS if m.__name__ != "Revision"])
def test_every_adding_page_opens(staff: Client, model: type) -> None:
    answer = staff.get(address(model, "add"))

    assert answer.status_code == 200
