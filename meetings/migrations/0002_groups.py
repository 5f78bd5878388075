"""Meetings only named as a noun of the admin, and the groups Editor and Publisher."""

from typing import Any

from django.db import migrations

import meetings.models.stub
from meetings.groups import create_groups


def forwards(apps: Any, schema_editor: Any) -> None:
    create_groups(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"),
        ("participants", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="StubMeeting",
            fields=[],
            options={
                "verbose_name": "meeting only named",
                "verbose_name_plural": "meetings only named",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("meetings.meeting",),
            managers=[("objects", meetings.models.stub.StubManager())],
        ),
        # Deleting the groups on the way back would take staff's own changes with them.
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
