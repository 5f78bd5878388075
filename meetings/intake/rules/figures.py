"""Figures."""

from ..proposal import Proposal


def propose_figures(proposal: Proposal) -> None:
    """To come."""
