"""Rows that are computed from others, for lists and facets to read; see ``meetings.derived``.

A value of a facet is stored as one number, see ``meetings.derived.facet_codes``. Two values of
statements stand twice, once under either, so that one read of an index gives the facets of a
list with one filter, the most frequent values first. Only published records count.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left

from participants.models import Person
from participants.models.fields import OrderField
from participants.models.search_text import SearchTextField

from .choices import Rights
from .document import Document
from .meeting import Meeting


class Undumped(models.Manager):
    """Gives no row: ``dumpdata`` asks the default manager, and derived rows are not dumped."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Nothing."""
        return super().get_queryset().none()


class DerivedRow(models.Model):
    """A row that is computed from others, see ``meetings.derived``."""

    undumped = Undumped()
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()


class Tally(DerivedRow):
    """How many have the value ``counted`` among those with ``chosen`` (or among ``ALL``).

    The row of ``ALL`` and ``ALL`` counts every published statement.
    """

    chosen = models.BigIntegerField()
    counted = models.BigIntegerField()
    facet = models.SmallIntegerField()
    n = models.IntegerField()

    class Meta(DerivedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["chosen", "counted"], name="tally_once")]
        indexes = [
            models.Index(F("chosen"), F("facet"), F("n").desc(), F("counted"), name="tally_most"),
        ]

    def __str__(self) -> str:
        return f"{self.counted} among {self.chosen}: {self.n}"


class MeetingTally(DerivedRow):
    """What a published record adds to the tallies, so that a change is applied as the difference.

    ``statements``: how many statements have which values, alike ones together. ``others``: all
    else, as ``[chosen, counted, n]``.
    """

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    statements = models.JSONField(default=list)
    others = models.JSONField(default=list)

    class Meta(DerivedRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.pk)


#: characters of a title by which a document is ordered
TITLE = 200


class ListedPerson(DerivedRow):
    """A person whom published records name."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    sort_name = OrderField(max_length=300)
    key = OrderField(max_length=120)

    copied: ClassVar[tuple[str, ...]] = ("sort_name", "key")

    class Meta(DerivedRow.Meta):
        indexes = [
            models.Index(fields=["sort_name", "key", "person"], name="listed_people_by_name"),
            models.Index(Left("sort_name", 1), name="listed_people_by_letter"),
        ]

    def __str__(self) -> str:
        return self.key


class ListedDocument(DerivedRow):
    """A document that published records come from or refer to, without its text."""

    document = models.OneToOneField(
        Document, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    key = OrderField(max_length=120)
    title_order = OrderField(max_length=TITLE, null=True)
    kind = OrderField(max_length=100)
    held = models.CharField(max_length=10)
    language = models.CharField(max_length=35)
    rights = models.CharField(max_length=20, choices=Rights)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    year = models.SmallIntegerField(null=True)

    copied: ClassVar[tuple[str, ...]] = (
        *("key", "title_order", "kind", "held", "language", "rights", "first_day", "last_day"),
        "year",
    )

    class Meta(DerivedRow.Meta):
        indexes = [
            models.Index(
                F("first_day").desc(), F("key"), F("document"), name="listed_documents_newest"
            ),
            models.Index(F("first_day"), F("key"), F("document"), name="listed_documents_oldest"),
            models.Index(fields=["title_order", "key", "document"], name="listed_documents_title"),
            models.Index(
                fields=["kind", "held", "language", "rights", "year"],
                name="listed_documents_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class UncoveredTextQuerySet(models.QuerySet[Any]):
    """Source text that no statement holds."""

    def public(self) -> Self:
        """That of sources which published records use, and which may be shown in full."""
        sources = Document.objects.public().filter(rights=Rights.PUBLIC)
        return self.filter(Exists(sources.filter(pk=OuterRef("document"))))


class UncoveredText(DerivedRow):
    """A stretch of a published source that no statement holds, to be found by its words.

    ``start`` and ``end`` are code points of the document's text, ``line`` is that of the first.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    text = models.TextField()
    search_text = SearchTextField(columns=("text",))

    objects: ClassVar[Any] = models.Manager.from_queryset(UncoveredTextQuerySet)()

    class Meta(DerivedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["document", "start"], name="uncovered_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"
