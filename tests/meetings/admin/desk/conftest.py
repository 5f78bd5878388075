"""The small draft and an Editor, made once a module: what a test changes of them is undone."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoDbBlocker

from meetings.models import Meeting
from tests import registers
from tests.meetings.admin import rich
from tests.meetings.curation.drafts import draft


@pytest.fixture(scope="module")
def kept_draft(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The number of the draft; beside it is an Editor."""
    with registers.taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            meeting = draft()
            rich.editor()
        yield meeting.pk


@pytest.fixture
def meeting(kept_draft: int, db: None) -> Meeting:
    """The draft, as it was made."""
    return Meeting.objects.get(pk=kept_draft)


@pytest.fixture
def editor(kept_draft: int, client: Client, db: None) -> Client:
    """An Editor."""
    client.force_login(User.objects.get(username="editor"))
    return client
