from typing import Any

from django.apps import AppConfig, apps
from django.db.models import ForeignKey, Model
from django.db.models.signals import (
    ModelSignal,
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_migrate,
    pre_save,
)
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """What took place: meetings, what was said and promised there, and where it is written."""

    name = "meetings"
    verbose_name = _("Meetings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what keeps derived data and search indexes; name links in words."""
        from . import groups
        from .derived import descriptions, list_rows, retired_numbers, tallies, uncovered_texts
        from .models.choices import Noun
        from .models.original import delete_file
        from .models.passage import leave_words
        from .search.engine import maintenance, vocabulary

        for model in self.get_models(include_auto_created=True):
            if model._meta.auto_created:
                model.__str__ = _link_words  # type: ignore[assignment,method-assign]
        post_migrate.connect(
            maintenance.follow_migrations, sender=self, dispatch_uid="meetings.search"
        )
        # Sent for each app in turn: permissions of ours are made by the time of the app of theirs.
        permissions = apps.get_app_config("auth")
        pre_migrate.connect(groups.note_permissions, sender=permissions)
        post_migrate.connect(groups.grant_new_permissions, sender=permissions)
        receivers: tuple[tuple[ModelSignal, str, Any], ...] = (
            (post_save, "meetings.Revision", vocabulary.note_revision),
            (pre_delete, "meetings.Meeting", tallies.forget_meeting),
            (pre_delete, "meetings.Meeting", uncovered_texts.note_documents),
            (post_delete, "meetings.Meeting", uncovered_texts.forget_sources),
            (post_save, "participants.Participant", tallies.follow_kind),
            (post_save, "participants.Person", list_rows.follow_person),
            (post_save, "meetings.Document", list_rows.follow_document),
            (post_save, "meetings.Document", uncovered_texts.follow_source),
            (post_delete, "meetings.Original", delete_file),
            (pre_save, "meetings.Relation", descriptions.keep_description),
            (pre_save, "meetings.Passage", leave_words),
            *((post_delete, f"meetings.{noun}", retired_numbers.retire_number) for noun in Noun),
        )
        for signal, sender, receiver in receivers:
            signal.connect(
                receiver, sender=sender, dispatch_uid=f"{sender} {receiver.__qualname__}"
            )


def _link_words(link: Model) -> str:
    """A row of a many-to-many table: the two that it joins, as the admin's deletions name it."""
    ends = [field.name for field in link._meta.fields if isinstance(field, ForeignKey)]
    return " – ".join(str(getattr(link, end)) for end in ends)
