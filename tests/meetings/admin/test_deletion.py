"""Rows chosen in a list are deleted in one transaction, which locks their record.

Covers meetings.admin.listing as well: its other tests run inside of a transaction themselves.
"""

import pytest
from django.test import Client

from meetings.models import Update
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_that_are_chosen_in_a_list_are_deleted(client: Client) -> None:
    rich.record()
    client.force_login(rich.publisher())
    numbers = [row.pk for row in Update.objects.all()]
    data = {"action": "delete_selected", "_selected_action": numbers, "post": "yes"}

    answer = client.post(address(Update, "changelist"), data)

    assert answer.status_code == 302
    assert numbers
    assert not Update.objects.exists()
