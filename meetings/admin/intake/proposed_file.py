"""A proposed record file on its way into the register: addresses that are free, and what gives way.

The rules of intake know the names of the register and nothing else of it. What they propose may
stand against a row that is there: a resolution under another title, a stub with another date. The
register is right then; what it refuses is left out of the draft, and told.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from meetings.intake.writing import Json, Written
from meetings.models import Document, FormerSlug, Meeting
from meetings.records.errors import RecordError
from participants.slugs import LONGEST

from ..slugs import SERIAL, free_slug

#: what a proposal can do without; the rest holds the file together
LOOSE = (
    *("agenda", "sessions", "delegations", "statements", "pledges"),
    *("figures", "relations", "references", "inferred"),
)
#: keys that the meeting and its source cannot lack
FIRM = ("key", "name", "rights", "slug", "status", "text", "title")


Place = tuple[str | int, ...]

#: the steps to an object of which single values can be left out
DEPTHS: dict[Place, int] = {("meeting",): 1, ("documents",): 2, ("people",): 2}


@dataclass
class ProposedFile:
    """A record file and the findings about it, both free to be changed here."""

    record: Json
    findings: list[Json]
    left_out: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, written: Written) -> "ProposedFile":
        """A proposal that is to become a draft."""
        record = deepcopy(written.record)
        record["meeting"]["status"] = "draft"
        return cls(record, deepcopy(written.report["findings"]))

    @property
    def source(self) -> Json:
        """The document that all passages lie in."""
        document: Json = self.record["documents"][0]
        return document

    def fit(self) -> None:
        """Take addresses that are free, and the register's own words for what it knows."""
        self._take_free_addresses()
        self._follow_known_references()
        self._tie_source()

    def keep_meeting_alone(self) -> None:
        """Leave the meeting and its source: all else is entered beside the source."""
        kept = {"meeting", "inferred", "documents"}
        self.record = {key: value for key, value in self.record.items() if key in kept}
        self.record["documents"] = [self.source]
        self.source.pop("marks", None)
        self.findings = [one for one in self.findings if _is_of_meeting(one["pointer"])]
        if reasons := self.record.get("inferred"):
            self.record["inferred"] = [one for one in reasons if _is_of_meeting(one["path"])]

    def _take_free_addresses(self) -> None:
        base = self.record["meeting"]["slug"][: LONGEST - SERIAL].rstrip("-")
        former = FormerSlug.objects.filter(slug__startswith=base).values_list("slug", flat=True)
        slug = free_slug(base, Meeting.objects.all(), "slug", {*former})
        self.record["meeting"]["slug"] = slug
        key = f"{slug[: LONGEST - len('-source') - SERIAL].rstrip('-')}-source"
        old, new = self.source["key"], free_slug(key, Document.objects.all(), "key", set())
        for entry in _objects(self.record):
            if entry.get("document") == old:
                entry["document"] = new
        self.source["key"] = new

    def _follow_known_references(self) -> None:
        """A document of a known symbol goes by the title that it has here."""
        cited = {entry["symbol"]: entry for entry in self._references() if entry.get("symbol")}
        for known in Document.objects.filter(symbol__in=cited).defer("text"):
            cited[known.symbol]["title"] = known.title
            cited[known.symbol].pop("date", None)

    def _references(self) -> list[Json]:
        return list(self.record.get("references") or [])

    def _tie_source(self) -> None:
        """Where nothing was found, the source still is that of the record: by its first line."""
        if any("document" in entry for entry in _objects(self.record)):
            return
        text = self.source["text"]
        start = len(text) - len(text.lstrip())
        line = text[start:].partition("\n")[0].rstrip()
        position = {"start": start, "end": start + len(line)}
        self.record["meeting"]["passage"] = {"document": self.source["key"], "position": position}

    def leave_out(self, errors: Iterable[RecordError]) -> bool:
        """Take out what is wrong; whether there was anything that can be taken out."""
        places = {_place(error.path): error for error in errors}
        # The last one first: what comes before keeps its place.
        gone = [place for place in sorted(places, key=_in_order, reverse=True) if self._drop(place)]
        self.left_out += [_told(places[place]) for place in reversed(gone)]
        return bool(gone)

    def _drop(self, place: Place) -> bool:
        if not _is_loose(place):
            return False
        if place[0] == "inferred":
            place = place[:2]
        owner: Any = self.record
        for step in place[:-1]:
            owner = _inside(owner, step)
        if _inside(owner, place[-1]) is None:
            return False
        del owner[place[-1]]
        self._follow(place)
        return True

    def _follow(self, gone: Place) -> None:
        """Have pointers lead on to what they led to, and lose those to what is gone."""
        self.findings = [
            entry | {"pointer": moved}
            for entry in self.findings
            if (moved := _moved(entry["pointer"], gone)) is not None
        ]
        if reasons := self.record.get("inferred"):
            self.record["inferred"] = [
                entry | {"path": moved}
                for entry in reasons
                if (moved := _moved(entry["path"], gone)) is not None
            ]


def _is_of_meeting(pointer: str) -> bool:
    return _place(pointer)[:1] == ("meeting",)


def _objects(value: Any) -> Iterator[Json]:
    """Every object of a decoded file."""
    if isinstance(value, dict):
        yield value
    for entry in value.values() if isinstance(value, dict) else value:
        if isinstance(entry, dict | list):
            yield from _objects(entry)


def _place(pointer: str) -> Place:
    """The steps of a JSON Pointer (RFC 6901); places of lists as numbers."""
    steps = pointer.split("/")[1:]
    return tuple(int(step) if step.isdecimal() else step for step in steps)


def _in_order(place: Place) -> list[Any]:
    """Reasons come last: they go with what they are about, and do not keep their places then."""
    steps = [(step, "") if isinstance(step, int) else (-1, step) for step in place]
    return [place[:1] == ("inferred",), steps]


def _is_loose(place: Place) -> bool:
    if len(place) > 1 and place[0] in LOOSE:
        return True
    return len(place) > DEPTHS.get(place[:1], 99) and place[-1] not in FIRM


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, list) and isinstance(step, int):
        return value[step] if step < len(value) else None
    return value.get(step) if isinstance(value, dict) else None


def _moved(pointer: str, gone: Place) -> str | None:
    """A pointer once something is gone; None where it led there."""
    steps, last = list(_place(pointer)), len(gone) - 1
    if tuple(steps[:last]) != gone[:-1] or len(steps) <= last:
        return pointer
    step, taken = steps[last], gone[-1]
    if step == taken:
        return None
    if isinstance(step, int) and isinstance(taken, int) and step > taken:
        steps[last] = step - 1
    return "".join(f"/{one}" for one in steps)


def _told(error: RecordError) -> str:
    """What was left out and why, without the remedies for whoever loads files."""
    steps = (step + 1 if isinstance(step, int) else step for step in _place(error.path))
    return _("%(place)s: %(reason)s") % {
        "place": " ".join(map(str, steps)),
        "reason": error.message.partition(";")[0].rstrip(".") + ".",
    }
