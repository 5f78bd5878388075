"""Persons as subjects: “Ambassador Delegate 3”, “the Minister of Seychelles”."""

import re

from ...parts import Span
from ...people import PersonMention
from .room import Room
from .speakers import Speaker, Subject, speaker_at
from .tokens import Tokens

_OF_BODY = re.compile(r"\b(?:of|for|from) (?:the )?(?P<body>[A-Z][^,;:.()]{3,80})")


def by_person(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """A person or office holder: “Ambassador Delegate 3”, “the Minister of Seychelles”."""
    code = tokens.code[start:end]
    match = re.match(r"[dh]?[wag]?(?P<before>[WN]{0,2})(?P<person>P)(?P<behind>.*)", code)
    if match is None or not re.fullmatch(
        r"\(?(?:od?[NJwW]{1,3}|w{1,2}|&W{1,3})?[a#(]*", match["behind"]
    ):
        return None
    place = start + match.start("person")
    person = tokens.tokens[place].person
    if person is None:
        return None
    key = _in_bracket(tokens, place + 1) or _of_body_abroad(tokens, person) or person.key
    if not key and person.body is None:
        key = _named_in(tokens, place + 1, end)
    if not key and match["before"].endswith("N"):
        key = _named_in(tokens, start, place)
    speaker = speaker_at(tokens, place, min(end, place + 1), key)
    _describe(speaker, tokens, person)
    if not key:
        _of_unknown_body(speaker, tokens, place, person, room)
    return Subject([speaker])


def _describe(speaker: Speaker, tokens: Tokens, person: PersonMention) -> None:
    """Name and office, from the mention itself or from where the person was introduced."""
    first = person.introduced or person
    speaker.person = first.name or person.name
    speaker.title = (person.title or first.title)[:250]
    speaker.office = f"{person.head} {first.head} {tokens.source.words(person.core).casefold()}"


def _of_body_abroad(tokens: Tokens, person: PersonMention) -> str:
    """The body of “the UNHCR Representative in Chad”, who is not of Chad."""
    source = tokens.source
    named = source.mentions_in(person.span)
    if len(named) < 2 or not re.search(r"\b(?:in|to|for)\b", source.words(person.span)):
        return ""
    first = named[0]
    if first.span.start != person.span.start or not first.key:
        return ""
    return "" if source.register.is_state(first.key) else first.key


def _of_unknown_body(
    speaker: Speaker, tokens: Tokens, place: int, person: PersonMention, room: Room
) -> None:
    """What is printed of a body that the register does not know, of which the person is."""
    body = person.body or (person.introduced.body if person.introduced else None)
    if body is None and place + 1 < len(tokens.tokens) and tokens.code[place + 1] == "(":
        bracket = tokens.tokens[place + 1].span
        inner = Span(bracket.start + 1, bracket.end - 1)
        if re.match(r"[A-Z]", tokens.source.words(inner)):
            body = inner
    if body is None and not person.honorific:
        of = _OF_BODY.search(tokens.source.text, person.span.start, person.span.end)
        body = Span(of.start("body"), of.end("body")) if of else None
        speaker.person = "" if of else speaker.person
    if body is None:
        return
    following = re.match(r"od?N", tokens.code[place + 1 :])
    if person.body is body and following:
        body = Span(body.start, tokens.tokens[place + following.end()].span.end)
    printed = tokens.source.words(body)
    if known := room.known_as(printed):
        speaker.key = known
        return
    speaker.printed, speaker.span, speaker.unknown = room.long_name(printed) or printed, body, True


def _named_in(tokens: Tokens, start: int, end: int) -> str:
    """The first participant named among tokens."""
    for token in tokens.tokens[start:end]:
        if token.mention and token.mention.key:
            return token.mention.key
    return ""


def _in_bracket(tokens: Tokens, place: int) -> str:
    """The one participant named in a bracket."""
    if place >= len(tokens.tokens) or tokens.code[place] != "(":
        return ""
    named = tokens.source.mentions_in(tokens.tokens[place].span)
    keys = {mention.key for mention in named if not mention.adjective}
    return keys.pop() if len(keys) == 1 else ""
