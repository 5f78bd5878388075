"""What an index is asked: immutable expressions over words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

from .normal_form import is_single_letter
from .porter import stem


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row: one word, an exact phrase, or a symbol; ``prefix``: the last goes on.

    ``exact`` says that it stood in quotation marks, so that no other name is sought for it.
    ``typed`` is how it stood in the query, where it stood there: a name is known by that.
    """

    words: tuple[str, ...]
    prefix: bool = False
    exact: bool = False
    typed: str = field(default="", compare=False)

    def __str__(self) -> str:
        text = " ".join(self.words) + ("*" if self.prefix else "")
        return f"“{text}”" if self.exact or len(self.words) > 1 else text

    @property
    def goes_on(self) -> bool:
        """Whether the last word is the beginning of one: so is a single letter of a script
        without spaces, whose index holds pairs."""
        return self.prefix or is_single_letter(self.words[-1])

    @property
    def stems(self) -> tuple[str, ...]:
        """What the indexes hold of the words."""
        return tuple(stem(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class And:
    """All of ``parts`` and none of ``without``; ``parts`` is empty only at the top."""

    parts: tuple["Expression", ...]
    without: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more parts."""

    parts: tuple["Expression", ...]


Expression = Union[Term, And, Or]  # noqa: UP007  (a forward reference to itself)


def positive_terms(expression: Expression) -> Iterator[Term]:
    """Terms that are sought, not those excluded."""
    if isinstance(expression, Term):
        yield expression
        return
    for part in expression.parts:
        yield from positive_terms(part)
