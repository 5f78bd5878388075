"""``PageHead``: all that the head of a page tells programs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ..file_format import FileFormat
from ..registry import formats_of
from .citable import Citable, Tag
from .script_json import script_json
from .things import Node


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same thing in another format."""

    url: str
    media_type: str
    label: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the page is about as a node of schema.org, how to cite it, and its other formats.

    ``kind`` is the type that Open Graph has for the page.
    """

    node: Node
    citable: Citable | None = None
    alternates: Sequence[Alternate] = ()
    kind: str = "website"

    #: what the names of Dublin Core tags stand for
    dublin_core = "http://purl.org/dc/elements/1.1/"

    @property
    def linked_data(self) -> SafeString:
        """The node, to stand in a script element."""
        return script_json(self.node)

    @property
    def tags(self) -> list[Tag]:
        """The meta elements."""
        return self.citable.tags() if self.citable else []


def alternates(noun: str, *words: str | int, without: str = "") -> list[Alternate]:
    """The formats of one thing, by the words of its address; it has none of one extension."""
    return [_alternate(fmt, *words) for fmt in formats_of(noun) if fmt.extension != without]


def _alternate(fmt: FileFormat, *words: str | int) -> Alternate:
    return Alternate(fmt.address(*words), fmt.media_type, str(fmt.label))
