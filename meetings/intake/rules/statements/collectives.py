"""Collectives: “many delegations”, “the Forum”, “Member States”, “others”."""

import re

from ...words import meanings, phrases
from .tokens import Tokens

_OFFICIALS = frozenset(("officials", "representatives", "delegates", "delegations", "ministers"))
_LIKE_OFFICES = frozenset(
    [
        "representatives",
        "delegates",
        "delegations",
        "ministers",
        "officials",
        "experts",
        "observers",
        "participants",
        "speakers",
    ]
)


def collective_of(tokens: Tokens, start: int, end: int) -> str:
    """The words of a collective that the tokens are; "" where they are none."""
    code, words = tokens.code[start:end], tokens.folded(start, end)
    if words in meanings("single_voices") or _group_with_letter(words):
        return tokens.words(start, end)
    of_states = re.search(r"C(?:[oy]|[owWd&]{0,8}[oy])d?[NJ]", code)
    if of_states and tokens.tokens[start + of_states.start()].folded in _LIKE_OFFICES:
        return ""
    if re.match(r"d?[w]?(?:NC$|J(?:,J)*&JC)", code) and tokens.tokens[end - 1].folded in _OFFICIALS:
        return ""
    quantifier = next(
        (phrase for phrase in phrases("quantifiers") if f"{words} ".startswith(f"{phrase} ")), ""
    )
    if quantifier and (
        words == quantifier
        or re.match(r"(?:in|of) (?:the|them|those)\b", words[len(quantifier) + 1 :])
    ):
        return "" if quantifier in ("both", "no") else tokens.words(start, end)
    place = code.find("C")
    if place < 0 or not re.fullmatch(r"d?(?:[wWJ#aN&]|od?e?)*", code[:place]):
        return ""
    head = tokens.tokens[start + place].folded
    singular = meanings("collectives").get(head) == "singular"
    if singular and re.fullmatch(r"dW{1,3}C", code) and tokens.words(start + 1, end).isupper():
        return ""  # “the AFRICAN GROUP”: a body in the capitals of its bulletin
    if singular and not (code[:1] == "d" and words.startswith("the ") and place <= 2):
        return ""
    if "N" in code[:place] and head not in _LIKE_OFFICES and not quantifier:
        return ""
    if re.search(r"[oy]", code[:place]) and not quantifier:
        return ""
    return tokens.words(start, end)


def _group_with_letter(words: str) -> bool:
    """“Group C”, “Working Group 2”."""
    return bool(
        re.fullmatch(
            r"(?:the )?(?:working |breakout |break-out )?group (?:[a-z]|[0-9]{1,2}|[ivx]{1,4})",
            words,
        )
    )
