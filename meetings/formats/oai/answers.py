"""The answers of the protocol, as XML."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from ...addresses import whole_address
from ...models import Meeting
from ...records.dumper import record_bytes
from ..xml_text import clean
from .dublin_core import dublin_core
from .items import ON_A_PAGE, Item, item_of, items, meetings_of, series_after
from .request import (
    DUBLIN_CORE,
    RECORD_FILE,
    Asked,
    Cursor,
    ProtocolError,
    asked_for,
    identifier,
    slug_of,
    stamped,
    token,
)

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
#: the namespace of the record file, which stands in its element as the JSON that it is
RECORD = "urn:x-register-of-meetings:record-file:1"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
#: whole records in one answer, and bytes of them after which no further one is put in
_RECORDS, _BYTES = 4, 250_000
#: earlier than anything is
_BEGINNING = "1970-01-01T00:00:00Z"


def answer(given: Any) -> bytes:
    """What the protocol answers to these arguments (a ``QueryDict``); errors too, as it asks."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": _XSI[1:-15]})
    root.set(_XSI, f"{OAI} {OAI}OAI-PMH.xsd")
    _child(root, "responseDate", stamped(timezone.now()))
    request = _child(root, "request", whole_address(reverse("oai")))
    try:
        asked = asked_for(given)
        body = _ANSWERS[asked.verb](asked)
    except ProtocolError as error:
        body = _element("error", str(error))
        body.set("code", error.code)
        if error.code not in ("badVerb", "badArgument"):
            _repeat(request, given)
    else:
        _repeat(request, given)
    root.append(body)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _repeat(request: Any, given: Any) -> None:
    for name, value in given.items():
        request.set(name, clean(value))


def _element(name: str, text: str = "") -> Any:
    made = etree.Element(f"{{{OAI}}}{name}")
    made.text = clean(text) or None
    return made


def _child(parent: Any, name: str, text: str = "") -> Any:
    made = _element(name, text)
    parent.append(made)
    return made


def _identify(asked: Asked) -> Any:
    made = _element(asked.verb)
    for name, text in (
        ("repositoryName", settings.SITE_NAME),
        ("baseURL", whole_address(reverse("oai"))),
        ("protocolVersion", "2.0"),
        ("adminEmail", settings.DEFAULT_FROM_EMAIL),
        ("earliestDatestamp", _BEGINNING),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        _child(made, name, text)
    return made


def _sets(asked: Asked) -> Any:
    found = series_after(asked.cursor.slug if asked.cursor else "")
    if not found:
        raise ProtocolError("noSetHierarchy", _("There are no series yet."))
    made = _element(asked.verb)
    for slug, name in found[:ON_A_PAGE]:
        one = _child(made, "set")
        _child(one, "setSpec", slug)
        _child(one, "setName", name)
    last = Cursor(timezone.now(), found[:ON_A_PAGE][-1][0])
    _rest(made, asked, last if len(found) > ON_A_PAGE else None)
    return made


def _formats(asked: Asked) -> Any:
    if asked.identifier and _known(asked).is_deleted:
        raise ProtocolError("noMetadataFormats", _("This record was withdrawn."))
    made = _element(asked.verb)
    for prefix, schema, namespace in (
        (DUBLIN_CORE, f"{OAI}oai_dc.xsd", OAI_DC),
        (RECORD_FILE, whole_address(reverse("oai_record_schema")), RECORD),
    ):
        one = _child(made, "metadataFormat")
        _child(one, "metadataPrefix", prefix)
        _child(one, "schema", schema)
        _child(one, "metadataNamespace", namespace)
    return made


def _record(asked: Asked) -> Any:
    made = _element(asked.verb)
    made.extend(_records([_known(asked)], asked.metadata))
    return made


def _known(asked: Asked) -> Item:
    """The thing of the identifier. Raises :class:`ProtocolError`."""
    item = item_of(slug_of(asked.identifier))
    if item is None:
        raise ProtocolError("idDoesNotExist", _("There is no record of this identifier."))
    return item


def _identifiers(asked: Asked) -> Any:
    found = _found(asked, ON_A_PAGE)
    made = _element(asked.verb)
    made.extend(_header(item) for item in found[:ON_A_PAGE])
    _rest(made, asked, found[ON_A_PAGE - 1].cursor if len(found) > ON_A_PAGE else None)
    return made


def _listed(asked: Asked) -> Any:
    most = _RECORDS if asked.metadata == RECORD_FILE else ON_A_PAGE
    found = _found(asked, most)
    made = _element(asked.verb)
    given = 0
    for one in _records(found[:most], asked.metadata):
        made.append(one)
        given += 1
    _rest(made, asked, found[given - 1].cursor if given < len(found) else None)
    return made


def _found(asked: Asked, most: int) -> list[Item]:
    found = items(asked, most)
    if not found:
        raise ProtocolError("noRecordsMatch", _("Nothing was published or withdrawn there."))
    return found


def _rest(parent: Any, asked: Asked, last: Cursor | None) -> None:
    """The token for the rest; an empty one where a list that was continued ends."""
    if last is not None or asked.is_continued:
        _child(parent, "resumptionToken", token(asked, last) if last else "")


def _header(item: Item) -> Any:
    made = _element("header")
    if item.is_deleted:
        made.set("status", "deleted")
    _child(made, "identifier", identifier(item.slug))
    _child(made, "datestamp", stamped(item.stamp))
    if item.series:
        _child(made, "setSpec", item.series)
    return made


def _records(found: list[Item], metadata: str) -> Iterator[Any]:
    """A record each; of whole ones not all, where they are large."""
    elements = dublin_core(meetings_of(found)) if metadata == DUBLIN_CORE else {}
    size = 0
    for item in found:
        made = _element("record")
        made.append(_header(item))
        if not item.is_deleted:
            body = _child(made, "metadata")
            if metadata == DUBLIN_CORE:
                body.append(_dublin_core(elements[item.meeting]))
            else:
                file = record_bytes(Meeting.objects.get(pk=item.meeting), public=True)
                body.append(_record_file(file))
                size += len(file)
        yield made
        if size > _BYTES:
            return


def _dublin_core(elements: list[tuple[str, str]]) -> Any:
    made = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    made.set(_XSI, f"{OAI_DC} {OAI}oai_dc.xsd")
    for name, text in elements:
        etree.SubElement(made, f"{{{DC}}}{name}").text = clean(text)
    return made


def _record_file(file: bytes) -> Any:
    made = etree.Element(f"{{{RECORD}}}recordFile", nsmap={"rf": RECORD})
    schema = whole_address(reverse("oai_record_schema"))
    made.set(_XSI, f"{RECORD} {schema}")
    made.set("schema", whole_address(reverse("record_schema")))
    etree.SubElement(made, f"{{{RECORD}}}json").text = clean(file.decode())
    return made


_ANSWERS = {
    "Identify": _identify,
    "ListSets": _sets,
    "ListMetadataFormats": _formats,
    "GetRecord": _record,
    "ListIdentifiers": _identifiers,
    "ListRecords": _listed,
}
