"""What a meeting set out to discuss."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .meeting import Meeting
from .parts import NaturalKey, PartQuerySet


class AgendaItem(NaturalKey):
    """An item of the agenda; it can have no session, as a session can have no item."""

    natural_lookups = ("meeting__slug", "meeting__layer", "key")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    key = models.SlugField(_("key"), max_length=80)
    title = models.TextField(_("title"))
    items = models.JSONField(_("sub-items"), default=list, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"],
                name="agenda_item_key_once",
                violation_error_message=_("Another agenda item of this meeting has this key."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
