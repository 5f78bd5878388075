"""Statements with their speakers.

``propose_statements`` decides what kind of document it is: a speech, a transcript of turns, or a
report, whose paragraphs and bullets are read sentence by sentence.
"""

from ...parts import Part
from ...proposal import Proposal
from .details import (
    delivery_of,
    describe_speakers,
    is_procedural,
    mentions_of,
    session_above,
)
from .drafts import Draft
from .narration import is_summary_record
from .prose import Reading
from .quotations import quotation_of
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
    describe_speakers(draft)
    quotation = [] if draft.verbatim else quotation_of(proposal.source.mended, draft.whole)
    form = "verbatim" if draft.verbatim else "quotation" if quotation else "reported"
    values = {
        "session": session_above(proposal, draft.whole),
        "form": form,
        "delivery": delivery_of(proposal, draft),
        "quotation": quotation if len(draft.spans) == 1 else [],
        "procedural": is_procedural(proposal, draft) or None,
        "mentions": mentions_of(proposal, draft),
        "speakers": [speaker.values() for speaker in found.speakers],
        "collective": found.collective,
    }
    if not found.speakers and not found.collective:
        values["unattributed"] = found.reason or "Nobody is named who said it."
    return Part(values, list(draft.spans), found.rule, draft.sureness)
