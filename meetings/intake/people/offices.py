"""Offices as they are printed: “Deputy Minister of Foreign Affairs of the Republic of Korea”."""

from participants.names import fold_name

from ..names import Mention
from ..parts import Span
from ..words import meanings
from ..words.longest import longest
from .behind import OF_GOVERNMENT, WHOSE, Office, head_at, key_of, read_behind
from .text import PeopleText

_RANKS = frozenset(
    (
        *("deputy", "vice", "assistant", "acting", "first", "second", "senior", "principal"),
        *("interim", "outgoing", "incoming", "current", "special", "chief", "executive"),
    )
)
_POSSESSIVES = ("'s ", "’s ", "' ", "’ ")
#: what an office of the list says more exactly
_GENERAL = ("", "united-nations", "un-secretariat")
#: states where a Secretary of State heads a department
_SECRETARIES_ARE_MINISTERS = ("GBR", "USA", "VAT", "MEX", "PHL")


def office_at(text: PeopleText, place: int) -> Office | None:
    """The office whose list phrase begins with a word, with what belongs to it on both sides."""
    taken, head = head_at(text, place)
    over = text.mention_over(place) if taken else None
    if not taken or (over is not None and not _is_holder(over)):
        return None
    office = Office(place, place + taken, head, longest("offices").values[head])
    _read_before(text, office)
    read_behind(text, office)
    if _chained(text, office):
        later = office_at(text, office.end)
        if later is not None:
            later.first, later.definite = office.first, True
            if not later.behind:
                later.key, later.before = office.key, office.named
            office = later
    _settle(text, office)
    return office


def _chained(text: PeopleText, office: Office) -> bool:
    """Whether an office follows in the possessive: “the Secretary-General's Special Adviser”."""
    return text.gap(office.end) in _POSSESSIVES and bool(head_at(text, office.end)[0])


def _read_before(text: PeopleText, office: Office) -> None:
    """Take in the portfolio and the state before: “the Costa Rican Foreign Minister”."""
    first = office.first
    while first and text.joined(first) and _belongs_before(text, first - 1):
        first -= 1
        if text.folded(first) in ("deputy", "vice", "assistant") and office.level == "minister":
            office.level = "deputy minister"
    mention = text.mention_over(first)
    if mention is None and (text.gap(first) in _POSSESSIVES or text.joined(first)):
        mention = text.mention_before(first)
    if mention is not None:
        office.key, office.before = key_of(mention), bool(mention.key)
        office.body = None if mention.key else mention.span
        first = text.word_from(mention.span.start)
    office.first = first
    office.definite = (
        text.has_capital(first)
        or office.before
        or (first > 0 and text.folded(first - 1) in ("the", "his", "her", "its", "their"))
    )


def _is_holder(mention: Mention) -> bool:
    """Whether a name with an office in it is that of its holder: “UN Secretary-General”."""
    words = fold_name(mention.printed)
    return mention.key == "secretary-general" or words.startswith(
        ("un high", "united nations high")
    )


def _belongs_before(text: PeopleText, place: int) -> bool:
    if text.mention_before(place + 1):
        return False
    return text.has_capital(place) and (text.is_portfolio(place) or text.folded(place) in _RANKS)


def _settle(text: PeopleText, office: Office) -> None:
    """Who the office stands for where a list says so, and at which level it is."""
    phrase = fold_name(text.printed(text.span(office.first, office.end - 1)))
    by_list = _by_list(phrase)
    of_another = f" {office.head} of " in f" {phrase}" and "of united nations" not in phrase
    if of_another and by_list == _by_list(office.head):
        # The Secretary-General of a body that is named by a part of its name, or not known.
        by_list = ""
    if not office.named and not by_list and office.level not in OF_GOVERNMENT[:3]:
        office.body = _unknown_body(text, office)
    if by_list and office.body is None and office.key in _GENERAL:
        office.by_list = not office.named
        office.key = by_list
    elif office.named and office.body is None and not office.key:
        office.key = by_list
    if office.level == "secretary of state":
        chief = office.key in _SECRETARIES_ARE_MINISTERS
        office.level = "minister" if chief else "deputy minister"
    if office.head == "foreign secretary" and office.key == "GBR":
        office.level = "minister"
    if (office.key and not text.register.is_state(office.key)) or office.body:
        office.level = ""


def _by_list(phrase: str) -> str:
    """The body of an office by the longest phrase of the list that it holds."""
    best = ""
    for words in longest("offices_of_bodies").values:
        if len(words) > len(best) and f" {words} " in f" {phrase} ":
            best = words
    return longest("offices_of_bodies").values.get(best, "")


def _unknown_body(text: PeopleText, office: Office) -> Span | None:
    """Words in capitals behind “of” or “for”: “of the Lutheran World Federation”."""
    heads = meanings("heads_of_bodies")
    for here in range(office.first, office.end - 1):
        if text.folded(here) in WHOSE:
            place = here + 1
            while place < office.end and text.is_article(place):
                place += 1
            words = [text.folded(word) for word in range(place, office.end)]
            if len(words) > 1 and any(heads.get(word, "same") != "same" for word in words):
                return text.span(place, office.end - 1)
            return None
    return None
