"""What took place: one noun a file."""

from .act import Act
from .agenda import AgendaItem
from .comment import Comment
from .delegation import Delegate, Delegation
from .derived_rows import ListedDocument, ListedPerson, MeetingTally, Tally, UncoveredText
from .document import Correction, Document, FormerDocumentKey, Mark
from .figure import Figure
from .inference import Inference
from .intake_report import Finding, IntakeReport, UnknownBody
from .meeting import Meeting
from .merge import Merge
from .open_correction import OpenCorrection
from .open_record import OpenRecord
from .original import Original
from .passage import Passage
from .pledge import Amount, Pledge, Pledger
from .pledge_status import PledgeStatus
from .reference import Reference
from .relation import Relation
from .retired import FormerSlug, RetiredNumber
from .review import RecordAuthor, ReviewOpening
from .revision import Revision
from .sent_form import SentForm
from .series import FormerSeriesSlug, Series
from .session import Session
from .set_aside import SetAside
from .sitting import Sitting
from .source_text import SourceText
from .speaker import Speaker
from .statement import Statement
from .statement_links import StatementParticipant, StatementPerson, StatementTopic
from .step_taken import StepTaken
from .stub import StubMeeting
from .topic import FormerTopicSlug, Topic
from .update import Update
from .version import Version

__all__ = [
    "Act",
    "AgendaItem",
    "Amount",
    "Comment",
    "Correction",
    "Delegate",
    "Delegation",
    "Document",
    "Figure",
    "Finding",
    "FormerDocumentKey",
    "FormerSeriesSlug",
    "FormerSlug",
    "FormerTopicSlug",
    "Inference",
    "IntakeReport",
    "ListedDocument",
    "ListedPerson",
    "Mark",
    "Meeting",
    "MeetingTally",
    "Merge",
    "OpenCorrection",
    "OpenRecord",
    "Original",
    "Passage",
    "Pledge",
    "PledgeStatus",
    "Pledger",
    "RecordAuthor",
    "Reference",
    "Relation",
    "RetiredNumber",
    "ReviewOpening",
    "Revision",
    "SentForm",
    "Series",
    "Session",
    "SetAside",
    "Sitting",
    "SourceText",
    "Speaker",
    "Statement",
    "StatementParticipant",
    "StatementPerson",
    "StatementTopic",
    "StepTaken",
    "StubMeeting",
    "Tally",
    "Topic",
    "UncoveredText",
    "UnknownBody",
    "Update",
    "Version",
]
