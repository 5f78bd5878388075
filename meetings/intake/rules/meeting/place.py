"""Where the meeting was: city, country and venue, by a sentence or by the title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from participants.names import fold_name

from ...parts import Span, Sureness
from ...printed_days import days_in
from ...proposal import Proposal
from ...words import folded, meanings
from ...words.longest import longest
from .opening import MEETING, MET, Opening, words_pattern
from .towns import CAPITALISED, VENUE_WORD, is_elsewhere, state_behind, unlisted_town

_NAME = CAPITALISED
_INSIDE = r"(?:of|at|the|de|des|du|la|for|and|to|di|del|am|zu)\s"
_VENUE = re.compile(
    rf"\b(?P<how>at|in)\s(?:the\s)?(?P<venue>{_NAME}(?:\s(?:{_INSIDE}){{0,2}}{_NAME}){{0,9}}"
    r"(?:\s(?:compound|campus|premises|offices?|building|headquarters))?)"
)
_IN = re.compile(r"(?:\b(?:in|at|near|outside|to)|,|\bof)\s+(?:the\s+city\s+of\s+)?$")
_UNKNOWN_CITY = re.compile(rf"\b(?:in|at)\s(?P<city>{_NAME}(?:\s{_NAME}){{0,2}}),\s(?:the\s)?")
_DATE_BEHIND = re.compile(r"[,;]?\s*(?:\(|,|–|-|on\s|from\s|$)")


@dataclass
class Place:
    """A place, where its words stand, and why what is not printed is proposed."""

    city: str = ""
    country: str = ""
    venue: str = ""
    spans: list[Span] = field(default_factory=list)
    inferred: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _City:
    span: Span
    name: str
    country: str


def propose_place(proposal: Proposal, opening: Opening) -> None:
    """Propose the place of the meeting, as far as the text says it."""
    place = _in_sentences(opening)
    titled = _in_title(opening)
    if not place.city and titled.city and place.country in ("", titled.country):
        place.city, place.country = titled.city, titled.country
        place.spans += titled.spans
        place.inferred |= titled.inferred
    if not place.venue and titled.venue and titled.city == place.city:
        place.venue = titled.venue
        place.spans += titled.spans
    if not place.city and place.venue:
        _take_city_inside(opening, place)
    if not place.city and not place.country:
        _take_city_of_venue(opening, place)
    if not place.city and (town := unlisted_town(opening, place.country)):
        place.city, place.country = town.name, town.country or place.country
        place.spans.append(town.span)
    if not (place.city or place.country or place.venue):
        return
    values = {
        key: value
        for key, value in (
            ("city", place.city),
            ("country", place.country),
            ("venue", place.venue),
        )
        if value
    }
    part = proposal.propose(
        "place named", Sureness.LIKELY, *dict.fromkeys(place.spans), place=values
    )
    part.inferred |= {f"place/{key}": reason for key, reason in place.inferred.items()}


_VENUES_OF_CITIES = words_pattern("venues_of_cities")


def _take_city_inside(opening: Opening, place: Place) -> None:
    """The city that the name of the venue begins with or holds: “San Francisco Opera House”."""
    for span in list(place.spans):
        for city in cities_in(opening, span):
            _take_city(opening, place, city)
            return


def _take_city_of_venue(opening: Opening, place: Place) -> None:
    """The city of a well-known venue in the title or in a sentence on the meeting."""
    told = [span for span in opening.sentences[:6] if MET.search(opening.words(span))]
    for span in [*(block.span for block in opening.title), *told]:
        match = _VENUES_OF_CITIES.search(opening.text, span.start, span.end)
        if match is None or is_elsewhere(opening.text[span.start : match.start()]):
            continue
        place.city = meanings("venues_of_cities")[folded(match[0])]
        place.country = longest("cities").values.get(fold_name(place.city), "")
        place.venue = place.venue or match[0]
        place.spans.append(Span(*match.span()))
        reason = f"The text names the venue only: {match[0]}, {place.city}."
        place.inferred |= {"city": reason, "country": reason}
        return


def cities_in(opening: Opening, span: Span) -> Iterator[_City]:
    """The cities of the list inside a span, spelt with a capital."""
    words = opening.source.people_text.words
    listed = longest("cities")
    here = opening.source.people_text.word_from(span.start)
    while here < len(words) and words[here].end <= span.end:
        taken, phrase = listed.at(words, here, min(here + 4, len(words)))
        if taken and words[here].text[:1].isupper():
            whole = Span(words[here].start, words[here + taken - 1].end)
            yield _City(whole, opening.words(whole), listed.values[phrase])
        here += max(taken, 1)


def _in_sentences(opening: Opening) -> Place:
    """The first sentence on the meeting that says a city, a venue or a country."""
    place = Place()
    for sentence in opening.sentences[:14]:
        words = opening.words(sentence)
        if not MET.search(words) or not (MEETING.search(words) or _begins(opening, sentence)):
            continue
        found = _of_sentence(opening, sentence)
        if found.city or (found.country and not place.city):
            if place.city and place.city != found.city:
                break
            found.venue = found.venue or place.venue
            found.spans += place.spans
            return found
        if found.venue and not place.venue:
            place = found
    return place


def _begins(opening: Opening, sentence: Span) -> bool:
    return sentence in opening.sentences[:3]


def _of_sentence(opening: Opening, sentence: Span) -> Place:
    place = Place()
    for city in cities_in(opening, sentence):
        before = opening.text[sentence.start : city.span.start]
        if _IN.search(before) and not is_elsewhere(before) and not _is_name(opening, city):
            _take_city(opening, place, city)
            break
    if not place.city:
        _take_unknown(opening, place, sentence)
    for match in _VENUE.finditer(opening.text, sentence.start, sentence.end):
        before = opening.text[sentence.start : match.start()]
        venue = _venue(match["venue"], match["how"])
        if venue and not is_elsewhere(before) and MET.search(before[-200:] or "met"):
            start = match.start("venue")
            place.venue = venue
            place.spans.append(Span(start, start + len(venue)))
            break
    return place


def _is_name(opening: Opening, city: _City) -> bool:
    """Whether the city is the beginning of a longer name: “the Geneva Water Hub”."""
    behind = opening.text[city.span.end : city.span.end + 2]
    return bool(re.match(r"\s[A-Z]", behind)) and not days_in(
        opening.text, Span(city.span.end, min(city.span.end + 30, len(opening.text)))
    )


def _take_city(opening: Opening, place: Place, city: _City) -> None:
    place.city = city.name.title() if city.name.isupper() and len(city.name) > 3 else city.name
    place.spans.append(city.span)
    state = state_behind(opening, city.span.end)
    if state is not None:
        place.country = state.key
        place.spans[-1] = Span(city.span.start, state.span.end)
        return
    place.country = city.country
    name = opening.source.register.participant(city.country).name if _known(opening, city) else ""
    place.inferred["country"] = f"The text names the city only: {place.city}, {name}."
    if not name:
        place.country, place.inferred = "", {}


def _known(opening: Opening, city: _City) -> bool:
    return opening.source.register.knows(city.country)


def _take_unknown(opening: Opening, place: Place, sentence: Span) -> None:
    """A city that is in no list, with its state behind it; or a state alone."""
    for match in _UNKNOWN_CITY.finditer(opening.text, sentence.start, sentence.end):
        before = opening.text[sentence.start : match.start()]
        state = state_behind(opening, match.end("city"))
        if state and MET.search(before) and not is_elsewhere(before):
            named = opening.source.mentions_in(Span(*match.span("city")))
            if not named and not VENUE_WORD.search(match["city"]):
                place.city, place.country = match["city"], state.key
                place.spans.append(Span(match.start("city"), state.span.end))
                return
    for mention in opening.source.mentions_in(sentence):
        before = opening.text[sentence.start : mention.span.start]
        held = re.search(
            r"\b(?:held|place|hosted|convened|met)\s(?:\w+\s){0,2}in\s(?:the\s)?$", before
        )
        if held and opening.source.register.is_state(mention.key) and not is_elsewhere(before):
            place.country = mention.key
            place.spans.append(mention.span)
            return


def _venue(printed: str, how: str) -> str:
    """The name of a building: with a word of the list behind the last word for a meeting."""
    words = list(VENUE_WORD.finditer(printed))
    if not words or " " not in printed:
        return ""
    meeting = [match.end() for match in MEETING.finditer(printed)]
    if meeting and meeting[-1] > words[-1].end():
        # “the Palais des Nations for the Second Forum”
        shorter = re.split(r"\s(?:for|to|and|at|of)\s(?!.*\s(?:for|to|and|at|of)\s)", printed)[0]
        return _venue(shorter, how) if shorter != printed else ""
    return printed if how == "at" or printed[: words[-1].end()].count(" ") < 6 else ""


def _in_title(opening: Opening) -> Place:
    """City and venue of a line of the title: “UN Headquarters, New York”."""
    place = Place()
    for number, block in enumerate(opening.title):
        for city in cities_in(opening, block.span):
            if place.city or not _stands_apart(opening, number, city):
                continue
            _take_city(opening, place, city)
            start = block.span.start
            before = opening.text[start : city.span.start].rstrip(" ,")
            venue = re.split(r"[,;:]\s|\bat\s(?:the\s)?|\d{4}\s", before)[-1].strip()
            if venue and VENUE_WORD.search(venue) and not MEETING.search(venue):
                place.venue = venue
                at = opening.text.rfind(venue, start, city.span.start)
                place.spans.append(Span(at, at + len(venue)))
    for sentence in opening.sentences[:1]:
        for city in cities_in(
            opening, Span(sentence.start, min(sentence.start + 60, sentence.end))
        ):
            if not place.city and city.span.start - sentence.start < 3 and _dated(opening, city):
                _take_city(opening, place, city)
    return place


def _dated(opening: Opening, city: _City) -> bool:
    """Whether a date or a dash follows, as in a dateline."""
    behind = opening.text[city.span.end : city.span.end + 60]
    days = days_in(opening.text, Span(city.span.end, city.span.end + len(behind)))
    near = days and days[0].span.start - city.span.end < 40
    return bool(near or re.match(r"\s?[-–—(]", behind))


def _stands_apart(opening: Opening, number: int, city: _City) -> bool:
    """Whether a city in a title says where: at an end of its line or of a piece between commas."""
    block = opening.title[number]
    before = opening.text[block.span.start : city.span.start]
    behind = opening.text[city.span.end : block.span.end]
    ends = (
        not behind
        or bool(re.match(r"\s*(?:[,;(–—|]|-\s|and\s|\d|$)", behind))
        or days_in(opening.text, Span(city.span.end, block.span.end))
    )
    starts = not before.strip() or bool(
        re.search(r"[,;(–—|:]\s*$|\b(?:in|at|held)\s+$|\d{4}\s$", before)
    )
    return bool(ends and starts)
