"""Who the subject of a sentence is: participants, persons, offices, collectives, or “he”."""

import re
from dataclasses import replace

from ...parts import Span
from ...people import PersonMention
from ...words import meanings
from .collectives import collective_of
from .room import Room
from .speakers import Speaker, Subject
from .tokens import Tokens


def subject_of(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """The subject that tokens ``start`` to ``end`` (excluded) are; None where they are none."""
    while start < end and tokens.code[start] in "a&":
        start += 1
    while end > start and tokens.code[end - 1] in "a,":
        end -= 1
    if start >= end:
        return None
    subject = Subject()
    for first, last in _conjuncts(tokens, start, end):
        part = _single(tokens, first, last, room)
        if part is None:
            return subject if subject.speakers and not subject.anaphor else None
        if part.collective and subject.speakers:
            subject.collective = tokens.words(start, last)
            continue
        subject.speakers += part.speakers
        subject.collective = subject.collective or part.collective
        subject.anaphor = subject.anaphor or part.anaphor
    _share_last(subject)
    return subject


def _share_last(subject: Subject) -> None:
    """“The Minister of Defence and the Minister of Foreign Affairs of Chile” are both of Chile."""
    keys = [speaker.key for speaker in subject.speakers]
    if len(keys) > 1 and keys[-1]:
        for place, speaker in enumerate(subject.speakers):
            if not speaker.key and not speaker.unknown and speaker.office:
                subject.speakers[place] = replace(speaker, key=keys[-1])


def _conjuncts(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of “A, B and C”; commas and “and” inside a title or a name divide nothing."""
    found, first = [], start
    for place in range(start + 1, end):
        if tokens.code[place] in "&," and _begins_conjunct(tokens, place + 1, end):
            if first < place:
                found.append((first, place))
            first = place + 1
    found.append((first, end))
    return [(one, other) for one, other in found if one < other]


def _begins_conjunct(tokens: Tokens, place: int, end: int) -> bool:
    rest = tokens.code[place:end]
    if re.match(r"[&ay#]*d?(?:[NPCO]|J[wW]{0,3}[OC]|[wWN]{0,4}C)", rest):
        return True
    return tokens.folded(place, end) in ("others", "some others", "several others")


def _single(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """One subject without “and”."""
    while start < end and tokens.code[start] in "&ay#":
        start += 1
    code = tokens.code[start:end]
    if not code:
        return None
    if code in ("H", "Ha"):
        if start == 0 and tokens.tokens[start].folded == "we":
            return Subject(collective=tokens.words(start, start + 1))
        return Subject(anaphor=tokens.tokens[start].folded)
    if collective := collective_of(tokens, start, end):
        if start and tokens.tokens[start - 1].folded == "both":
            collective = tokens.words(start - 1, end)
        return Subject(collective=collective)
    for reading in (_by_name, _by_person, _by_office, _by_unknown_body):
        if subject := reading(tokens, start, end, room):
            return subject
    return None


def _by_name(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """A participant by name: “Japan”, “the Swiss delegation”, “Italy's Minister”."""
    code = tokens.code[start:end]
    match = re.match(r"d?(?:[wW]{0,2}(?=N))?(?P<name>N)(?P<behind>.*)", code)
    adjective = re.match(r"d?[w]?(?P<name>J)[wWo&#]{0,8}[OC]", code)
    if match is None and adjective is None:
        return None
    place = start + (match or adjective).start("name")  # type: ignore[union-attr]  # one is there
    if match:
        before = tokens.folded(start, place)
        if before.removeprefix("the ").strip() not in ("", "the", "both", "neighbouring", "host"):
            return None
        if not _is_itself(tokens, place + 1, end, match["behind"]):
            return None
    mention = tokens.tokens[place].mention
    if mention is None:
        return None
    speaker = _speaker(tokens, start, end, mention.key or "", room)
    further = _written_with(tokens, place + 1, end)
    speaker.unknown = not mention.keys
    if len(mention.keys) > 1:
        speaker.doubtful = True
    if speaker.unknown:
        speaker.printed = mention.printed
    return Subject([speaker, *further])


def _written_with(tokens: Tokens, start: int, end: int) -> list[Speaker]:
    """Names right behind a name: “Mexico/Chile”."""
    found = []
    for token in tokens.tokens[start:end]:
        if token.kind not in "N-" or tokens.source.text[token.span.start - 1] not in "/–-":
            break
        if token.mention and token.mention.key:
            found.append(Speaker(token.mention.key, token.span, token.mention.printed))
    return found


def _is_itself(tokens: Tokens, place: int, end: int, behind: str) -> bool:
    """Whether what follows a name leaves it the speaker: nothing, a bracket, its office or part."""
    if re.fullmatch(r"\(?[a#]*", behind):
        return True
    if behind.startswith("s"):
        return bool(re.match(r"s[wWaJg]{0,3}[OCP]", behind)) or bool(
            re.match(r"s(?:[W](?:[Wo&,d]*W)?)$", behind)
        )
    if re.match(r"\(?[wW]{0,2}[OP]", behind):
        return True
    # a name and the bodies under it: “South Africa (for the African Group)”, “Ambassador … of”
    return bool(re.fullmatch(r"-?[N(]*", behind))


def _by_person(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """A person or office holder: “Ambassador Delegate 3”, “the Minister of Seychelles”."""
    code = tokens.code[start:end]
    match = re.match(r"d?[wag]?(?P<before>[WN]{0,2})(?P<person>P)(?P<behind>.*)", code)
    if match is None or not re.fullmatch(r"\(?(?:od?[NJwW]{1,3})?[a#(]*", match["behind"]):
        return None
    place = start + match.start("person")
    person = tokens.tokens[place].person
    if person is None:
        return None
    key = _in_bracket(tokens, place + 1) or person.key or _named_in(tokens, place + 1, end)
    if not key and match["before"].endswith("N"):
        key = _named_in(tokens, start, place)
    speaker = _speaker(tokens, place, min(end, place + 1), key, room)
    _describe(speaker, tokens, person)
    if not key:
        _of_unknown_body(speaker, tokens, place, person, room)
    return Subject([speaker])


def _describe(speaker: Speaker, tokens: Tokens, person: PersonMention) -> None:
    """Name and office, from the mention itself or from where the person was introduced."""
    first = person.introduced or person
    speaker.person = person.name or first.name
    speaker.title = (person.title or first.title)[:250]
    speaker.office = f"{person.head} {first.head} {tokens.source.words(person.core).casefold()}"


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
    if body is None:
        return
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


def _by_office(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """An office: “the Minister of Seychelles”, “the representative”, “its delegation”."""
    code = tokens.code[start:end]
    match = re.match(r"(?P<whose>[dh]?)(?:[wWJ#ag&]|s){0,4}(?P<office>[OC])", code)
    if match is None:
        return None
    place = start + match.start("office")
    words = tokens.folded(start, end)
    key = _of_participant(tokens, place + 1, end)
    if key:
        return Subject([_speaker(tokens, start, end, key, room)])
    short = re.search(r"[oy]d(?P<body>W)[(a,]*$", tokens.code[place:end])
    if short and (
        known := room.known_as(tokens.words(place + short.start("body"), place + short.end("body")))
    ):
        return Subject([_speaker(tokens, start, end, known, room)])
    unknown = _unknown_of(tokens, place + 1, end)
    if unknown:
        speaker = _speaker(tokens, start, end, "", room)
        speaker.printed = tokens.words(*unknown)
        speaker.unknown, speaker.span = True, tokens.range(*unknown)
        if found := room.known_as(speaker.printed):
            speaker.key, speaker.unknown = found, False
        return Subject([speaker])
    if code[0] not in "dhO" or tokens.code[place] == "C":
        return None
    if code[0] == "h":
        return Subject(anaphor=words)
    if re.search(r"[oy]d?[WNJ]", tokens.code[place + 1 : end]):
        return Subject([_speaker(tokens, start, end, "", room)])
    return _present(tokens, start, end, place, room)


def _present(tokens: Tokens, start: int, end: int, place: int, room: Room) -> Subject | None:
    """The holder of an office of the meeting (“the Chair”), or whoever had it before."""
    office = tokens.tokens[place].folded
    keys = room.holders(office)
    if keys:
        return Subject([_speaker(tokens, start, end, key, room) for key in keys])
    if office in room.presiding:
        speaker = _speaker(tokens, start, end, "", room)
        return Subject([speaker])
    return Subject(anaphor=f"the {office}")


def _of_participant(tokens: Tokens, place: int, end: int) -> str:
    """The participant whose office it is: the first name behind “of”, “for” or “from”."""
    for here in range(place, end):
        kind = tokens.code[here]
        if kind in "NJ" and here > place - 1:
            mention = tokens.tokens[here].mention
            if mention and mention.key:
                return mention.key
        if kind in "VAD;:Q":
            return ""
    return ""


def _unknown_of(tokens: Tokens, place: int, end: int) -> tuple[int, int] | None:
    """A body behind “of” or “for” that the register does not know, by its capitals."""
    match = re.search(
        r"(?:^|[wWO])[oy]d?(?P<body>[WN](?:[Wwo&dN#]{0,10}W)?)$",
        tokens.code[place:end].rstrip("(a,"),
    )
    if match is None:
        return None
    first, last = place + match.start("body"), place + match.end("body")
    if last - first < 2 and not tokens.words(first, last).isupper():
        return None
    return first, last


def _by_unknown_body(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """A body in capitals that the register does not know: “the Pacific Disability Forum”."""
    code = tokens.code[start:end]
    match = re.fullmatch(r"(?P<article>d?)(?P<body>W(?:[WNo&dwOC]{0,9}[WOC])?)\(?[a]*", code)
    if match is None:
        return None
    first, last = start + match.start("body"), start + match.end("body")
    printed = tokens.words(first, last)
    words = printed.casefold().split()
    if known := room.known_as(printed):
        return Subject([_speaker(tokens, start, end, known, room)])
    long = room.long_name(printed)
    heads = meanings("heads_of_bodies")
    if long is None and any(heads.get(word) == "same" for word in words):
        return Subject(anaphor=f"the {words[0]}")
    if long is None and (
        words[-1] in meanings("no_bodies")
        or words[0] in meanings("no_bodies")
        or (len(words) == 1 and not (printed.isupper() and len(printed) > 2))
        or (
            len(words) < 2
            and not set(words) & heads.keys()
            and not printed.isupper()
            and not room.is_body(printed)
        )
    ):
        return None
    speaker = _speaker(tokens, start, end, "", room)
    speaker.printed, speaker.unknown, speaker.span = (
        long or printed,
        True,
        tokens.range(first, last),
    )
    return Subject([speaker])


def _speaker(tokens: Tokens, start: int, end: int, key: str, room: Room) -> Speaker:
    """A speaker whose words are tokens ``start`` to ``end``, the article left out."""
    if start + 1 < end and tokens.code[start] == "d":
        start += 1
    offices = [token for token in tokens.tokens[start:end] if token.kind in "OP"]
    return Speaker(
        key,
        tokens.range(start, end),
        tokens.words(start, end),
        office=" ".join(token.folded for token in offices),
    )
