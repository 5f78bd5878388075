"""The file of Akoma Ntoso: its parts one after the other, no two of them held at once."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from ..file_format import FileFormat
from .attendance import roll_call
from .conclusions import conclusions
from .gathered import PublicRecord, public_record
from .identification import MAKER, identification, publication
from .markup import AKN, NAMESPACES, element, own_elements
from .preface import preface
from .references import references, topics_used
from .roles import role_references
from .sections import agenda_section, sections

#: what stands in the body, or at the page of its document, and not in ``proprietary`` once more
_WITHOUT = {"statements": {"text"}, "documents": {"text"}}


def akoma_ntoso(slug: str) -> bytes | None:
    """A published record as Akoma Ntoso 3.0; None without one."""
    record = public_record(slug)
    return None if record is None else encoded(record)


def encoded(of: PublicRecord) -> bytes:
    """The file of a record, in UTF-8."""
    kind = "debate" if of.is_verbatim else "debateReport"
    roles = role_references(of.record)
    file = BytesIO()
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with _opened(xml, "akomaNtoso"), _opened(xml, kind, name=kind, contains="singleVersion"):
            with _opened(xml, "meta"):
                _write(xml, _meta(of, kind, roles))
                with _opened(xml, "proprietary", source=MAKER):
                    _write(xml, _own(of))
            _write(xml, [preface(of)])
            with _opened(xml, "debateBody" if of.is_verbatim else "mainBody"):
                _write(xml, _body(of, roles))
            _write(xml, [conclusions(of)])
    return file.getvalue() + b"\n"


def _opened(xml: Any, name: str, /, **attributes: str) -> Any:
    return xml.element(f"{{{AKN}}}{name}", attributes, nsmap=NAMESPACES)


def _write(xml: Any, elements: Any) -> None:
    """Each on a line of its own."""
    for one in elements:
        if one is not None:
            xml.write("\n")
            xml.write(one)


def _meta(of: PublicRecord, kind: str, roles: dict[str, str]) -> Iterator[Any]:
    yield identification(of, kind)
    yield publication(of)
    yield topics_used(of)
    yield references(of, roles)


def _own(of: PublicRecord) -> Iterator[Any]:
    """The record file, less the texts: every value has its place, whatever the standard knows."""
    for name, value in of.file.items():
        yield from own_elements(name, value, _WITHOUT.get(name, ()))


def _body(of: PublicRecord, roles: dict[str, str]) -> Iterator[Any]:
    yield roll_call(of, roles)
    yield agenda_section(of)
    yield from sections(of, roles)
    if not of.record.delegations and not of.record.agenda and not of.record.statements:
        # The schema asks for a part where nothing is recorded.
        yield element("debateSection", eId="dbsect_statements", name="statements")


AKOMA_NTOSO = FileFormat(
    "meeting", "xml", "application/akn+xml", _("Akoma Ntoso (XML)"), akoma_ntoso
)
