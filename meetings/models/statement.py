"""What was said, and by whom."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from participants.models.fields import ChoiceListField
from participants.models.search_text import SearchTextField, SearchTextRow

from ..addresses import numbered_address
from .agenda import AgendaItem
from .choices import Delivery, Form
from .meeting import Meeting
from .numbered import Numbered
from .parts import KeyedQuerySet, closed
from .series import Series
from .session import Session
from .topic import Topic

#: a statement's position in its meeting has four digits in the chronological key
ORDER_LIMIT = 10**4


class Statement(SearchTextRow, Numbered):
    """A passage with what was said and by whom. Its number (the ¶) is permanent.

    ``key`` sorts by time: yyyymmdd·10¹⁰ + meeting·10⁴ + 9999 − place in the meeting; it is
    derived, see ``keys.refresh_derived``, as is ``series``.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField(_("number"))
    order = models.PositiveIntegerField(_("order"), default=0)
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        verbose_name=_("session"),
        related_name="statements",
        null=True,
        blank=True,
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        verbose_name=_("agenda item"),
        related_name="statements",
        null=True,
        blank=True,
    )
    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.REPORTED)
    delivery = ChoiceListField(_("delivery"), members=Delivery.choices, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    text = models.TextField(_("text"))
    quotations = models.JSONField(_("quoted words"), default=list, blank=True)
    procedural = models.BooleanField(_("procedural"), default=False)
    collective = models.TextField(_("collective"), blank=True)
    unattributed = models.TextField(_("why no speaker is given"), blank=True)
    topics = models.ManyToManyField(
        Topic,
        through="StatementTopic",
        verbose_name=_("topics"),
        related_name="statements",
        blank=True,
    )
    in_reply_to = models.ManyToManyField(
        "self",
        verbose_name=_("in reply to"),
        related_name="replies",
        symmetrical=False,
        blank=True,
    )
    mentions = models.ManyToManyField(
        Participant, verbose_name=_("mentions"), related_name="mentioned_in", blank=True
    )
    key = models.BigIntegerField(
        _("chronological key"), null=True, unique=True, editable=False, serialize=False
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        editable=False,
        serialize=False,
        related_name="+",
        db_index=False,
    )

    search_text = SearchTextField(columns=("text",))

    objects = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "number"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [
            models.Index(fields=["series", "key"], name="statement_by_series"),
            models.Index(fields=["form", "key"], name="statement_by_form"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="statement_number_once",
                violation_error_message=_("Another statement of this meeting has this number."),
            ),
            models.CheckConstraint(
                condition=Q(order__lt=ORDER_LIMIT),
                name="statement_order_fits_key",
                violation_error_message=_("This place is too far down; give a smaller number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="statement_numbered_from_1",
                violation_error_message=_("Numbers begin with 1."),
            ),
            closed("form", Form),
        ]

    def __str__(self) -> str:
        return f"¶{self.number} {Truncator(self.text).words(8)}"

    def clean(self) -> None:
        """Refuse a number that another statement carried, and parts of other meetings."""
        super().clean()
        if self.meeting_id is None:
            return
        if self.session and self.session.meeting_id != self.meeting_id:
            raise ValidationError({"session": _("That session belongs to another meeting.")})
        if self.agenda_item and self.agenda_item.meeting_id != self.meeting_id:
            raise ValidationError({"agenda_item": _("That item belongs to another meeting.")})

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return numbered_address("statement", self.meeting.slug, self.number)
