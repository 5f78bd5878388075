"""Objects of record files that Hypothesis makes from the field lists: a new field is in at once."""

from dataclasses import dataclass
from functools import singledispatchmethod
from typing import Any

from hypothesis import strategies as st

from meetings.records.fields import keys, kinds, objects
from meetings.records.fields.declaration import FieldKind, fields_of
from meetings.records.fields.former import FormerSlugs
from meetings.records.fields.inferred import Pointer
from meetings.records.fields.participant import Names
from meetings.records.fields.passage import OwnSpan, PassageOf
from meetings.records.fields.pledge import MeetingKey
from meetings.records.fields.series import SeriesObject

# What no page can show, which is refused.
_NO_CHARACTERS = [*map(chr, range(0xFDD0, 0xFDF0)), "\ufffe", "\uffff"]
# Texts as they come: any code point a file may hold.
TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters=_NO_CHARACTERS,
        include_characters="\t\n\r",
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()))
SLUGS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
CODES = st.from_regex(r"[A-Z]{3}", fullmatch=True)
ADDRESSES = st.from_regex(r"https?://[a-z]{1,6}\.org(/[a-z0-9]{0,6})?", fullmatch=True)
LANGUAGES = st.sampled_from(["en", "zh-Hans"])
DATES = st.sampled_from(
    ["2007-11-07", "2016-06-20/2016-06-22", "2008-04?", "2020-11", "2017~", "2008-21", "2008/.."]
)
#: what each shared definition of the schema takes
DEFINED = {
    "slug": SLUGS,
    "partKey": SLUGS,
    "text": TEXTS,
    "name": TEXTS,
    "language": LANGUAGES,
    "edtf": DATES,
    "number": st.integers(51, 99),
}


@dataclass(frozen=True)
class Known:
    """What the entries of one file may refer to; ``keys`` are those of its lists."""

    bodies: list[str]
    people: list[str]
    keys: dict[str, list[Any]]
    passages: st.SearchStrategy[Any]

    def entry(self, record: Any, **given: Any) -> st.SearchStrategy[dict[str, Any]]:
        """An object of a noun: what is ``given``, all that is required, any of the rest."""
        required: dict[str, Any] = {}
        optional: dict[str, Any] = {}
        for field in fields_of(record):
            made = given.pop(field.key, None)
            if made is None and not field.kind.resolved and not isinstance(field.kind, OwnSpan):
                made = self.value(field.kind)
            if isinstance(field.kind, PassageOf):
                made = self.passages
            if made is not None:
                needed = field.required or isinstance(field.kind, PassageOf)
                (required if needed else optional)[field.key] = made
        assert not given, f"no fields: {given}"
        one_of = record.NOUN.one_of
        if one_of:
            required |= {one_of[0]: optional.pop(one_of[0])}
        return st.fixed_dictionaries(required, optional=optional).map(_own_former_slugs)

    @singledispatchmethod
    def value(self, kind: FieldKind) -> st.SearchStrategy[Any] | None:
        """What a file may give for a kind of field."""
        raise NotImplementedError(f"{kind}: say in made_entries what a file may give for it")

    @value.register
    def _text(self, kind: kinds.Text) -> st.SearchStrategy[Any] | None:
        if kind.definition:
            return DEFINED[kind.definition]
        if "http" in kind.pattern:
            return ADDRESSES
        return CODES if "[A-Z]{3}" in kind.pattern else TEXTS

    @value.register
    def _date(self, kind: kinds.Date) -> st.SearchStrategy[Any] | None:
        return DATES | st.sampled_from(kind.words) if kind.words else DATES

    @value.register(MeetingKey)
    def _meeting_link(self, kind: MeetingKey) -> st.SearchStrategy[Any] | None:
        return SLUGS.map("stub-{}".format)

    @value.register(Pointer)
    def _pointer(self, kind: Pointer) -> st.SearchStrategy[Any] | None:
        return st.just("/meeting/date")

    @value.register
    def _texts(self, kind: kinds.TextList) -> st.SearchStrategy[Any] | None:
        definition = kind.entry["$ref"].rpartition("/")[2]
        return st.lists(DEFINED[definition], max_size=2, unique=True)

    @value.register(FormerSlugs)
    def _former_slugs(self, kind: FormerSlugs) -> st.SearchStrategy[Any] | None:
        return st.lists(SLUGS.map("former-{}".format), max_size=2, unique=True)

    @value.register(Names)
    def _names(self, kind: Names) -> st.SearchStrategy[Any] | None:
        kinds_of_names = st.sampled_from(["other", "former", "abbreviation"])
        typed = st.fixed_dictionaries({"name": TEXTS, "kind": kinds_of_names})
        named = TEXTS | typed
        return st.lists(
            named, max_size=2, unique_by=lambda one: one if isinstance(one, str) else one["name"]
        )

    @value.register
    def _choice(self, kind: kinds.Choice) -> st.SearchStrategy[Any] | None:
        return st.sampled_from(kind.choices.values)

    @value.register
    def _choices(self, kind: kinds.Choices) -> st.SearchStrategy[Any] | None:
        return st.lists(st.sampled_from(kind.choices.values), max_size=2, unique=True)

    @value.register
    def _ordinal(self, kind: kinds.Ordinal) -> st.SearchStrategy[Any] | None:
        return st.integers(1, 999)

    @value.register
    def _flag(self, kind: kinds.Flag) -> st.SearchStrategy[Any] | None:
        return st.booleans()

    @value.register
    def _sum(self, kind: kinds.Sum) -> st.SearchStrategy[Any] | None:
        return st.integers(0, 10**12) | st.integers(1, 10**6).map(lambda whole: whole / 10**4)

    @value.register
    def _quotations(self, kind: kinds.Quotations) -> st.SearchStrategy[Any] | None:
        # Every passage has a first character.
        return st.just({"start": 0, "end": 1})

    @value.register
    def _object(self, kind: objects.Object) -> st.SearchStrategy[Any] | None:
        return self.entry(kind.record)

    @value.register
    def _series(self, kind: SeriesObject) -> st.SearchStrategy[Any] | None:
        # One series, as a file that describes it in two ways is refused.
        said = {"slug": "friends", "name": "Friends", "note": "They met often."}
        return self.entry(kind.record, **{key: st.just(value) for key, value in said.items()})

    @value.register
    def _items(self, kind: objects.Items) -> st.SearchStrategy[Any] | None:
        return st.lists(self.entry(kind.record), max_size=2)

    @value.register
    def _link(self, kind: keys.EntryKey) -> st.SearchStrategy[Any] | None:
        return st.sampled_from(self.keys[kind.of]) if self.keys.get(kind.of) else None

    @value.register
    def _links(self, kind: keys.EntryKeys) -> st.SearchStrategy[Any] | None:
        keys = self.keys.get(kind.of)
        return st.lists(st.sampled_from(keys), max_size=3, unique=True) if keys else None

    @value.register
    def _participant(self, kind: keys.ParticipantKey) -> st.SearchStrategy[Any] | None:
        return st.sampled_from(self.bodies)

    @value.register
    def _participants(self, kind: keys.ParticipantKeys) -> st.SearchStrategy[Any] | None:
        return st.lists(st.sampled_from(self.bodies), max_size=2, unique=True)

    @value.register
    def _person(self, kind: keys.PersonKey) -> st.SearchStrategy[Any] | None:
        return st.sampled_from(self.people)


def _own_former_slugs(entry: dict[str, Any]) -> dict[str, Any]:
    """Former slugs that no other entry has: each made of the entry's own address."""
    own = str(entry.get("slug") or entry.get("key") or entry.get("name")).lower().replace(" ", "-")
    if slugs := entry.get("former_slugs"):
        entry["former_slugs"] = [f"{slug}-of-{own}" for slug in slugs]
    return entry
