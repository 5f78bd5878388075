"""Agenda items."""

from ..proposal import Proposal


def propose_agenda(proposal: Proposal) -> None:
    """To come."""
