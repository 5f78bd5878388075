"""Meetings are ordered by a title that is folded alike on every database."""

from typing import Any

from django.db import migrations, models

import participants.models.fields
from participants.names import fold_for_sort

#: rows that are written at once
_ROWS = 500


def order_titles(apps: Any, schema_editor: Any) -> None:
    """Fill the new column of the meetings that are there."""
    meetings = apps.get_model("meetings", "Meeting").objects.using(schema_editor.connection.alias)
    changed = []
    for meeting in meetings.exclude(title="").only("pk", "title").order_by("pk"):
        meeting.title_order = fold_for_sort(meeting.title)[:200] or None
        changed.append(meeting)
    for start in range(0, len(changed), _ROWS):
        meetings.bulk_update(changed[start : start + _ROWS], ["title_order"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_words_of_stages_and_pledges")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="title_order",
            field=participants.models.fields.TitleOrderField(
                blank=True,
                editable=False,
                max_length=200,
                null=True,
                source="title",
                verbose_name="title to order by",
            ),
        ),
        migrations.RunPython(order_titles, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["title_order", "slug"], name="meeting_by_title"),
        ),
    ]
