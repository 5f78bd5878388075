"""One statement as pages show it: who spoke and as what, the words, and what hangs on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..models.choices import Delivery, Form
from ..models.wording import listed
from ..source_text import Line, Segment, Span, cut, line_bounds
from .plain import Voice
from .reasons import Reasons
from .searched import Searched

#: the columns of a statement that :func:`said` reads
SAID = (
    *("id", "number", "order", "session_id", "form", "delivery", "language", "text"),
    *("quotations", "procedural", "collective", "unattributed"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that may lead somewhere."""

    text: str
    url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """A speaker: the name, the body that is spoken for, and in what capacity."""

    name: str
    url: str
    code: str = ""
    body: str = ""
    body_url: str = ""
    capacity: str = ""
    behalf: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement itself says, as the running record prints it."""

    url: str
    pk: int
    number: int
    order: int
    session_id: int | None
    form: str
    delivery: list[str]
    language: str
    text: str
    quotations: list[tuple[int, int]]
    procedural: bool
    collective: str
    unattributed: str

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return self.url

    def get_form_display(self) -> str:
        """How close the text is to the words spoken, in words."""
        return str(Form(self.form).label)


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement with all that the running record shows of it.

    ``codes`` are of those who spoke, each once; ``capacities`` say as what and on whose behalf,
    ``reasons`` why anything of the speakers is inferred; ``paragraphs`` are lines that hold words.
    """

    statement: Said
    speakers: list[SpeakerWords]
    paragraphs: list[Line[str]]
    topics: list[Link]
    notes: list[Link]
    reason: str
    codes: list[str]
    capacities: list[str]
    reasons: str


def said(values: Sequence[Any], url: Callable[[int], str]) -> Said:
    """The statement of which ``SAID`` were read; ``url`` gives the addresses in its meeting."""
    return Said(url(values[1]), *values)


def speaker_words(speaker: Voice, behalf: Sequence[str], reason: str = "") -> SpeakerWords:
    """Who spoke, in words and links."""
    who, body = speaker.person, speaker.participant
    head = who or body
    named = [speaker.title, speaker.capacity]
    if not head and not speaker.printed:
        named = [speaker.capacity]
    told = list(dict.fromkeys(filter(None, named)))
    return SpeakerWords(
        name=head.name if head else capfirst(speaker.printed or speaker.title),
        url=head.url if head else "",
        code=body.code if body else "",
        body=body.name if body and who else "",
        body_url=body.url if body and who else "",
        capacity="; ".join(told),
        behalf=listed(behalf),
        reason=reason,
    )


def paragraphs(statement: Said, searched: Searched) -> list[Line[str]]:
    """The lines with words, the quoted ones of a quotation and those searched marked."""
    text = statement.text
    spans = searched.spans(text)
    if statement.form == Form.QUOTATION:
        spans += [Span(start, end, "quoted") for start, end in statement.quotations]
    if spans:
        return [line for line in cut(text, spans) if line.segments]
    return [
        Line(number, start, end, (Segment(start, end, text[start:end]),))
        for number, (start, end) in enumerate(line_bounds(text), start=1)
        if start < end
    ]


def capacities(speakers: Sequence[SpeakerWords]) -> list[str]:
    """As what, and on whose behalf, they spoke; what several share stands once."""
    lines = []
    for speaker in speakers:
        parts = [speaker.capacity]
        if speaker.behalf:
            parts.append(_("on behalf of %(group)s") % {"group": speaker.behalf})
        lines.append("; ".join(filter(None, parts)))
    return list(dict.fromkeys(filter(None, lines)))


@dataclass(frozen=True, slots=True)
class Parts:
    """What hangs on one statement: speakers with those they speak for, topics, notes."""

    voices: Sequence[tuple[Voice, Sequence[str]]] = ()
    topics: Sequence[tuple[str, str]] = ()
    replies: Sequence[int] = ()
    pledges: Sequence[tuple[int, str, str]] = ()


class Speeches:
    """Makes speeches of one page; the words that they share are looked up once."""

    def __init__(self, reasons: Reasons, searched: Searched) -> None:
        self.reasons, self.searched = reasons, searched
        self.reply, self.pledge = _("In reply to ¶%(n)d"), _("Pledge %(n)d: %(title)s")
        self.procedural = _("Procedural: moves the meeting along")
        self.forms = {value: str(label) for value, label in Form.choices}

    def speech(self, statement: Said, parts: Parts) -> Speech:
        """The statement with all that the running record shows of it."""
        inferred = bool(self.reasons.all_of("statement", statement.pk))

        def why(path: str) -> str:
            if not inferred:
                return ""
            return self.reasons.of(path, field="statement", owner=statement.pk)

        speakers = [
            speaker_words(voice, behalf, why(f"speakers/{place}"))
            for place, (voice, behalf) in enumerate(parts.voices)
        ]
        topics = [
            Link(name, url, why(f"topics/{place}"))
            for place, (name, url) in enumerate(parts.topics)
        ]
        reason = why("collective")
        found = [speaker.reason for speaker in speakers] + [reason]
        return Speech(
            statement,
            speakers,
            paragraphs(statement, self.searched),
            topics,
            self._notes(statement, parts, why("in_reply_to")),
            reason,
            codes=list(dict.fromkeys(one.code for one in speakers if one.code)),
            capacities=capacities(speakers),
            reasons=" ".join(dict.fromkeys(filter(None, found))) if inferred else "",
        )

    def _notes(self, statement: Said, parts: Parts, reply_reason: str) -> list[Link]:
        """What stands in the margin beside topics: replies, pledges, form and delivery."""
        notes = [Link(self.reply % {"n": n}, f"#p{n}", reply_reason) for n in parts.replies]
        notes += [
            Link(self.pledge % {"n": number, "title": title}, url)
            for number, title, url in parts.pledges
        ]
        if statement.form != Form.REPORTED:
            notes.append(Link(self.forms.get(statement.form, statement.form)))
        delivery = delivery_words(statement.delivery) if statement.delivery else ""
        if delivery:
            notes.append(Link(delivery))
        if statement.procedural:
            notes.append(Link(self.procedural))
        return notes


def delivery_words(delivery: Sequence[str]) -> str:
    """How it was delivered; empty where that is not stated."""
    labels = dict(Delivery.choices)
    known = [value for value in delivery if value != Delivery.NOT_STATED]
    return ", ".join(str(labels.get(value, value)) for value in known)
