"""How PostgreSQL makes words of a row for its stemmer: one function in SQL.

Python cut and folded the text already, or it is plain: then its words are the letters and digits
of ASCII. The stemmer of PostgreSQL lacks two rules of the one in FTS5 (``-bli`` to ``-ble``,
``-logi`` to ``-log``) and stems words of two letters: the function, and :func:`spelt` for what is
sought, write such words so that both find alike.
"""

import re

from participants.words.indexing import index_spelling

from .expressions import Term

WORDS_FUNCTION = "meetings_search_words"
#: functions of earlier releases
OLD_FUNCTIONS = ("meetings_search_text(text)", "meetings_search_plain(text)")

#: ends of words as FTS5 stems them; those after its first step, in the singular and plural
_ENDS = (("logy", "log"), ("logies", "log"), ("bly", "ble"), ("blies", "ble"))
#: FTS5 leaves those alone in which no consonant follows a vowel before the end, as in "biology"
_KEPT = "[^aeiouy ]*[aeiouy]*"
_KEPT_ENDS = ((f"({_KEPT}log)(y|ies)", "i"), (f"({_KEPT}b)(ly|lies)", "li"))
#: short words that FTS5 leaves alone: longer ones whose stem they are
_SHORT = {"as": "ase", "is": "ise", "us": "use"}
#: further ones are given an end that no stemmer takes away
_SHORT_LEFT = "(?:[a-z0-9]s|[aeiou]y)"


def function_sql() -> str:
    """What makes the function of the column ``search_text`` and the text of a row."""
    ends, short, kept = "given", "given", "given"
    for end, instead in _ENDS:
        ends = f"replace({ends}, '{end} ', '{instead} ')"
    for word, instead in _SHORT.items():
        short = f"replace({short}, ' {word} ', ' {instead} ')"
    for pattern, end in _KEPT_ENDS:
        kept = f"regexp_replace({kept}, ' {pattern}(?= )', ' \\1{end}', 'g')"
    any_end = " OR ".join(f"strpos(given, '{end} ') > 0" for end, _instead in _ENDS)
    # Signs alone are replaced, not each space: that takes a third of the time.
    return f"""
CREATE OR REPLACE FUNCTION {WORDS_FUNCTION}(folded text, plain text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $body$
DECLARE
  given text := ' ' || coalesce(
    folded, regexp_replace(lower(plain COLLATE "C"), '[^a-z0-9 ]+', ' ', 'g')) || ' ';
BEGIN
  IF {any_end} THEN
    given := {kept};
    given := {ends};
  END IF;
  given := {short};
  IF given ~ ' {_SHORT_LEFT} ' THEN
    -- Once more: of two in a row, the second shared a space with the first.
    given := {short};
    given := regexp_replace(given, ' ({_SHORT_LEFT})(?= )', ' \\10', 'g');
  END IF;
  RETURN given;
END $body$"""


def spelt(word: str) -> str:
    """A word of the index as the function writes it."""
    if word in _SHORT:
        return _SHORT[word]
    if re.fullmatch(_SHORT_LEFT, word):
        return f"{word}0"
    for pattern, end in _KEPT_ENDS:
        if match := re.fullmatch(pattern, word):
            return match[1] + end
    for end, instead in _ENDS:
        if word.endswith(end):
            return word.removesuffix(end) + instead
    return word


def spelt_words(term: Term) -> list[str]:
    """The words of a term as to_tsquery takes them: quoted, the last with its sign of a prefix."""
    *first, last = term.words
    spellings = [*map(index_spelling, first), index_spelling(last, prefix=term.goes_on)]
    words = [f"'{spelt(spelling)}'" for spelling in spellings]
    if term.goes_on:
        words[-1] += ":*"
    return words
