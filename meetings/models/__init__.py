"""What took place: one noun a file."""

from .agenda import AgendaItem
from .delegation import Delegate, Delegation
from .document import Correction, Document, Mark
from .figure import Figure
from .inference import Inference
from .listed import ListedDocument, ListedPerson, MeetingUses, UseCount
from .meeting import FormerSlug, Meeting, RetiredNumber
from .passage import Passage
from .pledge import Amount, Pledge, Pledger, PledgeStatus, Update
from .reference import Reference
from .relation import Relation
from .revision import Revision
from .series import Series
from .session import Session
from .statement import (
    Speaker,
    Statement,
    StatementParticipant,
    StatementPerson,
    StatementTopic,
)
from .stub import StubMeeting
from .tally import CountedMeeting, FacetCount
from .topic import Topic

__all__ = [
    "AgendaItem",
    "Amount",
    "Correction",
    "CountedMeeting",
    "Delegate",
    "Delegation",
    "Document",
    "FacetCount",
    "Figure",
    "FormerSlug",
    "Inference",
    "ListedDocument",
    "ListedPerson",
    "Mark",
    "Meeting",
    "MeetingUses",
    "Passage",
    "Pledge",
    "PledgeStatus",
    "Pledger",
    "Reference",
    "Relation",
    "RetiredNumber",
    "Revision",
    "Series",
    "Session",
    "Speaker",
    "Statement",
    "StatementParticipant",
    "StatementPerson",
    "StatementTopic",
    "StubMeeting",
    "Topic",
    "Update",
    "UseCount",
]
