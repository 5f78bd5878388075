"""The clause of a sentence that says who speaks: its subject, its verb, and what stands between."""

import re
from dataclasses import dataclass, field
from enum import Enum

from ...words import meanings
from .room import Room
from .speakers import Subject
from .subjects import subject_of
from .tokens import Tokens

#: how many tokens of a sentence are looked at for a subject and its verb
_REACH = 90
_BE = frozenset(["was", "were", "is", "are", "been", "be"])


class Deed(Enum):
    """What the verb of a clause tells."""

    SAYING = "saying"
    #: said before the meeting: “had announced”
    PERFECT = "perfect"
    NARRATING = "narrating"
    PASSIVE = "passive"
    #: a verb that is on no list
    OTHER = "other"
    #: “is”, “were” and what somebody is
    BEING = "being"


@dataclass(slots=True)
class Clause:
    """A subject with its verb: tokens ``start`` to ``verb``, the verb among them no more."""

    tokens: Tokens
    subject: Subject
    start: int
    verb: int
    deed: Deed
    #: what stands between commas behind the subject: ranges of tokens
    asides: list[tuple[int, int]] = field(default_factory=list)


def clause_at(tokens: Tokens, start: int, room: Room) -> Clause | None:
    """The clause whose subject begins at a token; None where none does."""
    code = tokens.code
    limit = min(len(code), start + _REACH)
    pieces = _pieces(code, start, limit)
    first = pieces[0]
    verb = _verb_in(tokens, first[0], first[1])
    if verb is not None:
        subject = subject_of(tokens, start, verb, room)
        return _clause(tokens, subject, start, verb, [])
    return _Commas(tokens, start, room, first[1]).clause(pieces[1:])


@dataclass(slots=True)
class _Commas:
    """A subject behind which commas stand: a list, a title, or asides before the verb."""

    tokens: Tokens
    start: int
    room: Room
    head_end: int
    asides: list[tuple[int, int]] = field(default_factory=list)
    #: where the verb may have been a participle: “connected from Niamey”
    spare: Clause | None = None

    def clause(self, pieces: list[tuple[int, int]]) -> Clause | None:
        """The clause, its verb in one of the pieces between commas."""
        for piece in pieces:
            if found := self._with(piece):
                return found
        return self.spare

    def _with(self, piece: tuple[int, int]) -> Clause | None:
        code = self.tokens.code
        here = _behind_adverbs(code, piece[0], piece[1])
        if _is_by_others(code, here, piece[1]):
            self.asides.append(piece)
            return None
        if here < piece[1] and code[here] in "VADev" and (self.asides or piece[0] == here):
            return self._verb_first(piece, here)
        verb = _verb_in(self.tokens, piece[0], piece[1])
        return self._further_subject(piece, verb)

    def _verb_first(self, piece: tuple[int, int], here: int) -> Clause | None:
        found = self._found(self._head(), here)
        if not _may_be_participle(self.tokens, here):
            self.spare = found
            return found
        self.spare = self.spare or found
        self.asides.append(piece)
        return None

    def _further_subject(self, piece: tuple[int, int], verb: int | None) -> Clause | None:
        """The piece goes on with a list or a title, or is an aside."""
        tokens, code = self.tokens, self.tokens.code
        if verb is not None and self.asides and re.match(r"&d?[NPC]", code[piece[0] : verb]):
            both, other = self._head(), subject_of(tokens, piece[0] + 1, verb, self.room)
            if both and other:
                both.speakers += other.speakers
                return self._found(both, verb)
        if verb is not None and _ends_title(tokens, self.start, self.head_end, piece, verb):
            return self._found(self._head(), verb)
        if _goes_on_with(tokens, piece, verb) and not self.asides:
            self.head_end = verb if verb is not None else piece[1]
            return self._found(self._head(), verb) if verb is not None else None
        self.asides.append(piece)
        return None

    def _head(self) -> Subject | None:
        return subject_of(self.tokens, self.start, self.head_end, self.room)

    def _found(self, subject: Subject | None, verb: int) -> Clause | None:
        return _clause(self.tokens, subject, self.start, verb, list(self.asides))


def _clause(
    tokens: Tokens, subject: Subject | None, start: int, verb: int, asides: list[tuple[int, int]]
) -> Clause | None:
    if subject is None:
        return None
    return Clause(tokens, subject, start, verb, deed_of(tokens, verb), asides)


def _pieces(code: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Ranges of tokens between commas, up to the end of the clause."""
    found, first = [], start
    for place in range(start, limit):
        if code[place] == ",":
            found.append((first, place))
            first = place + 1
        elif code[place] in ";:":
            limit = place
            break
    found.append((first, limit))
    return found


def _is_by_others(code: str, start: int, end: int) -> bool:
    """Whether a piece is “supported by Norway”, not a verb of the sentence."""
    return start + 1 < end and code[start] in "VeD" and code[start + 1] == "y"


def _may_be_participle(tokens: Tokens, place: int) -> bool:
    """Whether a verb behind a comma may be “connected from Niamey”, before the verb that counts."""
    return tokens.code[place] == "e" or (
        tokens.tokens[place].folded in ("invited", "asked", "called", "represented", "set")
        and tokens.code[place + 1 : place + 2] in ("o", "y")
    )


def _behind_adverbs(code: str, start: int, end: int) -> int:
    while start < end and code[start] == "a":
        start += 1
    return start


def _verb_in(tokens: Tokens, start: int, end: int) -> int | None:
    """The first finite verb of a piece that stands behind at least one word."""
    code = tokens.code
    for place in range(start + 1, end):
        kind = code[place]
        if kind in "AD" or (kind == "V" and code[place - 1] not in "doh"):
            return place
        if kind == "e" and code[place - 1] not in "dohgA":
            return place
        if kind == "v" and _is_present(tokens, start, place):
            return place
        if kind == "w" and _is_third_person(tokens, start, place):
            return place
        if kind == "g" and code[place - 1] == "d":
            continue
        if kind in "rtQg." and not (kind == "." and place == start + 1):
            return None
    return None


def _ends_title(
    tokens: Tokens, start: int, head_end: int, piece: tuple[int, int], verb: int
) -> bool:
    """Whether a piece ends a long title: “the Commissioner for Trade, Fish and Food said”."""
    title = re.search(r"[PO]", tokens.code[start:head_end])
    words = tokens.code[piece[0] : verb]
    return bool(title) and "&" in words and bool(re.fullmatch(r"W[W&]*W", words))


def _is_present(tokens: Tokens, start: int, place: int) -> bool:
    """Whether a word that may be a noun is a verb here: “the Ministers call”, “Kenya estimates”."""
    several = "CH" if not tokens.tokens[place].folded.endswith("s") else "CHNPO"
    return bool(re.search(rf"[{several}][a(]*$", tokens.code[start:place]))


def _is_third_person(tokens: Tokens, start: int, place: int) -> bool:
    """“Zimbabwe reads the”: a word in -s behind a name alone and before what it has as object."""
    word = tokens.tokens[place].folded
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return False
    alone = re.fullmatch(r"N\(?a*", tokens.code[start:place])
    return bool(alone) and tokens.code[place + 1 : place + 2] in tuple("dhtH")


def _goes_on_with(tokens: Tokens, piece: tuple[int, int], verb: int | None) -> bool:
    """Whether behind a comma the list goes on: “A, B and C said”; “…, Ambassador X said”."""
    start, end = piece
    head = tokens.code[start : end if verb is None else verb]
    if re.fullmatch(r"(?:[&d#]*[NCO]\(?-?)+[a]*", head) and re.search(r"[NC]", head):
        return verb is None or "&" in head
    if re.match(r"&", head):
        return verb is not None
    return head in ("P", "P(") and verb is not None


def deed_of(tokens: Tokens, verb: int) -> Deed:
    """What the verb at a token tells, its auxiliaries looked through."""
    code = tokens.code
    if code[verb] in "Vv":
        return Deed.SAYING
    if code[verb] == "D":
        return Deed.NARRATING
    if code[verb] in "ew":
        return Deed.OTHER
    place, helpers = verb, []
    while place < len(code) and code[place] in "Aa":
        if code[place] == "A":
            helpers.append(tokens.tokens[place].folded)
        place += 1
    return _behind_helpers(tokens, place, helpers)


def _behind_helpers(tokens: Tokens, place: int, helpers: list[str]) -> Deed:
    """What auxiliaries and the word behind them tell."""
    following = tokens.code[place] if place < len(tokens.code) else "."
    if following == "D":
        return Deed.NARRATING
    if helpers[-1] in _BE:
        if set(tokens.folded(place, place + 3).split()) & _attitudes():
            return Deed.SAYING
        return Deed.PASSIVE if following in "Ve" else Deed.BEING
    if following == "V":
        return Deed.PERFECT if helpers[0] in ("had", "has", "have") else Deed.SAYING
    if helpers[-1] in ("had", "has", "have") and following != "e":
        return Deed.BEING
    return Deed.OTHER


def _attitudes() -> frozenset[str]:
    return frozenset(meanings("attitudes"))


def is_weak(tokens: Tokens, verb: int) -> bool:
    """Whether a verb of saying tells of deeds as often."""
    return meanings("verbs_of_saying").get(tokens.tokens[verb].folded) == "weak"
