"""Word lists that curators extend: plain words, one phrase a line, ``phrase = value`` where one
means something.

A line that begins with # is a comment. A phrase is compared without regard to case and kinds of
space and quotation marks; it holds no regular expression. Raises ``ValueError``, naming file and
line, for a line with nothing before its “=”.
"""

from functools import cache
from importlib.resources import files


def folded(words: str) -> str:
    """Words as they are compared: lower case, straight apostrophes, one space between."""
    return " ".join(words.replace("’", "'").replace("‘", "'").casefold().split())


@cache
def meanings(name: str) -> dict[str, str]:
    """The phrases of a list, folded, with what each means ("" where the list says nothing)."""
    found: dict[str, str] = {}
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        phrase, _equals, meaning = line.partition("=")
        if line.lstrip().startswith("#") or not line.strip():
            continue
        if not phrase.strip():
            raise ValueError(f"{name}.txt, line {number}: there is no phrase before “=”.")
        found[folded(phrase)] = meaning.strip()
    return found


def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list, folded, the longest first: the first that fits is the longest."""
    return tuple(sorted(meanings(name), key=lambda phrase: (-len(phrase), phrase)))
