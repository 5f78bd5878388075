"""A proposal as a record file, and as a report of the rules behind it.

The record file is one that ``load_records`` takes as a draft. The report lists, for every value,
where it stands in the file (JSON Pointer), the rule that proposed it, how sure that is, and the
passage; then what no part was taken from, and the bodies that the register does not know.
"""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from participants.names import fold_name
from participants.slugs import latin_slug

from ..records.coverage import coverage
from ..records.fields.passage import Span as StoredSpan
from ..records.fields.record import PARTS
from .files import DocumentText
from .parts import Part, Span
from .proposal import Proposal
from .taken import PartsByPlace

Json = dict[str, Any]

#: the lists of a record file whose entries have passages, in its order
LISTS = tuple(listed.key for listed in PARTS)
#: characters of an address, so that there is room for what tells two apart
LONGEST_SLUG = 100
_NUMBERED = ("statements", "pledges")


@dataclass
class Written:
    """A proposal written down: the record file and the report."""

    record: Json
    report: Json


def _stem(name: str) -> str:
    """The name of a file as words, without its ending."""
    return PurePath(name).stem.replace("_", " ")


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in order, with those that overlap made one."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def written(proposal: Proposal, document: DocumentText, name: str) -> Written:
    """Write a proposal down; ``name`` is that of the file, which the document is called after."""
    return _Writing(proposal, document, name).written()


@dataclass
class _Writing:
    proposal: Proposal
    document: DocumentText
    name: str
    findings: list[Json] = field(default_factory=list)
    inferred: list[Json] = field(default_factory=list)
    people: dict[str, Json] = field(default_factory=dict)
    key: str = ""

    def written(self) -> Written:
        meeting = self._meeting()
        self.key = f"{meeting['slug'][:100].rstrip('-')}-source"
        record: Json = {"meeting": meeting}
        meeting.update(self._passage(self._spans_of_meeting()))
        self._findings_of_meeting()
        lists = {noun: self._list(noun) for noun in LISTS}
        self._link_pledges(lists)
        record["people"] = list(self.people.values())
        record["topics"] = self._topics(lists["statements"])
        record["documents"] = [self._document()]
        record |= lists
        record["inferred"] = self.inferred
        kept = {key: value for key, value in record.items() if value}
        return Written(kept, self._report())

    # The meeting

    def _meeting(self) -> Json:
        values: Json = {}
        for part in sorted(self.proposal.meeting, key=lambda part: part.start):
            for key, value in part.values.items():
                if isinstance(value, dict):
                    values[key] = value | values.get(key, {})
                else:
                    values.setdefault(key, value)
        title, stem = str(values.get("title") or ""), _stem(self.name)
        slug = latin_slug(title, LONGEST_SLUG) or latin_slug(stem, LONGEST_SLUG) or "meeting"
        return {"slug": slug, **values, "status": "draft"}

    def _spans_of_meeting(self) -> list[Span]:
        """Where the meeting is told of; the first line where no rule found that.

        A record has to point into its document: the curator looks there first.
        """
        told = {span for part in self.proposal.meeting for span in part.spans}
        first = [block.span for block in self.proposal.source.blocks[:1]]
        return sorted(told) or first

    def _findings_of_meeting(self) -> None:
        for part in self.proposal.meeting:
            for key in part.values:
                self._found(f"/meeting/{key}", part)
            for key, reason in part.inferred.items():
                self.inferred.append({"path": f"/meeting/{key}", "reason": reason})

    # Lists

    def _list(self, noun: str) -> list[Json]:
        parts = sorted(getattr(self.proposal, noun), key=lambda part: part.start)
        entries = []
        for place, part in enumerate(parts):
            path = f"/{noun}/{place}"
            entry = self._entry(part, path)
            if noun in _NUMBERED:
                entry = {"number": place + 1, **entry}
            entries.append(entry)
        return entries

    def _entry(self, part: Part, path: str) -> Json:
        self._found(path, part)
        entry: Json = self._value(part.values)
        for key, reason in part.inferred.items():
            self.inferred.append({"path": f"{path}/{key}", "reason": reason})
        entry |= self._passage(part.spans)
        for key, inner in part.inner.items():
            entry[key] = [
                self._entry(piece, f"{path}/{key}/{place}") for place, piece in enumerate(inner)
            ]
        return entry

    def _value(self, value: Any) -> Any:
        """A value as record files have it: people by key."""
        if isinstance(value, list):
            return [self._value(entry) for entry in value]
        if isinstance(value, dict):
            return {
                key: self._value(entry)
                for key, entry in value.items()
                if entry not in (None, "", [])
            } | ({"person": self._person(value["person"])} if value.get("person") else {})
        return value

    def _person(self, name: str) -> str:
        """The key of somebody named, who is defined in the file the first time."""
        folded = fold_name(name)
        for known in self.proposal.source.register.people:
            if folded in map(fold_name, (known.name, *known.other_names)):
                entry: Json = {"key": known.key, "name": known.name, "sort_name": known.sort_name}
                entry["other_names"] = list(known.other_names)
                self.people[known.key] = {key: value for key, value in entry.items() if value}
                return known.key
        key = latin_slug(name)
        if key:
            self.people.setdefault(key, {"key": key, "name": name})
        return key

    def _link_pledges(self, lists: dict[str, list[Json]]) -> None:
        """Pledges and figures name the statement whose words hold them."""
        statements = sorted(self.proposal.statements, key=lambda part: part.start)
        numbers = {id(part): number for number, part in enumerate(statements, 1)}
        by_place = PartsByPlace(statements)
        for noun in ("pledges", "figures"):
            parts = sorted(getattr(self.proposal, noun), key=lambda part: part.start)
            for entry, part in zip(lists[noun], parts, strict=True):
                statement = by_place.at(part.start) if part.spans else None
                if statement and any(span.holds(part.spans[0]) for span in statement.spans):
                    entry["statement"] = numbers[id(statement)]

    def _topics(self, statements: list[Json]) -> list[Json]:
        used = {topic for statement in statements for topic in statement.get("topics", ())}
        known = {topic.name: topic for topic in self.proposal.source.register.topics}
        for name in list(used):
            while name in known and known[name].broader and known[name].broader not in used:
                name = known[name].broader
                used.add(name)
        entries = []
        for name in sorted(used):
            topic = known.get(name)
            entry = {"name": name}
            if topic and topic.abbreviation:
                entry["abbreviation"] = topic.abbreviation
            if topic and topic.broader:
                entry["broader"] = topic.broader
            entries.append(entry)
        return entries

    # Passages

    def _ranges(self, spans: list[Span]) -> list[StoredSpan]:
        """Where spans stand in the stored text, without the page furniture between.

        Those that overlap are one: a passage holds each letter once.
        """
        mended = self.proposal.source.mended
        ranges: list[StoredSpan] = []
        for span in _joined(spans):
            whole = mended.span(span.start, span.end)
            ranges += self._without_furniture(StoredSpan(whole.start, whole.end))
        return ranges

    def _without_furniture(self, whole: StoredSpan) -> list[StoredSpan]:
        """A range of the stored text in pieces, where heads and feet of pages stand inside."""
        pieces, start = [], whole.start
        for head in self.proposal.source.mended.furniture:
            if whole.start < head.end and head.start < whole.end:
                pieces.append(self._trimmed(start, head.start))
                start = head.end
        pieces.append(self._trimmed(start, whole.end))
        return [piece for piece in pieces if piece.start < piece.end]

    def _trimmed(self, start: int, end: int) -> StoredSpan:
        words = self.document.text[start : max(start, end)]
        start += len(words) - len(words.lstrip())
        return StoredSpan(start, start + len(words.strip()))

    def _passage(self, spans: list[Span]) -> Json:
        ranges = [
            {"document": self.key, "position": {"start": piece.start, "end": piece.end}}
            for piece in self._ranges(spans)
        ]
        if not ranges:
            return {}
        return {"passage": ranges[0] if len(ranges) == 1 else ranges}

    def _document(self) -> Json:
        values: Json = {}
        for part in self.proposal.document:
            for key, value in part.values.items():
                values.setdefault(key, value)
            for key, reason in part.inferred.items():
                self.inferred.append({"path": f"/documents/0/{key}", "reason": reason})
        title = str(values.pop("title", "") or self.proposal.value("title_printed") or self.name)
        marks = self._marks()
        document = {"key": self.key, "title": title, **values, "origin": self.name}
        return (
            document
            | {"rights": "passages only", "text": self.document.text}
            | ({"marks": marks} if marks else {})
        )

    def _marks(self) -> list[Json]:
        """What belongs to no part, in the order of the text; heads and feet of pages too."""
        furniture = self.proposal.source.mended.furniture
        marked = [("furniture", self._trimmed(head.start, head.end)) for head in furniture]
        for part in self.proposal.marks:
            marked += [(part.values["kind"], piece) for piece in self._ranges(part.spans)]
        return [
            {"kind": kind, "passage": {"position": {"start": piece.start, "end": piece.end}}}
            for kind, piece in sorted(marked, key=lambda mark: (mark[1].start, mark[1].end))
        ]

    # The report

    def _found(self, pointer: str, part: Part) -> None:
        passage = [self._excerpt(piece) for piece in self._ranges(part.spans)]
        self.findings.append(
            {
                "pointer": pointer,
                "rule": part.rule,
                "sureness": str(part.sureness),
                "passage": passage,
            }
        )

    def _excerpt(self, piece: StoredSpan) -> Json:
        return {
            "start": piece.start,
            "end": piece.end,
            "exact": self.document.text[piece.start : piece.end],
        }

    def _report(self) -> Json:
        used = self._ranges([*self.proposal.spans(), *self._spans_of_meeting()])
        gaps = coverage(self.document.text, used, ()).gaps
        return {
            "document": self.key,
            "sha256": self.document.sha256,
            "kind": self.document.kind,
            "notes": list(self.document.notes),
            "findings": self.findings,
            "unassigned": [self._excerpt(StoredSpan(gap.start, gap.end)) for gap in gaps],
            "unknown": [self._excerpt(piece) for piece in self._ranges(self.proposal.unknown)],
        }
