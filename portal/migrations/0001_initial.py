"""Searches that found nothing, which both groups of staff may read."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

#: the groups of staff, by the names that the migrations of meetings give them
GROUPS = ["Editor", "Publisher"]


def let_staff_read(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    # Django makes permissions after all migrations; this one is given here.
    portal = installed.get_app_config("portal")
    create_permissions(portal, verbosity=0, interactive=False, using=using)
    view = apps.get_model("auth", "Permission").objects.using(using).get(
        content_type__app_label="portal", codename="view_fruitlesssearch"
    )
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=GROUPS):
        group.permissions.add(view)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0002_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="FruitlessSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("query", models.CharField(max_length=100, verbose_name="query")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="times")),
            ],
            options={
                "verbose_name": "search that found nothing",
                "verbose_name_plural": "searches that found nothing",
                "ordering": ["-day", "-count", "query"],
                "indexes": [models.Index(fields=["-day", "-count", "query"], name="fruitless_in_order")],
                "constraints": [
                    models.UniqueConstraint(fields=["day", "query"], name="fruitless_once_a_day"),
                    models.CheckConstraint(condition=~models.Q(query=""), name="fruitless_query_given"),
                ],
            },
        ),
        # A right once given is taken back by hand, as with the groups themselves.
        migrations.RunPython(let_staff_read, migrations.RunPython.noop),
    ]
