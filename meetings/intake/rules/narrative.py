"""What is left: narrative, labels."""

from ..proposal import Proposal


def propose_narrative(proposal: Proposal) -> None:
    """To come."""
