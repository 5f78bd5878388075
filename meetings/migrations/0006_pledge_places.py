"""What lists of pledges are read by, and the counts of facets."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from meetings.derived.tallies import recount
from meetings.derived.pledge_positions import place_pledges

#: meetings whose pledges are read at once
SOME = 200


def place(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("meetings", "Pledge").objects.order_by("meeting")
    meetings = list(rows.values_list("meeting", flat=True).distinct())
    for start in range(0, len(meetings), SOME):
        place_pledges(meetings[start : start + SOME])
    if meetings or apps.get_model("meetings", "Statement").objects.exists():
        recount(using=schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_facets'),
    ]

    operations = [
        migrations.AddField(
            model_name='pledge',
            name='place',
            field=models.BigIntegerField(editable=False, null=True, serialize=False, unique=True, verbose_name='place in lists'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='series',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', serialize=False, to='meetings.series'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='told',
            field=models.CharField(editable=False, max_length=20, null=True, serialize=False),
        ),
        migrations.AddField(
            model_name='pledge',
            name='told_since',
            field=models.DateField(editable=False, null=True, serialize=False),
        ),
        migrations.AddIndex(
            model_name='pledge',
            index=models.Index(fields=['place', 'told', 'due_last', 'told_since', 'kind', 'strength', 'series', 'made_first', 'made_last', 'id'], name='pledge_by_place'),
        ),
        migrations.AddIndex(
            model_name='pledge',
            index=models.Index(fields=['due_last', 'place'], name='pledge_by_due'),
        ),
        migrations.AddIndex(
            model_name="pledge",
            index=models.Index(fields=["told_since"], name="pledge_by_report"),
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
    ]
