"""The groups of staff: Editors enter records, Publishers decide what is public."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import Q

#: what belongs to the steps of a record or to the register itself, and is never typed
KEPT = ["revision", "retirednumber", "formerslug", "statementparticipant", "statementperson"]


def create_groups(apps: Any, schema_editor: Any) -> None:
    """Make both groups, where they are missing, and give them their permissions.

    A group that exists keeps what else it was given.
    """
    using = schema_editor.connection.alias
    for label in ("participants", "meetings"):
        # Made after all migrations otherwise; of models as they are in this one.
        app = apps.get_app_config(label)
        app.models_module = getattr(app, "models_module", None) or True
        create_permissions(app, verbosity=0, interactive=False, using=using, apps=apps)
    rows = apps.get_model("auth", "Permission").objects.using(using).filter(
        content_type__app_label__in=["participants", "meetings"]
    )
    kept = Q(content_type__model__in=KEPT) & ~Q(codename__startswith="view_")
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, allowed in (
        ("Editor", rows.exclude(kept).exclude(codename="publish_meeting")),
        ("Publisher", rows.exclude(kept)),
    ):
        group, _made = groups.get_or_create(name=name)
        group.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"),
        ("participants", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # Deleting the groups on the way back would take staff's own changes with them.
        migrations.RunPython(create_groups, migrations.RunPython.noop),
    ]
