"""What a reference manager takes from a page: Highwire Press and Dublin Core tags.

Zotero reads both (its translator "Embedded Metadata"): Highwire's decide the kind of the item.
Where a convention is Zotero's own, that is said here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..iso_dates import iso_date


class Tag(NamedTuple):
    """A meta element: its name and its content."""

    name: str
    content: str


class Creator(NamedTuple):
    """Who said or wrote it.

    ``sort_name`` is a person's, family name first where that is the custom; ``body`` is the
    participant that the person spoke for.
    """

    name: str
    sort_name: str = ""
    body: str = ""

    @property
    def citation_name(self) -> str:
        """The name as ``citation_author`` has it.

        Zotero takes the last word of a name without a comma for the family name, so that of a body
        ("United Kingdom,") ends in one; and it takes "García Márquez, José Luis" for two people
        unless a semicolon stands there.
        """
        if not self.sort_name:
            return f"{self.name}," if " " in self.name else self.name
        family, _comma, given = self.sort_name.partition(",")
        if " " in family.strip() and " " in given.strip():
            return f"{self.sort_name};"
        return self.sort_name if given else f"{self.sort_name},"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citable:
    """What can be cited. ``date`` is EDTF; ``meeting`` is the title of the one it was said at.

    What was said at a meeting is a conference paper for Zotero, all else a report of
    ``institution``. ``notes`` say what is inferred.
    """

    title: str
    url: str
    publisher: str
    dc_type: str = "Text"
    creators: Sequence[Creator] = ()
    date: str = ""
    language: str = ""
    meeting: str = ""
    institution: str = ""
    number: str = ""
    subjects: Sequence[str] = ()
    place: str = ""
    sources: Sequence[str] = ()
    part_of: str = ""
    notes: Sequence[str] = ()

    def tags(self) -> list[Tag]:
        """Both vocabularies, without what is empty."""
        return [tag for tag in (*self._highwire(), *self._dublin_core()) if tag.content]

    def _highwire(self) -> Iterator[Tag]:
        yield Tag("citation_title", self.title)
        for creator in self.creators:
            yield Tag("citation_author", creator.citation_name)
            yield Tag("citation_author_institution", creator.body)
        yield Tag("citation_date", iso_date(self.date).replace("-", "/"))
        yield Tag("citation_conference_title", self.meeting)
        yield Tag("citation_technical_report_institution", self.institution)
        yield Tag("citation_technical_report_number", self.number)
        yield Tag("citation_language", self.language)
        yield Tag("citation_public_url", self.url)

    def _dublin_core(self) -> Iterator[Tag]:
        yield Tag("DC.title", self.title)
        for creator in self.creators:
            yield Tag("DC.creator", creator.sort_name or creator.name)
        yield Tag("DC.date", self.date)
        yield Tag("DC.type", self.dc_type)
        yield Tag("DC.publisher", self.publisher)
        yield Tag("DC.language", self.language)
        yield Tag("DC.identifier", self.url)
        yield from (Tag("DC.subject", subject) for subject in self.subjects)
        yield Tag("DC.coverage", self.place)
        yield from (Tag("DC.source", source) for source in self.sources)
        yield Tag("DC.relation", self.part_of)
        yield from (Tag("DC.description", note) for note in self.notes)
