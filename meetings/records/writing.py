"""The parts of one record, written anew; statements and pledges keep their rows by number."""

from typing import Any

from ..models import (
    AgendaItem,
    Amount,
    Delegation,
    Figure,
    Inference,
    Meeting,
    Passage,
    Pledge,
    Pledger,
    Reference,
    Relation,
    Session,
    Speaker,
    Statement,
    StatementTopic,
    Update,
)
from .nouns import Nouns
from .parts import OWNERS
from .plain import InferredData, RecordFile
from .said_parts import SaidParts
from .sources import Sources


def write_parts(meeting: Meeting, record: RecordFile, nouns: Nouns, sources: Sources) -> None:
    """Write all parts of ``meeting`` as ``record`` has them, and remove all others."""
    if not nouns.errors:
        _Writer(meeting, record, nouns, sources).write()


class _Writer(SaidParts):
    """One record on its way in."""

    def write(self) -> None:
        """Clear, then write in the order in which rows refer to each other."""
        self._clear()
        self.cite_ranges("", None, self.record.meeting.passage)
        self.write_agenda()
        self.write_sessions()
        self.write_delegations()
        self.write_statements()
        self.write_pledges()
        self.write_figures()
        self.write_relations()
        self.write_references()
        Passage.objects.bulk_create(self.passages, batch_size=500)
        Inference.objects.bulk_create(filter(None, map(self._inference, self.record.inferred)))

    def _clear(self) -> None:
        meeting = self.meeting
        model: Any
        Passage.objects.filter(meeting=meeting).delete()
        Inference.objects.filter(meeting=meeting).delete()
        for model in (Figure, Relation, Reference, Delegation):
            model.objects.filter(meeting=meeting).delete()
        Pledge.objects.filter(meeting=meeting).update(statement=None)
        for model in (Pledger, Amount, Update):
            model.objects.filter(pledge__meeting=meeting).delete()
        Statement.objects.filter(meeting=meeting).update(session=None, agenda_item=None)
        for model in (Speaker, StatementTopic):
            model.objects.filter(statement__meeting=meeting).delete()
        Session.objects.filter(meeting=meeting).update(part_of=None)
        for model in (Session, AgendaItem):
            model.objects.filter(meeting=meeting).delete()
        gone = {data.number for data in self.record.pledges}
        Pledge.objects.filter(meeting=meeting).exclude(number__in=gone).delete()
        gone = {data.number for data in self.record.statements}
        Statement.objects.filter(meeting=meeting).exclude(number__in=gone).delete()

    def _inference(self, data: InferredData) -> Inference | None:
        row = Inference(meeting=self.meeting, field=data.field, reason=data.reason)
        if data.noun == "documents":
            row.document = self.sources.rows[self.record.documents[data.index].key]
        elif data.noun != "meeting":
            field = OWNERS[data.noun]
            place = data.index if data.inner is None else (data.index, data.inner)
            setattr(row, field, self.rows[field][place])
        return row
