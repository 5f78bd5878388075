"""Bringing all that is derived from one meeting up to date."""

from collections.abc import Iterable

from django.db import transaction

from ..models.meeting import Meeting
from .descriptions import describe_stubs
from .pledge_positions import position_faults, refresh_positions
from .statement_keys import key_faults, refresh_keys
from .tallies import refresh_tallies
from .uncovered_texts import documents_of, refresh_uncovered_texts


@transaction.atomic
def refresh_derived(meeting: Meeting) -> None:
    """Derive anew what follows from one meeting: keys, positions, tallies, lists, stubs, and
    what of its sources no statement holds.
    """
    meeting.refresh_from_db(fields=["status", "first_day", "series", "layer", "stage"])
    refresh_keys(meeting)
    refresh_positions([meeting.pk])
    documents = documents_of(meeting)
    refresh_tallies([meeting.pk])
    refresh_uncovered_texts(documents)
    describe_stubs(meeting)


def refresh_all_derived(meetings: Iterable[Meeting]) -> None:
    """The same of several meetings, as after ``loaddata``, which skips ``save()``."""
    for meeting in meetings:
        refresh_derived(meeting)


def derived_faults(meeting: Meeting) -> list[str]:
    """What rows of a meeting hold otherwise than is computed, one line each."""
    return key_faults(meeting) + position_faults(meeting)
