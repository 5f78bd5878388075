"""Pledges and announcements."""

from ..proposal import Proposal


def propose_pledges(proposal: Proposal) -> None:
    """To come."""
