"""Participants and people that tables name, found in the register or made as the table says."""

from dataclasses import dataclass

from participants.honorifics import HONORIFICS
from participants.models import ParticipantKind
from participants.names import fold_name

from ...register import Register
from ..known import KnownParticipants, KnownPersons, new_key
from ..mapping import Json
from .cells import Cells, pieces
from .doubts import Doubts
from .faults import place
from .sheet import Row

#: all of these are in the register from the beginning: one that is not known is misspelt
_SHIPPED = (ParticipantKind.STATE, ParticipantKind.OBSERVER, ParticipantKind.FORMER_STATE)
#: columns of names that slugs, codes and kinds stand beside
_WITH_SLUGS = ("participant", "participants")
#: what becomes of a participant who is not certain
_OUTCOMES = {
    ("delegations", "participant"): "no delegation is made, the words stay in the source",
    ("statements", "participants"): "it stands as printed",
}
_NO_NAMES = frozenset(("the", "a", "an", "other", "others", "several", "and"))
_NO_NAME = "is not plainly a name; no person is made of it, it stands as printed"
_NO_KEY = "is not known and has no key, as others of the file have; it stands as printed"


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a cell has it, and whom it means: ``key`` is "" where that is not certain.

    ``has_more`` says that an honorific stands before the name.
    """

    printed: str
    key: str = ""
    has_more: bool = False


class Naming:
    """Finds whom the tables of one import name; ``participants`` are those that they define."""

    def __init__(self, register: Register, doubts: Doubts) -> None:
        self._known = KnownParticipants(register)
        self.people = KnownPersons(register)
        self.participants: dict[str, Json] = {}
        self._new: dict[str, str] = {}
        self._doubts = doubts
        #: where those who are new are named first, by their keys
        self.places: dict[str, str] = {}

    # Participants

    def participants_of(self, cells: Cells, row: Row, name: str) -> list[Named]:
        """Those that a cell names, by name, else by the slugs or codes beside."""
        cell = row.get(name)
        names = self._names(cell)
        if name not in _WITH_SLUGS:
            return [Named(one, self._participant(cells, row, name, _Given(one))) for one in names]
        slugs, codes = pieces(row.get("slugs")), pieces(row.get("codes"))
        if slugs and len(slugs) != len(names):
            self._doubt(cells, row, "slugs", _uneven("slug", slugs, len(names)))
        kinds = self._kinds(cells, row, len(names))
        return [
            Named(
                printed,
                self._participant(
                    cells,
                    row,
                    name,
                    _Given(
                        printed,
                        slugs[nth] if len(slugs) == len(names) else "",
                        codes[nth] if len(codes) == len(names) else "",
                        kinds[nth],
                    ),
                ),
            )
            for nth, printed in enumerate(names)
        ]

    def _names(self, cell: str) -> list[str]:
        """The names of a cell; one with a semicolon in it only where its pieces are none."""
        names = pieces(cell)
        each = all(self._known.find(name).keys for name in names)
        return names if each or not self._known.find(cell).key else [cell]

    def _kinds(self, cells: Cells, row: Row, number: int) -> list[str]:
        """A kind for each name: one is that of all, and so many as there are names are theirs."""
        kinds = cells.choices(row, "kinds") if row.get("kinds") else []
        if len(kinds) == 1:
            return kinds * number
        return kinds if len(kinds) == number else [""] * number

    def _participant(self, cells: Cells, row: Row, column: str, given: "_Given") -> str:
        match = self._known.find(given.printed)
        by = self._known.of_slug(given.slug) or self._known.of_slug(given.code)
        if match.key and by and by != match.key:
            said = f"“{given.printed}” is {match.key}, its slug or code is {by}; correct one."
            cells.fault(row, column, said)
        if match.key:
            return match.key
        if by and (not match.keys or by in match.keys):
            if not match.keys:
                said = (
                    f"“{given.printed}” is not known by this name; by its slug or code it is {by}"
                )
                self._doubt(cells, row, column, said)
            return by
        if made := self._new.get(fold_name(given.printed)):
            return made
        if given.kind and given.kind not in _SHIPPED and not match.keys:
            self._doubt(cells, row, column, f"“{given.printed}” {match.doubt}; a new participant")
            cells.slug(row, "slugs", given.slug)
            return self._made_at(cells, row, self._make(given))
        outcome = _OUTCOMES.get((cells.sheet.table.name, column), "left out")
        self._doubt(cells, row, column, f"“{given.printed}” {match.doubt}; {outcome}")
        return ""

    def _made_at(self, cells: Cells, row: Row, key: str) -> str:
        self.places.setdefault(key, place(cells.sheet.file.name, row.line))
        return key

    def _make(self, given: "_Given") -> str:
        taken = self.participants.keys()
        free = given.slug and not self._known.of_slug(given.slug) and given.slug not in taken
        slug = given.slug if free else new_key(given.printed, "participant", taken)
        if self._known.of_slug(slug):
            slug = new_key(given.printed, "participant", [*taken, slug])
        self.participants[slug] = {"slug": slug, "name": given.printed, "kind": given.kind}
        self._new[fold_name(given.printed)] = slug
        return slug

    # People

    def people_of(self, cells: Cells, row: Row, name: str) -> list[Named]:
        """The people that a cell names, by name, else by the keys beside; new ones are made."""
        names = pieces(row.get(name))
        keys = self._keys(cells, row, len(names))
        found = []
        for printed, key in zip(names, keys, strict=True):
            honorific, bare = without_honorifics(printed)
            person = self.person(cells, row, name, bare, key)
            found.append(Named(printed, person, has_more=bool(honorific)))
        return found

    def delegates_of(self, cells: Cells, row: Row, name: str) -> list[Json]:
        """The delegates that a cell names, each as name, comma, title of that day."""
        entries = pieces(row.get(name))
        keys = self._keys(cells, row, len(entries))
        return [
            self._delegate(cells, row, name, entry, key)
            for entry, key in zip(entries, keys, strict=True)
        ]

    def _delegate(self, cells: Cells, row: Row, column: str, entry: str, key: str) -> Json:
        printed, _comma, title = (part.strip() for part in entry.partition(","))
        honorific, bare = without_honorifics(printed)
        person = self.person(cells, row, column, bare, key)
        delegate: Json = {"person": person or None, "printed": printed}
        told = {"honorific": honorific if person else "", "title": title}
        return delegate | {field: value for field, value in told.items() if value}

    def person(self, cells: Cells, row: Row, column: str, name: str, key: str) -> str:
        """The key of somebody named; "" where that is not certain or no name."""
        match = self.people.find(name)
        if match.key:
            return self.people.use(match.key)
        if key and self.people.knows(key) and (not match.keys or key in match.keys):
            if not match.keys:
                said = f"“{name}” is not known by this name; by the key it is {key}"
                self._doubt(cells, row, column, said)
            return self.people.use(key)
        if match.keys:
            self._doubt(cells, row, column, f"“{name}” {match.doubt}; it stands as printed")
            return ""
        if not key and cells.sheet.filled[_title(cells, "keys")]:
            # Our own lists have a key for each of their people: what has none is no person.
            self._doubt(cells, row, column, f"“{name}” {_NO_KEY}")
            return ""
        if not (key or is_plainly_a_name(name)):
            self._doubt(cells, row, column, f"“{name}” {_NO_NAME}")
            return ""
        self._doubt(cells, row, column, f"“{name}” {match.doubt}; a new person")
        cells.slug(row, "keys", key)
        return self._made_at(cells, row, self.people.add(name, key))

    def _keys(self, cells: Cells, row: Row, number: int) -> list[str]:
        keys = pieces(row.get("keys"))
        if keys and len(keys) != number:
            self._doubt(cells, row, "keys", _uneven("key", keys, number))
        return keys if len(keys) == number else [""] * number

    def _doubt(self, cells: Cells, row: Row, column: str, message: str) -> None:
        file = cells.sheet.file.name
        self._doubts.note(file, row.line, _title(cells, column), f"{message}.")


@dataclass(frozen=True, slots=True)
class _Given:
    """What a row says of one participant."""

    printed: str
    slug: str = ""
    code: str = ""
    kind: str = ""


def _uneven(noun: str, given: list[str], names: int) -> str:
    one = "" if len(given) == 1 else "s"
    return f"{len(given)} {noun}{one} for {names} name{'' if names == 1 else 's'}; not used"


def _title(cells: Cells, name: str) -> str:
    return next(column.title for column in cells.sheet.table.columns if column.name == name)


def without_honorifics(printed: str) -> tuple[str, str]:
    """The honorifics before a name, and the name."""
    words = printed.split()
    first = 0
    while first < len(words) - 1 and fold_name(words[first]) in HONORIFICS:
        first += 1
    return " ".join(words[:first]), " ".join(words[first:])


def is_plainly_a_name(name: str) -> bool:
    """Whether words are a person's name: two at least, with capitals, and no office before."""
    words = name.split()
    plain = len(words) > 1 and not any(letter.isdigit() for letter in name)
    return plain and not words[0][0].islower() and fold_name(words[0]) not in _NO_NAMES
