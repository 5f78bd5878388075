"""How meetings hang together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import RelationKind
from .meeting import Meeting
from .parts import Identified, PartQuerySet, closed


class Relation(Identified):
    """What another meeting is to this one, as this record's source states it.

    ``other`` is the stub of that meeting; its record, if there is one, has the same slug.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="relations")
    order = models.PositiveIntegerField(_("order"), default=0)
    relation = models.CharField(_("relation"), max_length=20, choices=RelationKind)
    other = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("other meeting"),
        related_name="named_by",
        limit_choices_to={"layer": "stub"},
    )
    printed = models.TextField(_("as printed"), blank=True)
    # What this record's source says of the other meeting, see derived/descriptions.py.
    described = models.JSONField(default=dict, blank=True, editable=False)

    objects = models.Manager.from_queryset(PartQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("related meeting")
        verbose_name_plural = _("related meetings")
        constraints = [closed("relation", RelationKind)]

    def __str__(self) -> str:
        # A form that is shown again may have named none.
        return f"{self.get_relation_display()}: {self.other if self.other_id else '–'}"
