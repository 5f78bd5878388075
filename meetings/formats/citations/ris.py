"""A cited thing as RIS, the tagged format of reference managers."""

from collections.abc import Iterator

from ..iso_dates import iso_date
from .cited import Cited

#: conference paper, report, generic
_TYPES = {"meeting": "RPRT", "statement": "CPAPER", "pledge": "GEN"}


def ris(cited: Cited) -> bytes:
    """The file: one reference, in UTF-8, a line a value."""
    lines = [("TY", _TYPES[cited.noun]), *_tags(cited)]
    written = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value]
    return "".join([*written, "ER  - \r\n"]).encode()


def _tags(cited: Cited) -> Iterator[tuple[str, str]]:
    date = iso_date(cited.date)
    yield "ID", cited.key
    for creator in cited.creators:
        yield "AU", creator.sort_name or creator.name
    yield "TI", cited.title
    yield "T2", cited.meeting
    yield "PB", cited.publisher
    yield "CY", cited.place
    yield "PY", date[:4]
    # A date of RIS has three slashes, however much of it is known.
    yield "DA", "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""
    yield "M1", f"{cited.number or ''}"
    yield "M3", cited.genre
    yield "ET", str(cited.pin.number) if cited.pin else ""
    yield "LA", cited.language
    for topic in cited.topics:
        yield "KW", topic
    for remark in cited.remarks:
        yield "N1", remark
    yield "UR", cited.url
    yield "Y2", f"{cited.accessed:%Y/%m/%d}/"
