"""Words that stand before a name and are no part of it."""

from participants.names import fold_name

_WORDS = """
mr mrs ms miss mx dr prof professor sir dame lord lady hon honourable honorable he hrh hm
excellency ambassador amb minister president judge rev reverend sheikh sheikha general gen
colonel col captain señor señora monsieur madame mme herr frau dott ing sr jr
"""
#: as they are folded
HONORIFICS = frozenset(map(fold_name, _WORDS.split()))


def bare_name(folded: str) -> str:
    """A folded name without its honorifics; "" where not two words are left."""
    words = [word for word in folded.split() if word not in HONORIFICS]
    return " ".join(words) if len(words) > 1 else ""
