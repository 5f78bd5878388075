"""What stands between commas beside a subject: who joins in, a title, for whom somebody speaks."""

import re

from .clauses import Clause
from .room import Room
from .speakers import Subject
from .subjects import subject_of
from .tokens import Tokens

_BY_OTHERS = re.compile(
    r"(?:supported|seconded|joined|echoed|backed|opposed|represented|including|with|through"
    r"|together|along|as well as)\b"
)


def joined_by(tokens: Tokens, clause: Clause, room: Room) -> Subject:
    """Those in an aside who say the same: “, supported by Norway,” and “, with Tuvalu,”."""
    found = Subject()
    _from_title(tokens, clause, room)
    for start, end in clause.asides:
        words = tokens.folded(start, end)
        if not _BY_OTHERS.match(words):
            continue
        place = start
        while place < end and tokens.code[place] not in "NJPOCd":
            place += 1
        whom = words.startswith("with whom ")
        subject = agent_at(tokens, place, room) if whom else subject_of(tokens, place, end, room)
        if words.startswith(("represented", "including")) and not clause.subject.collective:
            continue
        if subject and words.startswith("represented"):
            clause.subject.collective = ""
        if subject and words.startswith(("through ", "represented")):
            if subject.speakers and subject.speakers[0].key:
                clause.subject.speakers[:] = subject.speakers
        elif subject:
            found.speakers += subject.speakers
            found.collective = found.collective or subject.collective
    return found


def _from_title(tokens: Tokens, clause: Clause, room: Room) -> None:
    """“The Chairperson, Ms. X, Minister of Sweden, said”: for whom a title between commas says."""
    speakers = clause.subject.speakers
    if len(speakers) != 1 or speakers[0].key or speakers[0].unknown:
        return
    for start, end in clause.asides:
        title = re.match(r"d?[PNW]", tokens.code[start:end])
        subject = subject_of(tokens, start, end, room) if title else None
        body = subject.speakers[0] if subject and len(subject.speakers) == 1 else None
        if body and body.unknown and speakers[0].person:
            speakers[0].printed, speakers[0].span = body.printed, body.span
            speakers[0].unknown = True
            return
        if subject and len(subject.speakers) == 1 and subject.speakers[0].key:
            speakers[0].key = subject.speakers[0].key
            for office in room.presiding & set(speakers[0].office.split()):
                room.offices.setdefault(office, speakers[0].key)
            return


_AGENT = re.compile(r"[dNJPOCWwo&,(yaDshH#-]{1,24}")


def agent_at(tokens: Tokens, start: int, room: Room) -> Subject | None:
    """The subject behind “by”: the longest words from a token that are one."""
    match = _AGENT.match(tokens.code, start)
    end = match.end() if match else start
    while end > start and tokens.code[end - 1] in "wo&,adsh#-":
        end -= 1
    while end > start:
        subject = subject_of(tokens, start, end, room)
        if subject:
            return subject
        end -= 1
    return None


def on_behalf_in(tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    """Those spoken for among tokens: “speaking on behalf of the Nordic countries”, “for the EU”."""
    words = tokens.folded(start, end)
    if not re.search(r"\b(?:on behalf of|speaking for|^for|, for)\b", words):
        return ()
    found = [
        token.mention.key
        for token in tokens.tokens[start:end]
        if token.mention and token.kind == "N"
    ]
    return tuple(dict.fromkeys(key for key in found if key))
