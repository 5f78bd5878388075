"""Sessions, from headings."""

from ..proposal import Proposal


def propose_sessions(proposal: Proposal) -> None:
    """To come."""
