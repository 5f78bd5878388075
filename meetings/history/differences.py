"""What differs between two record files, in words that a curator understands."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from meetings.records.fields.declaration import Field, Json, fields_of
from meetings.records.fields.delegation import DelegateRecord
from meetings.records.fields.document import DocumentRecord
from meetings.records.fields.objects import Items, Object
from meetings.records.fields.passage import OwnSpan, PassageOf
from meetings.records.fields.pledge import PledgerRecord
from meetings.records.fields.record import RecordFile
from meetings.records.fields.series import SeriesObject
from meetings.records.fields.statement import SpeakerRecord

from .counterparts import Counterparts
from .difference import About, Change, Difference
from .inferred_changed import inferred_values
from .matching import Pair, entries, moved, paired
from .parts import PartNames, signs_of
from .passages_changed import PassageComparison
from .values_changed import meant, told_apart, value_changed
from .wording import LONG, Wording, noun_words, register_names, shown

__all__ = ["Change", "Difference", "differences"]


def differences(
    before: Json, after: Json, names: Mapping[str, str] | None = None
) -> list[Difference]:
    """What differs between two record files (``Dump.data``), in the order of the file.

    Empty for files that say the same. ``names`` gives the names of participants that the files
    refer to and do not define; without it they are read, in one query, once one is needed.
    """
    if before == after:
        return []
    return list(_Comparison(before, after, names).whole())


#: values of one entry that name it: told together, as one that is another now
_NAMING: dict[Any, tuple[str, ...]] = {
    SpeakerRecord: ("participant", "person"),
    PledgerRecord: ("participant", "person"),
    DelegateRecord: ("person",),
}
#: lists whose order says nothing: it follows from names, or from the text
_UNORDERED = ("participants", "people", "topics", "documents", "marks", "corrections")


class _Comparison:
    """Two record files, walked by the field lists."""

    def __init__(self, before: Json, after: Json, names: Mapping[str, str] | None) -> None:
        self._given = names
        self._files = before, after
        self._words = Wording(before, self._name), Wording(after, self._name)
        self._old_parts, self._new_parts = (PartNames(words) for words in self._words)
        self._counterparts = Counterparts(before, after)
        old, new = (words.texts for words in self._words)
        self._passages = PassageComparison(
            old, new, lambda key: self._counterparts.now("documents", key)
        )

    def _name(self, key: str) -> str:
        return self._register.get(key, key)

    @cached_property
    def _register(self) -> Mapping[str, str]:
        return register_names(self._files) if self._given is None else self._given

    def whole(self) -> Iterator[Difference]:
        """Every difference."""
        old, new = self._files
        objects = {"meeting": gettext("Meeting"), "retired": gettext("Retired numbers")}
        for field in fields_of(RecordFile):
            if field.name == "inferred":
                yield from self._inferred()
            elif isinstance(field.kind, Items):
                yield from self._list(field)
            else:
                was, now = (file.get(field.key) or {} for file in self._files)
                about = About(field.key, None, objects[field.key])
                yield from self._fields(field.kind.record, was, now, about)
        yield from self._unknown(RecordFile, old, new, About("meeting", None, gettext("Record")))

    def _list(self, field: Field) -> Iterator[Difference]:
        """The differences of a list of the file."""
        record, pairs = field.kind.record, self._counterparts.pairs[field.key]
        for was, now in pairs:
            about = self._about(field.key, record, was, now)
            if was is None:
                words = self._new_parts.summary(record, now or {})
                yield Difference(about, "", Change.NEW, after=words)
            elif now is None:
                words = self._old_parts.summary(record, was)
                yield Difference(about, "", Change.GONE, before=words)
            else:
                if record is DocumentRecord:
                    self._old_parts.document = str(was.get("key"))
                    self._new_parts.document = str(now.get("key"))
                yield from self._fields(record, was, now, about)
        for place in self._moved(field, pairs, self._files[0]):
            about = self._about(field.key, record, *pairs[place])
            yield Difference(about, self._place(record, pairs, place), Change.MOVED)

    def _about(self, noun: str, record: Any, was: Json | None, now: Json | None) -> About:
        entry, parts = (now, self._new_parts) if now else (was or {}, self._old_parts)
        number = entry.get("number")
        return About(noun, number if isinstance(number, int) else None, parts.name(record, entry))

    def _moved(self, field: Field, pairs: Sequence[Pair], old: Json) -> list[int]:
        return [] if field.key in _UNORDERED else moved(pairs, entries(old.get(field.key)))

    def _place(self, record: Any, pairs: Sequence[Pair], place: int) -> str:
        if place == 0:
            return gettext("now first")
        before = self._new_parts.name(record, pairs[place - 1][1] or {})
        return gettext("now after %(part)s") % {"part": before}

    def _fields(
        self, record: Any, old: Json, new: Json, about: About, told: Sequence[str] = ()
    ) -> Iterator[Difference]:
        """The differences of two objects of a noun, but of what is ``told`` by its fields."""
        if old == new and self._counterparts.are_called_alike:
            return
        for field in fields_of(record):
            was, now = meant(field, old), meant(field, new)
            if field.key in told or (was is None and now is None):
                continue
            if isinstance(field.kind, SeriesObject):
                yield from self._series(field, was or {}, now or {}, about)
            elif isinstance(field.kind, Object):
                yield from self._fields(field.kind.record, was or {}, now or {}, about)
            elif isinstance(field.kind, Items):
                yield from self._inner(field, old, new, about)
            elif isinstance(field.kind, PassageOf | OwnSpan):
                yield from self._passage(field, was, now, about)
            elif not self._counterparts.is_same(field, was, now):
                change = value_changed(record, field, self._words, (old, new), about)
                yield from [change] if change else []
        yield from self._unknown(record, old, new, about)

    def _series(self, field: Field, was: Json, now: Json, about: About) -> Iterator[Difference]:
        if was.get("slug") in (now.get("slug"), *(now.get("former_slugs") or [])):
            words = gettext("series “%(name)s”") % {"name": now.get("name") or was.get("name")}
            yield from self._fields(field.kind.record, was, now, about.inside(words))
        else:
            before, after = str(was.get("name") or ""), str(now.get("name") or "")
            what = gettext("series")
            yield Difference(about, what, Change.CHANGED, *told_apart(before, after))

    def _inner(self, field: Field, old: Json, new: Json, about: About) -> Iterator[Difference]:
        """The differences of a list inside an object: speakers, delegates, updates."""
        record, noun = field.kind.record, noun_words(field.kind.record)
        before, after = entries(old.get(field.key)), entries(new.get(field.key))
        signs = signs_of(record, self._counterparts.now)
        pairs = paired(before, after, signs, by_place=field.key not in _UNORDERED)
        for was, now in pairs:
            name = self._new_parts.name(record, now) if now else ""
            former = self._old_parts.name(record, was) if was else ""
            if was is None:
                yield Difference(about, noun, Change.NEW, after=name)
            elif now is None:
                yield Difference(about, noun, Change.GONE, before=former)
            else:
                naming = _NAMING.get(record, ())
                if self._is_another(record, was, now):
                    yield Difference(about, noun, Change.CHANGED, *told_apart(former, name))
                yield from self._fields(record, was, now, about.inside(f"{noun} {name}"), naming)
        for place in self._moved(field, pairs, old):
            name = self._new_parts.name(record, pairs[place][1] or {})
            where = self._place(record, pairs, place)
            yield Difference(about.inside(f"{noun} {name}"), where, Change.MOVED)

    def _is_another(self, record: Any, was: Json, now: Json) -> bool:
        naming = [field for field in fields_of(record) if field.key in _NAMING.get(record, ())]
        is_same = self._counterparts.is_same
        return any(not is_same(field, meant(field, was), meant(field, now)) for field in naming)

    def _passage(self, field: Field, was: Any, now: Any, about: About) -> Iterator[Difference]:
        if isinstance(field.kind, OwnSpan):
            was = _within(was, self._old_parts.document)
            now = _within(now, self._new_parts.document)
        if change := self._passages.change(was, now):
            yield Difference(about.passage(), change.what, Change.CHANGED, runs=change.runs)

    def _inferred(self) -> Iterator[Difference]:
        """What is marked as inferred, or no longer, or for another reason."""
        identity = self._counterparts.identity
        old = inferred_values(self._files[0], self._old_parts, identity)
        new = inferred_values(self._files[1], self._new_parts, identity)
        for sign in [*new, *(sign for sign in old if sign not in new)]:
            was, now = old.get(sign), new.get(sign)
            value = now or was
            if value is None or (was and now and was.reason == now.reason):
                continue
            what = gettext("%(value)s inferred") % {"value": value.what}
            change = Change.CHANGED if was and now else Change.NEW if now else Change.GONE
            before, after = (shown(one.reason, LONG) if one else "" for one in (was, now))
            yield Difference(value.about, what, change, before, after)

    def _unknown(self, record: Any, old: Json, new: Json, about: About) -> Iterator[Difference]:
        """That something differs which this release has no field for."""
        known = {field.key for field in fields_of(record)}
        known |= {key for key, _description in record.NOUN.output_only}
        others = (old.keys() | new.keys()) - known
        if any(old.get(key) != new.get(key) for key in others):
            words = gettext("something that only another release of the portal can name")
            yield Difference(about, words, Change.CHANGED)


def _within(passage: Any, document: str) -> list[Json]:
    """The ranges of a stretch of a document, as other parts have them."""
    ranges = passage if isinstance(passage, list) else [passage]
    return [{"document": document} | piece for piece in entries(ranges)]
