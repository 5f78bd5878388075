"""What took place: one noun a file."""

from .agenda import AgendaItem
from .amount import Amount
from .delegation import Delegate, Delegation
from .document import Correction, Document, Mark
from .figure import Figure
from .former_slug import FormerSlug
from .inference import Inference
from .listed import ListedDocument, ListedPerson
from .meeting import Meeting
from .passage import Passage
from .pledge import Pledge
from .pledge_status import PledgeStatus
from .pledger import Pledger
from .reference import Reference
from .relation import Relation
from .retired_number import RetiredNumber
from .revision import Revision
from .series import Series
from .session import Session
from .speaker import Speaker
from .statement import Statement
from .statement_links import StatementParticipant, StatementPerson, StatementTopic
from .stub import StubMeeting
from .tally import MeetingTally, Tally
from .topic import Topic
from .update import Update

__all__ = [
    "AgendaItem",
    "Amount",
    "Correction",
    "Delegate",
    "Delegation",
    "Document",
    "Figure",
    "FormerSlug",
    "Inference",
    "ListedDocument",
    "ListedPerson",
    "Mark",
    "Meeting",
    "MeetingTally",
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
    "Tally",
    "Topic",
    "Update",
]
