"""The page of a pledge: all that is known of it, with its sources and what became of it."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from participants.queries.prepared import PreparedQuery

from ..addresses import whole_address
from ..models import Amount, Inference, Meeting, Passage, Pledge, PledgeStatus, Update
from ..models.choices import PledgeKind, Strength
from .citation import citation_marks, cite, sentence
from .evidence import InferredRow, QuoteRow, reasons_of
from .links import Link, MeetingLink
from .meeting_reasons import give_reasons
from .pledge import FACTS, PledgeRow, pledgers_of, status_of, updates_of
from .statement import StatementRow, statement_rows


@dataclass(slots=True)
class AmountRow:
    """A sum promised, as printed and as read."""

    text: str
    value: Decimal | None
    currency: str
    unit: str


class PledgeFact(NamedTuple):
    """What is known of one side of a pledge; ``inferred`` is the reason of what no source prints.

    Where it is ``silent``, the value says so.
    """

    term: str
    value: str
    silent: bool
    inferred: str


@dataclass(slots=True)
class PledgePage(PledgeRow):
    """A pledge with all that its page prints, as of a day."""

    kind: str
    strength: str
    day: datetime.date = field(default=datetime.date.min, kw_only=True)
    amounts: Sequence[AmountRow] = field(default=(), kw_only=True)
    stems_from: StatementRow | None = field(default=None, kw_only=True)
    quotes: Sequence[QuoteRow] = field(default=(), kw_only=True)
    inferred: Sequence[InferredRow] = field(default=(), kw_only=True)

    @property
    def facts(self) -> list[PledgeFact]:
        """What is known of it in a line each."""
        kind, strength = PledgeKind(self.kind).label, Strength(self.strength).label
        return [
            self._fact("kind", gettext("Kind"), str(kind)),
            self._fact("strength", gettext("How firmly"), str(strength)),
            self._fact("made", gettext("Made"), self.made_wording, gettext("Date not stated")),
            self._fact("due", gettext("Due"), self.due_wording, gettext("No due date stated")),
            self._fact("condition", gettext("Condition"), self.condition, gettext("None stated")),
        ]

    def _fact(self, name: str, term: str, value: str, silence: str = "") -> PledgeFact:
        return PledgeFact(
            term, capfirst(value or silence), not value, reasons_of(self.inferred, name)
        )

    @property
    def status_explained(self) -> str:
        """What the status says and what it does not."""
        if self.status == PledgeStatus.NO_FOLLOW_UP:
            return gettext(
                "Its due date has passed, and no document in the register speaks of it again. "
                "That says something about the documents; it does not mean that the promise was "
                "broken."
            )
        if self.status == PledgeStatus.ANNOUNCED:
            return gettext(
                "It was made, and no document in the register speaks of it again so far. "
                "A status never goes beyond the sources."
            )
        if self.status == PledgeStatus.FULFILLED:
            return gettext(
                "A source says that it has been done, and names who says so. The register does not "
                "check it."
            )
        return gettext(
            "This is what the latest report on record says. A status never goes beyond the sources."
        )

    @property
    def inferred_values(self) -> list[tuple[str, str]]:
        """Each value that is inferred, in words, and the reason."""
        return [(inferred_label(row.path), row.reason) for row in self.inferred]

    @property
    def citation(self) -> SafeString:
        """How to cite the page, with the day as of which its status is told."""
        day = date_format(self.day, pgettext("format of a day", "j F Y"))
        pledge = gettext("pledge %(number)d") % {"number": self.number}
        return cite(
            [
                sentence(f"{self.makers}: {self.title}" if self.makers else self.title),
                sentence(self.meeting.shown_title, self.meeting.date_wording, pledge),
                sentence(settings.SITE_NAME, gettext("as of %(day)s") % {"day": day}),
            ],
            whole_address(self.get_absolute_url()),
        )

    @property
    def citation_marks(self) -> list[Link]:
        """What of the citation is inferred."""
        return citation_marks(self.meeting, maker=self.reasons.get("makers", ""), place="")


def inferred_label(path: str) -> str:
    """What was inferred, in words: the name of the field; as it stands for any other path."""
    name = path.split("/")[0]
    if name in ("by", "amounts"):
        return {"by": gettext("Made by"), "amounts": gettext("Sums")}[name]
    labels = {field.name: field.verbose_name for field in Pledge._meta.fields}
    return capfirst(str(labels.get(name, name)))


@dataclass(slots=True)
class _FoundPledge(PledgePage):
    """A pledge with whether it has parts, so that none are read in vain."""

    has_amounts: bool
    has_updates: bool


@dataclass(slots=True)
class _Quote(QuoteRow):
    """Words on which a pledge, or an update of it, rests."""

    update_id: int | None


@dataclass(slots=True)
class _Inferred(InferredRow):
    """An inferred value of a pledge, or of an update of it."""

    update_id: int | None


def _published(slug: str, number: int) -> QuerySet[Pledge]:
    return (
        Pledge.objects.published()
        .filter(meeting__slug=slug, number=number)
        .annotate(
            has_amounts=Exists(Amount.objects.filter(pledge=OuterRef("pk"))),
            has_updates=Exists(Update.objects.filter(pledge=OuterRef("pk"))),
        )
        .order_by()
    )


def _of_pledge(pk: int) -> Q:
    """What belongs to the pledge, or to an update of it."""
    return Q(pledge=pk) | Q(update__pledge=pk)


_PLEDGE = PreparedQuery(_published, _FoundPledge)
_AMOUNTS = PreparedQuery(
    lambda pk: Amount.objects.filter(pledge=pk).order_by("order", "pk"), AmountRow
)
_REPORTING = PreparedQuery(
    lambda pk: (
        Meeting.objects.public()
        .filter(slug__in=Update.objects.filter(pledge=pk).values("meeting__slug"))
        .order_by()
    ),
    MeetingLink,
)
_QUOTES = PreparedQuery(
    lambda pk: Passage.objects.filter(_of_pledge(pk)).order_by("order", "pk"), _Quote
)
_INFERRED = PreparedQuery(
    lambda pk: Inference.objects.filter(_of_pledge(pk)).order_by("pk"), _Inferred
)


def published_pledge(slug: str, number: int, day: datetime.date) -> PledgePage | None:
    """The pledge of that number of a published record as of a day, with all its page shows."""
    pledge = _PLEDGE.row(slug, number)
    if pledge is None:
        return None
    pledge.day = day
    pledge.pledgers = pledgers_of([pledge.pk])[pledge.pk]
    pledge.amounts = _AMOUNTS.rows(pledge.pk) if pledge.has_amounts else ()
    _add_updates(pledge)
    pledge.status = status_of(pledge, day)
    give_reasons([pledge.meeting])
    if pledge.statement and pledge.statement.key:
        pledge.stems_from = next(iter(statement_rows([pledge.statement.key])), None)
    return pledge


def _add_updates(pledge: _FoundPledge) -> None:
    """Give a pledge its updates, and both what they rest on and why they are inferred."""
    quotes: dict[int | None, list[QuoteRow]] = defaultdict(list)
    for quote in _QUOTES.rows(pledge.pk):
        quotes[quote.update_id].append(quote)
    inferred: dict[int | None, list[InferredRow]] = defaultdict(list)
    for value in _INFERRED.rows(pledge.pk):
        inferred[value.update_id].append(value)
    pledge.quotes, pledge.inferred = quotes[None], inferred[None]
    pledge.reasons = {fact: reasons_of(pledge.inferred, *paths) for fact, paths in FACTS.items()}
    if not pledge.has_updates:
        return
    pledge.updates = updates_of([pledge.pk])[pledge.pk]
    reported = any(update.meeting_slug for update in pledge.updates)
    meetings = {meeting.slug: meeting for meeting in _REPORTING.rows(pledge.pk)} if reported else {}
    for update in pledge.updates:
        update.reported_at = meetings.get(update.meeting_slug or "")
        update.quotes, update.inferred = quotes[update.pk], inferred[update.pk]
