"""People and organisations of Popolo as people and participants of the register."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from participants.models import NameKind, ParticipantKind
from participants.names import fold_name
from participants.slugs import is_slug

from ...register import Register
from ..given import GivenFile
from ..known import KnownParticipants, KnownPersons, new_key
from ..mapping import Json, Mapped, MappingReport, UnreadableFormat
from .objects import ORGANIZATIONS, PERSONS, Found, PopoloFile, read_popolo

#: names that are told one by one
_TOLD = 30
_CODES = frozenset(("iso 3166 1 alpha 3", "iso 3166 alpha 3", "iso 3166 1 alpha3", "iso3"))
_ADDRESS = re.compile(r"/(?P<noun>people|participants)/(?P<key>[a-z0-9-]+)/?$")
#: all of these are in the register from the beginning
_SHIPPED = (ParticipantKind.STATE, ParticipantKind.OBSERVER, ParticipantKind.FORMER_STATE)
#: what others call kinds of the register, folded
_KINDS = {
    "country": ParticipantKind.STATE,
    "international organization": ParticipantKind.INTERGOVERNMENTAL,
    "international organisation": ParticipantKind.INTERGOVERNMENTAL,
    "intergovernmental organization": ParticipantKind.INTERGOVERNMENTAL,
    "regional organization": ParticipantKind.REGIONAL,
    "ministry": ParticipantKind.MINISTRY,
    "department": ParticipantKind.MINISTRY,
    "ngo": ParticipantKind.NGO,
    "non governmental organization": ParticipantKind.NGO,
    "university": ParticipantKind.RESEARCH,
    "research institute": ParticipantKind.RESEARCH,
}
_TAKEN_OF = {
    PERSONS: ("name", "sort_name", "family_name", "given_name", "other_names"),
    ORGANIZATIONS: (
        *("name", "sort_name", "other_names", "classification", "identifiers", "parent_id"),
        "parent",
    ),
}
_PLACES = {
    PERSONS: {
        "name": "people[].name",
        "sort_name": "people[].sort_name",
        "family_name": "people[].sort_name, where there is none",
        "given_name": "people[].sort_name, where there is none",
        "other_names": "people[].other_names",
    },
    ORGANIZATIONS: {
        "name": "participants[].name",
        "sort_name": "participants[].sort_name",
        "other_names": "participants[].formal_name, other_names",
        "classification": "participants[].kind",
        "identifiers": "the ISO 3166 alpha-3 code by which a state is found",
        "parent_id": "participants[].part_of",
        "parent": "participants[].part_of",
    },
}
#: what serves the file itself
_OWN = frozenset(("id", "@type", "type", "@context", "memberships"))
_NO_PLACE = "the register has no place for it"
_REASONS = {
    "memberships": "a title is held where it was used, at a meeting; enter it in a delegation",
    "areas": _NO_PLACE,
    "posts": "a title is held where it was used, at a meeting",
    "events": "a meeting is recorded from its documents",
    "motions": "what was decided is recorded in the words of a document",
    "vote_events": _NO_PLACE,
    "votes": _NO_PLACE,
    "speeches": "what was said is recorded from a document",
}


def mapped_popolo(
    given: Sequence[GivenFile], source: str, register: Register, slug: str = ""
) -> Mapped:
    """The participants and people that a file has and the register does not, and a report.

    Raises :class:`UnreadableFormat` where it holds none, or an address is asked for.
    """
    if len(given) != 1:
        raise UnreadableFormat("Popolo is one file; name that.")
    if slug:
        raise UnreadableFormat("Popolo makes no record, which --slug could be the address of.")
    return _Mapping(read_popolo(given[0].data), register).mapped()


class _Mapping:
    """A file on its way: who is matched, new or doubtful, and what is left out."""

    def __init__(self, file: PopoloFile, register: Register) -> None:
        self.file = file
        self.known = KnownParticipants(register)
        self.people = KnownPersons(register)
        self.doubts: list[str] = []
        self.places: dict[str, str] = {}
        #: those told, by collection and what became of them
        self.told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.filled: dict[str, Counter[str]] = {PERSONS: Counter(), ORGANIZATIONS: Counter()}
        self.participants: list[Json] = []
        self.new_people: list[Json] = []
        #: keys of organisations by the identifiers of the file
        self._bodies: dict[str, str] = {}

    def mapped(self) -> Mapped:
        for found in self._once(ORGANIZATIONS, self.file.organizations):
            self._organization(found)
        for found in self._once(PERSONS, self.file.persons):
            self._person(found)
        self._parents()
        record: Json = {"participants": self.participants, "people": self.new_people}
        for noun, entries in record.items():
            for place, entry in enumerate(entries):
                self.places[f"/{noun}/{place}"] = entry.pop("from")
        report = MappingReport([*self._taken()], [*self._left_out()], self.doubts)
        if self.file.following:
            report.doubts.append(f"The file goes on in another: {self.file.following}")
        return Mapped({name: value for name, value in record.items() if value}, report, self.places)

    def _once(self, collection: str, listed: list[Found]) -> list[Found]:
        """Each object once, and none of a name that several identifiers have."""
        seen: set[tuple[str, str]] = set()
        once, names = [], defaultdict(set)
        for found in listed:
            self.filled[collection].update(name for name, value in found.value.items() if value)
            name, identifier = _name(found), str(found.value.get("id") or "")
            if not name:
                self._doubt(collection, found, "it has no name; left out")
            elif (fold_name(name), identifier) not in seen:
                seen.add((fold_name(name), identifier))
                names[fold_name(name)].add(identifier)
                once.append(found)
        for found in once:
            several = len(names[fold_name(_name(found))]) > 1
            if several:
                said = f"“{_name(found)}” is the name of several objects of the file; left out"
                self._doubt(collection, found, said)
        return [found for found in once if len(names[fold_name(_name(found))]) == 1]

    def _doubt(self, collection: str, found: Found, message: str) -> None:
        self.told[collection]["doubtful"].append(_name(found))
        self.doubts.append(f"{found.path or collection[:-1]}: {message}.")

    # Organisations

    def _organization(self, found: Found) -> None:
        name, own, code = _name(found), _own_key(found, "participants"), _code(found)
        match = self.known.find(name)
        by_code = self.known.of_slug(code) if code else ""
        by_own = self.known.of_slug(own) if own else ""
        keys = {key for key in (match.key, by_code, by_own) if key}
        if len(keys) > 1:
            said = f"“{name}” and its identifiers are several ({', '.join(sorted(keys))}); left out"
            self._doubt(ORGANIZATIONS, found, said)
        elif match.keys and not match.key and not keys:
            self._doubt(ORGANIZATIONS, found, f"“{name}” {match.doubt}; left out")
        elif match.key or by_code:
            (key,) = keys
            self._matched(ORGANIZATIONS, found, key)
            self._bodies[_id(found)] = key
        elif by_own:
            said = f"“{name}” has the address of {by_own}, not known by this name; left out"
            self._doubt(ORGANIZATIONS, found, said)
        else:
            self._new_organization(found, match.doubt)

    def _new_organization(self, found: Found, doubt: str) -> None:
        name, kind = _name(found), _kind(found)
        if self._is_called_as_others(ORGANIZATIONS, found):
            return
        if kind in _SHIPPED:
            said = f"“{name}” is a state that {doubt}; all are in the register; left out"
            self._doubt(ORGANIZATIONS, found, said)
            return
        if "did you mean" in doubt:
            self.doubts.append(f"{found.path or 'organization'}: “{name}” {doubt}; taken as new.")
        if not kind:
            classified = found.text("classification")
            said = f"“{classified}” is no kind of participant" if classified else "it has no kind"
            self.doubts.append(f"{found.path or 'organization'}: {said}; “{name}” is “other”.")
        taken = {entry["slug"] for entry in self.participants}
        own = _own_key(found, "participants")
        slug = own if own and own not in taken else new_key(name, "participant", taken)
        if self.known.of_slug(slug):
            slug = new_key(name, "participant", [*taken, slug])
        entry: Json = {"from": found.path or "organization", "slug": slug, "name": name}
        entry |= {"kind": str(kind or ParticipantKind.OTHER)}
        formal, further = _by_kind(found)
        for field, value in (
            ("formal_name", formal),
            ("sort_name", found.text("sort_name")),
            ("other_names", further),
        ):
            if value:
                entry[field] = value
        self.participants.append(entry)
        self._bodies[_id(found)] = slug
        self.told[ORGANIZATIONS]["new"].append(f"{name} ({slug})")

    def _parents(self) -> None:
        """What new organisations are part of, where that is found too."""
        by_path = {entry["from"]: entry for entry in self.participants}
        for found in self.file.organizations:
            parent = found.value.get("parent_id") or _parent_id(found.value.get("parent"))
            entry = by_path.get(found.path or "organization")
            if not parent or entry is None:
                continue
            own = _ADDRESS.search(str(parent))
            key = self._bodies.get(str(parent)) or (own and self.known.of_slug(own["key"]))
            if key:
                entry["part_of"] = key
            else:
                said = f"what “{entry['name']}” is part of is not found; left open"
                self.doubts.append(f"{found.path or 'organization'}: {said}.")

    # People

    def _person(self, found: Found) -> None:
        name, own = _name(found), _own_key(found, "people")
        match = self.people.find(name)
        if match.keys and not match.key and own not in match.keys:
            self._doubt(PERSONS, found, f"“{name}” {match.doubt}; left out")
        elif match.key or own in match.keys:
            key = match.key or own
            if own and self.people.knows(own) and own != key:
                said = f"“{name}” is the name of {key}, its address that of {own}; left out"
                self._doubt(PERSONS, found, said)
            else:
                self._matched(PERSONS, found, key)
        elif own and self.people.knows(own):
            said = f"“{name}” has the address of {own}, who is not known by this name; left out"
            self._doubt(PERSONS, found, said)
        elif self._is_called_as_others(PERSONS, found):
            pass
        elif sure := self.people.surely(name):
            self._doubt(PERSONS, found, f"“{name}” is surely {sure}, written otherwise; left out")
        else:
            self._new_person(found, match.doubt)

    def _new_person(self, found: Found, doubt: str) -> None:
        name, own = _name(found), _own_key(found, "people")
        if "did you mean" in doubt:
            self.doubts.append(f"{found.path or 'person'}: “{name}” {doubt}; taken as new.")
        key = self.people.add(name, own)
        entry: Json = {"from": found.path or "person", "key": key, "name": name}
        family, given = found.text("family_name"), found.text("given_name")
        sort_name = found.text("sort_name") or (f"{family}, {given}" if family and given else "")
        others = [other for other, _note in _other_names(found)]
        if sort_name:
            entry["sort_name"] = sort_name
        if others:
            entry["other_names"] = list(dict.fromkeys(others))
        self.new_people.append(entry)
        self.told[PERSONS]["new"].append(f"{name} ({key})")

    def _is_called_as_others(self, collection: str, found: Found) -> bool:
        """Whether a further name is somebody's in the register, which is told."""
        finder: Any = self.known if collection == ORGANIZATIONS else self.people
        found_keys = [finder.find(name).keys for name, _note in _other_names(found)]
        keys = sorted({key for keys in found_keys for key in keys})
        if keys:
            said = f"“{_name(found)}” is not known, a further name is that of {', '.join(keys)}"
            self._doubt(collection, found, f"{said}; left out")
        return bool(keys)

    def _matched(self, collection: str, found: Found, key: str) -> None:
        """Somebody who is known: the register's own words stand, names that it lacks are told."""
        self.told[collection]["matched"].append(f"{_name(found)} ({key})")
        finder: Any = self.known if collection == ORGANIZATIONS else self.people
        lacking = [name for name, _note in _other_names(found) if key not in finder.find(name).keys]
        if lacking:
            names = ", ".join(f"“{name}”" for name in lacking)
            said = f"{key} has not the further names {names}; enter them by hand if they are right"
            self.doubts.append(f"{found.path or collection[:-1]}: {said}.")

    # The report

    def _taken(self) -> Iterable[str]:
        for collection, filled in self.filled.items():
            for field in _TAKEN_OF[collection]:
                if filled[field]:
                    place = _PLACES[collection][field]
                    yield f"{collection}[].{field} ({filled[field]}) → {place}"
        for collection, by_outcome in self.told.items():
            for outcome in ("matched", "new"):
                if names := by_outcome[outcome]:
                    more = len(names) - _TOLD
                    shown = "; ".join(names[:_TOLD]) + (f"; and {more} more" if more > 0 else "")
                    yield f"{collection}, {outcome} ({len(names)}): {shown}"

    def _left_out(self) -> Iterable[str]:
        for collection, by_outcome in self.told.items():
            if names := by_outcome["doubtful"]:
                yield f"{collection}, doubtful ({len(names)}), as told below"
        if self.file.memberships:
            yield f"memberships ({self.file.memberships}): {_REASONS['memberships']}"
        for name, number in self.file.others.items():
            yield f"{name} ({number}): {_REASONS.get(name, 'no part of Popolo that is read')}"
        for collection, filled in self.filled.items():
            fields = [
                f"{field} ({number})"
                for field, number in sorted(filled.items())
                if field not in _TAKEN_OF[collection] and field not in _OWN
            ]
            if fields:
                yield f"{collection}[], {_NO_PLACE}: {', '.join(fields)}"


def _name(found: Found) -> str:
    """The name of an object; of a person without one, given and family name."""
    parts = (found.text("given_name"), found.text("family_name"))
    return found.text("name") or " ".join(filter(None, parts))


def _id(found: Found) -> str:
    return str(found.value.get("id") or "")


def _own_key(found: Found, noun: str) -> str:
    """The end of an address of a register, where the identifier is one."""
    address = _ADDRESS.search(_id(found))
    fits = address is not None and address["noun"] == noun and is_slug(address["key"])
    return address["key"] if address and fits else ""


def _code(found: Found) -> str:
    for one in found.listed("identifiers"):
        scheme, code = fold_name(str(one.get("scheme") or "")), one.get("identifier")
        if scheme in _CODES and isinstance(code, str):
            return code.strip().upper()
    return ""


def _kind(found: Found) -> ParticipantKind | None:
    folded = fold_name(found.text("classification"))
    for kind in ParticipantKind:
        if folded in (fold_name(kind.value), fold_name(str(kind.label))):
            return kind
    return _KINDS.get(folded)


def _parent_id(parent: Any) -> str:
    return str(parent.get("id") or "") if isinstance(parent, dict) else str(parent or "")


def _other_names(found: Found) -> list[tuple[str, str]]:
    """Further names, each once and none that is the name, with what is noted of them."""
    seen = {fold_name(_name(found))}
    others = []
    for one in found.listed("other_names"):
        inner = Found("", one)
        name = inner.text("name")
        if name and fold_name(name) not in seen:
            seen.add(fold_name(name))
            others.append((name, inner.text("note")))
    return others


def _by_kind(found: Found) -> tuple[str, list[Any]]:
    """The formal name of an organisation, and its further names with their kinds."""
    formal, further = "", list[Any]()
    kinds = {fold_name(str(kind.label)): kind.value for kind in NameKind}
    for name, note in _other_names(found):
        kind = kinds.get(fold_name(note), "other")
        if fold_name(note) == "formal name" and not formal:
            formal = name
        else:
            further.append(name if kind == "other" else {"name": name, "kind": kind})
    return formal, further
