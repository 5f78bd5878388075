"""One meeting of a sample, as rows: the document first, and all parts with their place in it."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

from .layout import Rows, uid_prefix
from .page import Page
from .plan import MeetingPlan
from .speech import Speech, Voice, due, speech
from .stage import Stage

LEVELS = ("minister", "ambassador", "senior official", "delegate", "expert", "not stated")
TITLES = ("Minister", "Ambassador", "Director-General", "Adviser", "Head of Division", "Delegate")
MODES = ("in person",) * 7 + ("virtual", "hybrid", "not stated")
KINDS = (
    "capability", "funds", "appointment", "hosting", "policy", "event", "knowledge", "other",
)  # fmt: skip
STRENGTHS = ("firm", "firm", "firm", "intended", "offered", "in principle", "reaffirmed")
REPORTS = ("in progress", "fulfilled", "changed", "withdrawn")
#: every meeting of a sample was last changed at this moment, so that a seed gives one register
CHANGED = "2026-01-01 00:00:00+00:00"


class Scene:
    """One meeting in the making."""

    def __init__(self, stage: Stage, plan: MeetingPlan) -> None:
        self.stage, self.plan = stage, plan
        self.rng = Random(f"meeting {stage.seed} {plan.number}")  # noqa: S311 - repeatable, not secret
        self.rows: Rows = defaultdict(list)
        self.page = Page()
        self.meeting = stage.base["meeting"] + plan.number
        self.document = stage.base["document"] + plan.number
        self._uids: dict[str, str] = {}
        self._alike: Counter[tuple[int, ...]] = Counter()

    def write(self) -> Rows:
        """All rows of the meeting."""
        self._title()
        self._agenda()
        self._attendance()
        pledging = self._speeches()
        self._follow_up(pledging)
        self._document()
        self._counted()
        return self.rows

    def _pk(self, noun: str, place: int) -> int:
        return self.stage.base[noun] + self.plan.before[noun] + place + 1

    def _uid(self, kind: str) -> str:
        prefix = self._uids.get(kind)
        if prefix is None:
            prefix = uid_prefix(kind, self.stage.seed, self.meeting)
            self._uids[kind] = prefix
        return f"{prefix}{len(self.rows[kind]):08x}"

    def _passage(self, owner: str, pk: int | None, span: tuple[int, int], exact: str) -> None:
        kind = f"passage_{owner}"
        common = (self._uid(kind), self.meeting, self.document, 0, *span, exact)
        self.rows[kind].append(common if pk is None else (*common, pk))

    def _mark(self, kind: str, text: str) -> None:
        start, end = self.page.line(text)
        order = len(self.rows["mark"])
        self.rows["mark"].append((self._uid("mark"), self.document, order, kind, start, end))

    def _title(self) -> None:
        plan, rng, troupe = self.plan, self.rng, self.stage.troupe
        theme = " ".join(self.stage.words.draw(rng, rng.randint(3, 7)))
        self.title = f"Sample meeting {plan.number} on {theme}"
        country = rng.choice(troupe.participants) if rng.random() < 0.8 else None
        city = f"Sampleton {rng.randint(1, 90)}" if country else ""
        span = self.page.line(self.title)
        self._passage("meeting", None, span, self.title)
        place = f"{city}, {country.name}, {plan.date}" if country else plan.date
        self._passage("meeting", None, self.page.line(place), place)
        self.series = None if plan.series is None else troupe.series[plan.series].pk
        self.rows["meeting"].append(
            (
                self.meeting,
                f"sample-meeting-{plan.number}",
                self.title,
                theme,
                self.series,
                plan.ordinal,
                plan.date,
                str(plan.first_day),
                str(plan.last_day),
                city,
                country.pk if country else None,
                rng.choice(MODES),
                "published",
                rng.choice(("complete", "partial", "not recorded")),
                CHANGED,
            )
        )

    def _agenda(self) -> None:
        self._mark("heading", "Agenda")
        for place in range(self.plan.sessions):
            pk = self._pk("session", place)
            title = " ".join(self.stage.words.draw(self.rng, 5)).capitalize()
            self._passage("agenda_item", pk, self.page.line(title), title)
            row = (pk, self.meeting, f"item-{place + 1}", title, place)
            self.rows["agenda_item"].append(row)

    def _attendance(self) -> None:
        rng = self.rng
        count = self.plan.delegations
        words = f"{count} delegations took part"
        self._passage("figure", self.meeting_figure, self.page.line(words), words)
        self.rows["figure"].append(
            (self.meeting_figure, self._uid("figure"), self.meeting, 0, f"{count} delegations",
             "delegations that took part")
        )  # fmt: skip
        self._mark("heading", "Participants")
        self.present = [
            self._delegation(place, who) for place, who in enumerate(self._drawn(count))
        ]
        rng.shuffle(self.present)

    @property
    def meeting_figure(self) -> int:
        """The row number of the meeting's one figure."""
        return self.stage.base["figure"] + self.plan.number

    def _drawn(self, count: int) -> list[int]:
        """Places of distinct participants, those that belong to the series first."""
        troupe = self.stage.troupe
        crowd = troupe.speaking[-1 if self.plan.series is None else self.plan.series]
        found: dict[int, None] = {}
        for _ in range(count * 6):
            found[self.rng.choice(crowd)] = None
            if len(found) == count:
                return list(found)
        left = [n for n in range(len(troupe.participants)) if n not in found]
        return [*found, *self.rng.sample(left, count - len(found))]

    def _delegation(self, place: int, who: int) -> Voice:
        rng, troupe = self.rng, self.stage.troupe
        body, staff = troupe.participants[who], troupe.people[who]
        person = rng.choice(staff) if staff else None
        rank = rng.randrange(len(LEVELS))
        title = TITLES[rank]
        pk = self._pk("delegation", place)
        name = person.name if person else "Head of delegation"
        words = f"{name}, {title}"
        line = f"{body.name}: {words}"
        start, end = self.page.line(line)
        self._passage("delegation", pk, (start, end), line)
        self._passage("delegate", pk, (end - len(words), end), words)
        roles = ("[]", '["speaker"]', '["member"]', '["chair"]')[0 if place else 3]
        self.rows["delegation"].append(
            (pk, self.meeting, body.pk, body.name[:250], roles, LEVELS[rank],
             rng.choice(("in person", "in person", "virtual", "not stated")), place)
        )  # fmt: skip
        self.rows["delegate"].append(
            (pk, self._uid("delegate"), pk, person.pk if person else None, name, title, 0)
        )
        return Voice(who, body, person, title)

    def _speeches(self) -> list[tuple[int, Speech]]:
        """Write all statements; the row number and speech of each that holds a pledge."""
        plan, rng = self.plan, self.rng
        day = plan.first_day
        number = day.year * 10_000 + day.month * 100 + day.day
        meeting = self.meeting * self.stage.place
        base = number * self.stage.day + meeting
        self.newest = (self.stage.last_day - number) * self.stage.day + meeting
        promised = set(rng.sample(range(plan.statements), plan.pledges))
        pledging = []
        session = -1
        for place in range(plan.statements):
            here = place * plan.sessions // plan.statements
            if here != session:
                session = here
                self._session(session)
            said = speech(rng, self.stage, self.plan.series, self.present, place in promised)
            pk = self._pk("statement", place)
            self._statement(pk, place, base + place, session, said)
            if said.pledge:
                pledging.append((pk, said))
        return pledging

    def _session(self, place: int) -> None:
        pk = self._pk("session", place)
        title = f"Session {place + 1}: {self.rows['agenda_item'][place][3]}"
        self._passage("session", pk, self.page.line(title), title)
        kind = "plenary" if place else "opening"
        row = (pk, self.meeting, f"session-{place + 1}", title, kind, place)
        self.rows["session"].append(row)
        self.rows["session_agenda"].append((pk, pk))

    def _statement(self, pk: int, place: int, key: int, session: int, said: Speech) -> None:
        rows, part = self.rows, self._pk("session", session)
        start, end = self.page.line(said.text)
        rows["statement"].append(
            (pk, self.meeting, place + 1, place + 1, part, part, said.form, said.delivery, "en",
             said.text, said.quotations, said.procedural, said.collective, key, self.series)
        )  # fmt: skip
        self._passage("statement", pk, (start, end), said.text)
        people: dict[int, None] = {}
        for order, voice in enumerate(said.voices):
            person = voice.person.pk if voice.person else None
            uid = self._uid("speaker")
            rows["speaker"].append((uid, pk, order, voice.body.pk, person, voice.title))
            rows["statement_participant"].append((pk, voice.body.pk, key))
            if person is not None:
                people[person] = None
        rows["statement_person"].extend((pk, person, key) for person in people)
        for order, topic in enumerate(said.topics):
            rows["statement_topic"].append((pk, topic, order, key))
        bodies = [voice.body.pk for voice in said.voices]
        year = self.plan.first_day.year
        codes = self.stage.codes
        self._alike[codes.of(said.form, year, self.series, bodies, people, said.topics)] += 1
        if said.mention:
            rows["mention"].append((pk, said.mention))
        if said.reply and place:
            rows["reply"].append((pk, pk - 1))
        if said.pledge:
            self._pledge(pk, said, end)

    def _counted(self) -> None:
        """What the meeting adds to the counts of facets."""
        alike = [(n, values) for values, n in sorted(self._alike.items())]
        self.rows["meeting_tally"].append((self.meeting, json.dumps(alike)))

    def _pledge(self, statement: int, said: Speech, end: int) -> None:
        rng, plan, rows = self.rng, self.plan, self.rows
        place = len(rows["pledge"])
        pk = self._pk("pledge", place)
        by, first, last = due(rng, plan.last_day)
        self._passage("pledge", pk, (end - len(said.pledge), end), said.pledge)
        made = str(plan.first_day)
        rows["pledge"].append(
            (pk, self.meeting, place + 1, place + 1, said.pledge[:200], rng.choice(KINDS),
             rng.choice(STRENGTHS), by, first, last, made, made, made, statement,
             self.newest + place, self.series, "", None)
        )  # fmt: skip
        for order, voice in enumerate(said.voices):
            person = voice.person.pk if voice.person else None
            rows["pledger"].append((self._uid("pledger"), pk, order, voice.body.pk, person))
        if said.amount:
            text = f"{said.amount:,} US dollars"
            uid = self._uid("amount")
            rows["amount"].append((uid, pk, 0, text, f"{said.amount}.0000", "USD"))

    def _follow_up(self, pledging: Sequence[tuple[int, Speech]]) -> None:
        """What became of some pledges, reported a year later at the end of the document."""
        places = self.plan.updates()
        if places:
            self._mark("heading", "Follow-up")
        for nth, place in enumerate(places):
            pk, pledge = self._pk("update", nth), self._pk("pledge", place)
            status = self.rng.choice(REPORTS)
            who = pledging[place][1].voices[0].body.name
            words = f"{who} reported that pledge {place + 1} was {status}."
            self._passage("update", pk, self.page.line(words), words)
            day = str(self.plan.last_day.replace(year=self.plan.last_day.year + 1, day=1))
            self.rows["update"].append(
                (pk, self._uid("update"), pledge, 0, day, day, day, status, who[:250], words)
            )
            rows = self.rows["pledge"]
            rows[place] = (*rows[place][:-2], status, day)

    def _document(self) -> None:
        text, plan = self.page.text, self.plan
        self.rows["document"].append(
            (
                self.document,
                f"sample-report-{plan.number}",
                f"Report of {self.title}",
                "report",
                str(plan.last_day),
                str(plan.last_day),
                str(plan.last_day),
                "en",
                "Made up to measure the portal with.",
                "public in full",
                text,
                hashlib.sha256(text.encode()).hexdigest(),
            )
        )


def batch_rows(stage: Stage, meetings: Sequence[MeetingPlan]) -> Rows:
    """The rows of several meetings, by kind, in the order of the meetings."""
    rows: Rows = defaultdict(list)
    for plan in meetings:
        for kind, own in Scene(stage, plan).write().items():
            rows[kind].extend(own)
    return dict(rows)
