"""Chairs and others whom the head of a record or a bracket names: “Chairman: Mr. X (Sweden)”."""

import re

from ...layout import Kind
from ...parts import Span, Sureness
from ...people import PersonMention
from ...words import folded, meanings
from .gathering import Gathering, Presence
from .items import Item, items_in, list_behind

_ADDRESSED = re.compile(
    r"(?:(?:your\s)?(?:h\.?e\.?|excellenc(?:y|ies)|honou?rable|hon\.?|distinguished|dear|mr\.?|mrs\.?|"
    r"ms\.?|madam|mme\.?|minister|president|ambassador|secretary-general|dr\.?|prof\w*\.?)\b)",
    re.IGNORECASE,
)
_VOTE = re.compile(
    r"(?:voting\s)?(?:in\sfavou?r|against|abstaining|abstentions|abstained)\s?:", re.IGNORECASE
)
_FIRST_BLOCKS = 40
_SPEECH = 400


def read_labels(gathering: Gathering) -> None:
    """Add chairs whom a line of the title, or an office of the meeting before their name, tells."""
    source = gathering.source
    for place, block in enumerate(source.blocks):
        if block.kind != Kind.TURN or block.label is None:
            continue
        label = source.words(block.label)
        role = meanings("offices_of_meetings").get(
            folded(re.sub(r"^the\s", "", label, flags=re.IGNORECASE))
        )
        if not role or place > _FIRST_BLOCKS or block.span.end - block.span.start > _SPEECH:
            continue
        presence = Presence("label before a name", role, phrase=block.label, sureness=Sureness.SURE)
        for item in items_in(source, block.span):
            if _is_all(gathering, block.span, item):
                gathering.add(item, presence)
    read_votes(gathering)
    read_salutations(gathering)
    read_title_of_speech(gathering)
    for person in source.people.mentions:
        _of_person(gathering, person)


def read_salutations(gathering: Gathering) -> None:
    """Add those whom a speech begins by addressing: “Honourable Minister of Rwanda, our host,”."""
    source = gathering.source
    for block in source.blocks[:_FIRST_BLOCKS]:
        words = source.words(block.span)
        if len(words) > 200 or not words.endswith((",", ":", "!")) or not _ADDRESSED.match(words):
            continue
        role = "host" if re.search(r"\bhosts?\b", words) else "participant"
        for item in items_in(source, block.span):
            if item.person is not None and item.key:
                gathering.add(item, Presence("addressed at the beginning of a speech", role))


_SPEECH_BY = re.compile(
    r"\b(?:remarks|statement|address|speech|keynote|intervention|lecture)s?\s(?:delivered\s)?by\s",
    re.IGNORECASE,
)


def read_title_of_speech(gathering: Gathering) -> None:
    """Add whose speech a document is by its title: “Remarks by the Minister of …”."""
    source = gathering.source
    for block in source.blocks[:6]:
        match = _SPEECH_BY.search(
            source.text, block.span.start, min(block.span.end, block.span.start + 60)
        )
        if match is None:
            continue
        for item in items_in(source, Span(match.end(), block.span.end))[:1]:
            if item.person is not None and item.span.start - match.end() < 30:
                gathering.add(
                    item, Presence("speech in the title", "speaker", phrase=Span(*match.span()))
                )


def read_votes(gathering: Gathering) -> None:
    """Add those who voted: “In favour: Chile, France.”, “Abstaining: Kenya.”."""
    source = gathering.source
    for block in source.blocks:
        label = block.label or block.span
        match = _VOTE.match(source.text, label.start)
        if match is None:
            continue
        for entry in list_behind(source, match.end(), block.span.end):
            gathering.add(
                entry.item, Presence("those who voted", phrase=Span(label.start, match.end() - 1))
            )


def _is_all(gathering: Gathering, span: Span, item: Item) -> bool:
    """Whether a line holds no more than names: no sentence follows."""
    rest = gathering.source.words(span)
    small = [word for word in re.findall(r"[^\W\d_]+", rest) if word[0].islower()]
    return len(small) <= 8 and item.key != ""


def _of_person(gathering: Gathering, person: PersonMention) -> None:
    """“IWGCE Chair Delegate 1 (Jamaica)”: the office of the meeting right before the name."""
    role = {"chair": "chair", "chairman": "chair", "chairperson": "chair", "co chair": "co-chair"}
    if not person.name or not person.key or person.head not in role:
        return
    if person.title.count(" ") > 1:
        # “Chair of the Human Security Network” presides over something else.
        return
    item = items_in(gathering.source, person.span)
    if item:
        gathering.add(
            Item(person.span, person.key, item[0].printed, item[0].level, person),
            Presence("office of the meeting before a name", role[person.head]),
        )
