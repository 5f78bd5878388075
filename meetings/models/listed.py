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
from .undumped import DerivedRow

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
