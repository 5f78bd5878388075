"""Who may begin a record with files: who may enter by hand all that it is made of."""

from typing import Any

#: what a proposal makes rows of
PARTS = (
    *("meeting", "document", "delegation", "delegate", "statement", "pledge", "session"),
    *("agendaitem", "figure", "relation", "reference"),
)
#: what an import makes besides, where the register has none of the name
NOUNS = (
    *("participants.add_participant", "participants.add_person"),
    *("meetings.add_topic", "meetings.add_series"),
)


def may_propose(user: Any) -> bool:
    """Whether somebody may have a record proposed from a document."""
    return bool(user.has_perms([f"meetings.add_{noun}" for noun in PARTS]))


def may_import(user: Any) -> bool:
    """Whether somebody may have a record made of tables or of a debate."""
    return may_propose(user) and bool(user.has_perms(NOUNS))
