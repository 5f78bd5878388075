"""Verbs of what is promised, in the forms in which sentences have them."""

import re
from dataclasses import dataclass
from functools import cache

from ...words import meanings


@dataclass(frozen=True, slots=True)
class Act:
    """What is promised by a verb: its kind; ``weak`` and ``vague`` as the word list says."""

    verb: str
    kind: str
    weak: bool = False
    vague: bool = False

    @property
    def plain(self) -> bool:
        """Whether the verb alone makes a promise."""
        return not (self.weak or self.vague)


@dataclass(frozen=True)
class _Forms:
    base: re.Pattern[str]
    passive: re.Pattern[str]
    progressive: re.Pattern[str]
    acts: dict[str, Act]
    denied: re.Pattern[str]


_AVAILABLE = re.compile(
    r"(?:(?:make|making)\s[^.;]{2,100}?\savailable|(?:be\s)?(?:place|placing|put|putting)\s"
    r"[^.;]{2,100}?\sat\s(?:the|its|their|our)\sdisposal)\b",
    re.IGNORECASE,
)


def act_at(text: str, place: int) -> Act | None:
    """The act of the verb that begins at a place, active or progressive (“be hosting”)."""
    forms = _forms()
    if _AVAILABLE.match(text, place):
        return forms.acts["make available"]
    match = forms.base.match(text, place) or forms.progressive.match(text, place)
    return forms.acts[_plain(match["verb"])] if match else None


def passive_at(text: str, place: int) -> Act | None:
    """The act of a passive that begins at a place: “be made available”."""
    match = _forms().passive.match(text, place)
    return _forms().acts[_plain(match["verb"])] if match else None


def gerund_at(text: str, place: int) -> Act | None:
    """The act of a gerund or participle that begins at a place: “hosting”, “appointed”."""
    match = re.compile(r"[A-Za-z-]+").match(text, place)
    return _forms().acts.get(f"~{match[0].casefold()}") if match else None


def promises_nothing(text: str, place: int) -> bool:
    """Whether the verb at a place is one that promises nothing, or none."""
    return bool(_forms().denied.match(text, place)) or not text[place : place + 1].islower()


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


@cache
def _forms() -> _Forms:
    acts: dict[str, Act] = {}
    passives: list[str] = []
    gerunds: list[str] = []
    bases: list[str] = []
    for phrase, meaning in meanings("acts_promised").items():
        kind, _space, grade = meaning.partition(" ")
        act = Act(phrase, kind, weak=grade == "weak", vague=grade == "vague")
        first, _space, rest = phrase.partition(" ")
        acts[phrase] = act
        bases.append(phrase)
        passives.append(phrase)
        for form in _participles(first):
            acts.setdefault(f"{form} {rest}".strip(), act)
            passives.append(f"{form} {rest}".strip())
            acts.setdefault(f"~{form}", act)
        for form in _gerunds(first):
            acts.setdefault(f"{form} {rest}".strip(), act)
            gerunds.append(f"{form} {rest}".strip())
            acts.setdefault(f"~{form}", act)
    return _Forms(
        _any(bases, ""),
        _any(passives, r"be\s+(?:\w+ly\s+)?"),
        _any(gerunds, r"be\s+(?:\w+ly\s+)?"),
        acts,
        _any(list(meanings("acts_not_promised")), ""),
    )


def _any(phrases: list[str], before: str) -> re.Pattern[str]:
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"{before}(?P<verb>{joined})(?![\w-])", re.IGNORECASE)


def _participles(verb: str) -> set[str]:
    """What the participle of a verb may be; a form that is none is found nowhere."""
    if verb.endswith("e"):
        return {f"{verb}d"}
    if verb.endswith("y"):
        return {f"{verb[:-1]}ied", f"{verb}ed"}
    return {
        f"{verb}ed",
        f"{verb}{verb[-1]}ed",
        verb if verb in ("set", "put", "cut") else f"{verb}ed",
    }


def _gerunds(verb: str) -> set[str]:
    if verb.endswith("e") and not verb.endswith("ee"):
        return {f"{verb[:-1]}ing"}
    return {f"{verb}ing", f"{verb}{verb[-1]}ing"}
