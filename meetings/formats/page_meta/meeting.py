"""The head of the page of a meeting: a schema.org Event."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.conf import settings

from ...addresses import whole_address
from ...models.choices import Mode, Role, Stage
from ...reading.citation import citation_marks
from ...reading.delegation import DelegationRow
from ...reading.meeting import MeetingHead
from ...reading.meeting_page import MeetingPage
from ...reading.meeting_stub import StubPage
from ..iso_dates import iso_ends
from .citable import Citable
from .head import PageHead, alternates
from .things import Node, document_nodes, filled, inferred_words, participant_node, top

_MODES = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.VIRTUAL: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
#: what was held, and what is announced, is as scheduled; of what is proposed or named nothing is
_STAGES = {
    Stage.HELD: "EventScheduled",
    Stage.ANNOUNCED: "EventScheduled",
    Stage.POSTPONED: "EventPostponed",
    Stage.CANCELLED: "EventCancelled",
}
_ORGANISING = {Role.HOST, Role.CO_HOST, Role.ORGANISER, Role.CO_ORGANISER}


def meeting_head(page: MeetingPage) -> PageHead:
    """The head of a record."""
    node = _event(
        page,
        [row for group in page.role_groups for level in group.levels for row in level.rows],
        alternateName=page.title_printed if page.title_printed != page.title else "",
        description=page.summary,
        recordedIn=document_nodes(source.document for source in page.sources),
    )
    citable = Citable(
        title=page.shown_title,
        url=whole_address(page.url),
        publisher=settings.SITE_NAME,
        date=page.date,
        language=page.source_language,
        institution=settings.SITE_NAME,
        place=page.place,
        sources=[whole_address(source.document.url) for source in page.sources],
        part_of=whole_address(page.series.url) if page.series else "",
        notes=_notes(page),
    )
    return PageHead(node, citable, alternates("meeting", page.slug))


def stub_head(page: StubPage) -> PageHead:
    """The head of the page of a meeting that records only name: it is no record to be cited."""
    return PageHead(_event(page, page.delegations))


def _event(page: MeetingHead, delegations: Iterable[DelegationRow], **fields: Any) -> Node:
    first, last = iso_ends(page.date)
    stage, mode = _STAGES.get(Stage(page.stage)), _MODES.get(Mode(page.mode))
    series = page.series
    return top(
        "Event",
        page.url,
        name=page.shown_title,
        about=page.theme,
        startDate=first,
        endDate=last,
        eventStatus=f"https://schema.org/{stage}" if stage else "",
        eventAttendanceMode=f"https://schema.org/{mode}" if mode else "",
        location=_place(page),
        organizer=[*_organisers(delegations)],
        superEvent=filled(type="EventSeries", id=whole_address(series.url), name=series.name)
        if series
        else None,
        disambiguatingDescription=" ".join(_notes(page)),
        **fields,
    )


def _place(page: MeetingHead) -> Node | None:
    if not page.place:
        return None
    address = filled(
        type="PostalAddress", addressLocality=page.city, addressCountry=page.country_name
    )
    name = page.venue or page.place
    return filled(type="Place", name=name, address=address if len(address) > 1 else None)


def _organisers(delegations: Iterable[DelegationRow]) -> Iterator[Node]:
    once = {}
    for row in delegations:
        if row.all_roles & _ORGANISING:
            once[row.participant.slug] = row.participant
    yield from map(participant_node, once.values())


def _notes(page: MeetingHead) -> list[str]:
    inferred = inferred_words(citation_marks(page))
    return [*chain(inferred, [page.standing] if page.standing else [])]
