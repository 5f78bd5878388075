"""Rows as the profiles show them: what a delegation was, how one took part in a statement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Prefetch, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext

from participants.models import Participant, Person

from ..cards.statement import StatementCard, statement_cards
from ..filters.pledge import NEWEST
from ..models import Delegate, Delegation, Inference
from ..models.choices import Level, Presence
from ..models.wording import listed

#: rows of a section of a profile; the rest is in the filtered list
MOST = 10


class Bar(NamedTuple):
    """A counted row drawn as a bar; ``width`` is out of 100 of the longest."""

    label: str
    n: int
    width: float
    url: str


class Section(NamedTuple):
    """The first rows of a section, how many there are in all, and the list that has them all."""

    rows: Sequence[Any]
    n: int
    url: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.n - len(self.rows)


def today() -> date:
    """The day as of which statuses are told."""
    return localdate()


def list_url(name: str, **query: str) -> str:
    """The address of a list, filtered."""
    return f"{reverse(name)}?{urlencode(query)}"


def section(rows: QuerySet[Any], url: str = "", most: int = MOST) -> Section:
    """The first rows and their number; one query more where they are many."""
    first = list(rows[: most + 1])
    if len(first) <= most:
        return Section(first, len(first), url)
    return Section(first[:most], rows.order_by().count(), url)


def figures(numbers: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    """Numbers at the top of a page; what is not on record is said in words, never as 0."""
    return [{"n": n or None, "label": label} for n, label in numbers]


def bars(rows: Iterable[tuple[str, int, str]]) -> list[Bar]:
    """Rows of (label, number, address) with their bars."""
    counted = list(rows)
    longest = max((n for _label, n, _url in counted), default=1)
    return [Bar(label, n, round(100 * n / longest, 1), url) for label, n, url in counted]


def statements_by_key(links: Any, url: str = "", most: int = MOST) -> Section:
    """Statements of link rows, newest first by the key alone, as a list shows them."""
    wanted = list(links.newest_first().values_list("key", flat=True)[: most + 1])
    n = links.count() if len(wanted) > most else len(wanted)
    return Section(statement_cards(wanted[:most]), n, url)


def topic_bars(links: QuerySet[Any], url_of: Any, most: int = 8) -> list[Bar]:
    """The topics of link rows by number of statements."""
    counted = (
        links.order_by()
        .values_list("topic__name", "topic__slug")
        .annotate(n=Count("pk"))
        .order_by("-n", "topic__sort_name")[:most]
    )
    return bars((name, n, url_of(slug)) for name, slug, n in counted)


def part_in(statement: StatementCard, who: Participant | Person) -> str:
    """How one of several speakers took part: jointly with whom, as what, on whose behalf."""
    field = "participant_id" if isinstance(who, Participant) else "person_id"
    speakers = list(statement.speakers.all())
    own = [speaker for speaker in speakers if getattr(speaker, field) == who.pk]
    others = [str(s.participant or s) for s in speakers if getattr(s, field) != who.pk]
    words = [gettext("as %(capacity)s") % {"capacity": s.capacity} for s in own if s.capacity]
    if others:
        jointly = {"names": listed(list(dict.fromkeys(others)))}
        words.insert(0, gettext("jointly with %(names)s") % jointly)
    elif statement.collective and own:
        words.insert(0, gettext("with %(names)s") % {"names": statement.collective})
    return "; ".join(dict.fromkeys(words))


def with_parts(found: Section, who: Participant | Person) -> Section:
    """The statements, each with ``note``: how ``who`` took part."""
    rows = [replace(row, note=part_in(row, who)) for row in found.rows]
    return found._replace(rows=rows)


def pledges(rows: QuerySet[Any], url: str = "", most: int = MOST) -> Section:
    """Pledges with their status of today, the latest meeting first."""
    ordered = rows.with_status(today()).for_list()  # type: ignore[attr-defined]  # PledgeQuerySet
    return section(ordered.order_by(*NEWEST), url, most)


def attended(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Delegations with all that a profile says of them, the latest meeting first."""
    people = Delegate.objects.select_related("person").prefetch_related("inferences")
    return (
        rows.select_related("meeting__series", "meeting__country", "participant")
        .prefetch_related(Prefetch("delegates", people), "inferences", dates_inferred())
        .order_by(F("meeting__first_day").desc(nulls_last=True), "meeting__slug")
    )


def dates_inferred(path: str = "meeting__inferences") -> Prefetch:
    """Why the date of a meeting is inferred, where it is, as ``date_inferences``."""
    rows = Inference.objects.of_meetings().filter(field="date")
    return Prefetch(path, rows, to_attr="date_inferences")


def how_present(level: str, presence: str) -> list[str]:
    """Level and presence in words; nothing for what is not stated."""
    words = []
    if level and level != Level.NOT_STATED:
        words.append(str(Level(level).label))
    if presence and presence != Presence.NOT_STATED:
        words.append(str(Presence(presence).label))
    return words
