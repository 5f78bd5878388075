"""A value that became another, in words."""

from typing import Any

from django.utils.translation import gettext

from meetings.records.fields.declaration import NOTHING, Field, Json
from meetings.records.fields.kinds import EmptyText, PassageText, Text

from .difference import About, Change, Difference
from .runs import changed_words, has_changes
from .wording import LONG, Wording, field_words, shown

#: kinds of values that are told in quotation marks, and what of them are names or addresses
_PROSE = (Text, EmptyText, PassageText)
_NO_PROSE = ("slug", "partKey", "language", "name")
#: characters up to which both texts are shown whole
_BRIEF = 60
#: values of which only that they are others is told
_UNTOLD = (("AgendaItemRecord", "key"), ("SessionRecord", "key"), ("DocumentRecord", "sha256"))


def meant(field: Field, entry: Json) -> Any:
    """What an entry says of a field: what leaving it out means where it says nothing."""
    value = entry.get(field.key)
    if value not in NOTHING:
        return value
    default = field.default
    return default if isinstance(default, str | int) and default not in NOTHING else None


def told_apart(before: str, after: str) -> tuple[str, str]:
    """Both, where they read alike with a word that they are two."""
    if before and before == after:
        return before, gettext("%(name)s (another of that name)") % {"name": after}
    return before, after


def value_changed(
    record: Any, field: Field, words: tuple[Wording, Wording], pair: tuple[Json, Json], about: About
) -> Difference | None:
    """The difference of a value of two entries; None where another value tells it."""
    what = field_words(record, field)
    old, new = pair
    if (record.__name__, field.key) in _UNTOLD:
        if field.key == "sha256" and old.get("text") != new.get("text"):
            return None
        said = gettext("%(value)s changed") % {"value": what}
        return Difference(about, said, Change.CHANGED)
    before, after = (
        wording.value(field, meant(field, entry), entry)
        for wording, entry in zip(words, pair, strict=True)
    )
    if type(field.kind) in _PROSE and field.kind.definition not in _NO_PROSE:
        return _text_changed(about, what, before, after)
    if before == after:
        said = gettext("%(value)s: alike in words, at another place or in another spelling")
        return Difference(about, said % {"value": what}, Change.CHANGED)
    return Difference(about, what, Change.CHANGED, before, after)


def _text_changed(about: About, what: str, before: str, after: str) -> Difference:
    flat = [" ".join(text.split()) for text in (before, after)]
    if flat[0] == flat[1]:
        said = gettext("%(value)s: white space alone changed") % {"value": what}
        return Difference(about, said, Change.CHANGED)
    if all(flat) and max(map(len, flat)) > _BRIEF:
        runs = changed_words(before, after)
        if has_changes(runs):
            return Difference(about, what, Change.CHANGED, runs=runs)
    return Difference(about, what, Change.CHANGED, shown(before, LONG), shown(after, LONG))
