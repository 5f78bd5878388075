"""Delegations with roles, levels and delegates."""

from ..proposal import Proposal


def propose_attendance(proposal: Proposal) -> None:
    """To come."""
