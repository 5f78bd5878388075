"""What changed in the register: records published, corrected and withdrawn, the latest first.

Of a withdrawal nothing is told but the address of the record and the day.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated, Any

from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from participants.queries.prepared import PreparedQuery

from ..addresses import address, numbered_address
from ..history.changed_parts import changes_in_words
from ..models import Revision
from ..models.choices import Action, Layer, Status
from .links import MeetingLink
from .versions import words_of_version

#: changes on a page, and in a feed
ON_A_PAGE, IN_A_FEED = 20, 50
#: above the number of any revision
_LAST = 10**18


@dataclass(slots=True)
class ChangeRow:
    """A version that was published, or a record that was withdrawn (then ``number`` is None).

    ``version_withdrawn`` is the moment when that version alone was taken from the public.
    """

    pk: int
    when: datetime.datetime
    action: str
    number: Annotated[int | None, F("version__number")]
    changes: Annotated[Any, F("version__changes")]
    version_withdrawn: Annotated[datetime.datetime | None, F("version__withdrawn")]
    meeting: MeetingLink

    @property
    def is_withdrawal(self) -> bool:
        """Whether the record was taken from the public: then only its address is told."""
        return self.action == Action.WITHDRAW

    @property
    def record_address(self) -> str:
        """The address of the record."""
        return address("meeting", self.meeting.slug)

    @property
    def version_address(self) -> str:
        """The address of the version."""
        return numbered_address("version", self.meeting.slug, self.number or 1)

    @property
    def said(self) -> str:
        """What happened, in a word or two."""
        if self.is_withdrawal:
            return _("Withdrawn")
        if self.number == 1:
            return _("New record")
        return words_of_version(self.number or 1, self.action)

    @property
    def lines(self) -> list[str]:
        """What a correction changed; empty for what is new, and where that is not shown."""
        is_told = self.changes is not None and not self.version_withdrawn
        return [capfirst(line) for line in changes_in_words(self.changes)] if is_told else []

    @property
    def comparison(self) -> str:
        """Where the differences are told word by word; empty where there are none to tell."""
        if not self.lines or not self.number:
            return ""
        return f"{self.version_address}?with={self.number - 1}"


def _changes(beyond: str, order: str, most: int) -> PreparedQuery[ChangeRow]:
    """Changes before or after one, ``most`` and one more of them."""
    seen = Q(
        version__isnull=False, meeting__layer=Layer.RECORD, meeting__status=Status.PUBLISHED
    ) | Q(action=Action.WITHDRAW, meeting__layer=Layer.RECORD)
    return PreparedQuery(
        lambda pk: Revision.objects.filter(seen, **{beyond: pk}).order_by(order)[: most + 1],
        ChangeRow,
    )


_OLDER = _changes("pk__lt", "-pk", ON_A_PAGE)
_NEWER = _changes("pk__gt", "pk", ON_A_PAGE)
_LATEST = _changes("pk__lt", "-pk", IN_A_FEED)


@dataclass(slots=True)
class ChangesPage:
    """A page of changes; ``newer`` and ``older`` are those that the pages beside it end at."""

    rows: Sequence[ChangeRow]
    newer: int | None = None
    older: int | None = None
    days: list[tuple[datetime.date, list[ChangeRow]]] = field(init=False)

    def __post_init__(self) -> None:
        self.days = [
            (day, list(rows))
            for day, rows in groupby(self.rows, key=lambda row: localtime(row.when).date())
        ]


def changes_page(after: int | None = None, before: int | None = None) -> ChangesPage:
    """The latest changes, those after a change (older ones), or those before it; two queries."""
    if before is not None:
        rows = _NEWER.rows(before)
        if len(rows) > ON_A_PAGE:
            rows = rows[:ON_A_PAGE][::-1]
            return ChangesPage(rows, newer=rows[0].pk, older=rows[-1].pk)
        after = None
    rows = _OLDER.rows(_LAST if after is None else after)
    more, rows = len(rows) > ON_A_PAGE, rows[:ON_A_PAGE]
    return ChangesPage(
        rows,
        newer=rows[0].pk if rows and after is not None else None,
        older=rows[-1].pk if more else None,
    )


def latest_changes() -> list[ChangeRow]:
    """The latest changes, as many as a feed holds; one query."""
    return _LATEST.rows(_LAST)[:IN_A_FEED]
