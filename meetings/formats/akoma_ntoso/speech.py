"""One statement: who said it, and the words in paragraphs with what is quoted in them."""

from typing import Any

from ...records.fields.statement import SpeakerRecord, StatementRecord
from ...source_text import Line, OwnedSpan, cut
from .gathered import PublicRecord
from .markup import LANGUAGE, add_text, child, element, own_attribute
from .references import has_group, is_attributed

#: what of the schema's states of a text comes nearest to a form
_STATUS = {"verbatim": "verbatim", "reported": "edited"}


def speech(
    statement: StatementRecord, of: PublicRecord, roles: dict[str, str], pledges: list[int]
) -> Any:
    """The element of a statement: `speech`; `narrative` or `summary` where nobody is named.

    ``pledges`` are the numbers of those that it holds.
    """
    lines = [line for line in cut(statement.text, _quoted(statement)) if line.segments]
    if is_attributed(statement):
        made = element("speech", by=_by(statement, of), as_=_as(statement, roles))
        _from(child(made, "from"), statement, of, roles)
        identifier = f"speech_{statement.number}"
        for place, line in enumerate(lines, start=1):
            _words(child(made, "p", eId=f"{identifier}__p_{place}"), line)
        if not lines:
            child(made, "p")
    else:
        made = element("narrative" if statement.procedural else "summary")
        for place, line in enumerate(lines):
            if place:
                child(made, "br")
            _words(made, line)
    _attributes(made, statement, of, pledges)
    return made


def _attributes(
    made: Any, statement: StatementRecord, of: PublicRecord, pledges: list[int]
) -> None:
    made.set("eId", f"speech_{statement.number}")
    if statement.form in _STATUS:
        made.set("status", _STATUS[statement.form])
    if statement.language:
        made.set(LANGUAGE, statement.language)
    about = [f"#{of.topics[name].eid}" for name in statement.topics if name in of.topics]
    about += [f"#{of.participants[key].eid}" for key in statement.mentions]
    about += [f"#object_pledge_{number}" for number in pledges]
    if about:
        made.set("refersTo", " ".join(about))
    own_attribute(made, "form", statement.form)
    own_attribute(made, "replyTo", " ".join(f"#speech_{n}" for n in statement.in_reply_to))


def _by(statement: StatementRecord, of: PublicRecord) -> str:
    """Who speaks: the person before the participant; those who speak together as one."""
    if has_group(statement):
        return f"#speakers_{statement.number}"
    (speaker,) = [one for one in statement.speakers if one.person or one.participant]
    named = of.people.get(speaker.person) or of.participants[speaker.participant]
    return f"#{named.eid}"


def _as(statement: StatementRecord, roles: dict[str, str]) -> str:
    """In which capacity, else with which title, where one speaks alone."""
    if len(statement.speakers) != 1:
        return ""
    (speaker,) = statement.speakers
    words = speaker.capacity or speaker.title
    return f"#{roles[words]}" if words else ""


def _from(parent: Any, statement: StatementRecord, of: PublicRecord, roles: dict[str, str]) -> None:
    for place, speaker in enumerate(statement.speakers):
        if place:
            add_text(parent, "; ")
        _speaker(child(parent, "inline", name="speaker"), speaker, of, roles)
    if statement.collective:
        if statement.speakers:
            add_text(parent, "; ")
        child(parent, "inline", statement.collective, name="collective")


def _speaker(parent: Any, speaker: SpeakerRecord, of: PublicRecord, roles: dict[str, str]) -> None:
    person = of.people.get(speaker.person)
    participant = of.participants.get(speaker.participant)
    if person:
        child(parent, "person", speaker.printed or person.name, refersTo=f"#{person.eid}")
    elif participant:
        words = speaker.printed or participant.name
        child(parent, "organization", words, refersTo=f"#{participant.eid}")
    elif speaker.printed:
        child(parent, "inline", speaker.printed, name="printed")
    for name, words in (("title", speaker.title), ("capacity", speaker.capacity)):
        if words:
            _next(parent, "role", words, refersTo=f"#{roles[words]}", class_=name)
    if person and participant:
        _next(parent, "organization", participant.name, refersTo=f"#{participant.eid}")
    for key in speaker.on_behalf_of:
        other = of.participants[key]
        behalf = _next(parent, "inline", "", name="on behalf of")
        child(behalf, "organization", other.name, refersTo=f"#{other.eid}")


def _next(parent: Any, name: str, text: str, /, **attributes: str) -> Any:
    if len(parent):
        add_text(parent, ", ")
    return child(parent, name, text, **attributes)


def _quoted(statement: StatementRecord) -> list[OwnedSpan[str]]:
    return [OwnedSpan(start, end, "quoted") for start, end in statement.quotations]


def _words(parent: Any, line: Line[str]) -> None:
    """A line, what is quoted in it marked as an extract."""
    for segment in line.segments:
        if segment.owners:
            child(parent, "embeddedText", segment.text)
        else:
            add_text(parent, segment.text)
