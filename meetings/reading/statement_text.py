"""``StatementText``: a statement in the running record of its meeting, and on its own page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext

from participants.queries.prepared import PreparedQuery

from ..addresses import numbered_addresses
from ..models import Statement
from ..models.choices import Delivery, Form
from .inferred import Reasons
from .labels import labels
from .links import Link, PledgeLink, TopicLink
from .paragraphs import Paragraph, Rest, paragraph_count, paragraphs
from .search_marks import SearchMarks
from .speaker import CapacityLine, SpeakerText, SpokenRow, Why, capacities, speaker_text


@dataclass(slots=True)
class StatementText:
    """A statement with its words, its speakers, and what stands beside it in the margin.

    ``codes`` are of those who spoke, each once; ``capacities`` say as what and on whose behalf;
    ``collective_reason``, ``session_reason`` and ``agenda_reason`` say why these are inferred;
    ``paragraphs`` are lines that hold words; ``rest`` is what they leave out of a long text.
    """

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
    url: str = field(default="", kw_only=True)
    speakers: Sequence[SpeakerText] = field(default=(), kw_only=True)
    codes: Sequence[str] = field(default=(), kw_only=True)
    capacities: Sequence[CapacityLine] = field(default=(), kw_only=True)
    collective_reason: str = field(default="", kw_only=True)
    session_reason: str = field(default="", kw_only=True)
    agenda_reason: str = field(default="", kw_only=True)
    form_reason: str = field(default="", kw_only=True)
    delivery_reason: str = field(default="", kw_only=True)
    mentions_reason: str = field(default="", kw_only=True)
    paragraphs: Sequence[Paragraph] = field(default=(), kw_only=True)
    rest: Rest | None = field(default=None, kw_only=True)
    topics: Sequence[Link] = field(default=(), kw_only=True)
    notes: Sequence[Link] = field(default=(), kw_only=True)

    @property
    def delivery_wording(self) -> str:
        """How it was delivered; empty where that is not stated."""
        words = labels(Delivery)
        return ", ".join(
            words.get(delivery, delivery)
            for delivery in self.delivery
            if delivery != Delivery.NOT_STATED
        )

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return self.url

    def get_form_display(self) -> str:
        """How close the text is to the words spoken, in words."""
        return str(Form(self.form).label)


_OF_MEETING = PreparedQuery(
    lambda meeting: (
        Statement.objects.published().filter(meeting=meeting).order_by("order", "number")
    ),
    StatementText,
)


def statements_of_meeting(meeting: int, slug: str) -> list[StatementText]:
    """The statements of a meeting in order, not yet filled; one query."""
    statements = _OF_MEETING.rows(meeting)
    url = numbered_addresses("statement", slug)
    for statement in statements:
        statement.url = url(statement.number)
    return statements


def _on_this_page(number: int) -> str:
    return f"#p{number}"


class StatementFiller:
    """Fills the statements of one page; the words that they share are looked up once.

    ``place`` is the address at which a page has the statement of a number; ``shown_to`` says where
    what is shown of a text ends, if that is not all.
    """

    def __init__(
        self,
        reasons: Reasons,
        searched: SearchMarks,
        place: Callable[[int], str] = _on_this_page,
        *,
        shown_to: Callable[[str], int] = len,
    ) -> None:
        self.reasons, self.searched = reasons, searched
        self.place, self.shown_to = place, shown_to
        self.reply = gettext("In reply to ¶%(n)d")
        self.pledge = gettext("Pledge %(n)d: %(title)s")
        self.procedural = gettext("Procedural: moves the meeting along")
        self.last, self.forms = gettext("and"), labels(Form)
        self._known: dict[tuple[object, ...], SpeakerText] = {}

    def fill(
        self,
        statement: StatementText,
        speakers: Sequence[SpokenRow],
        topics: Sequence[TopicLink],
        replied: Sequence[int] = (),
        pledges: Sequence[PledgeLink] = (),
    ) -> None:
        """Put the speakers, the topics and the notes in words, and cut the text."""
        reply_reason = ""
        if self.reasons.all_of("statement", statement.pk):
            reply_reason = self._fill_inferred(statement, speakers, topics)
        else:
            statement.speakers = [self._speaker(speaker) for speaker in speakers]
            statement.topics = [Link(topic.name, topic.url) for topic in topics]
        self._fill_speakers(statement)
        self._fill_words(statement)
        statement.notes = self._notes(statement, replied, pledges, reply_reason)

    def _fill_words(self, statement: StatementText) -> None:
        """The text in paragraphs, or those of what is shown of it."""
        text = statement.text
        end = self.shown_to(text)
        quotations = statement.quotations if statement.form == Form.QUOTATION else ()
        statement.paragraphs = paragraphs(text[:end], quotations, self.searched)
        if end < len(text):
            further = range(len(statement.paragraphs) + 1, paragraph_count(text) + 1)
            statement.rest = Rest(further, len(text))

    def _fill_inferred(
        self,
        statement: StatementText,
        speakers: Sequence[SpokenRow],
        topics: Sequence[TopicLink],
    ) -> str:
        """Speakers, topics and collective with why each is inferred; and why the reply is."""

        def why(*paths: str) -> str:
            return self.reasons.of(*paths, field="statement", owner=statement.pk)

        statement.speakers = [
            speaker_text(speaker, speaker.behalf, partial(_of_speaker, why, position))
            for position, speaker in enumerate(speakers)
        ]
        statement.session_reason, statement.agenda_reason = why("session"), why("agenda")
        statement.form_reason = why("form", "quotation")
        statement.delivery_reason, statement.mentions_reason = why("delivery"), why("mentions")
        statement.topics = [
            Link(topic.name, topic.url, why(f"topics/{position}"))
            for position, topic in enumerate(topics)
        ]
        statement.collective_reason = why("collective")
        return why("in_reply_to")

    def _speaker(self, speaker: SpokenRow) -> SpeakerText:
        """The words for a speaker; for who speaks again they are the same."""
        if speaker.behalf:
            return speaker_text(speaker, speaker.behalf)
        # Equal participants of a page are one object, and equal people.
        key = (
            *(id(speaker.participant), id(speaker.person)),
            *(speaker.printed, speaker.title, speaker.capacity),
        )
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = speaker_text(speaker)
        return known

    def _fill_speakers(self, statement: StatementText) -> None:
        """What is told of all speakers together."""
        speakers = statement.speakers
        codes = [speaker.code for speaker in speakers if speaker.code]
        if len(speakers) > 1:
            speakers = statement.speakers = self._parted(speakers, statement.collective)
        statement.codes = list(dict.fromkeys(codes)) if len(codes) > 1 else codes
        statement.capacities = capacities(speakers)

    def _parted(self, speakers: Sequence[SpeakerText], collective: str) -> list[SpeakerText]:
        """Several speakers with what stands between them; a collective stands after the last."""
        marks = ["", *["; "] * (len(speakers) - 1)]
        if not collective:
            marks[-1] = f" {self.last} "
        return [
            speaker._replace(before=mark) for speaker, mark in zip(speakers, marks, strict=True)
        ]

    def _notes(
        self,
        statement: StatementText,
        replied: Sequence[int],
        pledges: Sequence[PledgeLink],
        reply_reason: str,
    ) -> list[Link]:
        """What stands in the margin beside topics: replies, pledges, form and delivery."""
        notes = [Link(self.reply % {"n": n}, self.place(n), reply_reason) for n in replied]
        notes += [
            Link(self.pledge % {"n": pledge.number, "title": pledge.title}, pledge.url)
            for pledge in pledges
        ]
        if statement.form != Form.REPORTED:
            form = self.forms.get(statement.form, statement.form)
            notes.append(Link(form, reason=statement.form_reason))
        if statement.delivery and statement.delivery_wording:
            notes.append(Link(statement.delivery_wording, reason=statement.delivery_reason))
        if statement.procedural:
            notes.append(Link(self.procedural))
        return notes


def _of_speaker(why: Why, position: int, *paths: str) -> str:
    """Why a value of the speaker at a position is inferred."""
    whole = f"speakers/{position}"
    return why(*(f"{whole}/{path}" for path in paths))
