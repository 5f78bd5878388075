"""What the list of participants can be narrowed to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, ParticipantKind, Region, in_public_record

from ..derived.facet_codes import RecordFacet
from ..models.choices import Role
from . import capacities
from .facets import Column, Kept
from .filters import ChoicesFilter, WordsFilter
from .filterset import ListFilterSet
from .headings import AT_LEVEL, NAMED
from .levels import LEVELS


class ParticipantFilterSet(ListFilterSet):
    """Name, kind, regional group, level and role at meetings, and whether anything is on record."""

    words = WordsFilter(
        method="named",
        label=_("Name"),
        help_text=_("Any name it goes by or went by: “Turkey” finds Türkiye."),
    )
    kind = ChoicesFilter(choices=ParticipantKind.choices, label=_("Kind"))
    region = ChoicesFilter(choices=Region.choices, label=_("Regional group"))
    records = ChoicesFilter(
        method="with_records",
        choices=[("yes", _("Only those with something on record"))],
        label=_("On record"),
    )

    level = ChoicesFilter(method="in_delegation", label=_("Level"), choices=LEVELS)
    role = ChoicesFilter(method="in_delegation", label=_("Role"), choices=Role.choices)

    phrases = {"words": NAMED, "role": _("that came as %(names)s"), "level": AT_LEVEL}
    facet_sources = {
        "kind": Column("kind"),
        "region": Column("region"),
        "level": Kept(),
        "role": Kept(),
    }
    default_order = ("sort_name", "slug")

    class Meta(ListFilterSet.Meta):
        model = Participant
        fields: list[str] = []

    def public_rows(self) -> QuerySet[Any]:
        """Participants that may be shown, shipped ones without a record included, from A to Z."""
        rows = Participant.objects.public().in_alphabetical_order()
        return rows.annotate(on_record=in_public_record(Participant))

    def named(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """Those with every word in one of their names."""
        return rows.matching(words)  # type: ignore[attr-defined]  # ParticipantQuerySet

    def in_delegation(self, rows: QuerySet[Any], name: str, _value: Any) -> QuerySet[Any]:
        """Those that sent a delegation at one of the levels, or in one of the roles."""
        values = self.together(name, "level", "role")
        if not values:
            return rows
        named = {f"{one}s": value for one, value in values.items()}
        return rows.filter(capacities.came(RecordFacet.SENT, **named))

    def kept_count(self) -> int | None:
        """How many came at a level or in a role, while nothing else is chosen."""
        return capacities.kept_count(self, RecordFacet.SENT)

    def kept_numbers(self, name: str) -> Mapping[Any, int] | None:
        """Those of levels and roles, while nothing else is chosen."""
        kept = capacities.kept_numbers
        return kept(self, RecordFacet.SENT, name) if name in capacities.NAMES else None

    def with_records(self, rows: QuerySet[Any], name: str, ticked: list[str]) -> QuerySet[Any]:
        """Those that a published record uses."""
        return rows.filter(on_record=True) if ticked else rows
