"""One meeting of a sample, as rows: the document first, and all parts with their place in it."""

import hashlib
import json
from collections import Counter, defaultdict
from operator import itemgetter
from random import Random
from typing import Any

from meetings.derived.chronology import DAY, MEETING, newest_day, statement_key
from meetings.derived.facet_codes import FacetName, code
from meetings.derived.uncovered_texts import stretches
from participants.models.search_text import search_text_field
from participants.names import fold_for_sort
from participants.words.indexing import search_text

from .cast import Cast, attending
from .plan import MeetingPlan
from .row_kinds import ADDED, COLUMNS, Rows, row_model, uid_prefixes
from .source_lines import SourceLines
from .speech import Speech, Voice, due_date, long_speech, speech

LEVELS = ("minister", "ambassador", "senior official", "delegate", "expert", "not stated")
TITLES = ("Minister", "Ambassador", "Director-General", "Adviser", "Head of Division", "Delegate")
MODES = ("in person",) * 7 + ("virtual", "hybrid", "not stated")
KINDS = ("capability", "funds", "appointment", "hosting", "policy", "event", "knowledge", "other")
STRENGTHS = ("firm", "firm", "firm", "intended", "offered", "in principle", "reaffirmed")
REPORTS = ("in progress", "fulfilled", "changed", "withdrawn")
#: every meeting of a sample was last changed at this moment, so that a seed gives one register
CHANGED = "2026-01-01 00:00:00+00:00"

# A row as both databases and marshal take it: a bare tuple, of values that are given by name.
_ROW = {kind: itemgetter(*fields) for kind, fields in COLUMNS.items()}
#: columns of text that the search index reads, by kind of row
_SEARCHED = {
    kind: search_text_field(row_model(kind)).columns
    for kind, fields in COLUMNS.items()
    if "search_text" in fields
}


class MeetingRows:
    """One meeting in the making."""

    def __init__(self, cast: Cast, plan: MeetingPlan) -> None:
        self.cast, self.plan = cast, plan
        self.rng = Random(f"meeting {cast.seed} {plan.number}")  # noqa: S311 - repeatable, not secret
        self.rows: Rows = defaultdict(list)
        self.source = SourceLines()
        self.meeting = cast.base["meeting"] + plan.number
        self.document = cast.base["document"] + plan.number
        self.series = None if plan.series is None else cast.series[plan.series].pk
        self.title = ""
        self.items: list[str] = []
        self.pledges: list[dict[str, Any]] = []
        self.pledgers: list[str] = []
        self._uids = uid_prefixes(cast.seed, self.meeting)
        self._alike: Counter[tuple[int, ...]] = Counter()

    def make(self) -> Rows:
        """All rows of the meeting."""
        self._meeting()
        self._agenda()
        self._attendance()
        self._speeches()
        self._follow_up()
        self._document()
        alike = [(n, values) for values, n in sorted(self._alike.items())]
        self._add(ADDED, meeting_id=self.meeting, statements=json.dumps(alike))
        return self.rows

    def _add(self, kind: str, /, **values: Any) -> None:
        rows = self.rows[kind]
        if kind in self._uids:
            values["uid"] = f"{self._uids[kind]}{len(rows):08x}"
        if columns := _SEARCHED.get(kind):
            # Columns that a sample leaves out are empty.
            texts = (values.get(column, "") for column in columns)
            values["search_text"] = search_text(" ".join(texts))
        rows.append(_ROW[kind](values))

    def _pk(self, kind: str, index: int) -> int:
        return self.cast.base[kind] + self.plan.before[kind] + index + 1

    def _passage(self, owner: str, pk: int, start: int, text: str) -> None:
        values = {
            "meeting_id": self.meeting,
            "document_id": self.document,
            "order": 0,
            "start": start,
            "end": start + len(text),
            "exact": text,
        }
        values[f"{owner}_id"] = pk
        self._add(f"passage.{owner}", **values)

    def _passage_line(self, owner: str, pk: int, text: str) -> None:
        self._passage(owner, pk, self.source.add(text), text)

    def _heading(self, text: str) -> None:
        start = self.source.add(text)
        self._add(
            "mark", document_id=self.document, order=len(self.rows["mark"]), kind="heading",
            start=start, end=start + len(text),
        )  # fmt: skip

    def _meeting(self) -> None:
        plan, rng = self.plan, self.rng
        theme = " ".join(self.cast.lexicon.draw(rng, rng.randint(3, 7)))
        self.title = f"Sample meeting {plan.number} on {theme}"
        country = rng.choice(self.cast.participants) if rng.random() < 0.8 else None
        city = f"Sampleton {rng.randint(1, 90)}" if country else ""
        self._passage_line("meeting", self.meeting, self.title)
        line = f"{city}, {country.name}, {plan.when.edtf}" if country else plan.when.edtf
        self._passage_line("meeting", self.meeting, line)
        self._add(
            "meeting", id=self.meeting, slug=f"sample-meeting-{plan.number}", title=self.title,
            title_order=fold_for_sort(self.title)[:200], theme=theme, series_id=self.series,
            ordinal=plan.ordinal, date=plan.when.edtf,
            first_day=str(plan.when.first_day), last_day=str(plan.when.last_day), city=city,
            country_id=country and country.pk, mode=rng.choice(MODES), status="published",
            attendance=rng.choice(("complete", "partial", "not recorded")), updated_at=CHANGED,
        )  # fmt: skip

    def _agenda(self) -> None:
        self._heading("Agenda")
        for index in range(self.plan.sessions):
            pk = self._pk("session", index)
            title = " ".join(self.cast.lexicon.draw(self.rng, 5)).capitalize()
            self._passage_line("agenda_item", pk, title)
            self.items.append(title)
            self._add(
                "agendaitem", id=pk, meeting_id=self.meeting, key=f"item-{index + 1}", title=title,
                order=index,
            )  # fmt: skip

    def _attendance(self) -> None:
        count, figure = self.plan.delegations, self.cast.base["figure"] + self.plan.number
        self._passage_line("figure", figure, f"{count} delegations took part")
        self._add(
            "figure", id=figure, meeting_id=self.meeting, order=0, text=f"{count} delegations",
            subject="delegations that took part",
        )  # fmt: skip
        self._heading("Participants")
        self.present = [
            self._delegation(order, who)
            for order, who in enumerate(attending(self.rng, self.cast, self.plan.series, count))
        ]
        self.rng.shuffle(self.present)

    def _delegation(self, order: int, who: int) -> Voice:
        rng = self.rng
        participant, staff = self.cast.participants[who], self.cast.staff[who]
        person = rng.choice(staff) if staff else None
        rank = rng.randrange(len(LEVELS))
        pk = self._pk("delegation", order)
        name = person.name if person else "Head of delegation"
        words = f"{name}, {TITLES[rank]}"
        self._passage_line("delegation", pk, f"{participant.name}: {words}")
        self._passage("delegate", pk, self.source.start_of_end(words), words)
        self._add(
            "delegation", id=pk, meeting_id=self.meeting, participant_id=participant.pk,
            printed=participant.name[:250], roles="[]" if order else '["chair"]',
            level=LEVELS[rank],
            presence=rng.choice(("in person", "in person", "virtual", "not stated")), order=order,
        )  # fmt: skip
        self._add(
            "delegate", id=pk, delegation_id=pk, person_id=person and person.pk, printed=name,
            title=TITLES[rank], order=0,
        )  # fmt: skip
        return Voice(who, participant, person, TITLES[rank])

    def _speeches(self) -> None:
        plan, rng = self.plan, self.rng
        promising = set(rng.sample(range(plan.statements), plan.pledges))
        sessions, current = plan.sessions, -1
        for index in range(plan.statements):
            session = index * sessions // plan.statements
            if session != current:
                current = session
                self._session(session)
            if plan.is_debate:
                said = long_speech(rng, self.cast, self.present[index % len(self.present)])
            else:
                said = speech(rng, self.cast, plan.series, self.present, index in promising)
            self._statement(index, self._pk("session", session), said)

    def _session(self, index: int) -> None:
        pk = self._pk("session", index)
        title = f"Session {index + 1}: {self.items[index]}"
        self._passage_line("session", pk, title)
        self._add(
            "session", id=pk, meeting_id=self.meeting, key=f"session-{index + 1}", title=title,
            kind="plenary" if index else "opening", order=index,
        )  # fmt: skip
        self._add("session_agenda", session_id=pk, agendaitem_id=pk)

    def _statement(self, index: int, session: int, said: Speech) -> None:
        pk = self._pk("statement", index)
        key = statement_key(self.plan.when.first_day, self.meeting, index)
        self._passage("statement", pk, self.source.add_statement(said.text), said.text)
        self._add(
            "statement", id=pk, meeting_id=self.meeting, number=index + 1, order=index + 1,
            session_id=session, agenda_item_id=session, form=said.form, delivery=said.delivery,
            language="en", text=said.text, quotations=said.quotations, procedural=said.procedural,
            collective=said.collective, key=key, series_id=self.series,
        )  # fmt: skip
        self._links(pk, key, said)
        if said.mention:
            self._add("statement_mentions", statement_id=pk, participant_id=said.mention)
        if said.reply and index:
            self._add("statement_in_reply_to", from_statement_id=pk, to_statement_id=pk - 1)
        if said.pledge:
            self._pledge(pk, said)

    def _links(self, statement: int, key: int, said: Speech) -> None:
        """Speakers, the rows that statements are found by, and the values that are tallied."""
        people: dict[int, None] = {}
        values = {self.cast.forms[said.form], code(FacetName.YEAR, self.plan.when.first_day.year)}
        if self.series is not None:
            values.add(code(FacetName.SERIES, self.series))
        for order, voice in enumerate(said.voices):
            who, person = voice.participant.pk, voice.person and voice.person.pk
            self._add(
                "speaker", statement_id=statement, order=order, participant_id=who,
                person_id=person, title=voice.title,
            )  # fmt: skip
            self._add("statementparticipant", statement_id=statement, participant_id=who, key=key)
            values |= {code(FacetName.PARTICIPANT, who), self.cast.kinds[who]}
            if person is not None:
                people[person] = None
        for person in people:
            self._add("statementperson", statement_id=statement, person_id=person, key=key)
            values.add(code(FacetName.PERSON, person))
        for order, topic in enumerate(said.topics):
            self._add(
                "statementtopic", statement_id=statement, topic_id=topic, order=order, key=key
            )
            values.add(code(FacetName.TOPIC, topic))
        self._alike[tuple(sorted(values))] += 1

    def _pledge(self, statement: int, said: Speech) -> None:
        """The last sentence of a statement, which promises something; the row is added later."""
        rng, plan, index = self.rng, self.plan, len(self.pledges)
        pk = self._pk("pledge", index)
        due = due_date(rng, plan.when.last_day)
        self._passage("pledge", pk, self.source.start_of_end(said.pledge), said.pledge)
        made = str(plan.when.first_day)
        newest = newest_day(plan.when.first_day) * DAY + self.meeting * MEETING
        self.pledgers.append(said.voices[0].participant.name)
        pledge = {
            "id": pk, "meeting_id": self.meeting, "number": index + 1, "order": index + 1,
            "title": said.pledge[:200], "kind": rng.choice(KINDS),
            "strength": rng.choice(STRENGTHS), "due": due.date, "due_first": due.first_day,
            "due_last": due.last_day, "made": made, "made_first": made, "made_last": made,
            "statement_id": statement, "position": newest + index, "series_id": self.series,
            "latest_status": "", "latest_status_since": None,
        }  # fmt: skip
        self.pledges.append(pledge)
        for order, voice in enumerate(said.voices):
            self._add(
                "pledger", pledge_id=pk, order=order, participant_id=voice.participant.pk,
                person_id=voice.person and voice.person.pk,
            )  # fmt: skip
        if said.amount:
            self._add(
                "amount", pledge_id=pk, order=0, text=f"{said.amount:,} US dollars",
                value=f"{said.amount}.0000", currency="USD",
            )  # fmt: skip

    def _follow_up(self) -> None:
        """What became of some pledges, reported a year later at the end of the document."""
        reported = self.plan.reported
        if reported:
            self._heading("Follow-up")
        last_day = self.plan.when.last_day
        day = str(last_day.replace(year=last_day.year + 1, day=1))
        for nth, index in enumerate(reported):
            pk, pledger = self._pk("update", nth), self.pledgers[index]
            status = self.rng.choice(REPORTS)
            text = f"{pledger} reported that pledge {index + 1} was {status}."
            self._passage_line("update", pk, text)
            self._add(
                "update", id=pk, pledge_id=self._pk("pledge", index), order=0, date=day,
                first_day=day, last_day=day, status=status, asserted_by=pledger[:250], text=text,
            )  # fmt: skip
            self.pledges[index] |= {"latest_status": status, "latest_status_since": day}
        for pledge in self.pledges:
            self._add("pledge", **pledge)

    def _document(self) -> None:
        text, day = self.source.text, str(self.plan.when.last_day)
        self._add(
            "document", id=self.document, key=f"sample-report-{self.plan.number}",
            title=f"Report of {self.title}", kind="report", date=day, first_day=day, last_day=day,
            language="en", origin="Made up to measure the portal with.", publisher="", url="",
            retrieved="", rights="public in full",
            text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        for stretch in stretches(text, self.source.statements):
            self._add("uncoveredtext", document_id=self.document, **stretch._asdict())
