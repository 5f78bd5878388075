"""What stands behind an office and belongs to it: what it is for, and whom its holder serves."""

from dataclasses import dataclass

from ..names import Mention
from ..parts import Span
from ..words import meanings
from ..words.longest import longest
from .text import PeopleText

_OF = frozenset(("of", "for", "from", "on", "to", "at", "in", "with", "under", "within"))
#: behind these stands whom an office holder serves
_INSIDE = frozenset(("of", "for", "the", "and", "on", "in"))
WHOSE = frozenset(("of", "from", "for", "at", "with", "in", "within"))
_OF_A_STATE = frozenset(
    ("delegation", "mission", "government", "side", "team", "party", "ministry", "embassy")
)
_MOST_WORDS = 30
#: levels of those whose portfolio is followed by their name without a comma
OF_GOVERNMENT = (
    "minister",
    "deputy minister",
    "secretary of state",
    "head of state or government",
)


@dataclass(slots=True)
class Office:
    """An office: words from ``first`` to before ``end``; ``key`` is who it stands for, if known."""

    first: int
    end: int
    #: the phrase of the list, folded: “deputy minister”
    head: str
    level: str = ""
    key: str = ""
    #: a state or body is printed before it, or behind
    before: bool = False
    behind: bool = False
    #: the key follows from the office alone
    by_list: bool = False
    #: words that name a body which the register does not know
    body: Span | None = None
    #: “the”, “his” before it, or a capital
    definite: bool = False

    @property
    def named(self) -> bool:
        """Whether a state or body is printed with it."""
        return self.before or self.behind


def head_at(text: PeopleText, place: int) -> tuple[int, str]:
    """How many words from a place on are an office of the list, and which; 0 and ""."""
    taken, head = longest("offices").at(text.words, place, min(place + 8, len(text.words)))
    while taken and not all(text.joined(here) for here in range(place + 1, place + taken)):
        shorter = longest("offices").at(text.words, place, place + taken - 1)
        taken, head = shorter
    return taken, head


def read_behind(text: PeopleText, office: Office) -> None:
    """Take in what the office is for and whom it serves: “of Foreign Affairs of Chile”."""
    whole = text.mention_at(office.first)
    if whole and whole.key == "secretary-general" and text.behind(whole) > office.end:
        office.key, office.behind = key_of(whole), True
        office.end = text.behind(whole)
    head_end = office.end
    limit = min(office.end + _MOST_WORDS, len(text.words))
    while office.end < limit:
        taken = _next_piece(text, office, head_end)
        if not taken:
            return
        office.end += taken


def _next_piece(text: PeopleText, office: Office, head_end: int) -> int:
    """How many words more belong to the office."""
    place = office.end
    if text.gap(place).strip() == ",":
        return _enumerated(text, office, place)
    if not text.joined(place):
        return 0
    word = text.folded(place)
    if word in _OF:
        return _behind_preposition(text, office, place)
    if word == "and":
        return 0 if office.behind else _joint(text, office, place)
    return 0 if place == head_end else _further(text, office, place)


def _behind_preposition(text: PeopleText, office: Office, place: int) -> int:
    here = place + 1
    while text.is_article(here) and text.joined(here):
        here += 1
    if here >= len(text.words) or not text.joined(here):
        return 0
    preposition = text.folded(place)
    mention = text.mention_at(here)
    if mention is not None:
        return (
            _whose(text, office, mention) if preposition in WHOSE else _where(text, office, mention)
        )
    if office.behind and preposition not in ("on", "for", "in", "to"):
        return 0
    if _is_capital_piece(text, here) or (text.is_portfolio(here) and not office.behind):
        return here - place + 1
    return _small(text, here, place)


def _whose(text: PeopleText, office: Office, mention: Mention) -> int:
    """Words up to the end of the state or body that an office holder serves."""
    if office.behind:
        return 0
    office.behind = True
    if mention.key:
        office.key = key_of(mention)
        office.body = None
    else:
        office.body = mention.span
    end = text.behind(mention)
    # “the head of the Swiss delegation”
    if mention.adjective and text.joined(end) and text.folded(end) in _OF_A_STATE:
        end += 1
    return end - office.end


def _where(text: PeopleText, office: Office, mention: Mention) -> int:
    """Words up to the end of the body that somebody is accredited to: “to the United Nations”."""
    if text.folded(office.end) != "to":
        return 0
    return text.behind(mention) - office.end


def _small(text: PeopleText, here: int, place: int) -> int:
    """“of the sixty-second session” and “of the delegation”, where “of” and a name follow."""
    end = here
    while end < min(here + 4, len(text.words)) and text.folded(end) not in WHOSE:
        if not text.joined(end):
            return 0
        end += 1
    named = end + 1
    while text.is_article(named):
        named += 1
    return end - place if end < len(text.words) and text.mention_at(named) else 0


def _is_capital_piece(text: PeopleText, place: int) -> bool:
    """A capital that does not begin the name of a person."""
    return (
        text.has_capital(place)
        and not longest("honorifics").at(text.words, place, min(place + 3, len(text.words)))[0]
    )


def _joint(text: PeopleText, office: Office, place: int) -> int:
    """“and Cooperation”, “and Emergency Relief Coordinator”, not “and the Minister …”."""
    here = place + 1
    if not text.joined(here) or text.is_article(here) or text.mention_at(here):
        return 0
    if not _is_capital_piece(text, here):
        small = text.is_portfolio(here) and not text.has_capital(place - 1)
        return 2 if small else 0
    taken, head = head_at(text, here)
    if head == office.head or (taken and name_begins(text, here + taken)):
        return 0
    if not taken and office.level in OF_GOVERNMENT and not text.is_portfolio(here):
        return 0
    return 1 + max(taken, 1)


def name_begins(text: PeopleText, place: int) -> bool:
    """Whether a word with a capital follows that is neither of an office nor an honorific."""
    return text.joined(place) and _is_capital_piece(text, place) and not text.is_portfolio(place)


def _enumerated(text: PeopleText, office: Office, place: int) -> int:
    """The comma of “for Culture, Tourism and Civil Aviation”: an “and” ends the list."""
    if office.behind or office.level not in OF_GOVERNMENT:
        return 0
    for here in range(place, min(place + 8, len(text.words))):
        if here > place and text.folded(here) == "and" and text.joined(here):
            following = here + 1
            fits = text.is_portfolio(following) and text.joined(following)
            return here - place if fits else 0
        if text.mention_at(here) or not text.has_capital(here) or not text.is_portfolio(here):
            return 0
        if here > place and text.gap(here).strip() not in ("", ","):
            return 0
    return 0


def _further(text: PeopleText, office: Office, place: int) -> int:
    """A further word of what the office is for; a name begins where no such word stands."""
    if office.behind or text.mention_at(place) or not _is_capital_piece(text, place):
        return 0
    if text.is_portfolio(place) or text.folded(place) in meanings("heads_of_bodies"):
        return 1
    # “President of the International Commission for …” is of no government.
    if office.level in OF_GOVERNMENT[:3] or text.is_portfolio(place - 1):
        return 0
    return 0 if head_at(text, place)[0] else 1


def key_of(mention: Mention) -> str:
    """Whom a name stands for; the Secretary-General for the United Nations."""
    return "united-nations" if mention.key == "secretary-general" else mention.key


def body_end(text: PeopleText, place: int) -> int:
    """The word behind the name of a body: capitals, and “of the” between them."""
    end = place + 1
    while end < min(place + 12, len(text.words)) and text.joined(end):
        here = end
        while here < len(text.words) and text.joined(here) and text.folded(here) in _INSIDE:
            here += 1
        if not text.has_capital(here) or not text.joined(here) or text.mention_at(here):
            break
        end = here + 1
    return end
