"""Parts of a stored version in words, by the field lists: whatever a file holds is told.

By whichever release it was stored: a list or a value that is new is shown without more ado.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..history.inferred_changed import inferred_values
from ..history.parts import PartNames
from ..history.wording import Wording, field_words, noun_words
from ..records.fields.declaration import Field, Json, fields_of
from ..records.fields.former import FormerSlugs
from ..records.fields.objects import Items, Object
from ..records.fields.passage import OwnItems, PassageOf
from ..records.fields.record import LISTS
from ..records.fields.series import SeriesObject
from .version_files import rows_of
from .version_links import Linked

#: lists that other parts name, and what is told in another way
_NOT_SECTIONS = ("participants", "people", "topics", "statements", "inferred")
_TITLES = {
    "documents": _("Sources"),
    "agenda": _("Agenda"),
    "sessions": _("Sessions"),
    "delegations": _("Delegations"),
    "pledges": _("Pledges"),
    "figures": _("Figures reported"),
    "relations": _("Related meetings"),
    "references": _("Documents referred to"),
}
#: what the heading of a part tells already
_IN_HEADING = {
    "documents": ("key", "title", "text"),
    "agenda": ("key", "title"),
    "sessions": ("key", "title"),
    "delegations": ("participant",),
    "pledges": ("number", "title"),
    "figures": ("text",),
    "relations": (),
    "references": ("title",),
}
#: what names an entry inside a part
_IN_NAME = ("person", "participant")
#: characters of a passage that are shown whole
_WHOLE = 160


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of a part in words, after what it is."""

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the record: its name, what is known of it, and the parts inside it."""

    name: str
    facts: Sequence[Fact]
    inner: Sequence["Part"] = ()
    anchor: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the record with its parts."""

    key: str
    title: str
    parts: Sequence[Part]


class FileInWords:
    """A record file put in words, part by part."""

    def __init__(self, file: Json, words: Wording, linked: Linked) -> None:
        self.file, self.words, self.linked = file, words, linked
        self.names = PartNames(words)
        places = {
            id(row): (listed.key, place)
            for listed in LISTS
            for place, row in enumerate(rows_of(file, listed.key))
        }
        self.inferred = inferred_values(file, self.names, lambda entry: places.get(id(entry)))

    def sections(self) -> Iterator[Section]:
        """The lists of the file that have parts, in its order."""
        for listed in LISTS:
            rows = rows_of(self.file, listed.key)
            if rows and listed.key not in _NOT_SECTIONS:
                yield Section(
                    listed.key,
                    str(_TITLES.get(listed.key, listed.kind.description)),
                    [*self._parts(listed, rows)],
                )

    def _parts(self, listed: Field, rows: Sequence[Json]) -> Iterator[Part]:
        record, told = listed.kind.record, _IN_HEADING.get(listed.key, ())
        for row in rows:
            anchor = f"pledge-{row.get('number')}" if listed.key == "pledges" else ""
            yield Part(
                self._heading(listed, record, row),
                [*self.facts(record, row, told)],
                [*self._inner(record, row)],
                anchor,
                self._url(listed.key, row),
            )

    def _heading(self, listed: Field, record: Any, row: Json) -> str:
        """What a part is called, below the title of its list."""
        if listed.key == "delegations":
            return self.words.participant(row.get("participant"))
        if listed.key == "relations":
            return self.words.title(row.get("meeting") or {})
        if listed.key == "pledges":
            return f"{row.get('number')}. {row.get('title') or ''}"
        if listed.key == "figures":
            return f"“{row.get('text') or ''}”"
        return str(row.get("title") or self.names.name(record, row))

    def _url(self, of: str, row: Json) -> str:
        if of == "delegations":
            body = self.linked.participant(row.get("participant"))
            return body.url if body else ""
        return self.linked.document_url(row.get("key")) if of == "documents" else ""

    def _inner(self, record: Any, row: Json) -> Iterator[Part]:
        """The lists inside a part: delegates, makers, sums, updates, what is marked."""
        for inner in fields_of(record):
            if not isinstance(inner.kind, Items) or isinstance(inner.kind, OwnItems):
                continue
            noun = noun_words(inner.kind.record)
            for one in rows_of(row, inner.key):
                name = self.names.name(inner.kind.record, one)
                facts = [*self.facts(inner.kind.record, one, _IN_NAME)]
                yield Part(f"{noun} {name}".strip(), facts)

    def facts(self, record: Any, row: Json, told: Sequence[str] = ()) -> Iterator[Fact]:
        """The values of a part in words, but those that are told otherwise."""
        for one in fields_of(record):
            value = row.get(one.key)
            if one.key in told or not value or isinstance(one.kind, FormerSlugs | Items):
                continue
            if isinstance(one.kind, SeriesObject):
                yield Fact(field_words(record, one), str(value.get("name") or ""))
                yield from self.facts(one.kind.record, value, ("slug", "name"))
            elif isinstance(one.kind, Object):
                yield from self.facts(one.kind.record, value, ("slug",))
            elif isinstance(one.kind, PassageOf):
                yield Fact(field_words(record, one), self._passage(value))
            else:
                yield Fact(field_words(record, one), self.words.value(one, value, row))

    def _passage(self, passage: Any) -> str:
        """The words of a passage, from the first to the last, and their source."""
        ranges = passage if isinstance(passage, list) else [passage]
        return "; ".join(self._words(piece) for piece in ranges if isinstance(piece, dict))

    def _words(self, piece: Json) -> str:
        quote, position = piece.get("quote") or {}, piece.get("position") or {}
        text = self.words.texts.get(str(piece.get("document")))
        said = " … ".join(str(quote[key]) for key in ("start", "end") if quote.get(key))
        if text is not None and position:
            words = " ".join(text[position["start"] : position["end"]].split())
            said = words if len(words) <= _WHOLE else said or f"{words[:_WHOLE]}…"
        source = self.words.entry("documents", piece.get("document"))
        return gettext("“%(words)s” in %(document)s") % {"words": said, "document": source}
