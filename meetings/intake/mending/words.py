"""What becomes of a word that is cut at the end of a line."""

import re
from functools import cached_property

#: beginnings that keep their hyphen where the text does not tell otherwise
_KEEPING = re.compile(
    "ad|anti|arms|co|counter|cross|decision|east|eco|ex|full|gender|half|high|ill|inter|intra|large|least"
    "|life|like|long|low|mid|middle|multi|near|needs|non|north|one|open|people|policy|post|pre|pro|quasi|rights"
    "|rule|self|semi|short|small|socio|south|sub|third|three|time|trans|troop|two|ultra|vice|well|west"
    "|world|year|zero"
)
#: words in one piece that begin as those do
_WHOLE = re.compile(
    "antici|antiqu|coexist|coincid|collab|comm|conf|coord|cooper|coup|court|illus|interest|intern|interv"
    "|midst|multilat|multip|multitud|multinat|nonethe|postpon|postul|postur|prec|pred|pref|preg|prej|prel"
    "|prem|prep|pres|prev|proc|prod|prof|prog|proj|prom|prop|pros|prot|prov|selfish|selfless|semin|sub[sjm]"
    "|transa|transf|transi|transl|transp"
)
#: endings before which a hyphen is kept
_KEPT_BEFORE = re.compile(
    "affected|based|being|building|cent(?:er|r)ed|contributing|driven|effective|free|led|level|long|made|old"
    "|oriented|owned|related|responsive|sensitive|sharing|specific|term|wide"
)
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_SUSPENDED = {"and", "or", "to"}


class Words:
    """The words of a text, asked when one of them is cut."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _known(self) -> set[str]:
        return {
            word.replace("‐", "-").replace("‑", "-") for word in _WORD.findall(self._text.lower())
        }

    def between(self, before: str, hyphen: str, after: str) -> str:
        """What stands between two pieces of a word: nothing, a hyphen, or a hyphen and a space.

        ``before`` ends with the first piece and ``after`` begins with the second.
        """
        first = re.split(r"\s", before)[-1].lstrip("\"'“‘([")
        second = _WORD.match(after)
        if hyphen in "\u00ad\u00ac" or second is None:
            return ""
        piece = second[0]
        joined, hyphened = f"{first}{piece}".lower(), f"{first}-{piece}".lower()
        if joined in self._known:
            return ""
        if hyphened in self._known:
            return "-"
        if piece in _SUSPENDED:
            return "- "
        return "-" if _keeps(first, piece, joined) else ""


def _keeps(first: str, piece: str, joined: str) -> bool:
    """Whether the hyphen belongs to a word of which the text says no more."""
    if _WHOLE.match(joined) or joined == "peacebuilding":
        return False
    capital = piece[0].isupper() and not first.isupper()
    known = _KEEPING.fullmatch(first.lower()) or _KEPT_BEFORE.fullmatch(piece)
    return capital or "-" in first or not first.isalpha() or bool(known)
