"""What was said, and by whom."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person
from participants.models.fields import ChoiceListField

from ..addresses import numbered_address
from .agenda import AgendaItem
from .choices import Delivery, Form, Noun
from .meeting import Meeting, RetiredNumber
from .parts import Identified, NaturalKey, PartQuerySet, closed
from .series import Series
from .session import Session
from .topic import Topic
from .wording import statement_heading, statement_speakers

#: a statement's place in its meeting has four digits in the chronological key
ORDER_LIMIT = 10**4


class KeyedQuerySet(PartQuerySet):
    """Rows that carry the chronological key: NULL unless the record is published."""

    def published(self) -> Self:
        """Keyed rows: those of published records."""
        return self.filter(key__isnull=False)

    def newest_first(self) -> Self:
        """Latest first, by the key alone."""
        return self.order_by("-key")


class StatementQuerySet(KeyedQuerySet):
    """Statements."""

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        return self.select_related("meeting__series", "session").prefetch_related(
            "speakers__participant", "speakers__person", "topic_links__topic"
        )


class Statement(NaturalKey):
    """A passage with what was said and by whom. Its number (the ¶) is permanent.

    ``key`` sorts by time: yyyymmdd·10¹⁰ + meeting·10⁴ + place in the meeting; it is
    derived, see ``keys.rekey``, as is ``series``.
    """

    natural_lookups = ("meeting__slug", "meeting__layer", "number")

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

    objects = models.Manager.from_queryset(StatementQuerySet)()

    class Meta:
        ordering = ["meeting", "order", "number"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [
            models.Index(fields=["series", "key"], name="statement_by_series"),
            models.Index(fields=["form", "key"], name="statement_by_form"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="statement_number_once"),
            models.CheckConstraint(
                condition=Q(order__lt=ORDER_LIMIT), name="statement_order_fits_key"
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="statement_numbered_from_1"),
            closed("form", Form),
        ]

    def __str__(self) -> str:
        return f"¶{self.number} {Truncator(self.text).words(8)}"

    @property
    def heading(self) -> str:
        """Speakers "on" topics, else the opening words."""
        return statement_heading(self)

    @property
    def speakers_wording(self) -> str:
        """Who said it, in words; empty where the source is silent."""
        return statement_speakers(self)

    def clean(self) -> None:
        """Refuse a number that another statement carried, and parts of other meetings."""
        super().clean()
        if self.meeting_id is None:
            return
        retired = RetiredNumber.objects.filter(
            meeting=self.meeting_id, noun=Noun.STATEMENT, number=self.number or 0
        )
        if retired.exists():
            raise ValidationError({"number": _("This number was retired and is not used again.")})
        if self.session and self.session.meeting_id != self.meeting_id:
            raise ValidationError({"session": _("That session belongs to another meeting.")})
        if self.agenda_item and self.agenda_item.meeting_id != self.meeting_id:
            raise ValidationError({"agenda_item": _("That item belongs to another meeting.")})

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return numbered_address("statement", self.meeting.slug, self.number)


class SpeakerQuerySet(PartQuerySet):
    """Speakers of statements."""

    meeting_path = "statement__meeting"

    def published(self) -> Self:
        """Speakers of published statements."""
        return self.filter(statement__key__isnull=False)


class Speaker(Identified):
    """Who said it; several make a joint statement. A speaker need not be a delegation."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="speakers")
    order = models.PositiveIntegerField(_("order"), default=0)
    participant = models.ForeignKey(
        Participant,
        models.PROTECT,
        verbose_name=_("participant"),
        related_name="speakers",
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        related_name="speakers",
        null=True,
        blank=True,
    )
    printed = models.CharField(_("as printed"), max_length=250, blank=True)
    title = models.TextField(_("title of that day"), blank=True)
    capacity = models.CharField(_("capacity"), max_length=250, blank=True)
    on_behalf_of = models.ManyToManyField(
        Participant, verbose_name=_("on behalf of"), related_name="spoken_for", blank=True
    )

    objects = models.Manager.from_queryset(SpeakerQuerySet)()

    class Meta:
        ordering = ["statement", "order", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False)
                | Q(person__isnull=False)
                | ~Q(printed="")
                | ~Q(title=""),
                name="speaker_named_somehow",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.participant or self.printed or self.title)


class StatementTopic(NaturalKey):
    """A topic of a statement, with the statement's key."""

    natural_lookups = (
        "statement__meeting__slug",
        "statement__meeting__layer",
        "statement__number",
        "topic__slug",
    )

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="topic_links", db_index=False
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="links", db_index=False)
    order = models.PositiveIntegerField(_("order"), default=0)
    key = models.BigIntegerField(null=True, editable=False, serialize=False)

    objects = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        ordering = ["statement", "order", "pk"]
        verbose_name = _("topic of the statement")
        verbose_name_plural = _("topics of the statement")
        indexes = [
            models.Index(fields=["topic", "key", "statement"], name="statement_topic_by_topic"),
            models.Index(fields=["key", "topic"], name="statement_topic_by_key"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["statement", "topic"], name="statement_topic_once"),
        ]

    def __str__(self) -> str:
        return str(self.topic)


class StatementParticipant(NaturalKey):
    """A speaking participant of a statement, with its key. Derived from the speakers."""

    natural_lookups = (
        "statement__meeting__slug",
        "statement__meeting__layer",
        "statement__number",
        "participant__slug",
    )

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="participant_links", db_index=False
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="statement_links", db_index=False
    )
    key = models.BigIntegerField(null=True, editable=False, serialize=False)

    objects = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["participant", "key", "statement"], name="statement_participant_by_who"
            ),
            models.Index(fields=["key", "participant"], name="statement_participant_by_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "participant"], name="statement_participant_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant)


class StatementPerson(NaturalKey):
    """A speaking person of a statement, with its key. Derived from the speakers."""

    natural_lookups = (
        "statement__meeting__slug",
        "statement__meeting__layer",
        "statement__number",
        "person__key",
    )

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="person_links", db_index=False
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="statement_links", db_index=False
    )
    key = models.BigIntegerField(null=True, editable=False, serialize=False)

    objects = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["person", "key", "statement"], name="statement_person_by_who"),
            models.Index(fields=["key", "person"], name="statement_person_by_key"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["statement", "person"], name="statement_person_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)
