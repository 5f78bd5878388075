"""Who the subject of a sentence is: participants, persons, offices, collectives, or “he”."""

import re
from dataclasses import replace

from .bodies import by_unknown_body
from .collectives import collective_of
from .offices import by_office
from .persons import by_person
from .room import Room
from .speakers import Speaker, Subject, speaker_at
from .tokens import Tokens

_BEFORE_COLLECTIVES = frozenset(
    ("all", "both", "nearly", "almost", "virtually", "practically", "not")
)


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
        subject.by_role = subject.by_role or part.by_role
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
        if re.fullmatch(r"d?J", tokens.code[first:place]):
            continue
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
        while start and tokens.tokens[start - 1].folded in _BEFORE_COLLECTIVES:
            start -= 1
        collective = tokens.words(start, end)
        return Subject(collective=collective)
    for reading in (_by_name, by_person, by_office, by_unknown_body):
        if subject := reading(tokens, start, end, room):
            return subject
    return None


def _by_name(tokens: Tokens, start: int, end: int, room: Room) -> Subject | None:
    """A participant by name: “Japan”, “the Swiss delegation”, “Italy's Minister”."""
    code = tokens.code[start:end]
    match = re.match(r"d?(?:[wW]{0,2}(?=N))?(?P<name>N)(?P<behind>.*)", code)
    adjective = re.match(r"d?w?(?P<name>J)(?:[,&]{1,2}J)*[wWo&#]{0,8}[OC]", code)
    if match is None and adjective is None:
        return None
    place = start + (match or adjective).start("name")  # type: ignore[union-attr]  # one is there
    if match:
        before = tokens.folded(start, place)
        if before.removeprefix("the ").strip() not in (
            "",
            "the",
            "both",
            "neighbouring",
            "host",
            "senior",
            "a senior",
            "a",
            "an",
        ):
            return None
        if not _is_itself(tokens, place + 1, end, match["behind"]):
            return None
    mention = tokens.tokens[place].mention
    if mention is None:
        return None
    speaker = speaker_at(tokens, start, end, mention.key or "")
    further = _written_with(tokens, place + 1, end)
    if adjective:
        further = _adjectives(tokens, place + 1, end)
    speaker.unknown = not mention.keys
    if len(mention.keys) > 1:
        speaker.doubtful = True
    if speaker.unknown:
        speaker.printed = mention.printed
    return Subject([speaker, *further])


def _adjectives(tokens: Tokens, start: int, end: int) -> list[Speaker]:
    """Further adjectives before one office: “the Swedish and Norwegian delegates”."""
    return [
        Speaker(token.mention.key, token.span, token.mention.printed)
        for token in tokens.tokens[start:end]
        if token.kind == "J" and token.mention and token.mention.key
    ]


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
    if re.match(r"\(?[wW]{0,2}[OP]|C$", behind):
        return True
    # a name and the bodies under it: “South Africa (for the African Group)”, “Ambassador … of”
    return bool(re.fullmatch(r"-?[N(]*", behind))
