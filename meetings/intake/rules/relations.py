"""Related meetings."""

from ..proposal import Proposal


def propose_relations(proposal: Proposal) -> None:
    """To come."""
