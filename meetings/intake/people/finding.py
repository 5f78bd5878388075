"""Finding persons and office holders: a name with the office before or behind it, or one alone."""

import re
from dataclasses import dataclass

from ..parts import Span
from .behind import Office, body_end
from .offices import office_at
from .printed_names import honorifics_at, name_end
from .text import PeopleText

#: offices of a meeting, which say nothing of the one that somebody holds at home
_CHAIRS = ("chair", "co chair", "vice chair", "chairman", "co chairman", "moderator", "facilitator")
_COMMA = re.compile(r",[ \u00a0]|[ \u00a0][-–—][ \u00a0]")
_BRACKET = re.compile(r"[ \t\u00a0]{0,60}\(")
#: what follows a name that stands without honorific behind a comma
_ENDS_NAME = re.compile(r"[ \u00a0]?[,;.)\n]|[ \u00a0][a-z]|$")


@dataclass(slots=True)
class PersonMention:
    """A person or office holder in the text; what is not printed is empty.

    ``span`` holds honorific, name, office and state; ``core`` the words that name the person
    (“H.E. Mr. Delegate 7”), or the office where no name is printed. ``key`` is the participant
    whom the person speaks for, by the words of this mention or of the one it is joined to.
    """

    span: Span
    core: Span
    name: str = ""
    honorific: str = ""
    #: the office as printed, with its state or body: “Permanent Representative of Japan”
    title: str = ""
    #: the phrase of the list that the office is: “permanent representative”
    head: str = ""
    key: str = ""
    level: str = ""
    #: a state or body is printed with the mention itself
    named: bool = False
    #: the participant follows from the office alone
    by_list: bool = False
    #: words that name a body which the register does not know
    body: Span | None = None
    #: an office without a name
    office: bool = False
    #: “the Minister”, not “a minister”
    definite: bool = False
    #: the one introduced before, whom this mention means
    introduced: "PersonMention | None" = None


def found_people(text: PeopleText) -> list[PersonMention]:
    """The persons and office holders of a text in order."""
    found: list[PersonMention] = []
    place = 0
    while place < len(text.words):
        mention = _person(text, place) or _office_holder(text, place)
        if mention is None:
            place += 1
            continue
        if not found or found[-1].span.end <= mention.span.start:
            found.append(mention)
        place = max(place + 1, text.word_from(mention.span.end))
    return found


def _person(text: PeopleText, place: int) -> PersonMention | None:
    """A person whose mention begins with an honorific, or as “Delegate 7”."""
    honorifics = honorifics_at(text, place)
    first = honorifics.end if honorifics else place
    if honorifics is None and not _is_numbered(text, place):
        return None
    if honorifics and (first >= len(text.words) or not _follows_honorific(text, first)):
        return None
    end = name_end(text, first)
    if end == first:
        return None
    core = text.span(place, end - 1)
    mention = PersonMention(
        core,
        core,
        name=text.printed(text.span(first, end - 1)),
        honorific=_honorific(text, place, first),
        level=honorifics.level if honorifics else "",
        definite=True,
    )
    _read_behind(text, mention, end)
    return mention


def _honorific(text: PeopleText, place: int, first: int) -> str:
    if first == place:
        return ""
    return text.printed(Span(text.words[place].start, text.words[first].start))


def _follows_honorific(text: PeopleText, place: int) -> bool:
    mention = text.mention_at(place)
    # “General Assembly” is a body, “Mr. Jordan” a person.
    swallowed = text.mention_before(place)
    return swallowed is None and (mention is None or not mention.adjective) and text.joined(place)


def _is_numbered(text: PeopleText, place: int) -> bool:
    """Whether “Delegate 7” stands there, which names a person without honorific."""
    following = place + 1
    return (
        text.folded(place) == "delegate"
        and text.has_capital(place)
        and following < len(text.words)
        and text.words[following].text.isdigit()
        and text.joined(following)
    )


def _read_behind(text: PeopleText, mention: PersonMention, end: int) -> None:
    """Take in office or state behind a name: “(Brazil)”, “of Mexico”, “, Ambassador of Fiji”."""
    gap = text.gap(end)
    if _BRACKET.fullmatch(gap):
        _read_bracket(text, mention, end)
        return
    if text.joined(end) and text.folded(end) in ("of", "from"):
        here = end + 1
        while text.is_article(here):
            here += 1
        named = text.mention_at(here)
        if named is not None:
            _take_name(mention, named.key, named.span)
            end = text.behind(named)
        elif text.has_capital(here) and not text.is_portfolio(here):
            end = body_end(text, here)
            mention.body = text.span(here, end - 1)
            mention.span = Span(mention.span.start, mention.body.end)
    if _COMMA.fullmatch(text.gap(end)) and not mention.title:
        _read_office_behind(text, mention, end)


def _take_name(mention: PersonMention, key: str, span: Span) -> None:
    mention.key = "united-nations" if key == "secretary-general" else key
    mention.named = bool(key)
    mention.body = None if key else span
    mention.span = Span(mention.span.start, span.end)


def _read_bracket(text: PeopleText, mention: PersonMention, place: int) -> None:
    """“(Brazil)”, “(Brazil), Rapporteur”, “(UNICEF, on behalf of …)”."""
    close = text.text.find(")", mention.span.end, mention.span.end + 200)
    if close < 0 or "\n" in text.text[mention.span.end : close]:
        return
    here = place
    while text.is_article(here):
        here += 1
    named = text.mention_at(here)
    if named is not None:
        _take_name(mention, named.key, Span(mention.span.start, close + 1))
        mention.body = None if named.key else named.span
        return
    office = office_before(text, here, close)
    if office is not None and text.words[office.end - 1].end <= close:
        _take_office(text, mention, office)
        mention.span = Span(mention.span.start, close + 1)
    elif text.has_capital(here) and "," not in text.text[mention.span.end : close]:
        # A body that the register does not know: “Dr Delegate 4 (Geneva Water Hub)”.
        start = text.words[place].start
        mention.body = Span(start, close) if start < close else None
        mention.span = Span(mention.span.start, close + 1)


def _read_office_behind(text: PeopleText, mention: PersonMention, place: int) -> None:
    here = place
    while text.is_article(here):
        here += 1
    if here >= len(text.words):
        return
    office = office_before(text, here, text.words[here].end + 60)
    if office is None or office.first > here:
        return
    if _own_name(text, office.end) is not None:
        return
    _take_office(text, mention, office)
    mention.span = Span(mention.span.start, text.words[office.end - 1].end)
    state = text.mention_at(office.end)
    if state is None or mention.named or not _COMMA.fullmatch(text.gap(office.end)):
        return
    if text.text[state.span.end : state.span.end + 1] in ("", "\n", ";", ")"):
        # “Minister of Water, Burkina Faso” at the end of a line
        _take_name(mention, state.key, state.span)


def office_before(text: PeopleText, place: int, until: int) -> Office | None:
    """The office whose first word is ``place``: “Norway's Minister” begins with the name."""
    here = place
    while here < len(text.words) and text.words[here].start < until and here < place + 8:
        office = office_at(text, here)
        if office is not None:
            return office if office.first == place else None
        here += 1
    return None


def _take_office(text: PeopleText, mention: PersonMention, office: Office) -> None:
    mention.title = text.printed(text.span(office.first, office.end - 1))
    mention.head = office.head
    mention.level = mention.level if mention.level and not office.level else office.level
    if office.key and (office.named or not mention.named):
        mention.key, mention.by_list = office.key, office.by_list
    mention.named = mention.named or office.named
    mention.body = mention.body or office.body


@dataclass(frozen=True, slots=True)
class _Own:
    """The name of an office holder: ``first`` to before ``end``, honorifics before ``name``."""

    first: int
    name: int
    end: int


def _own_name(text: PeopleText, place: int) -> _Own | None:
    """The person named right behind an office: “Foreign Minister X”, “…, H.E. Mr. X,”."""
    comma = bool(_COMMA.fullmatch(text.gap(place)))
    if place >= len(text.words) or not (comma or text.joined(place)):
        return None
    honorifics = honorifics_at(text, place)
    first = honorifics.end if honorifics else place
    end = name_end(text, first, after_honorific=honorifics is not None)
    if end == first:
        return None
    if honorifics is None and not _is_numbered(text, place):
        many = end - first
        printed = text.span(first, end - 1)
        ends = _ENDS_NAME.match(text.text, printed.end)
        if text.is_heading(printed.start) or not ends or (comma and not 2 <= many <= 4):
            return None
    return _Own(place, first, end)


def _office_holder(text: PeopleText, place: int) -> PersonMention | None:
    """Somebody named by office, with or without a name behind it."""
    office = office_at(text, place)
    if office is None:
        return None
    core = text.span(office.first, office.end - 1)
    mention = PersonMention(core, core, office=True, definite=office.definite)
    _take_office(text, mention, office)
    own = _own_name(text, office.end)
    if own is not None:
        _take_own_name(text, mention, own)
        return mention
    if _BRACKET.fullmatch(text.gap(office.end)) and not office.named:
        _read_bracket_of_office(text, mention, office.end)
    return mention if office.definite or office.named or office.body else None


def _take_own_name(text: PeopleText, mention: PersonMention, own: _Own) -> None:
    """The name behind the office, and the state behind that where the office names none."""
    honorifics = honorifics_at(text, own.first)
    mention.core = text.span(own.first, own.end - 1)
    mention.span = Span(mention.span.start, mention.core.end)
    mention.name = text.printed(text.span(own.name, own.end - 1))
    mention.honorific = _honorific(text, own.first, own.name)
    mention.office, mention.definite = False, True
    said = not mention.key or mention.head in _CHAIRS or text.register.is_state(mention.key)
    if honorifics and not mention.level and said:
        mention.level = honorifics.level
    if not mention.named:
        _read_behind(text, mention, own.end)


def _read_bracket_of_office(text: PeopleText, mention: PersonMention, place: int) -> None:
    """“the Chair (Sweden)”, “the Chairman (Mr. Delegate 2, Morocco)”."""
    named = text.mention_at(place)
    if named is not None and text.text[named.span.end : named.span.end + 1] == ")":
        _take_name(mention, named.key, Span(mention.span.start, named.span.end + 1))
        return
    person = _person(text, place)
    close = text.text.find(")", mention.span.end, mention.span.end + 160)
    if person is None or close < person.span.end:
        return
    here = text.word_from(person.span.end)
    state = text.mention_at(here) if here < len(text.words) else None
    if state is not None and state.span.end <= close and not person.key:
        _take_name(person, state.key, state.span)
    mention.name, mention.honorific, mention.core = person.name, person.honorific, person.core
    mention.key, mention.named, mention.body = person.key, person.named, person.body
    mention.level = mention.level or person.level
    mention.office, mention.definite = False, True
    mention.span = Span(mention.span.start, close + 1)
