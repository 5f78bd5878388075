"""Meetings: those recorded, and those that records only name."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from participants.models.fields import TitleOrderField
from participants.models.search_text import SearchTextField, SearchTextRow

from ..addresses import address
from ..dates import wording
from .choices import Attendance, Layer, Mode, Stage, Status
from .fields import EdtfField
from .meeting_queryset import MeetingQuerySet
from .parts import NaturalKey, closed, days_in_order
from .series import Series
from .wording import composed_title

#: a meeting's number in the chronological key has six digits
MEETING_LIMIT = 10**6


class Meeting(SearchTextRow, NaturalKey):
    """A meeting that is recorded here (layer "record") or only named by records ("stub").

    Both may stand side by side under one slug: the stub keeps what other records say of
    the meeting while its own record is a draft. Beside a published record may stand its
    "correction": a draft of what it is to become (``OpenCorrection``).
    """

    natural_lookups = ("slug", "layer")

    slug = models.SlugField(_("slug"), max_length=120)
    layer = models.CharField(
        _("layer"), max_length=10, choices=Layer, default=Layer.RECORD, editable=False
    )
    title = models.TextField(_("title"), blank=True)
    title_order = TitleOrderField(_("title to order by"), max_length=200)
    title_printed = models.TextField(_("title as printed"), blank=True)
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        verbose_name=_("series"),
        related_name="meetings",
        null=True,
        blank=True,
    )
    ordinal = models.PositiveIntegerField(_("ordinal"), null=True, blank=True)
    theme = models.TextField(_("theme"), blank=True)
    date = EdtfField(_("date"))
    first_day = models.DateField(_("earliest day"), null=True, editable=False)
    last_day = models.DateField(_("latest day"), null=True, editable=False)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.ForeignKey(
        Participant,
        models.PROTECT,
        verbose_name=_("country"),
        related_name="meetings_in",
        null=True,
        blank=True,
    )
    venue = models.CharField(_("venue"), max_length=250, blank=True)
    mode = models.CharField(_("mode"), max_length=20, choices=Mode, default=Mode.NOT_STATED)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.HELD)
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    summary = models.TextField(_("summary"), blank=True)
    attendance = models.CharField(
        _("attendance list"),
        max_length=20,
        choices=Attendance,
        default=Attendance.NOT_RECORDED,
    )
    #: withdrawn, and a draft again: its address goes on saying so
    gone = models.BooleanField(_("withdrawn before"), default=False, editable=False)
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("last changed by"),
        null=True,
        editable=False,
        related_name="+",
    )

    search_text = SearchTextField(
        columns=("title", "title_printed", "theme", "city", "venue", "summary")
    )

    objects = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = [models.F("first_day").desc(nulls_last=True), "slug", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        permissions = [
            ("submit_meeting", _("Can submit a record for review")),
            ("publish_meeting", _("Can publish, return and withdraw records")),
        ]
        indexes = [
            models.Index(fields=["layer", "status", "first_day"], name="meeting_by_day"),
            models.Index(fields=["title_order", "slug"], name="meeting_by_title"),
            models.Index(fields=["-first_day", "slug"], name="meeting_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "layer"],
                name="meeting_slug_once_a_layer",
                violation_error_message=_("Another meeting has this address; choose another."),
            ),
            models.CheckConstraint(
                condition=Q(pk__lt=MEETING_LIMIT),
                name="meeting_number_fits_key",
                violation_error_message=_(
                    "The register is full: it holds at most 999,999 meetings."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="meeting_has_slug",
                violation_error_message=_(
                    "Give the address; it cannot be made from an empty title."
                ),
            ),
            models.CheckConstraint(
                condition=Q(layer=Layer.RECORD)
                | Q(status=Status.DRAFT)
                | Q(layer=Layer.CORRECTION, status=Status.IN_REVIEW),
                name="meeting_stub_has_no_status",
                violation_error_message=_(
                    "A meeting that is only named is never published by itself."
                ),
            ),
            models.CheckConstraint(
                condition=Q(gone=False)
                | Q(layer=Layer.RECORD, status__in=[Status.DRAFT, Status.IN_REVIEW]),
                name="meeting_gone_is_a_draft",
                violation_error_message=_("Only a draft was withdrawn before."),
            ),
            closed("layer", Layer),
            closed("mode", Mode),
            closed("stage", Stage),
            closed("status", Status),
            closed("attendance", Attendance),
            days_in_order("first_day", "last_day"),
        ]

    def __str__(self) -> str:
        if self.layer == Layer.CORRECTION:
            return gettext("%s (correction)") % self.shown_title
        return self.shown_title

    def clean(self) -> None:
        """Refuse a slug under which another meeting was known."""
        super().clean()
        taken = Meeting.objects.filter(former_slugs__slug=self.slug).exclude(pk=self.pk)
        if self.layer == Layer.RECORD and taken.exists():
            raise ValidationError(
                {"slug": _("Another meeting had this address; old addresses stay with it.")}
            )

    def get_absolute_url(self) -> str:
        """The page of the meeting."""
        return address("meeting", self.slug)

    @property
    def is_published(self) -> bool:
        """Whether the public sees this record."""
        return self.layer == Layer.RECORD and self.status == Status.PUBLISHED

    @property
    def is_stub(self) -> bool:
        """Whether this is only what records say of the meeting."""
        return self.layer == Layer.STUB

    @property
    def is_correction(self) -> bool:
        """Whether this is a draft of what a published record is to become."""
        return self.layer == Layer.CORRECTION

    @property
    def shown_title(self) -> str:
        """The title, or one composed from series, ordinal, theme, place and date."""
        if self.title:
            return self.title
        series = self.series.name if self.series else None
        return composed_title(series, self.ordinal, self.theme, self.city, self.date)

    @property
    def date_wording(self) -> str:
        """The date in words; empty where none is known."""
        return wording(self.date) if self.date else ""
