"""Topics of statements."""

from ..proposal import Proposal


def propose_topics(proposal: Proposal) -> None:
    """To come."""
