"""Statements of a list, as they are taken along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from participants.models import ParticipantKind
from participants.queries.prepared import PreparedQuery

from ...addresses import whole_address
from ...models import Statement
from ...models.choices import Delivery, Form
from ...reading.speaker import SpeakerRow, speakers_of_statements
from ...reading.statement import StatementRow
from ...reading.statement_links import topics_of
from ..table import Column, Table, in_words, together
from .shared import (
    MeetingItem,
    Named,
    ParticipantItem,
    PersonItem,
    SourceItem,
    Url,
    any_participant,
    meeting_item,
    named,
    person_item,
)
from .sources import sources_of


class SpeakerItem(Struct):
    """Who spoke, for whom, and as what."""

    printed: Annotated[str, Meta(description="As the source prints it.")]
    title: str
    capacity: str
    participant: ParticipantItem | None
    person: PersonItem | None


class StatementItem(Struct):
    """What was said, and by whom."""

    url: Url
    number: Annotated[int, Meta(description="The ¶ in its meeting; permanent.")]
    meeting: MeetingItem
    session: Annotated[str, Meta(description="Title of the session; may be empty.")]
    speakers: list[SpeakerItem]
    collective: Annotated[
        str, Meta(description="Speakers that are not named: “several delegations”.")
    ]
    unattributed: Annotated[str, Meta(description="Why no speaker is given, where none is.")]
    topics: list[Named]
    form: Annotated[str, Meta(description="How close the text is to the words spoken.")]
    delivery: list[str]
    language: Annotated[str, Meta(description="Of the text, as a BCP 47 tag; may be empty.")]
    procedural: bool
    text: str
    sources: list[SourceItem]


@dataclass(slots=True)
class _Row(StatementRow):
    form: str
    delivery: list[str]
    procedural: bool
    unattributed: str


_ROWS = PreparedQuery(lambda keys: Statement.objects.filter(key__in=[keys]).order_by(), _Row)


def statement_items(keys: Sequence[int]) -> list[StatementItem]:
    """The published statements of these keys, in this order; four queries."""
    rows = {row.key: row for row in _ROWS.rows(keys)}
    numbers = [row.pk for row in rows.values()]
    speakers, topics = speakers_of_statements(numbers), topics_of(numbers)
    sources = sources_of("statement", numbers)
    for row in rows.values():
        row.speakers, row.topics = speakers[row.pk], topics[row.pk]
    return [_item(rows[key], sources[rows[key].pk]) for key in keys if key in rows]


def _item(row: _Row, sources: list[SourceItem]) -> StatementItem:
    return StatementItem(
        url=whole_address(row.get_absolute_url()),
        number=row.number,
        meeting=meeting_item(row.meeting),
        session=row.session.title if row.session else "",
        speakers=[_speaker(speaker) for speaker in row.speakers],
        collective=row.collective,
        unattributed=row.unattributed,
        topics=[named(topic) for topic in row.topics],
        form=row.form,
        delivery=row.delivery,
        language=row.language,
        procedural=row.procedural,
        text=row.text,
        sources=sources,
    )


def _speaker(row: SpeakerRow) -> SpeakerItem:
    return SpeakerItem(
        printed=row.printed,
        title=row.title,
        capacity=row.capacity,
        participant=any_participant(row.participant),
        person=person_item(row.person),
    )


def _bodies(item: StatementItem) -> list[ParticipantItem]:
    return [speaker.participant for speaker in item.speakers if speaker.participant]


def _people(item: StatementItem) -> list[PersonItem]:
    return [speaker.person for speaker in item.speakers if speaker.person]


TABLE = Table(
    (
        Column(_("Meeting"), lambda item: item.meeting.title, is_wide=True),
        Column(_("Date (EDTF)"), lambda item: item.meeting.date),
        Column(_("¶"), lambda item: item.number),
        Column(_("Participants"), lambda item: together(one.name for one in _bodies(item))),
        Column(_("People"), lambda item: together(one.name for one in _people(item))),
        Column(_("As printed"), lambda item: together(one.printed for one in item.speakers)),
        Column(
            _("In which capacity"),
            lambda item: together(
                word for one in item.speakers for word in (one.title, one.capacity)
            ),
        ),
        Column(_("Speakers not named"), lambda item: item.collective),
        Column(_("Text"), lambda item: item.text, is_wide=True),
        Column(_("Topics"), lambda item: together(topic.name for topic in item.topics)),
        Column(_("Session"), lambda item: item.session),
        Column(_("Form"), lambda item: in_words(Form, item.form)),
        Column(_("Delivery"), lambda item: in_words(Delivery, item.delivery)),
        Column(_("Language"), lambda item: item.language),
        Column(_("Procedural"), lambda item: str(_("yes")) if item.procedural else ""),
        Column(_("Why no speaker is given"), lambda item: item.unattributed),
        Column(_("Sources"), lambda item: together(one.document.name for one in item.sources)),
        Column(_("Address"), lambda item: item.url),
        Column(_("Address of the meeting"), lambda item: item.meeting.url),
        Column(_("Slugs of participants"), lambda item: together(o.slug for o in _bodies(item))),
        Column(_("Codes of participants"), lambda item: together(o.code for o in _bodies(item))),
        Column(
            _("Kinds of participants"),
            lambda item: in_words(ParticipantKind, [one.kind for one in _bodies(item)]),
        ),
        Column(_("Keys of people"), lambda item: together(one.key for one in _people(item))),
        Column(_("Slugs of topics"), lambda item: together(topic.slug for topic in item.topics)),
        Column(
            _("Addresses of sources"),
            lambda item: together(one.document.url for one in item.sources),
        ),
    )
)
