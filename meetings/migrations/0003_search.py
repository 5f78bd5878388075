"""The search indexes: outside the models, since each database has its own kind."""

from typing import Any

from django.db import migrations

from meetings.search.engine import maintenance


def forwards(apps: Any, schema_editor: Any) -> None:
    maintenance.create(schema_editor.connection.alias)


def backwards(apps: Any, schema_editor: Any) -> None:
    maintenance.drop(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_groups"), ("participants", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
