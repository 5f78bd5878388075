"""What statements are found by: their topics, and who speaks; each with the statement's key."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, Person

from .parts import KeyedQuerySet, NaturalKey
from .statement import Statement
from .topic import Topic

#: lookups that tell the statement of a link apart
_OF_STATEMENT = ("statement__meeting__slug", "statement__meeting__layer", "statement__number")


class LinkQuerySet(KeyedQuerySet):
    """Rows between a statement and what it leads to."""

    meeting_path = "statement__meeting"


class StatementTopic(NaturalKey):
    """A topic of a statement, with the statement's key."""

    natural_lookups = (*_OF_STATEMENT, "topic__slug")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="topic_links", db_index=False
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="links", db_index=False)
    order = models.PositiveIntegerField(_("order"), default=0)
    key = models.BigIntegerField(null=True, editable=False, serialize=False)

    objects = models.Manager.from_queryset(LinkQuerySet)()

    class Meta:
        ordering = ["statement", "order", "pk"]
        verbose_name = _("topic of the statement")
        verbose_name_plural = _("topics of the statement")
        indexes = [
            models.Index(fields=["topic", "key", "statement"], name="statement_topic_by_topic"),
            models.Index(fields=["key", "topic"], name="statement_topic_by_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "topic"],
                name="statement_topic_once",
                violation_error_message=_("This topic is given twice."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic)


class StatementParticipant(NaturalKey):
    """A speaking participant of a statement, with its key. Derived from the speakers."""

    natural_lookups = (*_OF_STATEMENT, "participant__slug")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="participant_links", db_index=False
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="statement_links", db_index=False
    )
    key = models.BigIntegerField(null=True, editable=False, serialize=False)

    objects = models.Manager.from_queryset(LinkQuerySet)()

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

    natural_lookups = (*_OF_STATEMENT, "person__key")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="person_links", db_index=False
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="statement_links", db_index=False
    )
    key = models.BigIntegerField(null=True, editable=False, serialize=False)

    objects = models.Manager.from_queryset(LinkQuerySet)()

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
