from django.apps import AppConfig
from django.db.models import ForeignKey, Model
from django.db.models.signals import post_migrate, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """What took place: meetings, what was said and promised there, and where it is written."""

    name = "meetings"
    verbose_name = _("Meetings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the search indexes: triggers after migrations, words after each revision;
        and the counts of facets where no record is keyed anew. Links are named in words."""
        from .models import counting, uses
        from .search.engine import maintenance, vocabulary

        for model in self.get_models(include_auto_created=True):
            if model._meta.auto_created:
                model.__str__ = _link_words  # type: ignore[assignment,method-assign]
        post_migrate.connect(
            maintenance.restore_after_migration, sender=self, dispatch_uid="meetings.search"
        )
        post_save.connect(
            vocabulary.note_revision,
            sender="meetings.Revision",
            dispatch_uid="meetings.search.words",
        )
        pre_delete.connect(
            counting.forget_meeting, sender="meetings.Meeting", dispatch_uid="meetings.counts"
        )
        post_save.connect(
            counting.follow_kind,
            sender="participants.Participant",
            dispatch_uid="meetings.counts.kind",
        )
        pre_delete.connect(
            uses.forget_uses, sender="meetings.Meeting", dispatch_uid="meetings.uses"
        )
        post_save.connect(
            uses.follow_person, sender="participants.Person", dispatch_uid="meetings.uses.person"
        )
        post_save.connect(
            uses.follow_document, sender="meetings.Document", dispatch_uid="meetings.uses.document"
        )


def _link_words(link: Model) -> str:
    """A row of a many-to-many table: the two that it joins, as the admin's deletions name it."""
    ends = [field.name for field in link._meta.fields if isinstance(field, ForeignKey)]
    return " – ".join(str(getattr(link, end)) for end in ends)
