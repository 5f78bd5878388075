"""Participants and people without a meeting: read and written as those of a record file are."""

import json
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from .errors import RecordErrors
from .fields.record import RecordFile
from .participant_rows import ParticipantRows, PersonRows
from .policy import SharedPolicy
from .reader import read_record

#: the ``source`` whose participants and people were added, and how many; the audit log listens
nouns_loaded = Signal()
#: a record file is of a meeting; this one is never written
_NO_MEETING = {"slug": "nouns"}


def read_nouns(value: dict[str, Any], source: str) -> RecordFile:
    """The participants and people of a value that has ``participants`` and ``people`` alone.

    Raises :class:`RecordErrors` with everything that is wrong with them.
    """
    whole = {"meeting": _NO_MEETING} | value
    return read_record(json.dumps(whole).encode(), source)


def load_nouns(record: RecordFile, source: str) -> None:
    """Write the participants and people of a file, all of them or none; its meeting is not.

    Raises :class:`RecordErrors` where the register has another definition of one.
    """
    policy = SharedPolicy(replace=False, public=False)
    with transaction.atomic():
        ParticipantRows(record, policy)
        if not policy.errors:
            PersonRows(record, policy)
        if policy.errors:
            raise RecordErrors(source, policy.errors)
        numbers = {"participants": len(record.participants), "people": len(record.people)}
        nouns_loaded.send(sender=RecordFile, source=source, **numbers)
