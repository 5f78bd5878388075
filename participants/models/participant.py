"""Participants: who can be present, speak or pledge."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models.choices import NameKind, ParticipantKind, Region
from participants.models.fields import FoldedField, SortField
from participants.models.former import FormerAddress, refuse_former_slug
from participants.models.search_text import SearchTextField, SearchTextQuerySet, SearchTextRow
from participants.names import search_words
from participants.queries.visibility import compiled_once, in_public_record

# A unit, its office, its organisation, and what that belongs to.
MAX_DEPTH = 3


class ParticipantQuerySet(SearchTextQuerySet["Participant"]):
    """Questions asked of participants."""

    @compiled_once
    def public(self) -> Self:
        """Those shipped, those that a published record uses, and what these are part of."""
        used = in_public_record(self.model)
        every = self.model._base_manager.order_by().values("pk")
        whole = OuterRef(OuterRef("pk"))
        paths = ["pk", *("__".join(["part_of"] * depth) for depth in range(1, MAX_DEPTH))]
        # The parts of it, of its parts, and so on: a union, each side of which uses an index.
        first, *others = [every.filter(**{path: whole}) for path in paths]
        parts = self.model._base_manager.filter(used, part_of__in=first.union(*others, all=True))
        return self.filter(Q(shipped=True) | used | Exists(parts))

    @compiled_once
    def used(self) -> Self:
        """Those that a published record uses."""
        return self.filter(in_public_record(self.model))

    def in_alphabetical_order(self) -> Self:
        """By sort name, the same on every database."""
        return self.order_by("sort_name", "slug")

    def matching(self, words: str) -> Self:
        """Those with every one of the words in one of their names, however it is spelt."""
        rows = self
        for word in search_words(words):
            named = ParticipantName.objects.filter(
                participant=OuterRef("pk"), folded__contains=word
            )
            rows = rows.filter(
                Q(folded__contains=word)
                | Q(formal_folded__contains=word)
                | Q(slug__contains=word)
                | Q(code=word.upper())
                | Q(Exists(named))
            )
        return rows


class ParticipantManager(models.Manager.from_queryset(ParticipantQuerySet)):  # type: ignore[misc]  # django-stubs: dynamic base
    """Participants, found by slug in fixtures."""

    def get_by_natural_key(self, slug: str) -> Participant:
        """Return the participant with this slug."""
        return self.get(slug=slug)


class Participant(SearchTextRow):
    """A state, observer, organisation, organ, ministry or other body that takes part.

    There is one row each, whatever a document calls it.
    """

    slug = models.SlugField(
        _("slug"),
        max_length=120,
        db_index=False,
        help_text=_("The permanent address: lower-case letters, digits and hyphens."),
    )
    name = models.CharField(
        _("name"), max_length=300, help_text=_("Short name as the United Nations uses it.")
    )
    formal_name = models.CharField(
        _("formal name"),
        max_length=300,
        blank=True,
        help_text=_("The name in full, as “Islamic Republic of Pakistan”."),
    )
    sort_name = SortField(
        _("sort name"),
        written="sort_name_written",
        help_text=_("What lists are ordered by. Left empty, it is made from the name."),
    )
    sort_name_written = models.CharField(
        _("sort name as written"), max_length=300, blank=True, editable=False
    )
    kind = models.CharField(_("kind"), max_length=40, choices=ParticipantKind)
    code = models.CharField(  # noqa: DJ001 - unique, and many have none
        _("code"),
        max_length=3,
        null=True,
        blank=True,
        help_text=_("ISO 3166 alpha-3 code where there is one, as KOR."),
    )
    region = models.CharField(
        _("regional group"),
        max_length=40,
        choices=Region,
        blank=True,
        help_text=_("Regional group at the United Nations, of Member States only."),
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_(
            "The body it is part of: a ministry belongs to its state, a unit to its office."
        ),
    )
    first_year = models.PositiveSmallIntegerField(
        _("Member State from"),
        null=True,
        blank=True,
        help_text=_("Of former Member States only."),
    )
    last_year = models.PositiveSmallIntegerField(
        _("Member State until"),
        null=True,
        blank=True,
        help_text=_("Of former Member States only."),
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
        help_text=_("The states that followed a former Member State."),
    )
    shipped = models.BooleanField(
        _("shipped"),
        default=False,
        help_text=_("Comes with the portal, and is public before any record uses it."),
    )
    folded = FoldedField(_("name to compare by"))
    formal_folded = FoldedField(_("formal name to compare by"), source="formal_name")
    search_text = SearchTextField(columns=("name", "formal_name", "folded", "formal_folded"))

    objects = ParticipantManager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["sort_name", "slug"]
        indexes = [
            models.Index(fields=["sort_name", "slug"], name="participant_alphabetical"),
            models.Index(fields=["folded"], name="participant_folded"),
            models.Index(fields=["formal_folded"], name="participant_formal_folded"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="participant_slug_unique",
                violation_error_message=_("Another participant has this address; choose another."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                name="participant_code_unique",
                violation_error_message=_("Another participant has this code."),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"\A[a-z0-9]+(-[a-z0-9]+)*\Z"),
                name="participant_slug_form",
                violation_error_message=_(
                    "A slug is lower-case letters and digits, joined by single hyphens."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="participant_name_given",
                violation_error_message=_("Give the name."),
            ),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"\A[A-Z]{3}\Z"),
                name="participant_code_form",
                violation_error_message=_("A code is three capital letters, as KOR."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ParticipantKind.values),
                name="participant_kind_known",
                violation_error_message=_("Choose the kind from the list."),
            ),
            models.CheckConstraint(
                condition=Q(region="") | Q(region__in=Region.values),
                name="participant_region_known",
                violation_error_message=_("Choose the regional group from the list."),
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True, last_year__isnull=True)
                | Q(
                    kind=ParticipantKind.FORMER_STATE,
                    # A comparison with nothing is not false.
                    first_year__isnull=False,
                    last_year__isnull=False,
                    first_year__lte=F("last_year"),
                ),
                name="participant_years_of_former_state",
                violation_error_message=_(
                    "Give both years, the first one first, and only of a former Member State."
                ),
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="participant_not_part_of_itself",
                violation_error_message=_("A participant is not part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the profile."""
        return reverse("participant", kwargs={"slug": self.slug})

    def natural_key(self) -> tuple[str]:
        """Return what names this row in a fixture: the slug."""
        return (self.slug,)

    def clean(self) -> None:
        """Refuse to be part of one of its own parts, chains too long to follow, old addresses.

        Raises: ValidationError on `part_of` or `slug`.
        """
        super().clean()
        refuse_former_slug(self, "slug")
        seen, above = [self.pk], self.part_of
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"part_of": _("A participant is not part of itself.")})
            seen.append(above.pk)
            if len(seen) > MAX_DEPTH + 1:
                raise ValidationError(
                    {"part_of": _("That is too deep: name a body higher up that it is part of.")}
                )
            above = above.part_of


class ParticipantNameManager(
    models.Manager.from_queryset(SearchTextQuerySet["ParticipantName"])  # type: ignore[misc]  # django-stubs: dynamic base
):
    """Names of participants, found by slug and name in fixtures."""

    def get_by_natural_key(self, slug: str, name: str) -> ParticipantName:
        """Return this name of the participant with this slug."""
        return self.get(participant__slug=slug, name=name)


class ParticipantName(SearchTextRow):
    """A further name that a participant goes by or went by."""

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="names", verbose_name=_("participant")
    )
    name = models.CharField(
        _("name"),
        max_length=300,
        help_text=_("A name that documents print: “Turkey” finds Türkiye."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind, default=NameKind.OTHER)
    folded = FoldedField(_("name to compare by"))
    search_text = SearchTextField(columns=("name", "folded"))

    objects = ParticipantNameManager()

    class Meta:
        verbose_name = _("other or former name")
        verbose_name_plural = _("other and former names")
        ordering = ["participant", "kind", "name"]
        indexes = [models.Index(fields=["folded"], name="participant_name_folded")]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "name"],
                name="participant_name_unique",
                violation_error_message=_("This participant has this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="participant_name_not_empty",
                violation_error_message=_("Give the name."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NameKind.values),
                name="participant_name_kind_known",
                violation_error_message=_("Choose the kind from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return what names this row in a fixture: the participant's slug and the name."""
        return (*self.participant.natural_key(), self.name)

    natural_key.dependencies = ["participants.participant"]  # type: ignore[attr-defined]  # Django reads it off the function


class FormerParticipantSlug(FormerAddress):
    """An address under which a participant was known."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="former_slugs")
