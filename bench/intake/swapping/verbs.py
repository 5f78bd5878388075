"""Other verbs of saying of the same kind, where they stand before the same words."""

import re
from random import Random

from .placed import Edit, Placed

# Verbs that stand for each other, and what must follow.
_KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("said", "stated", "noted", "observed", "remarked", "explained", "declared", "maintained"),
        r" that (?![^.;]{0,160}\b(?:will|would|shall)\b)",
    ),
    (
        ("said", "stated", "declared", "indicated"),
        r" that (?=[^.;]{0,160}\b(?:will|would|shall)\b)",
    ),
    (
        ("stressed", "underlined", "emphasized", "highlighted", "underscored"),
        r" (?:that|the|how) ",
    ),
    (("suggested", "proposed", "recommended"), r" that "),
    (("urged", "encouraged", "invited"), r" (?:the|all|donors|States|Member|delegations|others) "),
    (("welcomed", "commended", "praised"), r" the "),
    (("asked", "enquired", "wondered"), r" (?:whether|how|why) "),
    (("cautioned", "warned"), r" (?:that|against) "),
)
_PATTERNS = [
    (verbs, re.compile(rf"(?<![\w“\"-])(?P<verb>{'|'.join(verbs)})(?={behind})"))
    for verbs, behind in _KINDS
]


def with_other_verbs(placed: Placed, random: Random) -> Placed:
    """The same document, told by somebody who likes other verbs."""
    edits: dict[int, Edit] = {}
    for verbs, pattern in _PATTERNS:
        for match in pattern.finditer(placed.text):
            other = random.choice([verb for verb in verbs if verb != match["verb"]])
            edits.setdefault(match.start(), Edit(match.start(), match.end(), other))
    return placed.edited(list(edits.values()))
