"""Speakers of statements: ``SpeakerRow``, and ``SpeakerText``, the words that pages say of one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple, TypeVar

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext

from participants.queries.prepared import PreparedQuery

from ..models import Speaker
from ..models.wording import listed
from .links import SpeakerLink


@dataclass(slots=True)
class SpeakerRow(SpeakerLink):
    """A speaker of a statement of a list."""

    statement_id: int
    participant_id: int | None
    person_id: int | None


@dataclass(slots=True)
class SpokenRow(SpeakerLink):
    """A speaker of a statement; read once for each of those on whose ``behalf`` it speaks."""

    statement_id: int
    pk: int
    on_behalf_of: Annotated[str | None, F("on_behalf_of__name")]
    behalf: Sequence[str] = field(default=(), kw_only=True)


@dataclass(slots=True)
class SpokenOnPage(SpokenRow):
    """A speaker on the page of one statement, where it is told how to cite a person."""

    person_sort_name: Annotated[str | None, F("person__sort_name_written")]


Row = TypeVar("Row", bound=SpokenRow)


# A tuple: a long record has thousands of these, and dataclasses take longer to copy.
class SpeakerText(NamedTuple):
    """A speaker in words: the name, the body that is spoken for, and in what capacity.

    ``before`` parts it from the speaker before. The reasons say why a value is inferred:
    ``reason`` the name, ``body_reason`` the body, ``capacity_reason`` as what and for whom.
    """

    name: str
    url: str
    code: str = ""
    body: str = ""
    body_url: str = ""
    capacity: str = ""
    behalf: str = ""
    reason: str = ""
    body_reason: str = ""
    capacity_reason: str = ""
    before: str = ""


class CapacityLine(NamedTuple):
    """As what, and on whose behalf, somebody spoke, and why that is inferred, where it is."""

    text: str
    reason: str = ""


def _with_behalf(rows: Any) -> Any:
    return rows.published().order_by("order", "pk", "on_behalf_of__sort_name", "on_behalf_of__slug")


_OF_LIST = PreparedQuery(
    lambda statements: Speaker.objects.filter(statement__in=[statements]).order_by(
        "statement_id", "order", "pk"
    ),
    SpeakerRow,
)
_OF_STATEMENT = PreparedQuery(
    lambda statement: _with_behalf(Speaker.objects.filter(statement=statement)), SpokenOnPage
)
_OF_SEVERAL = PreparedQuery(
    lambda statements: _with_behalf(Speaker.objects.filter(statement__in=[statements])), SpokenRow
)
_OF_MEETING = PreparedQuery(
    lambda meeting: _with_behalf(Speaker.objects.filter(statement__meeting=meeting)), SpokenRow
)


def speakers_of_statements(statements: Iterable[int]) -> dict[int, list[SpeakerRow]]:
    """The speakers of each statement, in order; one query."""
    speakers: dict[int, list[SpeakerRow]] = defaultdict(list)
    for speaker in _OF_LIST.rows(statements):
        speakers[speaker.statement_id].append(speaker)
    return speakers


def speakers_of_statement(statement: int) -> list[SpokenOnPage]:
    """The speakers of one statement, with those on whose behalf they speak; one query."""
    return _together(_OF_STATEMENT.rows(statement))[statement]


def speakers_of_several(statements: Iterable[int]) -> dict[int, list[SpokenRow]]:
    """The same of each of some statements; one query."""
    return _together(_OF_SEVERAL.rows(statements))


def speakers_of_meeting(meeting: int) -> dict[int, list[SpokenRow]]:
    """The same of each statement of a meeting; one query."""
    return _together(_OF_MEETING.rows(meeting))


def _together(rows: Iterable[Row]) -> dict[int, list[Row]]:
    speakers: dict[int, Row] = {}
    by_statement: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        speaker = speakers.setdefault(row.pk, row)
        if speaker is row:
            by_statement[row.statement_id].append(row)
        if row.on_behalf_of is not None:
            speaker.behalf = (*speaker.behalf, row.on_behalf_of)
    return by_statement


#: why a value of a speaker is inferred, by its path there; empty where a source has it
Why = Callable[..., str]


def _printed(*paths: str) -> str:
    return ""


def speaker_text(
    speaker: SpeakerLink, behalf: Sequence[str] = (), why: Why = _printed
) -> SpeakerText:
    """Who spoke, in words and links."""
    person, participant = speaker.person, speaker.participant
    named = person or participant
    roles = [speaker.title, speaker.capacity]
    if not named and not speaker.printed:
        roles = [speaker.capacity]
    body = participant if person else None
    return SpeakerText(
        name=named.name if named else capfirst(speaker.printed or speaker.title),
        url=named.url if named else "",
        code=(participant.code or "") if participant else "",
        body=body.name if body else "",
        body_url=body.url if body else "",
        capacity="; ".join(dict.fromkeys(filter(None, roles))),
        behalf=listed(behalf),
        reason=why("person", "printed") if body else why("person", "participant", "printed"),
        body_reason=why("participant") if body else "",
        capacity_reason=why("title", "capacity", "on_behalf_of"),
    )


def capacities(speakers: Sequence[SpeakerText]) -> list[CapacityLine]:
    """As what, and on whose behalf, they spoke; what is not true of all names whom it is of."""
    names: dict[CapacityLine, list[str]] = {}
    for speaker in speakers:
        behalf = speaker.behalf and gettext("on behalf of %(group)s") % {"group": speaker.behalf}
        text = "; ".join(filter(None, [speaker.capacity, behalf]))
        if text:
            line = CapacityLine(text, speaker.capacity_reason)
            names.setdefault(line, []).append(speaker.name)
    if len(names) == 1 and len(*names.values()) == len(speakers):
        return [*names]
    words = gettext("%(names)s: %(capacity)s")
    return [
        line._replace(text=words % {"names": listed([*dict.fromkeys(who)]), "capacity": line.text})
        for line, who in names.items()
    ]
