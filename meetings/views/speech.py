"""One statement as pages show it: who spoke and as what, the words, and what hangs on it."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..models import Speaker, Statement
from ..models.choices import Delivery, Form
from ..models.wording import listed
from ..source_text import Line, Span, cut
from .reasons import Reasons
from .searched import Searched

#: how statements that pages show whole are fetched
FETCHED = (
    "speakers__participant",
    "speakers__person",
    "speakers__on_behalf_of",
    "topic_links__topic",
    "in_reply_to",
    "pledges",
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
class Speech:
    """A statement with all that the running record shows of it."""

    statement: Statement
    speakers: list[SpeakerWords]
    lines: list[Line[str]]
    topics: list[Link]
    notes: list[Link] = field(default_factory=list)
    reason: str = ""

    @property
    def codes(self) -> list[str]:
        """The codes of those who spoke, each once."""
        return list(dict.fromkeys(speaker.code for speaker in self.speakers if speaker.code))

    @property
    def capacities(self) -> list[str]:
        """As what, and on whose behalf, they spoke; what several share stands once."""
        lines = []
        for speaker in self.speakers:
            parts = [speaker.capacity]
            if speaker.behalf:
                parts.append(_("on behalf of %(group)s") % {"group": speaker.behalf})
            lines.append("; ".join(filter(None, parts)))
        return list(dict.fromkeys(filter(None, lines)))

    @property
    def reasons(self) -> str:
        """Why anything of the speakers is inferred; empty where nothing is."""
        found = [speaker.reason for speaker in self.speakers] + [self.reason]
        return " ".join(dict.fromkeys(filter(None, found)))

    @property
    def paragraphs(self) -> list[Line[str]]:
        """The lines that hold words."""
        return [line for line in self.lines if line.segments]


def speaker_words(speaker: Speaker, reason: str = "") -> SpeakerWords:
    """Who spoke, in words and links."""
    who, body = speaker.person, speaker.participant
    head = who or body
    named = [speaker.title, speaker.capacity]
    if not head and not speaker.printed:
        named = [speaker.capacity]
    told = list(dict.fromkeys(filter(None, named)))
    return SpeakerWords(
        name=head.name if head else capfirst(speaker.printed or speaker.title),
        url=head.get_absolute_url() if head else "",
        code=body.code or "" if body else "",
        body=body.name if body and who else "",
        body_url=body.get_absolute_url() if body and who else "",
        capacity="; ".join(told),
        behalf=listed([group.name for group in speaker.on_behalf_of.all()]),
        reason=reason,
    )


def words(statement: Statement, searched: Searched) -> list[Line[str]]:
    """The text in lines, the quoted words of a quotation and those searched marked."""
    spans = searched.spans(statement.text)
    if statement.form == Form.QUOTATION:
        spans += [Span(start, end, "quoted") for start, end in statement.quotations]
    return cut(statement.text, spans)


def speech(statement: Statement, reasons: Reasons, searched: Searched | None = None) -> Speech:
    """The statement for the running record; fetch ``FETCHED`` before."""
    why = _reasons_of(statement, reasons)
    speakers = [
        speaker_words(row, why(f"speakers/{place}"))
        for place, row in enumerate(statement.speakers.all())
    ]
    topics = [
        Link(link.topic.name, link.topic.get_absolute_url(), why(f"topics/{place}"))
        for place, link in enumerate(statement.topic_links.all())
    ]
    return Speech(
        statement,
        speakers,
        words(statement, searched or Searched()),
        topics,
        notes=_notes(statement, why("in_reply_to")),
        reason=why("collective"),
    )


def _reasons_of(statement: Statement, reasons: Reasons) -> Any:
    return lambda path: reasons.of(path, field="statement", owner=statement.pk)


def _notes(statement: Statement, reply_reason: str) -> list[Link]:
    """What stands in the margin beside topics: replies, pledges, form and delivery."""
    slug = statement.meeting.slug
    notes = [
        Link(_("In reply to ¶%(n)d") % {"n": other.number}, f"#p{other.number}", reply_reason)
        for other in statement.in_reply_to.all()
    ]
    notes += [
        Link(
            _("Pledge %(n)d: %(title)s") % {"n": pledge.number, "title": pledge.title},
            reverse("pledge", args=[slug, pledge.number]),
        )
        for pledge in statement.pledges.all()
    ]
    if statement.form != Form.REPORTED:
        notes.append(Link(statement.get_form_display()))
    delivery = delivery_words(statement)
    if delivery:
        notes.append(Link(delivery))
    if statement.procedural:
        notes.append(Link(_("Procedural: moves the meeting along")))
    return notes


def delivery_words(statement: Statement) -> str:
    """How it was delivered; empty where that is not stated."""
    labels = dict(Delivery.choices)
    known = [value for value in statement.delivery if value != Delivery.NOT_STATED]
    return ", ".join(str(labels.get(value, value)) for value in known)
