"""The columns of each table: what they are called, what stands in them, and where that goes.

Those that our own lists have too are called alike, so that what was downloaded can be read. The
template, the reading, the report and the page on formats follow this list.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from participants.models import ParticipantKind
from participants.names import fold_name

from ....models.choices import (
    Attendance,
    Delivery,
    Form,
    Level,
    Mode,
    PledgeKind,
    Presence,
    Role,
    Stage,
    Strength,
)

_MEETING = _("Title of the meeting; the same in every row.")
_DATE_OF_MEETING = _("Date of the meeting; the same in every row.")
_EDTF = _("2026-03-02, 2026-03, 2026, or 2026-03-02/2026-03-04 for several days (EDTF).")
_SEVERAL = _("Several are parted by semicolons.")
_KEYS = _("Keys of the people in the register, where names are those of several.")

#: why columns of our own lists are not read
_COUNTED = _("counted by the register")
_ADDRESS = _("an address of the register that it comes from")
_SOURCES = _("the file itself becomes the source")
_OF_MEETING = _("said of the meeting, in meeting.csv")
_OF_UPDATES = _("computed from what later sources assert; enter these as updates")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its ``heading``, what to write, and the ``place`` in a record file.

    ``choices`` is the closed list of its values. ``why_not`` says of a column of our own lists why
    it is not read; such a column is in no template. ``also`` are further headings.
    """

    name: str
    heading: Any
    explanation: Any = ""
    place: str = ""
    required: bool = False
    choices: type[TextChoices] | None = None
    several: bool = False
    also: tuple[str, ...] = ()
    why_not: Any = ""

    @property
    def title(self) -> str:
        """The heading as it is written."""
        return str(self.heading)

    @property
    def to_write(self) -> str:
        """What to write, for who fills a template in."""
        parts = [str(self.explanation)] if self.explanation else []
        if self.choices:
            parts.append(f"{', '.join(words_of(self.choices).values())}.")
        if self.several:
            parts.append(str(_SEVERAL))
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table: the ``name`` that its file has, and its columns."""

    name: str
    columns: tuple[TableColumn, ...]

    @property
    def taken(self) -> tuple[TableColumn, ...]:
        """The columns that are read."""
        return tuple(column for column in self.columns if not column.why_not)

    @property
    def by_heading(self) -> dict[str, TableColumn]:
        """Columns by what they are called, folded."""
        return {
            fold_name(heading): column
            for column in self.columns
            for heading in (column.title, *column.also)
        }


def words_of(choices: type[TextChoices]) -> dict[str, str]:
    """What each value of a closed list is called."""
    return {value: str(label) for value, label in choices.choices}


def _not(heading: Any, why: Any) -> TableColumn:
    return TableColumn("", heading, why_not=why)


_EDTF_ALSO = ("Date", "Dates")
_TITLE = TableColumn(
    "meeting", _("Meeting"), _MEETING, "meeting.title", also=("Title of the meeting",)
)
_DATE = TableColumn("date", _("Date (EDTF)"), _DATE_OF_MEETING, "meeting.date", also=_EDTF_ALSO)
_PARTICIPANTS = ("State", "States", "Organisation", "Organization", "Country", "Countries")

MEETING = TableOf(
    "meeting",
    (
        TableColumn(
            "meeting", _("Meeting"), _("Title of the meeting."), "meeting.title", also=("Title",)
        ),
        TableColumn("date", _("Date (EDTF)"), _EDTF, "meeting.date", also=_EDTF_ALSO),
        TableColumn(
            "series", _("Series"), _("The series that it belongs to."), "meeting.series.name"
        ),
        TableColumn(
            "ordinal",
            _("Number in the series"),
            _("The how-manieth of its series, in digits."),
            "meeting.ordinal",
        ),
        TableColumn("theme", _("Theme"), "", "meeting.theme"),
        TableColumn("venue", _("Venue"), _("Building or hall."), "meeting.place.venue"),
        TableColumn("city", _("City"), "", "meeting.place.city"),
        TableColumn(
            "country", _("Country"), _("Name or ISO 3166 alpha-3 code."), "meeting.place.country"
        ),
        TableColumn("mode", _("Mode"), "", "meeting.mode", choices=Mode),
        TableColumn("stage", _("Held"), "", "meeting.stage", choices=Stage),
        TableColumn(
            "attendance",
            _("Attendance"),
            _("Whether the list of those present is whole."),
            "meeting.attendance",
            choices=Attendance,
        ),
        TableColumn("summary", _("Summary"), _("A summary in your own words."), "meeting.summary"),
        TableColumn(
            "slug",
            _("Slug"),
            _("End of its address: lower-case letters, digits, hyphens. Else made of the title."),
            "meeting.slug",
        ),
        TableColumn(
            "series_slug",
            _("Slug of the series"),
            _("Where two series have one name."),
            "meeting.series.slug",
        ),
        _not(_("First day"), _("computed from the date")),
        _not(_("Last day"), _("computed from the date")),
        _not(_("Recorded"), _("what is imported is a record")),
        _not(_("Delegations"), _COUNTED),
        _not(_("Statements"), _COUNTED),
        _not(_("Pledges"), _COUNTED),
        _not(_("Figures of attendance"), _("a figure is read in the words of its source")),
        _not(_("Address"), _ADDRESS),
        _not(_("Record file"), _ADDRESS),
    ),
)

DELEGATIONS = TableOf(
    "delegations",
    (
        TableColumn(
            "participant",
            _("Participant"),
            _("Name or ISO 3166 alpha-3 code of a state or body; on several rows, one delegation."),
            "delegations[].participant",
            required=True,
            also=_PARTICIPANTS,
        ),
        _TITLE,
        _DATE,
        TableColumn(
            "printed",
            _("As printed"),
            _("The name as the list of those present prints it."),
            "delegations[].printed",
        ),
        TableColumn("roles", _("Roles"), "", "delegations[].roles", choices=Role, several=True),
        TableColumn(
            "level", _("Level"), _("At which it was led."), "delegations[].level", choices=Level
        ),
        TableColumn(
            "presence",
            _("Presence"),
            _("How it was present."),
            "delegations[].presence",
            choices=Presence,
        ),
        TableColumn(
            "delegates",
            _("Delegates"),
            _("Each person as name, comma, title of that day."),
            "delegations[].delegates",
            several=True,
            also=("Delegate", "People"),
        ),
        TableColumn(
            "kinds",
            _("Kind"),
            _("What it is; makes a participant of a name that the register does not know."),
            "participants[].kind",
            choices=ParticipantKind,
        ),
        TableColumn(
            "slugs",
            _("Slug"),
            _("Of the participant in the register, where its name is that of several."),
            "delegations[].participant",
        ),
        TableColumn("codes", _("Code"), _("ISO 3166 alpha-3 code."), "delegations[].participant"),
        TableColumn("keys", _("Keys of people"), _KEYS, "people[].key", several=True),
        _not(_("Place"), _OF_MEETING),
        _not(_("Held"), _OF_MEETING),
        _not(_("Sources"), _SOURCES),
        _not(_("Address of the participant"), _ADDRESS),
        _not(_("Address of the meeting"), _ADDRESS),
        _not(_("Addresses of sources"), _SOURCES),
    ),
)


def _slugs(place: str) -> tuple[TableColumn, TableColumn]:
    return (
        TableColumn(
            "slugs",
            _("Slugs of participants"),
            _("In the register, in the order of the names, where a name is that of several."),
            place,
            several=True,
        ),
        TableColumn(
            "codes",
            _("Codes of participants"),
            _("ISO 3166 alpha-3 codes, where every one of the row has one."),
            place,
            several=True,
        ),
    )


_PEOPLE_KEYS = TableColumn("keys", _("Keys of people"), _KEYS, "people[].key", several=True)

STATEMENTS = TableOf(
    "statements",
    (
        _TITLE,
        _DATE,
        TableColumn(
            "number",
            _("¶"),
            _("Permanent number, in digits; in all rows or in none. Else the order of the rows."),
            "statements[].number",
            also=("Number", "Paragraph"),
        ),
        TableColumn(
            "participants",
            _("Participants"),
            _("Who speaks: names or ISO 3166 alpha-3 codes."),
            "statements[].speakers[].participant",
            several=True,
            also=("Participant", *_PARTICIPANTS),
        ),
        TableColumn(
            "people",
            _("People"),
            _("Who speaks, in the order of the participants."),
            "statements[].speakers[].person",
            several=True,
            also=("Person", "Speaker", "Speakers"),
        ),
        TableColumn(
            "printed",
            _("As printed"),
            _("The speaker as the source prints it."),
            "statements[].speakers[].printed",
            several=True,
        ),
        TableColumn(
            "title",
            _("Title of that day"),
            _("Of a speaker, as “Minister for Foreign Affairs”."),
            "statements[].speakers[].title",
        ),
        TableColumn(
            "capacity",
            _("In which capacity"),
            _("As “Chair of the Peacebuilding Commission”."),
            "statements[].speakers[].capacity",
            also=("Capacity",),
        ),
        TableColumn(
            "on_behalf_of",
            _("On behalf of"),
            _("The groups or others spoken for."),
            "statements[].speakers[].on_behalf_of",
            several=True,
        ),
        TableColumn(
            "collective",
            _("Speakers not named"),
            _("In the words of the source, as “several delegations”."),
            "statements[].collective",
        ),
        TableColumn(
            "text",
            _("Text"),
            _("What was said, whole, with its line breaks."),
            "the source document; statements[].passage",
            required=True,
            also=("Statement",),
        ),
        TableColumn("topics", _("Topics"), _("By name."), "statements[].topics", several=True),
        TableColumn("session", _("Session"), _("Title of the session."), "sessions[].title"),
        TableColumn(
            "form",
            _("Form"),
            _("How close the text is to the words spoken."),
            "statements[].form",
            required=True,
            choices=Form,
        ),
        TableColumn(
            "delivery",
            _("Delivery"),
            "",
            "statements[].delivery",
            choices=Delivery,
            several=True,
        ),
        TableColumn(
            "language",
            _("Language"),
            _("Of the text, as a tag: en, fr, es, ar, ru, zh."),
            "statements[].language",
        ),
        TableColumn(
            "procedural",
            _("Procedural"),
            _("“yes” where the words only move the meeting along."),
            "statements[].procedural",
        ),
        TableColumn(
            "unattributed",
            _("Why no speaker is given"),
            _("Where none is."),
            "statements[].unattributed",
        ),
        *_slugs("statements[].speakers[].participant"),
        TableColumn(
            "kinds",
            _("Kinds of participants"),
            _("What they are; makes participants of names that the register does not know."),
            "participants[].kind",
            choices=ParticipantKind,
            several=True,
        ),
        _PEOPLE_KEYS,
        _not(_("Sources"), _SOURCES),
        _not(_("Address"), _ADDRESS),
        _not(_("Address of the meeting"), _ADDRESS),
        _not(_("Slugs of topics"), _("topics are found by name")),
        _not(_("Addresses of sources"), _SOURCES),
    ),
)

PLEDGES = TableOf(
    "pledges",
    (
        TableColumn(
            "title",
            _("Pledge"),
            _("What is promised, in short."),
            "pledges[].title",
            required=True,
        ),
        TableColumn(
            "text",
            _("Words of the source"),
            _("What was promised, word for word."),
            "the source document; pledges[].passage",
            also=("Text",),
        ),
        TableColumn(
            "participants",
            _("Participants"),
            _("Who promises: names or ISO 3166 alpha-3 codes."),
            "pledges[].by[].participant",
            several=True,
            also=("Participant", *_PARTICIPANTS),
        ),
        TableColumn(
            "people",
            _("People"),
            _("Who promises, in the order of the participants."),
            "pledges[].by[].person",
            several=True,
            also=("Person",),
        ),
        TableColumn(
            "collective",
            _("Makers not named"),
            _("In the words of the source."),
            "pledges[].collective",
        ),
        _TITLE,
        TableColumn(
            "date",
            _("Date of the meeting (EDTF)"),
            _DATE_OF_MEETING,
            "meeting.date",
            also=("Date (EDTF)", *_EDTF_ALSO),
        ),
        TableColumn(
            "number",
            _("Number"),
            _("Permanent number, in digits; in all rows or in none. Else the order of the rows."),
            "pledges[].number",
        ),
        TableColumn("kind", _("Kind"), "", "pledges[].kind", required=True, choices=PledgeKind),
        TableColumn(
            "strength", _("Strength"), "", "pledges[].strength", required=True, choices=Strength
        ),
        TableColumn("condition", _("Condition"), "", "pledges[].condition"),
        TableColumn(
            "made",
            _("Made (EDTF)"),
            _("When; a date as above, or “before the meeting”."),
            "pledges[].made",
            also=("Made",),
        ),
        TableColumn(
            "due",
            _("Due (EDTF)"),
            _("Until when; a date as above."),
            "pledges[].due",
            also=("Due",),
        ),
        TableColumn(
            "statement",
            _("¶ of the statement"),
            _("Number of the statement that holds it."),
            "pledges[].statement",
        ),
        TableColumn(
            "address",
            _("Address of the statement"),
            _("Read where there is no ¶ of the statement: its number stands at its end."),
            "pledges[].statement",
        ),
        *_slugs("pledges[].by[].participant"),
        _PEOPLE_KEYS,
        _not(_("Status"), _OF_UPDATES),
        _not(_("Latest news"), _OF_UPDATES),
        _not(_("Sources"), _SOURCES),
        _not(_("Address"), _ADDRESS),
        _not(_("Address of the meeting"), _ADDRESS),
        _not(_("Addresses of sources"), _SOURCES),
    ),
)

#: in the order that they are read in
TABLES = (MEETING, DELEGATIONS, STATEMENTS, PLEDGES)
