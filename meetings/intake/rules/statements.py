"""Statements with their speakers."""

from ..proposal import Proposal


def propose_statements(proposal: Proposal) -> None:
    """To come."""
