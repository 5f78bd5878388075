"""What the list of participants can be narrowed to."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Participant, ParticipantKind, Region, in_public_record

from ..models import Delegation
from ..models.choices import Role
from .facets import Column, Uncounted
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
        "level": Uncounted(),
        "role": Uncounted(),
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
        sent = Delegation.objects.published().of(**named)
        return rows.filter(pk__in=sent.values("participant"))

    def with_records(self, rows: QuerySet[Any], name: str, ticked: list[str]) -> QuerySet[Any]:
        """Those that a published record uses."""
        return rows.filter(on_record=True) if ticked else rows
