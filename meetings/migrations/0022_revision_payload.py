"""Revisions are held by their payloads alone, of every sitting and step of a record."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

_ACTIONS = [
    ("load", "Loaded"),
    ("edit", "Changed"),
    ("submit", "Submitted for review"),
    ("send_back", "Sent back"),
    ("publish", "Published"),
    ("correct", "Corrected"),
    ("withdraw", "Withdrawn"),
    ("restore", "Restored"),
]
_STATES = ["draft", "in review", "published", "withdrawn"]


def name_by_what_there_was(apps: Any, schema_editor: Any) -> None:
    """On the way back: a draft was loaded, all else corrected."""
    rows = apps.get_model("meetings", "Revision").objects.using(schema_editor.connection.alias)
    new = rows.filter(action__in=["edit", "submit", "send_back", "restore"])
    new.filter(status="draft").update(action="load")
    new.update(action="correct")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0021_pack_revisions")]

    operations = [
        migrations.RemoveConstraint(model_name="revision", name="meetings_revision_action_listed"),
        migrations.RunPython(migrations.RunPython.noop, name_by_what_there_was),
        migrations.RemoveField(model_name="revision", name="record"),
        migrations.AlterField(
            model_name="revision",
            name="action",
            field=models.CharField(choices=_ACTIONS, max_length=20, verbose_name="action"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=Q(action__in=[action for action, _label in _ACTIONS]),
                name="meetings_revision_action_listed",
                violation_error_message="Choose from the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=Q(status__in=[*_STATES, ""]),
                name="meetings_revision_status_listed",
                violation_error_message="Choose from the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=Q(base__lte=F("number")),
                name="revision_builds_on_earlier_ones",
                violation_error_message="A revision builds on an earlier one; load the page again.",
            ),
        ),
    ]
