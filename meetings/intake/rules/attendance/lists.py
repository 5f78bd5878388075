"""Closing lists: who was present, one a line, in a table or in running text under a heading."""

import re
from collections.abc import Sequence

from ...layout import Block, Kind
from ...parts import Span, Sureness
from ...source import Source
from ...words import folded, meanings
from .gathering import Gathering, Presence
from .items import Item, items_in, list_behind
from .zones import heading_role

_IN_BRACKETS = re.compile(r"[(\[–—-]\s*(?P<words>[^()\[\]]{3,60}?)\s*[)\]]?\s*$")
_LONGEST = 220
_FEWEST = 4


def read_lists(gathering: Gathering) -> int:
    """Add those whom lists name; returns how many entries were read."""
    blocks = gathering.source.blocks
    count, place = _labelled(gathering), 0
    while place < len(blocks):
        role = _opens_list(gathering.source, blocks[place])
        if role is None:
            taken = _bare_list(gathering, place)
            count += taken
            place += max(taken, 1)
            continue
        place += 1
        taken = _under_heading(gathering, blocks[place:], role)
        count += taken
        place += taken
    return count


_HEADED = re.compile(r"(?P<heading>[A-Z][^:\n\t]{2,60}):\s")


def _labelled(gathering: Gathering) -> int:
    """Lines that begin with a heading and list behind it: “Present: Austria (Chair), Kenya”."""
    source, count = gathering.source, 0
    for block in source.blocks:
        whole = _whole(block)
        match = _HEADED.match(source.text, whole.start, whole.end)
        role = _role_of(match["heading"]) if match else None
        if match is None or role is None or match.end() >= whole.end:
            continue
        listed = list_behind(source, match.end(), whole.end)
        office = folded(match["heading"]) in meanings("offices_of_meetings")
        if not listed or listed[0].item.span.start > match.end() + (45 if office else 8):
            continue
        phrase = Span(*match.span("heading"))
        for entry in listed:
            own = _bracket_role(source, entry.item.span.end) or role
            gathering.add(
                entry.item,
                Presence("list behind its heading", own, entry.level, phrase=phrase),
            )
        count += len(listed)
    return count


def _role_of(heading: str) -> str | None:
    """The role that words before a colon say: “Present”, “Observers”, “In the chair”."""
    return heading_role(heading, inside=True) or meanings("offices_of_meetings").get(
        folded(heading)
    )


def _bracket_role(source: Source, position: int) -> str:
    """The role in the bracket behind a name: “(Co-Chair)”."""
    match = _BRACKET.match(source.text, position)
    return meanings("offices_of_meetings").get(folded(match["words"]), "") if match else ""


_BRACKET = re.compile(r"\s?[(\[](?P<words>[^()\[\]\n]{3,40})[)\]]")
_TABLE_HEADS = frozenset(
    (
        *("country", "name", "function", "title", "organization", "organisation", "delegation"),
        *("state", "position", "participant", "representative", "no", "affiliation", "institution"),
    )
)


def _opens_list(source: Source, block: Block) -> str | None:
    """The role of a list that a heading, or a sentence that ends in a colon, begins."""
    words = source.words(block.span)
    if block.kind == Kind.TURN and block.label is not None:
        return None
    if len(words) < 70:
        return heading_role(words)
    return None


def _under_heading(gathering: Gathering, blocks: Sequence[Block], role: str) -> int:
    """Read the entries below a heading; returns how many blocks they are."""
    source, taken = gathering.source, 0
    for block in blocks:
        words = source.words(block.span)
        inner = heading_role(words, inside=True) if len(words) < 70 else None
        if inner is not None:
            role = inner
        elif not (_of_state_above(gathering, block, taken) or _entry(gathering, block, role)):
            break
        taken += 1
    return taken


def _of_state_above(gathering: Gathering, block: Block, taken: int) -> bool:
    """Whether a line names only persons, who belong to the state or body on the line above."""
    source = gathering.source
    span = _whole(block)
    people = source.people.within(span)
    last = gathering.proposal.delegations[-1] if gathering.proposal.delegations else None
    known = [item for item in items_in(source, span) if item.key]
    if not taken or last is None or not people or not people[0].name or known:
        return False
    if people[0].span.start - span.start > 4:
        return False
    presence = Presence("persons below their state", last.values["roles"][0])
    for person in people:
        gathering.add_delegate(last, person, presence)
        state = source.register.is_state(last.values["participant"])
        if state and person.level and last.values["level"] == "not stated":
            last.values["level"] = person.level
            last.spans.append(person.span)
    return True


def _entry(gathering: Gathering, block: Block, role: str) -> bool:
    """Read a line of a list; False where it is none."""
    source = gathering.source
    span = _whole(block)
    words = source.words(span)
    items = items_in(source, span)
    if not items:
        return _is_unknown_line(gathering, block, span, words)
    if len(words) > _LONGEST or _is_running(source, span, items):
        listed = list_behind(source, span.start, span.end)
        if len(listed) < 3 or listed[0].item.span.start > span.start + 40:
            return False
        for entry in listed:
            gathering.add(entry.item, Presence("closing list, in running text", role, entry.level))
        return True
    if not _fits(source, span, items):
        return False
    _add_line(gathering, span, items, role)
    return True


def _whole(block: Block) -> Span:
    return Span(block.label.start, block.span.end) if block.label else block.span


def _is_running(source: Source, span: Span, items: Sequence[Item]) -> bool:
    """Whether a line lists several participants between commas."""
    keys = {item.key for item in items if item.key}
    return len(keys) > 2 and "," in source.words(span) and "\t" not in source.words(span)


def _fits(source: Source, span: Span, items: Sequence[Item]) -> bool:
    """Whether a line is an entry: it begins with a name or person, and is no sentence."""
    first = items[0]
    words = source.words(span)
    lead = source.text[span.start : first.span.start]
    covered = sum(item.span.end - item.span.start for item in items)
    if words.endswith((".", "!", "?")) and len(words) > 90:
        return False
    small = [word for word in re.findall(r"[^\W\d_]+", words) if word[0].islower()]
    verbs = meanings("verbs_of_saying")
    if any(word in verbs for word in small):
        return False
    return len(lead) < 30 or "\t" in lead or covered * 2 > len(words)


def _add_line(gathering: Gathering, span: Span, items: Sequence[Item], role: str) -> None:
    """The participant of a line, with the person and the role printed beside it."""
    source = gathering.source
    words = source.words(span)
    bracket = _IN_BRACKETS.search(words)
    own = bracket and meanings("offices_of_meetings").get(folded(bracket["words"]))
    role = own or role
    known = [item for item in items if item.key] or list(items)
    states = [item for item in known if item.person is None] or known
    head = states[0]
    people = source.people.within(span)
    presence = Presence("closing list, one a line", role, sureness=Sureness.SURE)
    level = next((person.level for person in people if person.level), "")
    if source.register.is_state(head.key) and level:
        presence = Presence("closing list, one a line", role, level, sureness=Sureness.SURE)
    part = gathering.add(head, presence)
    for person in people:
        if part is not None and person is not head.person:
            gathering.add_delegate(part, person, presence)


def _is_unknown_line(gathering: Gathering, block: Block, span: Span, words: str) -> bool:
    """Whether a line is the name of a body that nobody knows, which is told."""
    if len(words) > 90 or words.endswith((".", ":")) or not words[:1].isupper():
        return False
    heads = meanings("heads_of_bodies")
    tokens = re.findall(r"[^\W\d_]+", words)
    if tokens and all(token.casefold() in _TABLE_HEADS for token in tokens):
        return True
    small = [word for word in tokens if word[0].islower() and len(word) > 3]
    if small or not tokens:
        return False
    if any(word.casefold() in heads for word in tokens) or (len(tokens) == 1 and words.isupper()):
        gathering.add(Item(span, "", words), Presence("closing list, one a line"))
        return True
    return block.kind != Kind.HEADING or bool(gathering.source.people.within(span))


def _bare_list(gathering: Gathering, place: int) -> int:
    """Lines that are each no more than a participant's name, four at least, without heading."""
    source = gathering.source
    blocks = source.blocks
    end = place
    while end < len(blocks) and _is_name_alone(source, blocks[end]):
        end += 1
    if end - place < _FEWEST:
        return 0
    for block in blocks[place:end]:
        items = items_in(source, block.span)
        _add_line(gathering, block.span, items, "participant")
    return end - place


def _is_name_alone(source: Source, block: Block) -> bool:
    words = source.words(block.span)
    if len(words) > 90 or block.label is not None:
        return False
    mentions = source.mentions_in(block.span)
    if not mentions or not mentions[0].key or mentions[0].adjective:
        return False
    rest = words.replace(mentions[0].printed, "", 1)
    rest = re.sub(r"\([^()]*\)|^[Tt]he\s", "", rest).strip(" ,;.*\t")
    return len(rest) < 4
