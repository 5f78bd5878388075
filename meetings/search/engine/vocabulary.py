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

from . import search_engine
from .definition import WORDS_TABLE
from .normal_form import folded, forms, has_cut_words, is_unspaced, tokens
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


def note_all(using: str = "default", *, forget: bool = False) -> int:
    """Note the words of all published statements; how many.

    ``forget``: take away words that were there before and that no statement has.
    """
    wanted = _spelt(using)
    before = {word for (word,) in search_engine(using).rows(f"SELECT word FROM {WORDS_TABLE}")}
    _insert(wanted - before, using)
    if forget:
        _in_batches(
            before - wanted, f"DELETE FROM {WORDS_TABLE} WHERE word IN ({{marks}})", "%s", using
        )
    return len(wanted)


def _insert(words: set[str], using: str) -> None:
    sql = f"INSERT INTO {WORDS_TABLE} (word) VALUES {{marks}} ON CONFLICT DO NOTHING"
    _in_batches(words, sql, "(%s)", using)


def _in_batches(words: set[str], sql: str, mark: str, using: str) -> None:
    # In order, so that two transactions never wait for each other in a circle.
    ordered = sorted(words)
    with connections[using].cursor() as cursor:
        for start in range(0, len(ordered), _BATCH):
            batch = ordered[start : start + _BATCH]
            cursor.execute(sql.format(marks=", ".join([mark] * len(batch))), batch)


def _spelt(using: str) -> set[str]:
    """The words of all published statements, each once."""
    texts = Statement.objects.using(using).published().order_by().values_list("text", flat=True)
    return words_of(texts.iterator())


def _is_kept(word: str) -> bool:
    is_word = 2 < len(word) <= _LONGEST and not word.isdigit() and not is_unspaced(word)
    return is_word and forms(word) == (word,)


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of texts, in normal form; numbers, pairs and what is too long are left out."""
    # White space is in no word but a cut one. Parted there, texts leave few enough strings to be
    # taken apart one by one; reading a million texts so takes less time than a database needs.
    strings: set[str] = set()
    for text in texts:
        strings.update([text] if has_cut_words(text) else text.split())
    forms_used = {token.form for string in strings for token in tokens(string)}
    return {word for word in forms_used if _is_kept(word)}


def stems_beyond(prefix: str) -> tuple[str, ...]:
    """Words that begin with a prefix but whose stems do not, one for each stem; one query."""
    spelt: dict[str, str] = {}
    start = stem(prefix)
    for word in _words_from(prefix, "ORDER BY word LIMIT %s", MOST_SPELLINGS):
        if not stem(word).startswith(start):
            spelt.setdefault(stem(word), word)
    return tuple(spelt.values())


def words_like(word: str) -> list[str]:
    """Words that begin with the same letter and are about as long; one query."""
    word = folded(word)
    reach = reach_of(word)
    return _words_from(
        word[0],
        "AND length(word) BETWEEN %s AND %s ORDER BY word",
        *(len(word) - reach, len(word) + reach),
    )


def reach_of(word: str) -> int:
    """How many letters of a word may be wrong."""
    return 1 if len(word) < 6 else 2


def _words_from(prefix: str, further: str, *params: int) -> list[str]:
    """The words that begin with a prefix."""
    above = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    sql = f"SELECT word FROM {WORDS_TABLE} WHERE word >= %s AND word < %s {further}"
    return [word for (word,) in search_engine().rows(sql, [prefix, above, *params])]
