"""Who speaks in a debate of others: people and participants by the names that the register has."""

from collections import defaultdict
from collections.abc import Container, Iterable
from hashlib import sha256

from anyascii import anyascii
from django.utils.text import slugify

from participants.names import fold_name

from ..register import Register
from .debate import Debate, Part, Reference
from .mapping import Json

_LONGEST_PRINTED = 250


class Speakers:
    """The speakers of a debate; ``people`` are those whom its record has to define."""

    def __init__(self, debate: Debate, register: Register) -> None:
        self._references = debate.references
        self._participants = _by_name(
            (name, known.key) for known in register.participants for name in known.names
        )
        self._known = {known.key: known for known in register.people}
        self._persons = _by_name(
            (name, known.key)
            for known in register.people
            for name in (known.name, *known.other_names)
        )
        self.people: dict[str, Json] = {}
        #: names that the register does not know, or that several go by, with how often they spoke
        self.unknown: dict[str, int] = defaultdict(int)

    def of(self, part: Part) -> list[Json]:
        """The speakers of a speech, as a record file has them; never none."""
        named = [(one, self._references.get(one)) for one in part.by]
        speakers = [self._speaker(part, reference) for _one, reference in named if reference]
        if not speakers:
            printed = part.label or ", ".join(part.by)
            self.unknown[printed or "nobody"] += 1
            speakers = [{"participant": None, "printed": printed[:_LONGEST_PRINTED]}]
        capacity = self._references.get(part.as_)
        for speaker in speakers:
            if capacity and capacity.name:
                speaker["capacity"] = capacity.name[:_LONGEST_PRINTED]
        return speakers if speakers[0].get("printed") or part.by else []

    def _speaker(self, part: Part, reference: Reference) -> Json:
        speaker: Json = {"participant": None}
        printed = (part.label or reference.name)[:_LONGEST_PRINTED]
        if printed:
            speaker["printed"] = printed
        if reference.kind == "person":
            speaker["person"] = self._person(reference.name)
            return speaker
        key = self._participants.get(fold_name(reference.name), "")
        if key:
            speaker["participant"] = key
        else:
            self.unknown[reference.name] += 1
        return speaker

    def _person(self, name: str) -> str:
        """The key of a person: of the register's, where one alone goes by the name."""
        key = self._persons.get(fold_name(name), "")
        if known := self._known.get(key):
            entry: Json = {"key": key, "name": known.name, "sort_name": known.sort_name}
            entry |= {"other_names": list(known.other_names)}
            self.people[key] = {field: value for field, value in entry.items() if value}
            return key
        self.unknown[name] += 1
        key = _new_key(name, self._known)
        self.people[key] = {"key": key, "name": name}
        return key


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Who goes by a name; a name of several is nobody's."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, key in pairs:
        found[fold_name(name)].add(key)
    return {name: keys.pop() for name, keys in found.items() if name and len(keys) == 1}


def _new_key(name: str, taken: Container[str]) -> str:
    slug = slugify(anyascii(name))[:100].strip("-")
    if slug and slug not in taken:
        return slug
    return f"{slug or 'person'}-{sha256(name.encode()).hexdigest()[:8]}"
