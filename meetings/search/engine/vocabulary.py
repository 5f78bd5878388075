"""The words of published statements as they are spelt.

They serve two ends: a prefix longer than the stem of a word still meets it ("responsib*",
whose index holds "respons"), and a misspelt word is offered the right one. Words of a
record are noted in the transaction that stores its revision; those of records taken back
stay until the next rebuild, so whatever is *shown* must first be found in the index.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connections

from meetings.models import Statement

from .definition import WORDS_TABLE
from .normal_form import folded, forms, tokens
from .porter import stem

_LONGEST = 40
_BATCH = 400
#: spellings that one prefix is given at most
MOST_SPELLINGS = 400


def note_revision(instance: Any, using: str = "default", *, raw: bool = False, **_: Any) -> None:
    """Receiver of a stored revision: note the words of the record, where it is published."""
    if not raw:
        texts = Statement.objects.using(using).filter(meeting=instance.meeting_id).published()
        note_words(texts.values_list("text", flat=True), using)


def note_words(texts: Iterable[str], using: str = "default") -> None:
    """Add the words of texts."""
    _insert(words_of(texts), using)


def _insert(found: Iterable[str], using: str) -> None:
    words = sorted(found)
    with connections[using].cursor() as cursor:
        for start in range(0, len(words), _BATCH):
            batch = words[start : start + _BATCH]
            places = ", ".join(["(%s)"] * len(batch))
            # In order, so that two transactions never wait for each other in a circle.
            cursor.execute(
                f"INSERT INTO {WORDS_TABLE} (word) VALUES {places} ON CONFLICT DO NOTHING",
                batch,
            )


def note_all(using: str = "default", *, forget: bool = False) -> int:
    """Note the words of all published statements; how many.

    ``forget``: take away words that were there before and that no statement has.
    """
    found = _spelt(using)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT word FROM {WORDS_TABLE}")
        before = {word for (word,) in cursor.fetchall()}
        _insert(found - before, using)
        gone = sorted(before - found) if forget else []
        for start in range(0, len(gone), _BATCH):
            batch = gone[start : start + _BATCH]
            marks = ", ".join("%s" for _word in batch)
            cursor.execute(f"DELETE FROM {WORDS_TABLE} WHERE word IN ({marks})", batch)
    return len(found)


def _spelt(using: str) -> set[str]:
    """The words of all published statements, each once."""
    # White space is in no word. Parted there, texts leave few enough strings to be taken
    # apart one by one; reading a million texts so takes less time than a database needs.
    strings: set[str] = set()
    texts = Statement.objects.using(using).published().order_by().values_list("text", flat=True)
    for text in texts.iterator():
        strings.update(text.split())
    return words_of(strings)


def _is_kept(word: str) -> bool:
    return 2 < len(word) <= _LONGEST and not word.isdigit() and forms(word) == (word,)


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of texts, in normal form; numbers and what is too long are left out."""
    found = {token.form for text in texts for token in tokens(text)}
    return {word for word in found if _is_kept(word)}


def stems_beyond(prefix: str, using: str = "default") -> tuple[str, ...]:
    """Words that begin with a prefix but whose stems do not, one for each stem; one query."""
    found: dict[str, str] = {}
    start = stem(prefix)
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM {WORDS_TABLE} WHERE word >= %s AND word < %s ORDER BY word LIMIT %s",
            [prefix, _after(prefix), MOST_SPELLINGS],
        )
        for (word,) in cursor.fetchall():
            if not stem(word).startswith(start):
                found.setdefault(stem(word), word)
    return tuple(found.values())


def like(word: str, using: str = "default") -> list[str]:
    """Words that begin with the same letter and are about as long; one query."""
    word = folded(word)
    reach = 1 if len(word) < 6 else 2
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM {WORDS_TABLE} WHERE word >= %s AND word < %s"
            " AND length(word) BETWEEN %s AND %s ORDER BY word",
            [word[0], _after(word[0]), len(word) - reach, len(word) + reach],
        )
        return [found for (found,) in cursor.fetchall()]


def _after(prefix: str) -> str:
    """The least text above all that begin with a prefix."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
