"""Proposes who was present: by sentences, closing lists, hosts and chairs.

Spoken about is not present: a name counts only where the text says that it attended, hosted,
chaired, or is in a list under a heading on attendance. Bodies that the register does not know are
left to the curator.
"""

from ...proposal import Proposal
from .completeness import propose_completeness
from .gathering import Gathering
from .hosts import read_hosts
from .labels import read_labels
from .lists import read_lists
from .sentences import read_sentences


def propose_attendance(proposal: Proposal) -> None:
    """Propose the delegations of a meeting, and whether the text names them all."""
    gathering = Gathering(proposal)
    read_labels(gathering)
    read_hosts(gathering)
    listed = read_lists(gathering)
    said = read_sentences(gathering)
    propose_completeness(gathering, listed=listed, said=said)
