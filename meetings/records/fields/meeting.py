"""The meeting that a record file records."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from meetings.models.choices import Attendance, Mode, Stage, Status

from .declaration import NounDeclaration
from .former import FormerSlugs
from .keys import ParticipantKey
from .kinds import Choice, Date, Ordinal, Text
from .objects import Object
from .passage import Passage, PassageOf
from .series import SeriesObject, SeriesRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """Each may be unknown; ``country`` is a participant."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Place",
        description="Where the meeting took place; each may be unknown. Virtual and in a city is "
        "normal.",
        definition="place",
        nullable=True,
    )

    city: Annotated[str, Text("City.", 120)] = ""
    country: Annotated[
        str,
        ParticipantKey(
            "ISO 3166 alpha-3 code of the country; its slug or name is read too.",
        ),
    ] = ""
    venue: Annotated[str, Text("Building or hall.", 250)] = ""


#: a place of which nothing is known
NOWHERE = PlaceRecord()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """A meeting, as its sources and its editor have it."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Meeting",
        description="The meeting that this file records.",
        definition="meeting",
        model="meetings.Meeting",
        owner="meeting",
    )

    slug: Annotated[str, Text(definition="slug")]
    former_slugs: Annotated[
        tuple[str, ...],
        FormerSlugs("Addresses under which the record was known; they redirect for good."),
    ] = ()
    title: Annotated[
        str, Text("Title as shown. Without a title the page composes one and says so.")
    ] = ""
    title_printed: Annotated[str, Text("Title as the source prints it.")] = ""
    series: Annotated[SeriesRecord | None, SeriesObject()] = None
    ordinal: Annotated[int | None, Ordinal("The number of the meeting in its series.")] = None
    theme: Annotated[str, Text("Theme.")] = ""
    date: Annotated[str, Date()] = ""
    mode: Annotated[str, Choice("How people met. Left out: not stated.", Mode)] = "not stated"
    stage: Annotated[str, Choice("Whether it took place. Left out: held.", Stage)] = "held"
    status: Annotated[
        str,
        Choice(
            "The life of the record: draft, in review, published, withdrawn; its parts follow it. "
            "Left out: draft.",
            Status,
        ),
    ] = "draft"
    summary: Annotated[str, Text("A summary in the editor's own words.")] = ""
    place: Annotated[PlaceRecord, Object(record=PlaceRecord)] = NOWHERE
    attendance: Annotated[
        str,
        Choice("Whether the attendance list is complete. Left out: not recorded.", Attendance),
    ] = "not recorded"
    passage: Annotated[Passage, PassageOf()] = ()
