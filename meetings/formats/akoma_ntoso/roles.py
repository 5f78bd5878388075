"""Roles, titles and capacities: one reference for each wording of a record."""

from collections.abc import Iterator
from hashlib import sha256

from anyascii import anyascii
from django.utils.text import slugify

from ...records.fields.record import RecordFile

#: characters of a wording that its identifier shows; a hash tells longer ones apart
_LONGEST = 60


def role_references(record: RecordFile) -> dict[str, str]:
    """The identifier of each wording, in the order in which the record has them.

    Wordings that differ by case or punctuation alone share one.
    """
    return {words: _identifier(words) for words in filter(None, _wordings(record))}


def _identifier(words: str) -> str:
    """Made of the words alone, so that others do not change it."""
    slug = slugify(anyascii(words))
    if slug and len(slug) <= _LONGEST:
        return f"role_{slug}"
    return f"role_{slug[:_LONGEST]}-{sha256(words.encode()).hexdigest()[:8]}"


def _wordings(record: RecordFile) -> Iterator[str]:
    for delegation in record.delegations:
        yield from delegation.roles
        for delegate in delegation.delegates:
            yield from (delegate.title, delegate.role)
    for statement in record.statements:
        for speaker in statement.speakers:
            yield from (speaker.title, speaker.capacity)
