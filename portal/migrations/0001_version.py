"""The version of the register: outside the models, so that no dump or flush takes it along."""

from typing import Any

from django.db import migrations

from meetings.version import maintenance


def forwards(apps: Any, schema_editor: Any) -> None:
    maintenance.create(schema_editor.connection.alias)


def backwards(apps: Any, schema_editor: Any) -> None:
    maintenance.drop(schema_editor.connection.alias)


class Migration(migrations.Migration):
    initial = True

    operations = [migrations.RunPython(forwards, backwards)]
