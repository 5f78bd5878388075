"""Participants and people, and the fields and conditions that other apps share."""

from participants.models.choices import NameKind, ParticipantKind, Region
from participants.models.fields import ChoiceListField, FoldedField, SortField
from participants.models.participant import (
    FormerParticipantSlug,
    Participant,
    ParticipantName,
)
from participants.models.person import FormerPersonKey, Person, PersonName
from participants.queries.visibility import in_public_record

__all__ = [
    "ChoiceListField",
    "FoldedField",
    "FormerParticipantSlug",
    "FormerPersonKey",
    "NameKind",
    "Participant",
    "ParticipantKind",
    "ParticipantName",
    "Person",
    "PersonName",
    "Region",
    "SortField",
    "in_public_record",
]
