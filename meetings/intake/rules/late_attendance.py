"""Delegations of those who spoke and are listed nowhere."""

from ..proposal import Proposal


def propose_late_attendance(proposal: Proposal) -> None:
    """To come."""
