"""Documents referred to."""

from ..proposal import Proposal


def propose_references(proposal: Proposal) -> None:
    """To come."""
