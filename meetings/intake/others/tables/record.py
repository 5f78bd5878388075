"""Tables as a record file: each file one document, every part with its words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from hashlib import sha256
from typing import Any

from participants.names import fold_name
from participants.slugs import is_slug, latin_slug

from ...register import Register
from ..given import GivenFile, unpacked
from ..mapping import Json, Mapped, MappingReport, UnreadableFormat
from ..source import SourceLines
from .cells import NO_SLUG, Cells, pieces
from .columns import MEETING, TABLES
from .doubts import Doubts
from .faults import Faults, place
from .given_tables import sheets_of
from .naming import Named, Naming
from .sheet import Row, Sheet
from .speaking import Speaking

#: characters of an address, so that there is room for what tells documents apart
_LONGEST_SLUG = 100


def mapped_tables(
    given: Sequence[GivenFile], source: str, register: Register, slug: str = ""
) -> Mapped:
    """A record file of the tables of one meeting, a draft, at ``slug`` or one that they give.

    Raises :class:`UnreadableFormat` with everything that is wrong with them.
    """
    faults = Faults()
    files = [file for one in given for file in unpacked(one)]
    sheets, others = sheets_of(files, faults)
    if not sheets and not faults.told:
        names = ", ".join(f"{table.name}.csv" for table in TABLES)
        raise UnreadableFormat(f"None of the files or worksheets is called {names}.")
    faults.refuse()
    making = _Making(register, sheets, faults, slug)
    record = making.record()
    faults.refuse()
    report = MappingReport(
        list(_taken(sheets)),
        [*_left_out(sheets), *others],
        [*(f"{sheet.file.name}: {note}" for sheet in sheets for note in sheet.notes)],
    )
    report.doubts += making.doubts.sentences()
    return Mapped(record, report, making.places)


def _taken(sheets: list[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        for column in sheet.table.taken:
            if number := sheet.filled[column.title]:
                yield f"{sheet.file.name}, “{column.title}” ({number}) → {column.place}"


def _left_out(sheets: list[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        reasons: dict[str, list[str]] = defaultdict(list)
        for column in sheet.table.columns:
            if column.why_not and sheet.filled[column.title]:
                told = f"“{column.title}” ({sheet.filled[column.title]})"
                reasons[str(column.why_not)].append(told)
        for heading, number in sheet.unknown.items():
            near = get_close_matches(heading, [one.title for one in sheet.table.taken], 1)
            asked = f" (did you mean “{near[0]}”?)" if near else ""
            reasons["no column has this name"].append(f"“{heading}” ({number}){asked}")
        for reason, columns in reasons.items():
            yield f"{sheet.file.name}: {reason}: {', '.join(columns)}"


class _Making:
    """The record while it is made; ``places`` lead from its parts to the rows of the files."""

    def __init__(self, register: Register, sheets: list[Sheet], faults: Faults, slug: str) -> None:
        self.register, self.faults, self.slug = register, faults, slug
        self.doubts, self.places = Doubts(), dict[str, str]()
        self.naming = Naming(register, self.doubts)
        self.speaking = Speaking(self.naming, self.doubts)
        self.sheets = {sheet.table.name: sheet for sheet in sheets}
        self.documents: list[Json] = []
        self.lists: dict[str, list[Json]] = defaultdict(list)
        self.topics: dict[str, Json] = {}

    def record(self) -> Json:
        meeting = self._meeting()
        for name, make in (
            ("delegations", self._delegations),
            ("statements", self._statements),
            ("pledges", self._pledges),
        ):
            if name in self.sheets:
                lines = self._lines(name)
                make(Cells(self.sheets[name], self.faults), lines)
                self._keep(name, lines)
        people = self.naming.people.defined
        defined = {
            "participants": [*self.naming.participants.values()],
            "people": [people[key] for key in sorted(people)],
            "topics": [*self.topics.values()],
            "documents": self.documents,
        }
        for noun, key in (("participants", "slug"), ("people", "key"), ("topics", "name")):
            for nth, entry in enumerate(defined[noun]):
                if where := self.naming.places.get(entry[key]):
                    self.places[f"/{noun}/{nth}"] = where
        whole = {"meeting": meeting} | defined | self.lists
        return {name: value for name, value in whole.items() if value}

    # The meeting

    def _meeting(self) -> Json:
        told = self._told()
        meeting: Json = {"slug": self._slug(told), "status": "draft"}
        self.slug = meeting["slug"]
        meeting |= {name: told[name] for name in ("title", "date") if told.get(name)}
        sheet = self.sheets.get("meeting")
        if not sheet or not sheet.rows:
            return meeting
        cells, row = Cells(sheet, self.faults), sheet.rows[0]
        if len(sheet.rows) > 1:
            said = f"{len(sheet.rows)} meetings; an import is of one. Keep its row."
            cells.fault(sheet.rows[1], "meeting", said)
        values: Json = {name: row.get(name) for name in ("theme", "summary")}
        values |= {name: cells.choice(row, name) for name in ("mode", "stage", "attendance")}
        values["ordinal"] = cells.number(row, "ordinal")
        values["series"] = self._series(cells, row)
        values["place"] = self._place(cells, row)
        lines = self._lines("meeting")
        shown = [column.name for column in MEETING.taken if not column.name.endswith("slug")]
        values["passage"] = lines.write(row.get(name) for name in shown)
        self._keep("meeting", lines)
        self.places["/meeting"] = place(sheet.file.name, row.line)
        return meeting | {name: value for name, value in values.items() if value}

    def _told(self) -> Json:
        """Title and date of the one meeting that all tables are of."""
        told: dict[str, tuple[str, str]] = {}
        for sheet in self.sheets.values():
            cells = Cells(sheet, self.faults)
            for row in sheet.rows:
                for name, field in (("meeting", "title"), ("date", "date")):
                    value = row.get(name)
                    if not value or (sheet.table is MEETING and row is not sheet.rows[0]):
                        continue
                    if field not in told:
                        told[field] = (value, place(sheet.file.name, row.line))
                        if field == "date":
                            cells.date(row, "date")
                    elif told[field][0] != value:
                        first, where = told[field]
                        said = f"“{value}”, but “{first}” in {where}; an import is of one meeting."
                        cells.fault(row, name, said)
        return {field: value for field, (value, _where) in told.items()}

    def _slug(self, told: Json) -> str:
        sheet = self.sheets.get("meeting")
        given = ""
        if sheet and sheet.rows:
            cells = Cells(sheet, self.faults)
            given = cells.slug(sheet.rows[0], "slug", sheet.rows[0].get("slug"))
        slug = self.slug or given or latin_slug(told.get("title", ""), _LONGEST_SLUG)
        if not slug:
            raise UnreadableFormat(
                "The tables name no meeting; give meeting.csv, or an address with --slug."
            )
        if not is_slug(slug):
            raise UnreadableFormat(NO_SLUG % slug)
        return str(slug)

    def _series(self, cells: Cells, row: Row) -> Json:
        name, slug = row.get("series"), cells.slug(row, "series_slug", row.get("series_slug"))
        if not name:
            return {}
        known = [one for one in self.register.series if fold_name(one.name) == fold_name(name)]
        of_slug = [one for one in known if one.slug == slug] if slug else known
        if len(of_slug) == 1:
            return {"slug": of_slug[0].slug, "name": of_slug[0].name}
        if len(known) > 1:
            slugs = ", ".join(one.slug for one in known)
            self._note(cells, row, "series", f"“{name}” is the name of several ({slugs}).")
            return {}
        names = [one.name for one in self.register.series]
        self._note(cells, row, "series", _new(name, names, "series"))
        return {"slug": slug or latin_slug(name, _LONGEST_SLUG) or "series", "name": name}

    def _place(self, cells: Cells, row: Row) -> Json:
        country = next(iter(self.naming.participants_of(cells, row, "country")), None)
        where: Json = {"city": row.get("city"), "venue": row.get("venue")}
        where["country"] = country.key if country else ""
        return {name: value for name, value in where.items() if value}

    # The parts

    def _delegations(self, cells: Cells, lines: SourceLines) -> None:
        made: dict[str, Json] = {}
        for row in cells.sheet.rows:
            body = self._one_participant(cells, row)
            values: Json = {"roles": cells.choices(row, "roles")}
            values |= {name: cells.choice(row, name) for name in ("level", "presence")}
            passages = [lines.write([row.get("printed") or row.get("participant")])]
            delegates = self.naming.delegates_of(cells, row, "delegates")
            entries = pieces(row.get("delegates"))
            for delegate, entry in zip(delegates, entries, strict=True):
                delegate["passage"] = lines.write([entry])
                passages.append(delegate["passage"])
            # That something is not stated is nothing that a source says.
            told = [name for name in values if values[name] not in ([], "", "not stated")]
            passages += [lines.write([row.get(name)]) for name in told]
            if not body or not body.key:
                continue
            path = f"/delegations/{len(self.lists['delegations'])}"
            entry_of = made.get(body.key)
            if entry_of is None:
                made[body.key] = entry_of = {"participant": body.key, "roles": [], "passage": []}
                entry_of["delegates"] = []
                self.lists["delegations"].append(entry_of)
                self.places[path] = place(cells.sheet.file.name, row.line)
            self._join(cells, row, entry_of, values)
            if row.get("printed"):
                entry_of.setdefault("printed", row.get("printed"))
            entry_of["delegates"] += delegates
            entry_of["passage"].append(_around(passages))

    def _join(self, cells: Cells, row: Row, delegation: Json, values: Json) -> None:
        """What a row says of a delegation, beside what rows above said of it."""
        delegation["roles"] = list(dict.fromkeys([*delegation["roles"], *values["roles"]]))
        for name in ("level", "presence"):
            if values[name] and delegation.setdefault(name, values[name]) != values[name]:
                said = f"a row above says “{delegation[name]}” of the same participant; keep one."
                cells.fault(row, name, said)

    def _one_participant(self, cells: Cells, row: Row) -> Named | None:
        if not cells.needed(row, "participant"):
            return None
        found = self.naming.participants_of(cells, row, "participant")
        if len(found) == 1:
            return found[0]
        cells.fault(row, "participant", "a delegation is of one participant; give each a row.")
        return None

    def _statements(self, cells: Cells, lines: SourceLines) -> None:
        sessions: dict[str, str] = {}
        last = ""
        for row, number in zip(cells.sheet.rows, cells.numbers("number"), strict=True):
            self.places[f"/statements/{len(self.lists['statements'])}"] = place(
                cells.sheet.file.name, row.line
            )
            if row.get("session") != last:
                last = row.get("session")
                if last in sessions:
                    lines.mark("heading", [last])
                elif last:
                    sessions[last] = f"session-{len(sessions) + 1}"
                    heading = lines.write([last])
                    session = {"key": sessions[last], "title": last, "passage": heading}
                    self.lists["sessions"].append(session)
            lines.mark("label", _label(row))
            text, form = cells.needed(row, "text"), cells.needed(row, "form")
            statement: Json = {
                "number": number,
                "form": cells.choice(row, "form") if form else "",
                "session": sessions.get(last, ""),
                "delivery": cells.choices(row, "delivery"),
                "language": row.get("language"),
                "topics": self._topics(cells, row),
                "procedural": cells.flag(row, "procedural"),
                "speakers": self.speaking.speakers(cells, row),
                "collective": row.get("collective"),
                "unattributed": row.get("unattributed"),
                "passage": lines.write([text]),
            }
            if not (statement["speakers"] or statement["collective"] or statement["unattributed"]):
                statement["unattributed"] = "The file names no speaker."
                self._note(cells, row, "participants", "No speaker is named.")
            if statement["form"] == "quotation":
                self._note(cells, row, "form", "Mark which words are quoted.")
            self.lists["statements"].append(_filled(statement))

    def _topics(self, cells: Cells, row: Row) -> list[str]:
        found = []
        for name in pieces(row.get("topics")):
            folded = fold_name(name)
            known = [
                topic
                for topic in self.register.topics
                if folded in (fold_name(topic.name), fold_name(topic.abbreviation))
            ]
            if known:
                found.append(known[0].name)
                self._define_topic(known[0].name)
                continue
            made = next((one for one in self.topics if fold_name(one) == folded), name)
            if made not in self.topics:
                names = [topic.name for topic in self.register.topics]
                self._note(cells, row, "topics", _new(name, names, "topic"))
                self.topics[made] = {"name": made}
                self.naming.places[made] = place(cells.sheet.file.name, row.line)
            found.append(made)
        return list(dict.fromkeys(found))

    def _define_topic(self, name: str) -> None:
        """Define a topic of the register as the register does, with those around it."""
        known = {topic.name: topic for topic in self.register.topics}
        while name and name not in self.topics:
            topic = known[name]
            entry = {"name": name, "abbreviation": topic.abbreviation, "broader": topic.broader}
            self.topics[name] = {field: value for field, value in entry.items() if value}
            name = topic.broader

    def _pledges(self, cells: Cells, lines: SourceLines) -> None:
        numbers = {one.get("number", 0) for one in self.lists["statements"]}
        for row, number in zip(cells.sheet.rows, cells.numbers("number"), strict=True):
            self.places[f"/pledges/{len(self.lists['pledges'])}"] = place(
                cells.sheet.file.name, row.line
            )
            lines.mark("label", _label(row))
            title = cells.needed(row, "title")
            kind, strength = cells.needed(row, "kind"), cells.needed(row, "strength")
            words = [
                row.get("text") or title,
                row.get("condition"),
                row.get("made"),
                row.get("due"),
            ]
            makers = self.speaking.makers(cells, row)
            if not makers and not row.get("collective"):
                self._note(cells, row, "participants", "Nobody who is known makes it.")
            pledge: Json = {
                "number": number,
                "title": title,
                "by": makers,
                "collective": row.get("collective"),
                "kind": cells.choice(row, "kind") if kind else "",
                "strength": cells.choice(row, "strength") if strength else "",
                "condition": row.get("condition"),
                "made": cells.made(row, "made"),
                "due": cells.date(row, "due"),
                "statement": self._statement(cells, row, numbers),
                "passage": lines.write(words),
            }
            self.lists["pledges"].append(_filled(pledge))

    def _statement(self, cells: Cells, row: Row, numbers: set[int]) -> int | None:
        """The number of the statement that holds a pledge, where it is among those imported."""
        column, number = "statement", cells.number(row, "statement")
        if number is None and row.get("address"):
            column, end = "address", row.get("address").rstrip("/").rpartition("/")[2]
            number = int(end) if end.isascii() and end.isdigit() and len(end) < 10 else None
        if number is None or number in numbers:
            return number
        self._note(cells, row, column, f"No statement {number} is imported; the link is left out.")
        return None

    # Documents

    def _lines(self, name: str) -> SourceLines:
        return SourceLines(f"{self.slug[:_LONGEST_SLUG].strip('-')}-{name}")

    def _keep(self, name: str, lines: SourceLines) -> None:
        file = self.sheets[name].file
        if lines:
            digest = sha256(file.data).hexdigest()
            origin = f"Imported from {file.name}; SHA-256 of the file: {digest}."
            self.documents.append(lines.document(title=file.name, kind="Table", origin=origin))

    def _note(self, cells: Cells, row: Row, name: str, message: str) -> None:
        column = next(one.title for one in cells.sheet.table.columns if one.name == name)
        self.doubts.note(cells.sheet.file.name, row.line, column, message)


def _around(passages: list[Json | None]) -> Json:
    """One passage from the first to the last of those that follow each other."""
    written = [passage for passage in passages if passage]
    edges = {"start": written[0]["position"]["start"], "end": written[-1]["position"]["end"]}
    return written[0] | {"position": edges}


def _label(row: Row) -> list[str]:
    """Who speaks, as the cells have it."""
    named = [row.get("printed")] if row.get("printed") else _named(row)
    return [
        *named,
        *(row.get(name) for name in ("title", "capacity", "on_behalf_of", "collective")),
    ]


def _named(row: Row) -> list[str]:
    return [row.get("participants"), row.get("people")]


def _new(name: str, names: list[str], noun: str) -> str:
    near = get_close_matches(name, names, 1)
    asked = f" (did you mean “{near[0]}”?)" if near else ""
    return f"“{name}” is not known{asked}; a new {noun}."


def _filled(values: dict[str, Any]) -> Json:
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}
