"""What the list of participants can be narrowed to."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.models import Kind, Participant, Region

from .facet import Facet
from .filters import ChoicesFilter
from .filterset import ListFilter
from .words import WordsFilter


class ParticipantFilter(ListFilter):
    """Filters of participants that carry ``on_record`` (``tally_participants``)."""

    words = WordsFilter(
        method="named",
        label=_("Name"),
        help_text=_("Any name it goes by or went by: “Turkey” finds Türkiye."),
    )
    kind = ChoicesFilter(choices=Kind.choices, label=_("Kind"))
    region = ChoicesFilter(choices=Region.choices, label=_("Regional group"))
    records = django_filters.MultipleChoiceFilter(
        method="with_records",
        choices=[("yes", _("Only those with something on record"))],
        widget=forms.CheckboxSelectMultiple,
        label=_("On record"),
    )

    columns = {"kind": "kind", "region": "region"}
    first_counted = ("sort_name", "slug")

    class Meta:
        model = Participant
        fields: list[str] = []

    def named(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with every word in one of their names."""
        return rows.matching(value)  # type: ignore[attr-defined]  # ParticipantQuerySet

    def with_records(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Those that a published record uses."""
        return rows.filter(on_record=True) if value else rows

    @cached_property
    def facets(self) -> list[Facet]:
        """Kinds and regional groups."""
        return [self.facet("kind"), self.facet("region")]
