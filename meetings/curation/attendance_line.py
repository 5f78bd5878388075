"""One line of a list of delegations: who stands there, in whichever order and punctuation.

“Kenya: President X”, “President X, Kenya”, “Kenya (Mr. X, Minister)”, “Minister of Health of Kenya,
X”, “Kenya – represented by Ms. X”, cells between tabs, or the name of a participant alone.
"""

import re
from collections.abc import Sequence

from meetings.intake.names import Mention
from meetings.intake.parts import Span
from meetings.intake.people import People, PersonMention
from meetings.intake.people.printed_names import name_end
from meetings.intake.people.text import PeopleText
from meetings.intake.words import folded, meanings

from .attendance_read import (
    Line,
    PersonRead,
    Read,
    around,
    group_level,
    keys_of,
    level_of,
    mentions_in,
)

_PARTS = re.compile(r"[\t,;:()\[\]|/•]|\s[-–—]+\s|[-–—]+$|\s(?:represented|led|headed)\sby\s|\.$")
_SMALL = re.compile(
    r"(?:(?:represented|led|headed)\sby|and|the|of|for|from|by|with|delegation\sof(?:\sthe)?|"
    r"government\sof(?:\sthe)?|also|as|its|an?|h\.?\s?e\.?)",
    re.IGNORECASE,
)
_LED_BY_STATE = re.compile(r"^[^,]+ - ")
#: between an office and what goes on with it, and between a name and its office
_GOES_ON = re.compile(r"\s?,\s")
_BEHIND = re.compile(r"\s?[,;:]\s|\s?\t\s?|\s[-–—]\s|\s?\(")
_FEWEST_WORDS = 2
#: names that make a sentence a list: “was attended by A, B and C”
_RUNNING = 3


class LineReader:
    """Reads lines of one list, in which names, persons and offices were found before."""

    def __init__(self, text: PeopleText, persons: People) -> None:
        self.text, self.persons = text, persons

    def names_somebody(self, span: Span) -> bool:
        """Whether a participant or a person is named there."""
        return bool(mentions_in(self.text, span) or self.persons.within(span))

    def read_all(self, line: Line, *, below: bool) -> list[Read]:
        """A line of text, which may name several; ``below`` one with a participant alone."""
        read = self.read(line, below=below)
        one_each = [
            Read(
                *(one.printed, keys_of(one)),
                role=read.role,
                presence=read.presence,
                level=group_level(self.text.text, line.span.start, one.span.start),
                span=one.span,
            )
            for one in read.several
        ]
        return one_each or [read]

    def read(self, line: Line, *, below: bool) -> Read:
        """A line of text."""
        found = self.persons.within(line.span)
        read = Read()
        mentions = [
            one for one in mentions_in(self.text, line.span) if not _inside(one.span, found)
        ]
        left = self._left(line.span, [*(one.span for one in found), *(m.span for m in mentions)])
        left = [span for span in left if not self._is_said(span, read)]
        self._take_participant(line.span, mentions, found, read)
        self._take_persons(found, left, read)
        self._take_rest(left, read, below=below)
        return read

    # The participant

    def _take_participant(
        self, line: Span, mentions: Sequence[Mention], found: Sequence[PersonMention], read: Read
    ) -> None:
        """The name outside of persons; else whom the office of a person is of."""
        if not mentions:
            keys = list(dict.fromkeys(one.key for one in found if one.key))
            read.keys = tuple(keys)
            read.printed = self._printed_of(found, keys[0]) if keys else ""
            return
        read.printed = mentions[0].printed
        read.keys = tuple(dict.fromkeys(key for one in mentions for key in keys_of(one)))
        alone = not self._left(line, [one.span for one in mentions])
        if len(read.keys) > 1 and not found and (alone or len(mentions) >= _RUNNING):
            read.several = tuple(mentions)

    def _printed_of(self, found: Sequence[PersonMention], key: str) -> str:
        for person in found:
            for mention in mentions_in(self.text, person.span):
                if key in keys_of(mention):
                    return mention.printed
        return ""

    # The persons

    def _take_persons(self, found: Sequence[PersonMention], left: list[Span], read: Read) -> None:
        """Those with honorific or office; a name that stands alone goes with an office."""
        named = [self._of_mention(one) for one in found if one.name]
        offices = [self._of_mention(one) for one in found if not one.name]
        offices = [one for one in offices if not self._is_role(one, read)]
        if not named:
            named = self._plain_name(left, read)
        for office in offices:
            owner = next((one for one in reversed(named) if not one.title), None)
            if owner is None:
                named.append(office)
                continue
            owner.title, owner.level = office.title, owner.level or office.level
            owner.span = around(owner.span, office.span)
        for person in named:
            self._lengthen(person, left)
        read.persons = sorted(named, key=lambda one: one.span)

    def _is_role(self, office: PersonRead, read: Read) -> bool:
        """Whether an office alone in brackets is one of the meeting: “Kenya (Co-Chair)”."""
        text, span = self.text.text, office.span
        brackets = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
        return brackets == "()" and not office.level and self._is_said(span, read)

    def _of_mention(self, one: PersonMention) -> PersonRead:
        """With what stands before the dash of “Kenya - Minister” left out of the office."""
        title = one.title.partition(" - ")[2] if _LED_BY_STATE.search(one.title) else one.title
        return PersonRead(one.span, one.name, one.honorific.strip(), title, one.level)

    def _plain_name(self, left: list[Span], read: Read) -> list[PersonRead]:
        """The first words that look like a name; the very first is the participant's if no other
        is named."""
        names = [span for span in left if self._is_name(span)]
        if not read.printed and names and names[0] == left[0] and len(left) > 1:
            behind = self.text.text[names[0].end : names[0].end + 3].strip()[:1]
            names = names[1:] if behind != "," else names
        if not names or (not read.printed and len(left) == 1):
            return []
        left.remove(names[0])
        return [PersonRead(names[0], self.text.printed(names[0]))]

    def _is_name(self, span: Span) -> bool:
        """Whether words are those of a person's name, two at least."""
        first, last = self.text.word_from(span.start), self.text.word_from(span.end)
        words = range(first, last)
        if len(words) < _FEWEST_WORDS or any(map(self.text.is_portfolio, words)):
            return False
        heads = meanings("heads_of_bodies")
        if any(self.text.folded(word) in heads for word in words):
            return False
        whole = name_end(self.text, first, after_honorific=False) == last
        return whole and self.text.words[first].start == span.start

    def _lengthen(self, person: PersonRead, left: list[Span]) -> None:
        """Take in what goes on behind an office, or stands behind a name that has none."""
        while left:
            text = self.text.text
            following_one = next((one for one in left if one.start >= person.span.end), None)
            if following_one is None:
                return
            between = text[person.span.end : following_one.start]
            joins = _GOES_ON if person.title else _BEHIND
            if not joins.fullmatch(between) or not text[following_one.start].isupper():
                return
            left.remove(following_one)
            whole = around(person.span, following_one)
            words = self.text.printed(following_one)
            person.title = f"{person.title}, {words}" if person.title else words
            person.level = person.level or level_of(self.text, following_one)
            person.span = whole

    # What is left

    def _left(self, span: Span, taken: Sequence[Span]) -> list[Span]:
        """The words of a part of a line that nothing was made of, between its punctuation."""
        found, start = [], span.start
        for end, following in [*((one.start, one.end) for one in sorted(taken)), (span.end, 0)]:
            found += self._parts(start, end)
            start = max(start, following)
        return found

    def _parts(self, start: int, end: int) -> list[Span]:
        found, first = [], start
        cuts = [match.span() for match in _PARTS.finditer(self.text.text, start, end)]
        for cut, behind in [*cuts, (end, end)]:
            words = self.text.text[first:cut]
            begin = first + len(words) - len(words.lstrip())
            words = words.strip()
            if words and not _SMALL.fullmatch(words) and any(map(str.isalnum, words)):
                found.append(Span(begin, begin + len(words)))
            first = behind
        return found

    def _is_said(self, span: Span, read: Read) -> bool:
        """Whether words say the role, or how somebody was present."""
        words = folded(self.text.text[span.start : span.end])
        role = meanings("offices_of_meetings").get(words)
        presence = meanings("deliveries").get(words) or (
            "virtual" if words in meanings("virtually") else ""
        )
        presence = "in person" if words in meanings("in_person") else presence
        read.role, read.presence = role or read.role, presence or read.presence
        return bool(role or presence)

    def _take_rest(self, left: list[Span], read: Read, *, below: bool) -> None:
        """The name of somebody unknown; the rest is told."""
        alone = bool(left) and not read.persons and not read.printed
        if alone and below and len(left) == 1 and self._is_name(left[0]):
            read.persons = [PersonRead(left[0], self.text.printed(left.pop()))]
        elif left and not read.printed:
            read.printed = self.text.printed(left.pop(0))
        read.unread = "; ".join(self.text.printed(span) for span in left)


def _inside(span: Span, persons: Sequence[PersonMention]) -> bool:
    return any(person.span.meets(span) for person in persons)
