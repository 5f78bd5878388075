"""A proposal that comes from elsewhere: a record file that any tool or language model made.

Every part is held against the document before it is taken: its passage must be found, its words
must be printed, its values must be such as record files have. What does not stand is left out and
told, by its place in the file given; the rest can be loaded as a draft, every value doubtful until
somebody looked.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from participants.names import fold_name

from ..records.errors import RecordError, RecordErrors
from ..records.fields.declaration import fields_of
from ..records.fields.meeting import MeetingRecord
from ..records.inferences import PointerError, resolve_pointer
from ..records.passages import PassageError
from ..records.reader import read_record
from .files import DocumentText
from .given_passages import FoundPassages
from .parts import Sureness
from .printed import PrintedWords, invented
from .register import Register
from .writing import LISTS, Json, Written

#: lists whose entries may do without a passage
_WITHOUT_PASSAGE = ("agenda", "sessions")
_DEFINITIONS = ("participants", "people", "topics")
_OF_DOCUMENT = (
    "title",
    "kind",
    "symbol",
    "issuers",
    "publisher",
    "url",
    "retrieved",
    "date",
    "language",
)


class UnusableProposal(ValueError):  # noqa: N818 - it is what the proposal is
    """Nothing of a proposal can be taken; says why, for whoever gave it."""


def checked_proposal(
    given: bytes, document: DocumentText, name: str, register: Register
) -> Written:
    """What stands of a given record file for the document, and a report with what does not.

    ``refused`` of the report lists JSON Pointers into the file given, with the reason. Raises
    :class:`UnusableProposal` where the file is no record file at all.
    """
    try:
        value = json.loads(given)
    except (ValueError, RecursionError) as error:
        message = gettext("The proposal is no JSON: %(reason)s") % {"reason": error}
        raise UnusableProposal(message) from error
    if not isinstance(value, dict) or not isinstance(value.get("meeting"), dict):
        raise UnusableProposal(gettext("The proposal is no record file: it has no “meeting”."))
    return _Checking(value, document, name, register).written()


def _leads_somewhere(reason: Json, record: Json) -> bool:
    try:
        resolve_pointer(record, reason["path"])
    except PointerError:
        return False
    return True


@dataclass
class _Checking:
    value: Json
    document: DocumentText
    name: str
    register: Register
    refused: dict[str, str] = field(default_factory=dict)
    #: the entries that still stand, by list: their place in the file given, and what they hold
    entries: dict[str, dict[int, Json]] = field(default_factory=dict)
    meeting: Json = field(default_factory=dict)
    #: which entries a record was last made of, by list: their places in the file given
    _standing: dict[str, list[int]] = field(default_factory=dict)

    def written(self) -> Written:
        self.key = self._key()
        self.found = FoundPassages(self.document.text, self.key)
        self.meeting = self._meeting()
        for noun in LISTS:
            listed = self.value.get(noun)
            entries = listed if isinstance(listed, list) else []
            self.entries[noun] = {
                place: deepcopy(entry)
                for place, entry in enumerate(entries)
                if isinstance(entry, dict)
            }
        self._find_passages()
        self._leave_out_who_is_unknown()
        self._leave_out_what_is_unprinted()
        record = self._leave_out_what_is_unreadable()
        return Written(record, self._report(record))

    def _key(self) -> str:
        documents = self.value.get("documents")
        first = documents[0] if isinstance(documents, list) and documents else None
        key = first.get("key") if isinstance(first, dict) else None
        return key if isinstance(key, str) and key else "source"

    def _meeting(self) -> Json:
        """What is given of the meeting, without keys that record files do not have."""
        keys = {declared.key for declared in fields_of(MeetingRecord)}
        for key in self.value["meeting"].keys() - keys:
            self.refused[f"/meeting/{key}"] = gettext("record files have no such key.")
        kept = {key: value for key, value in self.value["meeting"].items() if key in keys}
        return deepcopy(kept) | {"status": "draft"}

    # Passages

    def _find_passages(self) -> None:
        for noun, entries in self.entries.items():
            for place in list(entries):
                try:
                    self.found.put_positions(entries[place])
                    if noun not in _WITHOUT_PASSAGE and not entries[place].get("passage"):
                        raise PassageError(
                            gettext("it does not say which words it was taken from.")
                        )
                except PassageError as error:
                    self._leave_out(noun, place, str(error))
        try:
            self.found.put_positions(self.meeting)
        except PassageError as error:
            self.refused["/meeting/passage"] = str(error)
            del self.meeting["passage"]

    # Participants

    def _leave_out_who_is_unknown(self) -> None:
        """Whom neither register nor file defines is nobody: a speaker keeps the printed name."""
        defined = self.value.get("participants")
        own = [entry for entry in defined or [] if isinstance(entry, dict)]
        known = {
            fold_name(name) for one in self.register.participants for name in (one.name, *one.names)
        }
        known |= {
            fold_name(str(entry.get(key) or ""))
            for entry in own
            for key in ("slug", "name", "code")
        }
        known |= {fold_name(one.key) for one in self.register.participants}
        reason = gettext("the register knows no “%(name)s”.")
        for place, entry in list(self.entries["delegations"].items()):
            name = entry.get("participant")
            if fold_name(str(name or "")) not in known:
                self._leave_out("delegations", place, reason % {"name": name})
        for noun, key in (("statements", "speakers"), ("pledges", "by")):
            for place, entry in self.entries[noun].items():
                listed = entry.get(key)
                for number, one in enumerate(listed if isinstance(listed, list) else []):
                    name = one.get("participant") if isinstance(one, dict) else None
                    if name and fold_name(str(name)) not in known:
                        one["participant"] = None
                        path = f"/{noun}/{place}/{key}/{number}/participant"
                        self.refused[path] = reason % {"name": name}

    # Leaving out

    def _leave_out(self, noun: str, place: int, reason: str) -> None:
        if self.entries[noun].pop(place, None) is not None:
            self.refused[f"/{noun}/{place}"] = reason

    def _leave_out_what_is_unprinted(self) -> None:
        words = PrintedWords(self.document.text)
        record = self._record()
        for path, value in list(invented(record, words)):
            reason = gettext("the document does not print “%(value)s”.") % {"value": value[:80]}
            self._leave_out_at(path, reason)

    def _leave_out_what_is_unreadable(self) -> Json:
        """Read what is left as record files are read, until nothing is wrong with it."""
        while True:
            record = self._record()
            try:
                read_record(json.dumps(record).encode(), self.name)
            except RecordErrors as errors:
                for error in errors.errors:
                    self._leave_out_error(error, record)
                continue
            return record

    def _leave_out_error(self, error: RecordError, record: Json) -> None:
        if not self._leave_out_at(error.path, error.message):
            raise UnusableProposal(error.told)

    def _leave_out_at(self, path: str, reason: str) -> bool:
        """Leave out the part that a pointer into this record is in; whether there is one."""
        noun, *rest = path.split("/")[1:] or [""]
        if noun == "meeting" and rest and rest[0] != "slug":
            self.refused.setdefault(f"/meeting/{rest[0]}", reason)
            return self.meeting.pop(rest[0], None) is not None
        if noun in self.entries and rest and rest[0].isdigit():
            self._leave_out(noun, self._standing[noun][int(rest[0])], reason)
            return True
        if noun in self.value and noun not in ("meeting", "documents", *LISTS):
            self.refused.setdefault(f"/{noun}", reason)
            return self.value.pop(noun, None) is not None
        return False

    # The record that stands

    def _record(self) -> Json:
        self._standing = {noun: list(entries) for noun, entries in self.entries.items()}
        numbers = {entry.get("number") for entry in self.entries["statements"].values()}
        record: Json = {"meeting": self.meeting}
        for noun in _DEFINITIONS:
            if self.value.get(noun):
                record[noun] = self.value[noun]
        record["documents"] = [self._document()]
        for noun, entries in self.entries.items():
            kept = [self._with_numbers(entry, numbers) for entry in entries.values()]
            if kept:
                record[noun] = kept
        inferred = [entry for entry in self._inferred() if _leads_somewhere(entry, record)]
        if inferred:
            record["inferred"] = inferred
        return record

    def _document(self) -> Json:
        documents = self.value.get("documents")
        first = documents[0] if isinstance(documents, list) and documents else {}
        told = {
            key: first[key] for key in _OF_DOCUMENT if isinstance(first, dict) and first.get(key)
        }
        own = {"origin": self.name, "rights": "passages only", "text": self.document.text}
        return {"key": self.key, "title": self.name} | told | own

    @staticmethod
    def _with_numbers(entry: Json, numbers: set[Any]) -> Json:
        """An entry that refers only to statements which stand."""
        kept = dict(entry)
        if "in_reply_to" in kept and isinstance(kept["in_reply_to"], list):
            kept["in_reply_to"] = [number for number in kept["in_reply_to"] if number in numbers]
        if kept.get("statement") is not None and kept["statement"] not in numbers:
            del kept["statement"]
        return kept

    def _inferred(self) -> Iterator[Json]:
        """The reasons for values that stand, led to where these are now."""
        listed = self.value.get("inferred")
        for entry in listed if isinstance(listed, list) else []:
            path = entry.get("path") if isinstance(entry, dict) else None
            if not isinstance(path, str):
                continue
            noun, *rest = path.split("/")[1:] or [""]
            if noun not in self.entries:
                yield entry
            elif rest and rest[0].isdigit() and int(rest[0]) in self.entries[noun]:
                place = list(self.entries[noun]).index(int(rest[0]))
                yield entry | {"path": "/".join(["", noun, str(place), *rest[1:]])}

    # The report

    def _report(self, record: Json) -> Json:
        rule = gettext("proposed elsewhere")
        findings = [
            {
                "pointer": f"/{noun}/{place}",
                "rule": rule,
                "sureness": str(Sureness.DOUBTFUL),
                "passage": [self._excerpt(piece) for piece in entry.get("passage", ())],
            }
            for noun in LISTS
            for place, entry in enumerate(record.get(noun, ()))
        ]
        return {
            "document": self.key,
            "sha256": self.document.sha256,
            "kind": self.document.kind,
            "notes": list(self.document.notes),
            "findings": findings,
            "refused": [
                {"pointer": path, "reason": reason} for path, reason in self.refused.items()
            ],
        }

    def _excerpt(self, piece: Json) -> Json:
        start, end = piece["position"]["start"], piece["position"]["end"]
        return {"start": start, "end": end, "exact": self.document.text[start:end]}
