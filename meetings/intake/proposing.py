"""From the text of a document to a proposed record: the rules in their order."""

from collections.abc import Callable

from .files import DocumentText
from .proposal import Proposal
from .register import Register
from .rules.agenda import propose_agenda
from .rules.attendance import propose_attendance
from .rules.figures import propose_figures
from .rules.late_attendance import propose_late_attendance
from .rules.marks_of_layout import propose_marks_of_layout
from .rules.meeting import propose_meeting
from .rules.narrative import propose_narrative
from .rules.pledges import propose_pledges
from .rules.references import propose_references
from .rules.relations import propose_relations
from .rules.sessions import propose_sessions
from .rules.small_words_between import propose_small_words_between
from .rules.statements import propose_statements
from .rules.topics import propose_topics
from .source import Source
from .writing import Written, written

RULES: tuple[Callable[[Proposal], None], ...] = (
    propose_meeting,
    propose_attendance,
    propose_agenda,
    propose_sessions,
    propose_statements,
    propose_late_attendance,
    propose_pledges,
    propose_figures,
    propose_relations,
    propose_references,
    propose_topics,
    propose_marks_of_layout,
    propose_small_words_between,
    propose_narrative,
)


def proposed(text: str, register: Register) -> Proposal:
    """What the rules propose of the text of a document, as it is stored."""
    proposal = Proposal(Source.of(text, register))
    for rule in RULES:
        rule(proposal)
    return proposal


def proposed_record(document: DocumentText, name: str, register: Register) -> Written:
    """The record file and the report proposed for a document; ``name`` is that of its file."""
    return written(proposed(document.text, register), document, name)
