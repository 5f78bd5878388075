"""Statements, delegations and pledges of a meeting, in order, on its page.

Of very many some are shown: those with the part that the address names, as ``?statement=12``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.models import Delegation, Meeting, Pledge, Statement

from .numbers import row_number

#: characters of a statement that its first words are taken from
OPENING = 400
#: parts that one panel shows
ROWS = 250


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A part of the record in its list: its number, its cells, and the words of its link."""

    part: Statement | Delegation | Pledge
    number: int
    cells: list[Any]
    words: str

    @property
    def url(self) -> str:
        """The page of the part."""
        return reverse(f"admin:meetings_{self.part._meta.model_name}_change", args=[self.part.pk])


@dataclass(frozen=True, slots=True)
class Panel:
    """A list of parts of one noun, with the heads of its cells and the link that adds a part."""

    meeting: Meeting
    noun: str
    title: str
    add: str
    heads: list[str]
    rows: list[PanelRow]
    shown: "Portion"

    @property
    def add_url(self) -> str:
        """The page that adds a part."""
        return f"{reverse(f'admin:meetings_{self.noun}_add')}?meeting={self.meeting.pk}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts from one place to another, counted from 1; ``part`` is the number of the first row."""

    first: int
    last: int
    part: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Portion:
    """Which of the parts of a meeting a panel shows, by their row numbers, and what others are."""

    numbers: list[int]
    before: int
    count: int
    stretches: list[Stretch]

    @classmethod
    def of(cls, rows: Any, asked: str) -> "Portion":
        """Those round the part asked for, of ``rows`` in their order; else the first."""
        every = list(rows.values_list("pk", flat=True))
        wanted = row_number(asked)
        place = every.index(wanted) if wanted in every else 0
        before = place - place % ROWS
        stretches = [
            Stretch(first + 1, min(first + ROWS, len(every)), every[first], first == before)
            for first in range(0, len(every), ROWS)
        ]
        return cls(every[before : before + ROWS], before, len(every), stretches)


def is_divided(rows: Any) -> bool:
    """Whether a panel shows some of these parts alone; one query."""
    return bool(rows.count() > ROWS)


def panels(meeting: Meeting, asked: Mapping[str, str]) -> list[Panel]:
    """Three lists in a fixed number of queries; ``asked`` names a part by its noun."""
    return [
        _statements(meeting, asked.get("statement", "")),
        _delegations(meeting, asked.get("delegation", "")),
        _pledges(meeting, asked.get("pledge", "")),
    ]


def _statements(meeting: Meeting, asked: str) -> Panel:
    shown = Portion.of(meeting.statements.order_by("order", "number"), asked)
    statements = (
        meeting.statements.select_related("session")
        .prefetch_related("speakers__participant", "speakers__person", "topic_links__topic")
        .defer("text", "search_text")
        .annotate(opening=Substr("text", 1, OPENING))
    )
    rows = [
        PanelRow(
            statement,
            statement.number,
            [
                _who(statement.speakers.all(), statement.collective),
                statement.session or "",
                Truncator(statement.opening).words(12),
                _names(link.topic for link in statement.topic_links.all()),
            ],
            Truncator(statement.opening).words(6),
        )
        for statement in statements.filter(pk__in=shown.numbers).order_by("order", "number")
    ]
    heads = ["¶", _("Speaker"), _("Session"), _("Begins"), _("Topics")]
    return Panel(meeting, "statement", _("Statements"), _("Add a statement"), heads, rows, shown)


def _delegations(meeting: Meeting, asked: str) -> Panel:
    shown = Portion.of(meeting.delegations.order_by("order", "pk"), asked)
    delegations = meeting.delegations.select_related("participant").prefetch_related(
        "delegates__person"
    )
    rows = [
        PanelRow(
            delegation,
            number,
            [
                delegation.participant,
                delegation.get_roles_display(),
                _names(delegation.delegates.all()),
                delegation.get_level_display(),
            ],
            str(delegation.participant),
        )
        for number, delegation in enumerate(
            delegations.filter(pk__in=shown.numbers).order_by("order", "pk"), shown.before + 1
        )
    ]
    heads = [
        _("No."),
        _("Participant"),
        _("Roles"),
        _("People"),
        _("Level"),
    ]
    return Panel(meeting, "delegation", _("Delegations"), _("Add a delegation"), heads, rows, shown)


def _pledges(meeting: Meeting, asked: str) -> Panel:
    shown = Portion.of(meeting.pledges.order_by("order", "number"), asked)
    pledges = meeting.pledges.prefetch_related(
        "pledgers__participant", "pledgers__person", "amounts"
    )
    rows = [
        PanelRow(
            pledge,
            pledge.number,
            [
                _who(pledge.pledgers.all(), pledge.collective),
                pledge.get_strength_display(),
                Truncator(pledge.title).words(16),
                _names(pledge.amounts.all()),
            ],
            Truncator(pledge.title).words(6),
        )
        for pledge in pledges.filter(pk__in=shown.numbers).order_by("order", "number")
    ]
    heads = [_("No."), _("By"), _("Strength"), _("What"), _("Sums")]
    return Panel(meeting, "pledge", _("Pledges"), _("Add a pledge"), heads, rows, shown)


def _names(rows: Iterable[Any]) -> str:
    return "; ".join(str(row) for row in rows)


def _who(rows: Iterable[Any], collective: str) -> str:
    named = [
        " – ".join(str(part) for part in (row.participant, row.person) if part) or str(row)
        for row in rows
    ]
    return "; ".join([*named, collective] if collective else named) or _("none stated")
