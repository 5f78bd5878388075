"""Attributions behind the words: “…, said Slovakia.”, “…, was the advice of Fiji”, “…, came the
reply from the expert”, “…, in the words of the delegate of Peru, …”, “as Tonga's envoy put it”.
"""

import re
from dataclasses import dataclass

from ...words import meanings
from .asides import agent_at
from .room import Room
from .saying import Attribution
from .speakers import Subject
from .tokens import Tokens

_IN_VIEW = re.compile(r"in the (?:view|opinion|words|judgment|judgement|eyes|experience) of$")


@dataclass(frozen=True, slots=True)
class _Shape:
    """The code of tokens before a speaker, the words that they must be, and what may follow."""

    rule: str
    code: re.Pattern[str]
    words: re.Pattern[str]
    behind: str


_ANSWER = "reply|answer|response|rejoinder|retort"
_SHAPES = (
    _Shape(
        "verb before its subject at the end",
        re.compile(r"(?<=,)V(?=d?[NPJO])"),
        re.compile(r""),
        ".",
    ),
    _Shape(
        "the reply came from somebody",
        re.compile(r"(?<=[,Q])ed[awVv]o"),
        re.compile(rf"came the (?:{_ANSWER}) (?:from|of)$"),
        ".,",
    ),
    _Shape("in somebody's view", re.compile(r"(?<=,)odwo"), _IN_VIEW, ",Q."),
    _Shape("according to somebody", re.compile(r"(?<=,)go"), re.compile(r"^according to$"), ",."),
    _Shape("as somebody put it", re.compile(r"(?<=[,Q])o(?=d?[NPJ])"), re.compile(r"^as$"), "V"),
)
_ADVICE = re.compile(r"(?:(?<=[,Q])|^[Wt])Aa*d(?P<view>[wvVg])o")
_OPINION = re.compile(r"(?<=,)o(?P<who>d?[NP])s(?P<view>[wvg])(?=[,.])")
_CAME = re.compile(r"o(?P<who>d?[NP])e(?=d)")
_SO_DID = re.compile(r"aA(?=d?[NPJ])")
_STATED_FOR = re.compile(r"o(?P<who>d?[NWwo&]{1,10}?)HA[aA]*V")
_SIGNED = re.compile(r"Q-(?=d?[NPJO])")
_WHOSE = re.compile(r"(?P<who>d?N),r[PO]a*V")
_UNNAMED = re.compile(rf"(?:came the|was the) (?:{_ANSWER})$")


def late(tokens: Tokens, room: Room) -> Attribution | None:
    """Who says the words before the attribution."""
    for shape in _SHAPES:
        for match in shape.code.finditer(tokens.code):
            if not shape.words.search(tokens.folded(match.start(), match.end())):
                continue
            if found := _found(tokens, match.end(), room, shape):
                return found
    return _view_behind(tokens, room) or _for_whom(tokens, room) or _unnamed(tokens)


def _found(tokens: Tokens, start: int, room: Room, shape: _Shape) -> Attribution | None:
    end = start
    while end < len(tokens.code) and tokens.code[end] not in ",.;:QVAe":
        end += 1
    behind = tokens.code[end] if end < len(tokens.code) else "."
    if behind not in shape.behind:
        return None
    subject = agent_at(tokens, start, room)
    return _by(shape.rule, subject)


def _by(rule: str, subject: Subject | None) -> Attribution | None:
    if subject is None or subject.anaphor or not subject.speakers:
        return None
    return Attribution(rule, subject.speakers, subject.collective)


def _view_behind(tokens: Tokens, room: Room) -> Attribution | None:
    """“…, was the advice of Trinidad and Tobago”; “So did Argentina”; “… – Focal point of Mali”."""
    for match in _ADVICE.finditer(tokens.code):
        view = tokens.tokens[match.start("view")].folded
        found = _by("somebody's view behind", agent_at(tokens, match.end(), room))
        if found and view in meanings("words_of_views"):
            return found
    for match in _OPINION.finditer(tokens.code):
        view = tokens.tokens[match.start("view")].folded
        if tokens.tokens[match.start()].folded == "in" and view in meanings("words_of_views"):
            return _by("in somebody's view", agent_at(tokens, match.start("who"), room))
    came = _CAME.match(tokens.code)
    if (
        came
        and tokens.tokens[0].folded == "from"
        and tokens.tokens[came.end() - 1].folded == "came"
    ):
        return _by("came from somebody", agent_at(tokens, came.start("who"), room))
    so = _SO_DID.match(tokens.code)
    if so and tokens.folded(0, so.end()) in ("so did", "so do", "so does", "so would", "so had"):
        return _by("“so did”", agent_at(tokens, so.end(), room))
    signed = _SIGNED.match(tokens.code)
    return _by("signed quotation", agent_at(tokens, signed.end(), room)) if signed else None


def _for_whom(tokens: Tokens, room: Room) -> Attribution | None:
    """“For the OAU it was stated that”; “in Yemen, whose Permanent Representative reported”."""
    stated = _STATED_FOR.match(tokens.code)
    if stated and tokens.tokens[0].folded == "for":
        return _by("stated for somebody", agent_at(tokens, stated.start("who"), room))
    for match in _WHOSE.finditer(tokens.code):
        if tokens.tokens[match.end("who") + 1].folded == "whose" and not re.search(
            r"[VD]", tokens.code[: match.start()].replace("AV", "").replace("AAV", "")
        ):
            return _by("“whose representative said”", agent_at(tokens, match.start("who"), room))
    return None


def _unnamed(tokens: Tokens) -> Attribution | None:
    """“It was not, came the reply”: by whoever was asked."""
    for match in re.finditer(r",(?P<told>[eA]d[awVv])(?=[,.;])", tokens.code):
        if _UNNAMED.fullmatch(tokens.folded(match.start("told"), match.end("told"))):
            return Attribution("answer of whoever was asked", anaphor="the one asked")
    return None
