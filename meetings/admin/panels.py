"""Statements, delegations and pledges of a meeting, in order, on its page."""

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.models import Meeting


def panels(meeting: Meeting) -> list[dict[str, Any]]:
    """Three lists in a fixed number of queries, whatever their length."""
    return [
        _panel("statement", _("Statements"), _("Add a statement"), meeting, _statements(meeting)),
        _panel(
            "delegation", _("Delegations"), _("Add a delegation"), meeting, _delegations(meeting)
        ),
        _panel("pledge", _("Pledges"), _("Add a pledge"), meeting, _pledges(meeting)),
    ]


def _panel(noun: str, title: str, add: str, meeting: Meeting, rows: Any) -> dict[str, Any]:
    heads = {
        "statement": ["¶", _("Speaker"), _("Session"), _("Begins"), _("Topics")],
        "delegation": [_("No."), _("Participant"), _("Roles"), _("People"), _("Level")],
        "pledge": [_("No."), _("By"), _("Strength"), _("What"), _("Sums")],
    }
    return {
        "noun": noun,
        "title": title,
        "heads": heads[noun],
        "rows": rows,
        "add": add,
        "add_url": f"{reverse(f'admin:meetings_{noun}_add')}?meeting={meeting.pk}",
    }


def _row(noun: str, pk: int, number: Any, cells: list[Any], words: str) -> dict[str, Any]:
    url = reverse(f"admin:meetings_{noun}_change", args=[pk])
    return {"url": url, "number": number, "cells": cells, "words": words}


def _statements(meeting: Meeting) -> list[dict[str, Any]]:
    rows = meeting.statements.select_related("session").prefetch_related(
        "speakers__participant", "speakers__person", "topic_links__topic"
    )
    return [
        _row(
            "statement",
            row.pk,
            row.number,
            [
                _who(row.speakers.all(), row.collective),
                row.session or "",
                Truncator(row.text).words(12),
                _names(link.topic for link in row.topic_links.all()),
            ],
            Truncator(row.text).words(6),
        )
        for row in rows.order_by("order", "number")
    ]


def _delegations(meeting: Meeting) -> list[dict[str, Any]]:
    rows = meeting.delegations.select_related("participant").prefetch_related("delegates__person")
    return [
        _row(
            "delegation",
            row.pk,
            place,
            [
                row.participant,
                row.get_roles_display(),
                _names(row.delegates.all()),
                row.get_level_display(),
            ],
            str(row.participant),
        )
        for place, row in enumerate(rows.order_by("order", "pk"), 1)
    ]


def _pledges(meeting: Meeting) -> list[dict[str, Any]]:
    rows = meeting.pledges.prefetch_related("pledgers__participant", "pledgers__person", "amounts")
    return [
        _row(
            "pledge",
            row.pk,
            row.number,
            [
                _who(row.pledgers.all(), row.collective),
                row.get_strength_display(),
                Truncator(row.title).words(16),
                _names(row.amounts.all()),
            ],
            Truncator(row.title).words(6),
        )
        for row in rows.order_by("order", "number")
    ]


def _names(rows: Any) -> str:
    return "; ".join(str(row) for row in rows)


def _who(rows: Any, collective: str) -> str:
    named = [
        " – ".join(str(part) for part in (row.participant, row.person) if part) or str(row)
        for row in rows
    ]
    return "; ".join([*named, collective] if collective else named) or _("none stated")
