"""Proposes what a document says of its meeting as a whole: title, ordinal, date, place, mode.

Read from the title of the document and from the first sentences that tell when and where it was.
"""

from ...proposal import Proposal
from .day import propose_day
from .kinds import propose_document
from .mode import propose_mode
from .opening import opening_of
from .place import propose_place
from .titles import propose_title


def propose_meeting(proposal: Proposal) -> None:
    """Propose the values of the meeting, and those of the document beside its text."""
    opening = opening_of(proposal.source)
    propose_title(proposal, opening)
    propose_day(proposal, opening)
    propose_place(proposal, opening)
    propose_mode(proposal, opening)
    propose_document(proposal, opening)
