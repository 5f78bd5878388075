"""Agenda items."""

from meetings.intake.rules.agenda import propose_agenda
from tests.meetings.intake.rules.proposed import proposal_of, told

COVERED = """The agenda covered the following areas:

- 1.) developments in the area, including the Workshop (Vienna, May 2007), trade, and climate
- 2.) ways to go on

Opening remarks
"""


def test_agenda_under_a_sentence() -> None:
    assert told(propose_agenda, proposal_of(COVERED), "agenda", "key", "title", "items") == [
        (
            "developments-in-the-area",
            "Developments in the area",
            ["Workshop (Vienna, May 2007)", "Trade", "Climate"],
        ),
        ("ways-to-go-on", "Ways to go on", []),
    ]


def test_agenda_under_a_heading() -> None:
    proposal = proposal_of("Agenda\n\n1. Opening of the session\n2. Election of officers\n")
    assert told(propose_agenda, proposal, "agenda", "title") == [
        ("Opening of the session",),
        ("Election of officers",),
    ]


def test_agenda_item_as_a_heading() -> None:
    proposal = proposal_of("Agenda item 5: Announcement of contributions\n\nMr. Delegate 7 spoke.")
    assert told(propose_agenda, proposal, "agenda", "key", "title") == [
        ("announcement-of-contributions", "Announcement of contributions")
    ]


def test_agenda_without_list() -> None:
    assert told(propose_agenda, proposal_of("The agenda was adopted.\n\n- Egypt"), "agenda") == []
