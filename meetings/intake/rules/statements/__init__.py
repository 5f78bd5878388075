"""Statements with their speakers.

``propose_statements`` decides what kind of document it is: a speech, a transcript of turns, or a
report, whose paragraphs and bullets are read sentence by sentence.
"""

from ...parts import Part
from ...proposal import Proposal
from .drafts import Draft
from .prose import Reading, is_summary_record
from .room import Room, room_of
from .speeches import speech_of
from .turns import drafts_of_turns, turns_of


def propose_statements(proposal: Proposal) -> None:
    """Propose what was said, and by whom."""
    room = room_of(proposal)
    drafts = _drafts(proposal, room)
    proposal.statements += [_part(proposal, draft) for draft in drafts]


def _drafts(proposal: Proposal, room: Room) -> list[Draft]:
    if turns := turns_of(proposal, room):
        return drafts_of_turns(turns, proposal)
    if speech := speech_of(proposal, room):
        return speech
    reading = Reading(proposal, room, keeps_speaker=is_summary_record(proposal))
    for place, block in enumerate(proposal.source.blocks):
        reading.read(place, block)
    return reading.drafts


def _part(proposal: Proposal, draft: Draft) -> Part:
    found = draft.attribution
    values = {
        "form": "verbatim" if draft.verbatim else "reported",
        "speakers": [speaker.values() for speaker in found.speakers],
        "collective": found.collective,
    }
    if not found.speakers and not found.collective:
        values["unattributed"] = found.reason or "Nobody is named who said it."
    return Part(values, list(draft.spans), found.rule, draft.sureness)
