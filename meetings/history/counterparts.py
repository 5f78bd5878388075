"""What each entry of one record file is in another, and what the keys that refer to it are."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from meetings.records.fields import keys
from meetings.records.fields.declaration import Field, Json
from meetings.records.fields.pledge import MeetingKey
from meetings.records.fields.record import LISTS

from .matching import Pair, entries, paired
from .parts import CALLED_BY, signs_of

#: the list of the file that a kind of value refers to
_REFERS = {
    keys.ParticipantKey: "participants",
    keys.ParticipantKeys: "participants",
    keys.PersonKey: "people",
    MeetingKey: "relations",
}


class Counterparts:
    """The entries of two record files, paired list by list.

    ``pairs`` are those of each list of the file by its key; ``inferred`` has none.
    """

    def __init__(self, before: Json, after: Json) -> None:
        self.pairs: dict[str, list[Pair]] = {}
        #: what a key of the old file is in the new one, and of the new one, by list
        self._became: dict[str, dict[Any, Any]] = {}
        self._called: dict[Any, Any] = {}
        self._signs: dict[int, tuple[str, int]] = {}
        listed = {field.key: field for field in LISTS if field.key != "inferred"}
        # What others refer to comes first.
        for key in [*CALLED_BY, *(key for key in listed if key not in CALLED_BY)]:
            self._pair(listed[key], entries(before.get(key)), entries(after.get(key)))

    def _pair(self, field: Field, before: list[Json], after: list[Json]) -> None:
        pairs = paired(before, after, signs_of(field.kind.record, self.now))
        self.pairs[field.key] = pairs
        became = self._became.setdefault(field.key, {})
        for place, (was, now) in enumerate(pairs):
            for entry in (was, now):
                self._signs[id(entry)] = field.key, place
            if was and now:
                became |= _calls(field.key, was, now)
        if field.key == "participants":
            for entry in after:
                self._called |= _calls(field.key, entry, entry)

    @cached_property
    def are_called_alike(self) -> bool:
        """Whether whatever refers to an entry is called what it was: equal entries say the same."""
        alike = all(was == now for keys in self._became.values() for was, now in keys.items())
        return alike and all(was == now for was, now in self._called.items())

    def now(self, of: str, key: Any) -> Any:
        """What refers to an entry of a list in the new file, for what did so in the old one.

        For "" the key of the new file itself: participants go by code or by slug.
        """
        if not isinstance(key, Hashable):
            return key
        return self._became[of].get(key, key) if of else self._called.get(key, key)

    def identity(self, entry: Json) -> Hashable:
        """What is the same for an entry of one file and its counterpart."""
        return self._signs.get(id(entry))

    def is_same(self, field: Field, was: Any, now: Any) -> bool:
        """Whether two values say the same, whatever their keys are called by now."""
        if was == now and self.are_called_alike:
            return True
        of = _list_of(field.kind)
        if not of:
            return bool(was == now)
        old, new = (value if isinstance(value, list) else [value] for value in (was, now))
        before = [self.now(of, key) for key in old]
        after = [self.now("", key) for key in new] if of == "participants" else new
        if isinstance(field.kind, keys.TopicKeys):
            return before == after
        return sorted(map(str, before)) == sorted(map(str, after))


def _list_of(kind: Any) -> str:
    if isinstance(kind, keys.EntryKey | keys.EntryKeys):
        return kind.of
    return next((of for refers, of in _REFERS.items() if isinstance(kind, refers)), "")


def _calls(of: str, was: Json, now: Json) -> dict[Any, Any]:
    """What an entry is referred to by, and what by now."""
    if of == "relations":
        old, new = (entry.get("meeting") or {} for entry in (was, now))
        return {old.get("slug"): new.get("slug")}
    by = CALLED_BY.get(of, ())
    called = next((now[key] for key in reversed(by) if now.get(key)), None)
    return {was[key]: called for key in by if was.get(key)}
