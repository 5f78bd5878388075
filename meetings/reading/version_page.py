"""``VersionPage``: a record as one published version has it, read from its record file alone.

Statements are filled as on the page of a record; everything else is told by the field lists, so
that whatever a file holds is shown, by whichever release it was stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from ..history.inferred_changed import InferredValue
from ..history.wording import Wording, register_names
from ..records.fields.declaration import Json
from ..records.fields.meeting import MeetingRecord
from ..records.fields.statement import StatementRecord
from .citation import cite_version
from .inferred import Reason, Reasons
from .links import Link
from .search_marks import SearchMarks
from .speaker import SpokenRow
from .statement_text import StatementFiller, StatementText
from .version_files import public_files, rows_of
from .version_links import Linked
from .version_parts import Fact, FileInWords, Section
from .versions import VersionRow, Versions

#: what stands at the head of the page, or is no fact of a meeting
_OF_THE_HEAD = ("slug", "title", "summary", "status", "passage")


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements of one session that follow each other; "" where none is named."""

    title: str
    statements: Sequence[StatementText]


@dataclass(slots=True)
class VersionPage:
    """One version as its page prints it."""

    versions: Versions
    version: VersionRow
    title: str
    summary: str = ""
    facts: Sequence[Fact] = ()
    groups: Sequence[StatementGroup] = ()
    before: Sequence[Section] = ()
    after: Sequence[Section] = ()
    inferred: Sequence[InferredValue] = ()
    statement_count: int = 0
    citation: SafeString | str = field(default="", kw_only=True)

    @property
    def sections(self) -> list[Section]:
        """All lists but the statements."""
        return [*self.before, *self.after]


def version_page(versions: Versions, version: VersionRow) -> VersionPage | None:
    """The page of a version; nine queries. None where its file cannot be read."""
    file = public_files(versions.meeting.pk, [version.revision_id]).get(version.revision_id)
    if file is None:
        return None
    names = register_names([file])
    words = Wording(file, lambda key: names.get(key, key))
    told = FileInWords(file, words, Linked(file, words))
    meeting = file["meeting"]
    page = VersionPage(versions, version, told.words.title(meeting))
    page.summary = str(meeting.get("summary") or "")
    page.facts = [*told.facts(MeetingRecord, meeting, _OF_THE_HEAD)]
    page.groups = _groups(told)
    page.statement_count = len(rows_of(file, "statements"))
    sections = [*told.sections()]
    ahead = ("agenda", "sessions", "figures")
    page.before = [section for section in sections if section.key in ahead]
    page.after = [section for section in sections if section.key not in ahead]
    page.inferred = [*told.inferred.values()]
    page.citation = cite_version(versions.meeting, page.title, version.number, version.when)
    return page


def _groups(told: FileInWords) -> list[StatementGroup]:
    """The statements in order, under the sessions that they name."""
    filler = StatementFiller(Reasons(_reasons(told.file)), SearchMarks())
    filled = [
        (row.get("session"), _statement(told, row, filler))
        for row in rows_of(told.file, "statements")
    ]
    return [
        StatementGroup(told.words.entry("sessions", key), [said for _key, said in some])
        for key, some in groupby(filled, itemgetter(0))
    ]


def _reasons(file: Json) -> Iterator[Reason]:
    """Why values of statements are inferred, by the number of each."""
    statements = rows_of(file, "statements")
    for row in rows_of(file, "inferred"):
        noun, *steps = str(row.get("path")).split("/")[1:] or [""]
        if noun == "statements" and steps and steps[0].isdecimal():
            place = int(steps[0])
            if place < len(statements):
                number, reason = statements[place].get("number"), str(row.get("reason") or "")
                yield Reason("statement", number, "/".join(steps[1:]), reason)


def _statement(told: FileInWords, row: Json, filler: StatementFiller) -> StatementText:
    """A statement of the file, filled as on the page of a record."""
    number = int(row.get("number") or 0)
    statement = StatementText(
        pk=number,
        number=number,
        order=0,
        session_id=None,
        form=str(row.get("form") or ""),
        delivery=list(row.get("delivery") or ()),
        language=str(row.get("language") or ""),
        text=str(row.get("text") or ""),
        quotations=_quotations(row.get("quotation")),
        procedural=bool(row.get("procedural")),
        collective=str(row.get("collective") or ""),
        unattributed=str(row.get("unattributed") or ""),
    )
    speakers = [_speaker(told, one, number) for one in rows_of(row, "speakers")]
    topics = [told.linked.topic(name) for name in row.get("topics") or ()]
    filler.fill(statement, speakers, topics, row.get("in_reply_to") or ())
    statement.url = f"#p{number}"
    known = {"number", "session", "form", "delivery", "language", "topics", "text", "quotation"}
    known |= {"procedural", "in_reply_to", "collective", "unattributed", "passage"}
    facts = told.facts(StatementRecord, row, [*known])
    notes = [Link(f"{capfirst(fact.what)}: {fact.words}") for fact in facts]
    statement.notes = [*statement.notes, *notes]
    return statement


def _speaker(told: FileInWords, row: Json, number: int) -> SpokenRow:
    behalf = [told.words.participant(key) for key in row.get("on_behalf_of") or ()]
    return SpokenRow(
        printed=str(row.get("printed") or ""),
        title=str(row.get("title") or ""),
        capacity=str(row.get("capacity") or ""),
        participant=told.linked.participant(row.get("participant")),
        person=told.linked.person(row.get("person")),
        statement_id=number,
        pk=0,
        on_behalf_of=None,
        behalf=behalf,
    )


def _quotations(value: Any) -> list[tuple[int, int]]:
    spans = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    return [(int(span["start"]), int(span["end"])) for span in spans]
