"""Statements, delegations and pledges of a meeting, in order, on its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.models import Delegation, Meeting, Pledge, Statement

#: characters of a statement that its first words are taken from
OPENING = 400


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

    @property
    def add_url(self) -> str:
        """The page that adds a part."""
        return f"{reverse(f'admin:meetings_{self.noun}_add')}?meeting={self.meeting.pk}"


def panels(meeting: Meeting) -> list[Panel]:
    """Three lists in a fixed number of queries, whatever their length."""
    return [_statements(meeting), _delegations(meeting), _pledges(meeting)]


def _statements(meeting: Meeting) -> Panel:
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
        for statement in statements.order_by("order", "number")
    ]
    heads = ["¶", _("Speaker"), _("Session"), _("Begins"), _("Topics")]
    return Panel(meeting, "statement", _("Statements"), _("Add a statement"), heads, rows)


def _delegations(meeting: Meeting) -> Panel:
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
        for number, delegation in enumerate(delegations.order_by("order", "pk"), 1)
    ]
    heads = [
        _("No."),
        _("Participant"),
        _("Roles"),
        _("People"),
        _("Level"),
    ]
    return Panel(meeting, "delegation", _("Delegations"), _("Add a delegation"), heads, rows)


def _pledges(meeting: Meeting) -> Panel:
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
        for pledge in pledges.order_by("order", "number")
    ]
    heads = [_("No."), _("By"), _("Strength"), _("What"), _("Sums")]
    return Panel(meeting, "pledge", _("Pledges"), _("Add a pledge"), heads, rows)


def _names(rows: Iterable[Any]) -> str:
    return "; ".join(str(row) for row in rows)


def _who(rows: Iterable[Any], collective: str) -> str:
    named = [
        " – ".join(str(part) for part in (row.participant, row.person) if part) or str(row)
        for row in rows
    ]
    return "; ".join([*named, collective] if collective else named) or _("none stated")
