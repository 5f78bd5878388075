"""The published record becomes what its correction holds: one exchange, in one transaction."""

import json
from dataclasses import dataclass, replace

from django.db.models import F, Max

from ..history.differences import differences
from ..models import Meeting, OpenCorrection, Revision, StepTaken
from ..models.choices import Status
from ..records.dumper import Dump
from ..records.fields.declaration import Json
from ..records.gathered import gather
from ..review.comments import carry_comments
from .copying import delete_record, with_address, write_record

#: lists of nouns that records share, and what belongs to the row of the record or to its texts
_SHARED = ("participants", "people", "topics", "documents")
_OF_THE_ROW = ("slug", "former_slugs", "status")


@dataclass(frozen=True, slots=True)
class Correction:
    """An open correction with its record, both held until the transaction ends."""

    opened: OpenCorrection
    meeting: Meeting
    record: Meeting

    @classmethod
    def held(cls, meeting: Meeting) -> "Correction":
        """Hold a correction and its record. Raises ``OpenCorrection.DoesNotExist``."""
        opened = OpenCorrection.objects.get(meeting=meeting.pk)
        numbers = [opened.record_id, opened.meeting_id]
        rows = Meeting.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
        by_number = {row.pk: row for row in rows.order_by("pk")}
        return cls(opened, by_number[opened.meeting_id], by_number[opened.record_id])

    def changed_since(self, mine: Dump | None = None) -> list[str]:
        """What was changed in the record since the correction was made of it, in words."""
        now = own_part(Dump.of(gather(self.record)).data)
        base = json.loads(self.opened.base)
        if base == now:
            return []
        # What the correction says as well stands against nothing.
        mine = mine or Dump.of(gather(self.meeting))
        own = {str(one) for one in differences(base, own_part(mine.data))}
        return [str(one) for one in differences(base, now) if str(one) not in own]

    def come_true(self, dump: Dump) -> Dump:
        """Write what ``dump`` holds onto the record, and let the correction go.

        The record keeps its row, its address, its former addresses and its numbers; steps and
        revisions of the correction are then its own. Nothing is derived yet. Gives the record as
        it is now. Raises :class:`RecordErrors`.
        """
        record = self.record
        former = tuple(record.former_slugs.order_by("slug").values_list("slug", flat=True))
        write_record(record, with_address(dump.record, record.slug, Status.PUBLISHED))
        hand_over(self.meeting, record)
        delete_record(self.meeting)
        return dump.with_meeting(
            replace(
                dump.record.meeting,
                slug=record.slug,
                status=Status.PUBLISHED.value,
                former_slugs=former,
            )
        )


def base_of(record: Meeting, dump: Dump | None = None) -> str:
    """What is kept of a record while its correction is drafted; JSON."""
    return json.dumps(own_part((dump or Dump.of(gather(record))).data), ensure_ascii=False)


def hand_over(meeting: Meeting, record: Meeting) -> None:
    """Let what was done with a correction be told of its record: steps, revisions, comments."""
    carry_comments(meeting, record)
    StepTaken.objects.filter(meeting=meeting).update(meeting=record)
    last = Revision.objects.filter(meeting=record).aggregate(last=Max("number"))["last"] or 0
    Revision.objects.filter(meeting=meeting).update(
        meeting=record, number=F("number") + last, base=F("base") + last
    )


def own_part(data: Json) -> Json:
    """What of a record file is the record's own: no shared nouns, no texts, no address or state."""
    own = {noun: value for noun, value in data.items() if noun not in _SHARED}
    meeting = {key: value for key, value in data["meeting"].items() if key not in _OF_THE_ROW}
    if "series" in meeting:
        meeting["series"] = {"slug": meeting["series"]["slug"]}
    own["meeting"] = meeting
    if "relations" in own:
        own["relations"] = [_plain_relation(relation) for relation in own["relations"]]
    return own


def _plain_relation(relation: Json) -> Json:
    meeting = {key: value for key, value in relation["meeting"].items() if key != "former_slugs"}
    if "series" in meeting:
        meeting["series"] = {"slug": meeting["series"]["slug"]}
    return relation | {"meeting": meeting}
