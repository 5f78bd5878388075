"""Files of one thing: the headers they come with, and what is told where nothing is public."""

import pytest
from django.test import Client

from tests.meetings import build

pytestmark = pytest.mark.django_db


def test_file_is_named_after_its_address(client: Client) -> None:
    build.meeting("fish-1")
    response = client.get("/meetings/fish-1.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'inline; filename="fish-1.json"'


def test_file_of_a_draft_is_not_found(client: Client) -> None:
    build.meeting("fish-1", status="draft")
    assert client.get("/meetings/fish-1.json").status_code == 404


def test_file_of_a_withdrawn_record_is_gone(client: Client) -> None:
    build.meeting("fish-1", status="withdrawn")
    assert client.get("/meetings/fish-1.json").status_code == 410
