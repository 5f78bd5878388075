"""One statement as pages show it: who spoke and as what, the words, and what hangs on it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..models.choices import Delivery, Form
from ..models.wording import listed
from ..source_text import Segment, Span, cut, line_bounds
from .plain import Voice, labels
from .reasons import Reasons
from .searched import Searched

#: the columns of a statement that :func:`said` reads
SAID = (
    *("id", "number", "order", "session_id", "form", "delivery", "language", "text"),
    *("quotations", "procedural", "collective", "unattributed"),
)


# Tuples: a long record has thousands of these, and dataclasses take four times as long to make.
class Link(NamedTuple):
    """Words that may lead somewhere."""

    text: str
    url: str = ""
    reason: str = ""


class SpeakerWords(NamedTuple):
    """A speaker: the name, the body that is spoken for, and in what capacity.

    ``before`` parts it from the speaker before.
    """

    name: str
    url: str
    code: str = ""
    body: str = ""
    body_url: str = ""
    capacity: str = ""
    behalf: str = ""
    reason: str = ""
    before: str = ""


class Paragraph(NamedTuple):
    """A line that holds words, by its number; ``segments`` where some of them are marked."""

    part: int
    text: str
    segments: Sequence[Segment[str]] = ()


class Said(NamedTuple):
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


class Speech(NamedTuple):
    """A statement with all that the running record shows of it.

    ``codes`` are of those who spoke, each once; ``capacities`` say as what and on whose behalf,
    ``reasons`` why anything of the speakers is inferred; ``paragraphs`` are lines that hold words.
    """

    statement: Said
    speakers: list[SpeakerWords]
    paragraphs: list[Paragraph]
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


def paragraphs(statement: Said, searched: Searched) -> list[Paragraph]:
    """The lines with words, the quoted ones of a quotation and those searched marked."""
    text = statement.text
    spans = searched.spans(text)
    if statement.form == Form.QUOTATION:
        spans += [Span(start, end, "quoted") for start, end in statement.quotations]
    if spans:
        lines = [line for line in cut(text, spans) if line.segments]
        return [
            Paragraph(part, text[line.start : line.end], line.segments)
            for part, line in enumerate(lines, start=1)
        ]
    words = [text[start:end] for start, end in line_bounds(text) if start < end]
    return [Paragraph(part, line) for part, line in enumerate(words, start=1)]


def capacities(speakers: Sequence[SpeakerWords]) -> list[str]:
    """As what, and on whose behalf, they spoke; what several share stands once."""
    lines = []
    for speaker in speakers:
        if not speaker.behalf:
            lines.append(speaker.capacity)
            continue
        parts = [speaker.capacity, _("on behalf of %(group)s") % {"group": speaker.behalf}]
        lines.append("; ".join(filter(None, parts)))
    return list(dict.fromkeys(filter(None, lines)))


class Parts(NamedTuple):
    """What hangs on one statement: speakers with those they speak for, topics, notes."""

    voices: Sequence[tuple[Voice, Sequence[str]]] = ()
    topics: Sequence[tuple[str, str]] = ()
    replies: Sequence[int] = ()
    pledges: Sequence[tuple[int, str, str]] = ()


def _nothing(_path: str) -> str:
    """Why a value is inferred that is not."""
    return ""


class Speeches:
    """Makes speeches of one page; the words that they share are looked up once."""

    def __init__(self, reasons: Reasons, searched: Searched) -> None:
        self.reasons, self.searched = reasons, searched
        self.reply, self.pledge = _("In reply to ¶%(n)d"), _("Pledge %(n)d: %(title)s")
        self.procedural = _("Procedural: moves the meeting along")
        self.last, self.forms = _("and"), labels(Form)
        self._known: dict[int, tuple[Voice, SpeakerWords]] = {}

    def speech(self, statement: Said, parts: Parts) -> Speech:
        """The statement with all that the running record shows of it."""
        if not self.reasons.all_of("statement", statement.pk):
            speakers = [self._speaker(voice, behalf) for voice, behalf in parts.voices]
            topics = [Link(name, url) for name, url in parts.topics]
            return self._speech(statement, parts, speakers, topics, _nothing)

        def why(path: str) -> str:
            return self.reasons.of(path, field="statement", owner=statement.pk)

        speakers = [
            speaker_words(voice, behalf, why(f"speakers/{place}"))
            for place, (voice, behalf) in enumerate(parts.voices)
        ]
        topics = [
            Link(name, url, why(f"topics/{place}"))
            for place, (name, url) in enumerate(parts.topics)
        ]
        return self._speech(statement, parts, speakers, topics, why)

    def _speaker(self, voice: Voice, behalf: Sequence[str]) -> SpeakerWords:
        """The words for a speaker; who speaks again is the same voice."""
        if behalf:
            return speaker_words(voice, behalf)
        known = self._known.get(id(voice))
        if known is None:
            # With the voice, so that no other takes its place in memory.
            known = self._known[id(voice)] = voice, speaker_words(voice, behalf)
        return known[1]

    def _speech(
        self,
        statement: Said,
        parts: Parts,
        speakers: list[SpeakerWords],
        topics: list[Link],
        why: Callable[[str], str],
    ) -> Speech:
        reason = why("collective")
        reasons = [*(one.reason for one in speakers if one.reason), *filter(None, [reason])]
        codes = [one.code for one in speakers if one.code]
        if len(speakers) > 1:
            speakers = self._parted(speakers, statement.collective)
        return Speech(
            statement,
            speakers,
            paragraphs(statement, self.searched),
            topics,
            self._notes(statement, parts, why("in_reply_to")),
            reason,
            list(dict.fromkeys(codes)) if len(codes) > 1 else codes,
            capacities(speakers),
            " ".join(dict.fromkeys(reasons)) if reasons else "",
        )

    def _parted(self, speakers: list[SpeakerWords], collective: str) -> list[SpeakerWords]:
        """Several speakers with what stands between them; a collective stands after the last."""
        marks = ["", *["; "] * (len(speakers) - 1)]
        if not collective:
            marks[-1] = f" {self.last} "
        return [one._replace(before=mark) for one, mark in zip(speakers, marks, strict=True)]

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
    words = labels(Delivery)
    return ", ".join(words.get(one, one) for one in delivery if one != Delivery.NOT_STATED)
