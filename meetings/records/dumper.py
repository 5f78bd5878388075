"""Rows -> record file: the same format out as in."""

import hashlib
import json
from typing import Any

from participants.models import Participant, Person

from ..models import (
    Delegate,
    Document,
    Meeting,
    Relation,
    Topic,
)
from ..models.choices import Level, Noun, Presence
from .said import Said
from .shapes import (
    Json,
    filled,
    participant_data,
    person_data,
    place_data,
    series_data,
    topic_data,
)


def record_bytes(meeting: Meeting, *, public: bool = False) -> bytes:
    """The record file of ``meeting``, UTF-8; the same rows always give the same bytes.

    For the ``public``, texts of which only passages may be shown are left out.
    """
    return encode(record_data(meeting, public=public))


def encode(data: Json) -> bytes:
    """A record as bytes: two spaces a level, one line break at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def record_digest(meeting: Meeting) -> str:
    """SHA-256 of what is the record's own: its parts and sources, not the nouns it shares."""
    data = record_data(meeting)
    for noun in ("participants", "people", "topics"):
        data.pop(noun, None)
    for one in [data["meeting"], *(relation["meeting"] for relation in data.get("relations", []))]:
        one["series"] = one.get("series", {}).get("slug")
    return hashlib.sha256(encode(data)).hexdigest()


def record_data(meeting: Meeting, *, public: bool = False) -> Json:
    """The record file of ``meeting`` as JSON holds it."""
    return _Dump(meeting, public).data()


class _Dump(Said):
    """One record on its way out; gathers first, a fixed number of queries, then encodes."""

    def data(self) -> Json:
        """Every key in the order of RECORDS.md; what says nothing is left out."""
        parts = {
            "documents": [self._document(n, row) for n, row in enumerate(self.rows.documents)],
            "agenda": [self._agenda(n, row) for n, row in enumerate(self.rows.agenda)],
            "sessions": [self._session(n, row) for n, row in enumerate(self.rows.sessions)],
            "delegations": [
                self._delegation(n, row) for n, row in enumerate(self.rows.delegations)
            ],
            "statements": [self.statement(n, row) for n, row in enumerate(self.rows.statements)],
            "pledges": [self.pledge(n, row) for n, row in enumerate(self.rows.pledges)],
            "figures": [self._figure(n, row) for n, row in enumerate(self.rows.figures)],
            "relations": [self._relation(n, row) for n, row in enumerate(self.rows.relations)],
            "references": [self._reference(n, row) for n, row in enumerate(self.rows.references)],
            "inferred": self._inferred(),
            "retired": self._retired(),
        }
        meeting = self._meeting()
        shared = {
            "participants": self._participants(),
            "people": self._people(),
            "topics": self._topics(),
        }
        return {"meeting": meeting} | filled(**shared) | filled(**parts)

    def _meeting(self) -> Json:
        row = self.meeting
        self.who(row.country)
        return filled(
            slug=row.slug,
            former_slugs=sorted(former.slug for former in row.former_slugs.all()),
            title=row.title,
            title_printed=row.title_printed,
            series=series_data(row.series),
            ordinal=row.ordinal,
            theme=row.theme,
            date=row.date,
            mode=row.mode,
            stage=row.stage,
            status=row.status,
            summary=row.summary,
            place=place_data(row),
            attendance=row.attendance,
            passage=self.passage("meeting", row.pk),
        )

    def _document(self, n: int, row: Document) -> Json:
        self.paths["document", row.pk] = f"/documents/{n}"
        hidden = row.pk in self.hidden
        fields = filled(
            key=row.key,
            title=row.title,
            kind=row.kind,
            symbol=row.symbol,
            issuers=self.whom(row.issuers.all()),
            date=row.date,
            language=row.language,
            origin=row.origin,
            rights=row.rights,
        )
        return (
            fields
            | ({} if hidden else {"text": row.text})
            | {"sha256": row.sha256}
            | ({} if hidden else self._readings(row))
        )

    def _readings(self, row: Document) -> Json:
        return filled(
            marks=[
                {"kind": mark.kind, "passage": self.span(row.pk, mark.start, mark.end)}
                for mark in sorted(
                    row.marks.all(), key=lambda mark: (mark.start, mark.end, mark.kind, mark.pk)
                )
            ],
            corrections=[
                {
                    "passage": self.span(row.pk, fix.start, fix.end),
                    "printed": fix.printed,
                    "read": fix.read,
                    "reason": fix.reason,
                }
                for fix in sorted(
                    row.corrections.all(), key=lambda fix: (fix.start, fix.end, fix.pk)
                )
            ],
        )

    def _agenda(self, n: int, row: Any) -> Json:
        self.paths["agenda_item", row.pk] = f"/agenda/{n}"
        return filled(
            key=row.key,
            title=row.title,
            items=row.items,
            passage=self.passage("agenda_item", row.pk),
        )

    def _session(self, n: int, row: Any) -> Json:
        self.paths["session", row.pk] = f"/sessions/{n}"
        items = sorted(row.agenda.all(), key=lambda item: (item.order, item.pk))
        return filled(
            key=row.key,
            title=row.title,
            kind=row.kind,
            date=row.date,
            place=row.place,
            part_of=row.part_of.key if row.part_of else None,
            agenda=[item.key for item in items],
            passage=self.passage("session", row.pk),
        )

    def _delegation(self, n: int, row: Any) -> Json:
        path = f"/delegations/{n}"
        self.paths["delegation", row.pk] = path
        return filled(
            participant=self.who(row.participant),
            printed=row.printed,
            roles=row.roles,
            level="" if row.level == Level.NOT_STATED else row.level,
            presence="" if row.presence == Presence.NOT_STATED else row.presence,
            passage=self.passage("delegation", row.pk),
            delegates=[
                self._delegate(f"{path}/delegates/{m}", delegate)
                for m, delegate in enumerate(row.delegates.all())
            ],
        )

    def _delegate(self, path: str, row: Delegate) -> Json:
        self.paths["delegate", row.pk] = path
        return {"person": self.person(row.person)} | filled(
            printed=row.printed,
            honorific=row.honorific,
            title=row.title,
            role=row.role,
            level=row.level,
            presence=row.presence,
            passage=self.passage("delegate", row.pk),
        )

    def _figure(self, n: int, row: Any) -> Json:
        self.paths["figure", row.pk] = f"/figures/{n}"
        return filled(
            text=row.text,
            subject=row.subject,
            statement=row.statement.number if row.statement else None,
            passage=self.passage("figure", row.pk),
        )

    def _relation(self, n: int, row: Relation) -> Json:
        self.paths["relation", row.pk] = f"/relations/{n}"
        return filled(
            relation=row.relation,
            printed=row.printed,
            passage=self.passage("relation", row.pk),
            meeting=self._stub(row),
        )

    def _stub(self, row: Relation) -> Json:
        """What this record says of the other meeting, whatever others say."""
        said = row.described
        country = self.rows.bodies.get(said.get("country", ""))
        series = self.rows.series.get(said.get("series", ""))
        present = said.get("delegations", [])
        return {"slug": row.other.slug, "title": said.get("title")} | filled(
            series=series_data(series),
            ordinal=said.get("ordinal"),
            date=said.get("date"),
            place=filled(city=said.get("city"), country=self.who(country), venue=said.get("venue")),
            mode=said.get("mode"),
            stage=said.get("stage"),
            theme=said.get("theme"),
            delegations=[
                filled(
                    participant=self.who(self.rows.bodies[one["participant"]]), roles=one["roles"]
                )
                for one in present
            ],
        )

    def _reference(self, n: int, row: Any) -> Json:
        self.paths["reference", row.pk] = f"/references/{n}"
        return filled(
            title=row.document.title,
            symbol=row.document.symbol,
            passage=self.passage("reference", row.pk),
        )

    def _inferred(self) -> list[Json]:
        found = []
        for row in self.rows.inferences:
            field = row.owner_field
            owner = self.paths.get((field, getattr(row, f"{field}_id")))
            if owner is not None:
                found.append({"path": f"{owner}/{row.field}", "reason": row.reason})
        order = {f"/{noun}": place for place, noun in enumerate(_NOUNS)}
        return sorted(found, key=lambda one: _path_order(one["path"], order))

    def _retired(self) -> Json:
        numbers: dict[str, list[int]] = {"statements": [], "pledges": []}
        for row in self.meeting.retired_numbers.all():
            numbers["statements" if row.noun == Noun.STATEMENT else "pledges"].append(row.number)
        return filled(**{noun: sorted(found) for noun, found in numbers.items()})

    def _participants(self) -> list[Json]:
        rows = Participant.objects.select_related("part_of").prefetch_related("names")
        wanted = {slug for slug, row in self.participants.items() if not row.shipped}
        defined: dict[str, Participant] = {}
        while wanted:
            found = list(rows.filter(slug__in=wanted))
            defined |= {row.slug: row for row in found}
            above = {row.part_of.slug for row in found if row.part_of and not row.part_of.shipped}
            wanted = above - defined.keys()
        return [participant_data(defined[slug]) for slug in sorted(defined)]

    def _people(self) -> list[Json]:
        rows = Person.objects.filter(key__in=self.people).prefetch_related("names")
        return [person_data(row) for row in sorted(rows, key=lambda row: row.key)]

    def _topics(self) -> list[Json]:
        # A broader topic is part of what a narrower one is, so the file defines it too.
        defined = dict(self.topics)
        above = {row.broader_id for row in defined.values() if row.broader_id}
        while above:
            found = list(Topic.objects.filter(pk__in=above).select_related("broader"))
            above = {row.broader_id for row in found if row.broader_id} - above
            defined |= {row.name: row for row in found}
        shown = set(Topic.objects.public().values_list("pk", flat=True)) if self.public else None
        return [
            topic_data(defined[name], shown)
            for name in sorted(defined)
            if shown is None or defined[name].pk in shown
        ]


_NOUNS = (
    "meeting",
    "documents",
    "agenda",
    "sessions",
    "delegations",
    "statements",
    "pledges",
    "figures",
    "relations",
    "references",
)


def _path_order(path: str, order: dict[str, int]) -> tuple[Any, ...]:
    steps = path.split("/")[1:]
    return order[f"/{steps[0]}"], *(
        (0, int(step), "") if step.isdigit() else (1, 0, step) for step in steps[1:]
    )
