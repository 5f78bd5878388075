"""Title, series, ordinal, dates, place and mode of the meeting."""

from ..proposal import Proposal


def propose_meeting(proposal: Proposal) -> None:
    """To come."""
