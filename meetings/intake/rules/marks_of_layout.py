"""Page furniture and headings, told by the layout."""

from ..proposal import Proposal


def propose_marks_of_layout(proposal: Proposal) -> None:
    """To come."""
