"""How PostgreSQL makes a text plain: functions in SQL that do what ``normal_form`` does.

The locale of the database does not matter ("C" will do), and no extension is needed. The
stemmer of PostgreSQL lacks two rules of the one in FTS5 and stems words of two letters: the
function ``meetings_search_text`` writes such words so that both engines find alike.
"""

import sys

from .normal_form import LETTERS, folded

#: ends of words as FTS5 stems them, and short words that it leaves alone: longer ones whose
#: stem they are
_ENDS = (("ology", "olog"), ("bly", "ble"))
_SHORT = {"as": "ase", "is": "ise", "us": "use"}

_ACCENTS = "[\\u0300-\\u036f]"
#: signs of ASCII, and those of printers: with them gone, most texts are plain
_SIGNS = r"[\u0001-\u001f!-/:-@\[-`{-\u00a0\u00ab\u00bb\u037e\u1fef\u2000-\u206f\u2260\u226e\u226f]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _capitals() -> dict[str, str]:
    """Letters without accents beyond ASCII that have a lower case, and it."""
    return {letter.upper(): letter for letter in LETTERS if len(letter.upper()) == 1} | {
        letter: folded(letter)
        for letter in map(chr, range(128, sys.maxunicode + 1))
        if len(folded(letter)) == 1
        and letter.lower() != letter
        and not folded(letter).isascii()
        and len(letter.encode("utf-16-le")) == 2
    }


def _nonwords() -> str:
    """A bracket expression of all that parts words beyond ASCII, as Python sees it."""
    ranges: list[list[int]] = []
    for point in range(128, sys.maxunicode + 1):
        if 0xD800 <= point <= 0xDFFF or chr(point).isalnum() or 0x300 <= point <= 0x36F:
            continue
        if ranges and ranges[-1][1] in (point - 1, 0xD7FF if point == 0xE000 else -1):
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


def functions_sql() -> list[str]:
    """What makes the functions that write a text for the stemmer."""
    letters = "words"
    for letter, plain in LETTERS.items():
        for form in dict.fromkeys((letter, letter.upper())):
            if not form.isascii() and len(form) == 1:
                letters = f"replace({letters}, '{form}', '{plain}')"
    capitals = _capitals()
    ends = "' ' || meetings_search_plain(given) || ' '"
    for end, instead in _ENDS:
        ends = f"replace({ends}, '{end} ', '{instead} ')"
    for word, instead in _SHORT.items():
        ends = f"replace({ends}, ' {word} ', ' {instead} ')"
    # Most texts are plain after the first line; only the others are taken apart further.
    plain = f"""
CREATE OR REPLACE FUNCTION meetings_search_plain(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
DECLARE words text := regexp_replace(lower(given COLLATE "C"), {_quoted(_SIGNS)}, ' ', 'g');
BEGIN
  IF octet_length(words) = length(words) THEN RETURN words; END IF;
  words := regexp_replace(normalize({letters}, NFD), '{_ACCENTS}', '', 'g');
  words := lower(words COLLATE "C");
  IF octet_length(words) <> length(words) THEN
    IF lower(chr(1044)) = chr(1076) THEN
      words := lower(words);
    ELSE
      words := translate(words, '{"".join(capitals)}', '{"".join(capitals.values())}');
    END IF;
    words := regexp_replace(normalize(words, NFC), '{_nonwords()}', ' ', 'g');
  END IF;
  RETURN words;
END $body$"""
    text = f"""
CREATE OR REPLACE FUNCTION meetings_search_text(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$ SELECT {ends} $body$"""
    return [plain, text]


def spelt(word: str) -> str:
    """A word as ``meetings_search_text`` writes it."""
    if word in _SHORT:
        return _SHORT[word]
    for end, instead in _ENDS:
        if word.endswith(end):
            return word.removesuffix(end) + instead
    return word
