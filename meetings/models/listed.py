"""What lists of people and documents read: those that published records use, derived.

To ask the condition of each row what of 20,000 is public costs a page tens of milliseconds.
Here stand the public ones alone, with what a list is ordered and counted by.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Left

from participants.models import Person
from participants.models.fields import OrderField

from .choices import Rights
from .document import Document
from .meeting import Meeting
from .tally import Undumped

#: characters of a title by which a document is ordered
TITLE = 200


class Derived(models.Model):
    """A row that is computed from others, and never dumped."""

    undumped = Undumped()
    objects = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "undumped"
        base_manager_name = "objects"
        default_permissions = ()


class Use(models.IntegerChoices):
    """What a published record says of a noun; the numbers are stored."""

    ATTENDED = 1
    PROMISED = 2
    TOPIC = 3
    PERSON = 4
    DOCUMENT = 5
    SEAT = 6
    SEATED = 7
    SERIES = 8
    PRESENT = 9


class MeetingUses(Derived):
    """What a published record adds to the numbers: ``[use, row number, another, how often]``."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    uses = models.JSONField(default=list)

    class Meta(Derived.Meta):
        pass

    def __str__(self) -> str:
        return str(self.pk)


class UseCount(Derived):
    """Meetings that a participant attended, pledges that it made, meetings on a topic;
    delegations of a participant with a person (the ``other``), people of the delegations to a
    meeting, records of a series, meetings at which a person was."""

    use = models.SmallIntegerField()
    noun = models.BigIntegerField()
    other = models.BigIntegerField(default=0)
    n = models.IntegerField()

    class Meta(Derived.Meta):
        constraints = [
            models.UniqueConstraint(fields=["use", "noun", "other"], name="use_count_once")
        ]
        indexes = [models.Index(F("use"), F("n").desc(), F("noun"), name="use_count_most")]

    def __str__(self) -> str:
        return f"{self.noun}: {self.n}"


class ListedPerson(Derived):
    """A person whom ``n`` published records name."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    n = models.IntegerField()
    sort_name = OrderField(max_length=300)
    key = OrderField(max_length=120)

    copied: ClassVar[tuple[str, ...]] = ("sort_name", "key")

    class Meta(Derived.Meta):
        indexes = [
            models.Index(fields=["sort_name", "key", "person"], name="listed_people_by_name"),
            models.Index(Left("sort_name", 1), name="listed_people_by_letter"),
        ]

    def __str__(self) -> str:
        return self.key


class ListedDocument(Derived):
    """A document that ``n`` published records come from or refer to, without its text."""

    document = models.OneToOneField(
        Document, models.CASCADE, primary_key=True, related_name="+", serialize=False
    )
    n = models.IntegerField()
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

    class Meta(Derived.Meta):
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
