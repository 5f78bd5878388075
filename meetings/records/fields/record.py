"""A record file, read and checked, as plain immutable data; no database behind it.

Texts that the file leaves out are "", numbers ``None``, lists empty tuples. Participants stand
as the file names them (ISO alpha-3 code, slug or name); people, topics, documents, agenda items,
sessions and statements by the key that the file itself defines. Passages are resolved to ranges.
The order of every tuple is that of the file.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from .agenda import AgendaItemRecord
from .declaration import Field, NounDeclaration, fields_of, fields_of_kind
from .delegation import DelegationRecord
from .document import DocumentRecord
from .figure import FigureRecord
from .inferred import InferredRecord
from .meeting import MeetingRecord
from .objects import Items, Object
from .participant import ParticipantRecord
from .passage import PassageOf
from .person import PersonRecord
from .pledge import PledgeRecord
from .reference import ReferenceRecord
from .relation import RelationRecord
from .retired import NONE_RETIRED, RetiredRecord
from .session import SessionRecord
from .statement import StatementRecord
from .topic import TopicRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """One recorded meeting, with all that its file defines."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Record file",
        description="One recorded meeting of the Register of Diplomatic Meetings: a JSON file in "
        "UTF-8, the same format in and out. Keys that are left out, null, empty texts and empty "
        "lists all say that nothing is known, except where a description says more.",
    )

    meeting: Annotated[MeetingRecord, Object(record=MeetingRecord, always=True)]
    participants: Annotated[
        tuple[ParticipantRecord, ...],
        Items(
            "Participants that the file refers to and the portal does not ship.", ParticipantRecord
        ),
    ] = ()
    people: Annotated[
        tuple[PersonRecord, ...], Items("People that the file refers to.", PersonRecord)
    ] = ()
    topics: Annotated[
        tuple[TopicRecord, ...], Items("Topics that the file refers to.", TopicRecord)
    ] = ()
    documents: Annotated[
        tuple[DocumentRecord, ...], Items("Source documents.", DocumentRecord)
    ] = ()
    agenda: Annotated[
        tuple[AgendaItemRecord, ...], Items("The agenda, in order.", AgendaItemRecord)
    ] = ()
    sessions: Annotated[
        tuple[SessionRecord, ...], Items("The sessions, in order.", SessionRecord)
    ] = ()
    delegations: Annotated[
        tuple[DelegationRecord, ...],
        Items("Who took part, in the order printed.", DelegationRecord),
    ] = ()
    statements: Annotated[
        tuple[StatementRecord, ...],
        Items("What was said, in the order said, else as printed.", StatementRecord, most=9999),
    ] = ()
    pledges: Annotated[tuple[PledgeRecord, ...], Items("What was promised.", PledgeRecord)] = ()
    figures: Annotated[
        tuple[FigureRecord, ...], Items("The numbers that the source reports.", FigureRecord)
    ] = ()
    relations: Annotated[
        tuple[RelationRecord, ...], Items("Other meetings that the source names.", RelationRecord)
    ] = ()
    references: Annotated[
        tuple[ReferenceRecord, ...],
        Items("Documents that the source refers to.", ReferenceRecord),
    ] = ()
    inferred: Annotated[
        tuple[InferredRecord, ...], Items("What is inferred, not in the source.", InferredRecord)
    ] = ()
    retired: Annotated[RetiredRecord, Object(record=RetiredRecord)] = NONE_RETIRED


#: the lists of a file
LISTS: tuple[Field, ...] = fields_of_kind(RecordFile, Items)
#: those of the parts of the meeting, each with its passage; all others define what parts refer to
PARTS: tuple[Field, ...] = tuple(
    listed for listed in LISTS if fields_of_kind(listed.kind.record, PassageOf)
)
#: lists inside parts whose entries own passages too
INNER_PARTS: dict[str, Field] = {
    listed.key: inner
    for listed in PARTS
    for inner in fields_of(listed.kind.record)
    if isinstance(inner.kind, Items) and inner.kind.record.NOUN.owner
}
