"""Who and what a record refers to, each once, under the identifier by which all else names it."""

from typing import Any

from django.conf import settings

from ...addresses import address, numbered_address, whole_address
from ...records.fields.statement import StatementRecord
from .gathered import Named, PublicRecord
from .identification import MAKER
from .markup import child, element, own_attribute


def references(of: PublicRecord, roles: dict[str, str]) -> Any:
    """The element with all references."""
    made = element("references", source=MAKER)
    _refer(made, "TLCOrganization", MAKER[1:], "/", settings.SITE_NAME)
    _sources(made, of)
    _who(made, of)
    page = address("meeting", of.record.meeting.slug)
    shown = {identifier: words for words, identifier in reversed(roles.items())}
    for identifier in dict.fromkeys(roles.values()):
        _refer(made, "TLCRole", identifier, page, shown[identifier])
    for topic in sorted(of.topics.values(), key=_identifier):
        _refer(made, "TLCConcept", topic.eid, topic.url, topic.name)
    _what_took_place(made, of, page)
    for pledge in of.record.pledges:
        url = numbered_address("pledge", of.record.meeting.slug, pledge.number)
        _refer(made, "TLCObject", f"object_pledge_{pledge.number}", url, pledge.title)
    return made


def topics_used(of: PublicRecord) -> Any | None:
    """The element with the topics of the record as keywords; None where it has none."""
    if not of.topics:
        return None
    made = element("classification", source=MAKER)
    for topic in sorted(of.topics.values(), key=_identifier):
        keyword = {"value": topic.eid.removeprefix("topic_"), "showAs": topic.name}
        child(made, "keyword", **keyword, refersTo=f"#{topic.eid}", dictionary=MAKER)
    return made


def has_group(statement: StatementRecord) -> bool:
    """Whether those who said it together have a reference of their own.

    Several, a collective, or somebody whom the source names and the register does not know.
    """
    known = [one for one in statement.speakers if one.person or one.participant]
    return is_attributed(statement) and (len(known) != 1 or bool(statement.collective))


def is_attributed(statement: StatementRecord) -> bool:
    """Whether the source says who said it."""
    return bool(statement.speakers or statement.collective)


def _identifier(named: Named) -> str:
    return named.eid


def _refer(parent: Any, kind: str, identifier: str, url: str, shown: str, /, **more: str) -> Any:
    href = whole_address(url)
    return child(parent, kind, eId=identifier, href=href, showAs=shown or "–", **more)


def _sources(parent: Any, of: PublicRecord) -> None:
    for document in of.record.documents:
        url = address("document", document.key)
        identifier = f"document_{document.key}"
        _refer(parent, "TLCReference", identifier, url, document.title, name="source document")
    page = address("meeting", of.record.meeting.slug)
    for place, one in enumerate(of.record.references, start=1):
        shown = {"shortForm": one.symbol, "name": "document referred to"}
        _refer(parent, "TLCReference", f"reference_{place}", page, one.title, **shown)


def _who(parent: Any, of: PublicRecord) -> None:
    for who in sorted(of.people.values(), key=_identifier):
        _refer(parent, "TLCPerson", who.eid, who.url, who.name)
    for who in sorted(of.participants.values(), key=_identifier):
        made = _refer(parent, "TLCOrganization", who.eid, who.url, who.name, shortForm=who.code)
        own_attribute(made, "kind", who.kind)
    for statement in of.record.statements:
        if has_group(statement):
            url = numbered_address("statement", of.record.meeting.slug, statement.number)
            names = [_name(of, speaker) for speaker in statement.speakers]
            together = "; ".join(filter(None, [*names, statement.collective]))
            identifier = f"speakers_{statement.number}"
            _refer(parent, "TLCOrganization", identifier, url, together)


def _name(of: PublicRecord, speaker: Any) -> str:
    named = of.people.get(speaker.person) or of.participants.get(speaker.participant)
    return named.name if named else speaker.printed or speaker.title


def _what_took_place(parent: Any, of: PublicRecord, page: str) -> None:
    """The meeting, its place, its sessions and agenda, and other meetings."""
    _refer(parent, "TLCEvent", "meeting", page, of.title)
    place = of.record.meeting.place
    country = of.participants.get(place.country)
    where = ", ".join(filter(None, [place.venue, place.city, country.name if country else ""]))
    if where:
        _refer(parent, "TLCLocation", "location", page, where)
    for item in of.record.agenda:
        _refer(parent, "TLCProcess", f"agenda_{item.key}", page, item.title)
    for session in of.record.sessions:
        _refer(parent, "TLCEvent", f"session_{session.key}", page, session.title)
    slugs = {one.meeting.slug: one.meeting.title for one in of.record.relations}
    for slug, title in slugs.items():
        if slug != of.record.meeting.slug:
            _refer(parent, "TLCEvent", f"meeting_{slug}", address("meeting", slug), title or slug)
