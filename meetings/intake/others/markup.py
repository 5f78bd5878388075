"""XML of others, parsed without trust: no entities, no network, no document type."""

from typing import Any

from lxml import etree

from ..files.clean import cleaned
from .given import LARGEST
from .mapping import UnreadableFormat


def parsed(data: bytes) -> Any:
    """The root of a file. Raises :class:`UnreadableFormat`."""
    if len(data) > LARGEST:
        raise UnreadableFormat(
            f"The file has more than {LARGEST // 1_000_000} MB; divide it into sittings."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFormat(f"The file is no XML: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableFormat("The file declares a document type; take the declaration out.")
    return root


def names(listed: str) -> frozenset[str]:
    """The names of elements in a text."""
    return frozenset(listed.split())


def tag(element: Any) -> str:
    """The name of an element without its namespace; "" for what is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Any, *called: str) -> list[Any]:
    """The elements of these names straight below one."""
    return [child for child in element if tag(child) in called]


def below(element: Any, *path: str) -> list[Any]:
    """The elements at a path of names below one."""
    found = [element]
    for name in path:
        found = [child for one in found for child in children(one, name)]
    return found


def words(element: Any, without: frozenset[str] = frozenset()) -> str:
    """The text of an element, white space as one space; a line for each ``br`` or ``eol``.

    Elements ``without`` are left out with all inside.
    """
    pieces: list[str] = []
    _collect(element, without, pieces)
    lines = ("".join(pieces)).split("\0")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _collect(element: Any, without: frozenset[str], pieces: list[str]) -> None:
    pieces.append(cleaned(element.text or ""))
    for child in element:
        name = tag(child)
        if name in ("br", "eol"):
            pieces.append("\0")
        elif name and name not in without:
            _collect(child, without, pieces)
        pieces.append(cleaned(child.tail or ""))
