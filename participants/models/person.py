"""People who take part; their titles are held at the meeting where they used them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models.fields import FoldedField, SortField
from participants.models.former import FormerAddress, refuse_former_slug
from participants.models.search_text import SearchTextField, SearchTextQuerySet, SearchTextRow
from participants.names import search_words
from participants.queries.visibility import compiled_once, in_public_record


class PersonQuerySet(SearchTextQuerySet["Person"]):
    """Questions asked of people."""

    @compiled_once
    def public(self) -> Self:
        """Those that a published record uses."""
        return self.filter(in_public_record(self.model))

    def in_alphabetical_order(self) -> Self:
        """By sort name, the same on every database."""
        return self.order_by("sort_name", "key")

    def matching(self, words: str) -> Self:
        """Those with every one of the words in one of their names, however it is spelt."""
        rows = self
        for word in search_words(words):
            named = PersonName.objects.filter(person=OuterRef("pk"), folded__contains=word)
            rows = rows.filter(Q(folded__contains=word) | Q(Exists(named)))
        return rows


class PersonManager(models.Manager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # django-stubs: dynamic base
    """People, found by key in fixtures."""

    def get_by_natural_key(self, key: str) -> Person:
        """Return the person with this key."""
        return self.get(key=key)


class Person(SearchTextRow):
    """Somebody who is present, speaks or pledges."""

    key = models.SlugField(
        _("key"),
        max_length=120,
        db_index=False,
        help_text=_("The permanent address: lower-case letters, digits and hyphens."),
    )
    name = models.CharField(
        _("name"),
        max_length=300,
        help_text=_("In the order the person uses, without honorific or title."),
    )
    sort_name = SortField(
        _("sort name"),
        written="sort_name_written",
        help_text=_(
            "What lists are ordered by: family name first where that is the custom, "
            "as “Holmes, John”. Left empty, it is made from the name."
        ),
    )
    sort_name_written = models.CharField(
        _("sort name as written"), max_length=300, blank=True, editable=False
    )
    folded = FoldedField(_("name to compare by"))
    search_text = SearchTextField(columns=("name", "folded"))

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "key"]
        indexes = [
            models.Index(fields=["sort_name", "key"], name="person_alphabetical"),
            models.Index(fields=["folded"], name="person_folded"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="person_key_unique",
                violation_error_message=_("Another person has this key; choose another."),
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"\A[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="person_key_form",
                violation_error_message=_(
                    "A key is lower-case letters and digits, joined by single hyphens."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="person_name_given",
                violation_error_message=_("Give the name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a key under which another person was known.

        Raises: ValidationError on `key`.
        """
        super().clean()
        refuse_former_slug(self, "key")

    def get_absolute_url(self) -> str:
        """Return the address of the person's page."""
        return reverse("person", kwargs={"key": self.key})

    def natural_key(self) -> tuple[str]:
        """Return what names this row in a fixture: the key."""
        return (self.key,)


class PersonNameManager(
    models.Manager.from_queryset(SearchTextQuerySet["PersonName"])  # type: ignore[misc]  # django-stubs: dynamic base
):
    """Names of people, found by key and name in fixtures."""

    def get_by_natural_key(self, key: str, name: str) -> PersonName:
        """Return this name of the person with this key."""
        return self.get(person__key=key, name=name)


class PersonName(SearchTextRow):
    """A further name, or spelling of the name, of a person."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="names", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=300)
    folded = FoldedField(_("name to compare by"))
    search_text = SearchTextField(columns=("name", "folded"))

    objects = PersonNameManager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["person", "name"]
        indexes = [models.Index(fields=["folded"], name="person_name_folded")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                name="person_name_unique",
                violation_error_message=_("This person has this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="person_name_not_empty",
                violation_error_message=_("Give the name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return what names this row in a fixture: the person's key and the name."""
        return (*self.person.natural_key(), self.name)

    natural_key.dependencies = ["participants.person"]  # type: ignore[attr-defined]  # Django reads it off the function


class FormerPersonKey(FormerAddress):
    """A key under which a person was known."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="former_slugs")
