"""What a file is a record of, in which version, and when (FRBR; naming convention of AKN)."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from ...addresses import address, whole_address
from ...dates import day_bounds, is_of_days
from .gathered import PublicRecord
from .languages import UNDETERMINED, three_letters
from .markup import child, element

#: no country: a code that ISO 3166 leaves to its users, and that CLDR gives this meaning
_NO_COUNTRY = "zz"
#: who made the record, among the references of the file
MAKER = "#register"
_KNOWN_PART = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class _Addresses:
    """The three levels of one record."""

    work: str
    expression: str


def identification(of: PublicRecord, kind: str) -> Any:
    """The element that identifies work, expression and manifestation."""
    made = element("identification", source=MAKER)
    addresses = _addresses(of, kind)
    _work(made, of, addresses)
    _expression(made, of, addresses)
    _manifestation(made, of, addresses)
    return made


def publication(of: PublicRecord) -> Any:
    """The element that says when and as which version the register published it."""
    return element(
        "publication",
        date=of.published.isoformat(),
        name=settings.SITE_NAME,
        showAs=settings.SITE_NAME,
        number=str(of.version),
    )


def known_days(edtf: str) -> list[tuple[str, datetime.date]]:
    """The days that a date says exactly, each with what it is; none where it says less."""
    if not is_of_days(edtf):
        return []
    first, last = day_bounds(edtf)
    named = [("first day", first), ("last day", last)] if first != last else [("day", first)]
    return [(name, day) for name, day in named if day]


def main_language(of: PublicRecord) -> str:
    """The language (BCP 47) of most statements, else of the sources; "" where none is known."""
    spoken = Counter(row.language for row in of.record.statements if row.language)
    written = Counter(row.language for row in of.record.documents if row.language)
    most = (spoken or written).most_common(1)
    return most[0][0] if most else ""


def _addresses(of: PublicRecord, kind: str) -> _Addresses:
    meeting = of.record.meeting
    known = _KNOWN_PART.match(meeting.date)
    day = known[0] if known else of.first_published.isoformat()
    work = f"/akn/{_NO_COUNTRY}/{kind}/{day}/{meeting.slug}"
    language = three_letters(main_language(of))
    return _Addresses(work, f"{work}/{language}@{of.published.isoformat()}")


def _level(parent: Any, name: str, this: str, uri: str) -> Any:
    made = child(parent, name)
    child(made, "FRBRthis", value=this)
    child(made, "FRBRuri", value=uri)
    return made


def _work(parent: Any, of: PublicRecord, addresses: _Addresses) -> None:
    work = _level(parent, "FRBRWork", f"{addresses.work}/!main", addresses.work)
    page = whole_address(address("meeting", of.record.meeting.slug))
    child(work, "FRBRalias", value=page, name="address")
    child(work, "FRBRalias", value=of.title, name="title")
    for name, day in known_days(of.record.meeting.date):
        child(work, "FRBRdate", date=day.isoformat(), name=f"meeting, {name}")
    child(work, "FRBRdate", date=of.first_published.isoformat(), name="record first published")
    child(work, "FRBRauthor", href=MAKER)
    child(work, "FRBRcountry", value=_NO_COUNTRY)
    child(work, "FRBRnumber", value=of.record.meeting.slug)
    child(work, "FRBRprescriptive", value="false")
    child(work, "FRBRauthoritative", value="false")


def _expression(parent: Any, of: PublicRecord, addresses: _Addresses) -> None:
    uri = addresses.expression
    expression = _level(parent, "FRBRExpression", f"{uri}/!main", uri)
    child(expression, "FRBRdate", date=of.published.isoformat(), name="version published")
    child(expression, "FRBRauthor", href=MAKER)
    child(expression, "FRBRversionNumber", value=str(of.version))
    spoken = {main_language(of)} | {row.language for row in of.record.statements}
    languages = {three_letters(tag) for tag in spoken if tag} or {UNDETERMINED}
    for language in sorted(languages):
        child(expression, "FRBRlanguage", language=language)


def _manifestation(parent: Any, of: PublicRecord, addresses: _Addresses) -> None:
    uri = f"{addresses.expression}.xml"
    made = _level(parent, "FRBRManifestation", f"{addresses.expression}/!main.xml", uri)
    child(made, "FRBRdate", date=of.published.isoformat(), name="version published")
    child(made, "FRBRauthor", href=MAKER)
    child(made, "FRBRformat", value="application/akn+xml")
