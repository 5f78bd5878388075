"""The groups of staff are those that the migration made."""

import pytest
from django.contrib.auth.models import Group

from meetings.groups import EDITOR, PUBLISHER


@pytest.mark.django_db
def test_groups_are_there_and_publishers_alone_publish() -> None:
    allowed = {
        name: set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        for name in (EDITOR, PUBLISHER)
    }

    assert allowed[PUBLISHER] - allowed[EDITOR] == {"publish_meeting"}
    assert allowed[EDITOR] - allowed[PUBLISHER] == set()
    assert {"add_statement", "change_statement", "view_revision"} <= allowed[EDITOR]
    assert "change_revision" not in allowed[PUBLISHER]
