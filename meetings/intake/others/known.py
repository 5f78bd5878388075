"""Whom files of others name, by the names that the register has; nobody is guessed.

A name that one goes by is found. One that nobody or that several go by comes with who may be
meant, for somebody to decide.
"""

import re
from collections import ChainMap, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from participants.names import fold_name
from participants.slugs import latin_slug

from ...curation.candidates import Called, Candidate, KnownPeople, ranked, the_one
from ..register import KnownParticipant, KnownPerson, Register
from .mapping import Json

_CODE = re.compile(r"[A-Z]{3}")
# A name with another behind it: "African Union (AU)".
_WITH_ANOTHER = re.compile(r"\s*(?P<name>[^()]*[^()\s])\s*\(\s*(?P<short>[^()]*[^()\s])\s*\)\s*")
# What may be an abbreviation that nobody knows: two capital letters at least, and no space.
_ABBREVIATION = re.compile(r"(?:[\w&+./-]*[A-Z]){2}[\w&+./-]*")
#: characters of a key, so that there is room for what tells two apart
_LONGEST_KEY = 100
#: candidates that are told at most
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Who goes by a name: one ``key``, or several; else whom it is like."""

    keys: tuple[str, ...] = ()
    like: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The one that goes by it, else ""."""
        return self.keys[0] if len(self.keys) == 1 else ""

    @property
    def doubt(self) -> str:
        """Why nobody is found, and who may be meant."""
        if self.keys:
            return f"is the name of several ({', '.join(self.keys)})"
        asked = f" (did you mean {' or '.join(self.like)}?)" if self.like else ""
        return f"is not known{asked}"


class KnownParticipants:
    """The participants of a register, by code, slug and every name."""

    def __init__(self, register: Register) -> None:
        self._by_key = {one.key: one for one in register.participants}
        self._by_slug = {one.slug or one.key: one.key for one in register.participants}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._called: list[Called] = []
        for one in register.participants:
            for name in dict.fromkeys((one.name, *one.names)):
                self._names[fold_name(name)].add(one.key)
                by = "" if name == one.name else name
                self._called.append(Called(0, one.key, one.name, fold_name(name), by))
        self._found: dict[str, Match] = {}

    def find(self, name: str) -> Match:
        """Who goes by a name or a code in capital letters."""
        if name not in self._found:
            keys = self._going_by(name)
            self._found[name] = Match(tuple(sorted(keys)), () if keys else self._like(name))
        return self._found[name]

    def of_slug(self, slug: str) -> str:
        """The key of a slug or code; "" where there is none."""
        return self._by_slug.get(slug) or (slug if slug in self._by_key else "")

    def known(self, key: str) -> KnownParticipant:
        """The participant of a key. Raises ``KeyError``."""
        return self._by_key[key]

    def _going_by(self, name: str) -> set[str]:
        whole = self._named(name)
        if whole or not (named := _WITH_ANOTHER.fullmatch(name)):
            return whole
        bearers, short = self._named(named["name"]), self._named(named["short"])
        if bearers & short or not (bearers and (short or _ABBREVIATION.fullmatch(named["short"]))):
            return bearers & short
        return bearers | short

    def _named(self, name: str) -> set[str]:
        code = {name.strip()} & self._by_key.keys() if _CODE.fullmatch(name.strip()) else set()
        return self._names.get(fold_name(name), set()) | code

    def _like(self, name: str) -> tuple[str, ...]:
        return _told(ranked(name, self._called, person=False, most=_TOLD))


class KnownPersons:
    """The people of a register by key and every name, and those that a file names first."""

    def __init__(self, register: Register) -> None:
        self._by_key = {one.key: one for one in register.people}
        self._names: dict[str, set[str]] = defaultdict(set)
        called = []
        for one in register.people:
            for name in (one.name, *one.other_names):
                self._names[fold_name(name)].add(one.key)
                by = "" if name == one.name else name
                called.append(Called(0, one.key, one.name, fold_name(name), by))
        self._people = KnownPeople(called)
        self._found: dict[str, Match] = {}
        self._new: dict[str, str] = {}
        #: those whom the record has to define, by key
        self.defined: dict[str, Json] = {}

    def find(self, name: str) -> Match:
        """Who goes by a name."""
        if name not in self._found:
            keys = tuple(sorted(self._names.get(fold_name(name), ())))
            like = () if keys else _told(self._people.like(name)[:_TOLD])
            self._found[name] = Match(keys, like)
        return self._found[name]

    def surely(self, name: str) -> str:
        """The key of whoever has the name but for accents, order or honorifics; else ""."""
        found = the_one(self._people.like(name))
        return found.key if found else ""

    def knows(self, key: str) -> bool:
        """Whether there is somebody of that key in the register."""
        return key in self._by_key

    def use(self, key: str) -> str:
        """Define somebody of the register as the register does; gives the key."""
        self.defined[key] = person_entry(self._by_key[key])
        return key

    def add(self, name: str, key: str = "") -> str:
        """Define somebody new, once for a name; gives the key, that which is asked for if free."""
        folded = fold_name(name)
        if folded not in self._new:
            taken = ChainMap[str, Any](self.defined, self._by_key)
            asked = key if key and key not in taken else new_key(name, "person", taken)
            self._new[folded] = asked
            self.defined[asked] = {"key": asked, "name": name}
        return self._new[folded]


def person_entry(known: KnownPerson) -> Json:
    """Somebody of the register as a record file defines people."""
    entry: Json = {"key": known.key, "name": known.name, "sort_name": known.sort_name}
    entry |= {"other_names": list(known.other_names)}
    return {field: value for field, value in entry.items() if value}


def new_key(name: str, noun: str, taken: Container[str]) -> str:
    """A key that is not taken, made of a name."""
    slug = latin_slug(name, _LONGEST_KEY)
    if slug and slug not in taken:
        return slug
    return f"{slug or noun}-{sha256(name.encode()).hexdigest()[:8]}"


def _told(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Names that may be meant, with what tells them apart."""
    return tuple(
        f"“{one.by or one.name}”" if one.key in (one.by, one.name) else f"“{one.name}” ({one.key})"
        for one in candidates
    )
