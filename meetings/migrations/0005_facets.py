"""The counts of facets, which 0006 fills, and an index for statements of one form."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


MANAGERS = [
    ("undumped", django.db.models.manager.Manager()),
    ("objects", django.db.models.manager.Manager()),
]
OPTIONS = {
    "default_permissions": (),
    "base_manager_name": "objects",
    "default_manager_name": "undumped",
}


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_search")]

    operations = [
        migrations.CreateModel(
            name="CountedMeeting",
            fields=[
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="meetings.meeting",
                    ),
                ),
                ("statements", models.JSONField(default=list)),
            ],
            options=OPTIONS,
            managers=MANAGERS,
        ),
        migrations.CreateModel(
            name="FacetCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chosen", models.BigIntegerField()),
                ("counted", models.BigIntegerField()),
                ("facet", models.SmallIntegerField()),
                ("n", models.IntegerField()),
            ],
            options=OPTIONS,
            managers=MANAGERS,
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["form", "key"], name="statement_by_form"),
        ),
        migrations.AddIndex(
            model_name="facetcount",
            index=models.Index(
                models.F("chosen"),
                models.F("facet"),
                models.OrderBy(models.F("n"), descending=True),
                models.F("counted"),
                name="facet_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="facetcount",
            constraint=models.UniqueConstraint(
                fields=("chosen", "counted"), name="facet_count_once"
            ),
        ),
    ]
