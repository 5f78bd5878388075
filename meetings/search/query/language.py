"""The query language: words, "exact phrase", -without, prefix*, OR, parentheses, fields.

    query    = all ("OR" all)*
    all      = item+                      every item must hold; "AND" between them may be written
    item     = ("-" | "NOT") item | "(" query ")" | field ":" value | '"' words '"' | word ["*"]
    field    = "from" | "in" | "topic" | "form" | "year"
    value    = word | '"' words '"'

Fields hold for the whole search, wherever they stand: several values of one field widen it,
different fields narrow it, ``-from:japan`` leaves out. :func:`parse_query` takes any text, never
raises, and says in ``ParsedQuery.notes`` what it could not use.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..engine.expressions import And, Expression, Or, Term, positive_terms
from ..engine.normal_form import forms, prefix_letters

FIELD_NAMES = ("from", "in", "topic", "form", "year")
LONGEST_QUERY = 500
MOST_TERMS = 20
MOST_WORDS = 30
DEEPEST_GROUP = 8
#: letters before a *, so that no search has to gather half the words there are
SHORTEST_PREFIX = 3

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"'))
_TOKEN = re.compile(
    rf"""(?P<field>(?:{"|".join(FIELD_NAMES)})):(?P<value>"[^"]*"?|[^\s()"]*)   # from:japan
      | "(?P<phrase>[^"]*)"?(?P<more>\*?)                 # "exact phrase"
      | (?P<open>\()
      | (?P<close>\))
      | (?P<minus>[-−–](?=[^\s\-−–]))
      | (?P<word>[^\s()"]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = {"OR": "or", "|": "or", "AND": "and", "&": "and", "NOT": "minus"}


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """``from:japan``: a field, its value as typed, and whether it is excluded."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query understood: its words, its fields, and sentences on what was not understood."""

    text: str = ""
    expression: And = field(default_factory=lambda: And(()))
    fields: tuple[FieldTerm, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that a result may hold, without those that are excluded."""
        return tuple(dict.fromkeys(positive_terms(self.expression)))


class _Token(NamedTuple):
    kind: str
    text: str
    value: str = ""


def parse_query(text: str) -> ParsedQuery:
    """Understand a query; anything that is not understood is left out and named in the notes."""
    return _Parser(text).query()


def removable_parts(text: str) -> list[tuple[int, int]]:
    """Where each part of a query stands that can be left out, so that more is found.

    A part is a word, phrase, field or group in parentheses, with the minus before it. There
    is none where OR stands between them: without an alternative less is found.
    """
    spans: list[tuple[int, int]] = []
    depth, start = 0, -1
    for match in _TOKEN.finditer(text.translate(_QUOTES)):
        kind = _OPERATORS.get(match["word"] or "", match.lastgroup)
        start = match.start() if start < 0 else start
        depth = max(depth + (kind == "open") - (kind == "close"), 0)
        if depth or kind == "minus":
            continue
        if kind == "or":
            return []
        if kind != "and":
            spans.append((start, match.end()))
        start = -1
    return spans


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match["field"]:
            value = match["value"].strip('"').strip()
            tokens.append(_Token("field", match["field"].lower(), value))
        elif match["phrase"] is not None:
            tokens.append(_Token("phrase", match["phrase"], match["more"]))
        elif match["word"] in _OPERATORS:
            tokens.append(_Token(_OPERATORS[match["word"]], match["word"]))
        else:
            tokens.append(_Token(kind, match.group()))
    return tokens


class _Parser:
    """Recursive descent over the tokens; each method reads what its rule names."""

    def __init__(self, text: str) -> None:
        self.notes: list[str] = []
        self.fields: list[FieldTerm] = []
        self.terms = 0
        self.words = 0
        #: "&" before a word: "and" of a name such as "Trinidad & Tobago"
        self.joint = ""
        self.text = text
        self.position = 0
        self.tokens = _tokens(self._cut(text))

    def _cut(self, text: str) -> str:
        text = "".join(" " if char < " " or char == "\x7f" else char for char in text)
        if len(text) > LONGEST_QUERY:
            self._note(_("Only the first %(most)d characters were read.") % {"most": LONGEST_QUERY})
        return text[:LONGEST_QUERY].translate(_QUOTES)

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    @property
    def kind(self) -> str:
        return self.tokens[self.position].kind if self.position < len(self.tokens) else ""

    def _next(self) -> _Token:
        self.position += 1
        return self.tokens[self.position - 1]

    def query(self) -> ParsedQuery:
        """The whole query."""
        parts: list[Expression] = []
        without: list[Expression] = []
        while self.kind:
            if self.kind == "close":
                self._next()
                self._note(_("A closing parenthesis without an opening one was left out."))
                continue
            part = self._either(0)
            if part is not None:
                _add(part, parts, without)
        return ParsedQuery(
            text=self.text,
            expression=And(tuple(parts), tuple(without)),
            fields=tuple(dict.fromkeys(self.fields)),
            notes=tuple(self.notes),
        )

    def _either(self, depth: int) -> Expression | None:
        fields = len(self.fields)
        choices = [self._all(depth)]
        while self.kind == "or":
            self._next()
            choices.append(self._all(depth))
        parts = [part for part in choices if part is not None]
        if len(choices) == 1:
            return parts[0] if parts else None
        if parts and len(self.fields) > fields:
            self._note(_("Fields such as from: narrow the whole search; OR joins words only."))
        return _any_of(list(filter(self._seeks_something, parts)))

    def _seeks_something(self, part: Expression) -> bool:
        """Whether a part can stand beside OR: it must say what is to be found."""
        if isinstance(part, And) and not part.parts:
            self._note(_("Beside OR, words to leave out need a word that is to be found."))
            return False
        return True

    def _all(self, depth: int) -> Expression | None:
        parts: list[Expression] = []
        without: list[Expression] = []
        while self.kind not in ("", "or", "close"):
            if self.kind == "and":
                self.joint = "& " if self._next().text == "&" else ""
                continue
            negated = self._negated()
            item = self._item(depth, negated)
            if item is None:
                continue
            if negated:
                without += self._left_out(item)
            else:
                _add(item, parts, without)
        if not parts and not without:
            return None
        return parts[0] if len(parts) == 1 and not without else And(tuple(parts), tuple(without))

    def _negated(self) -> bool:
        negated = False
        while self.kind == "minus":
            self._next()
            negated = not negated
        return negated

    def _left_out(self, item: Expression) -> Sequence[Expression]:
        if isinstance(item, And) and not item.parts:
            self._note(_("A double “without” was left out."))
            return ()
        return (item,)

    def _item(self, depth: int, negated: bool) -> Expression | None:
        if self.kind in ("", "or", "close", "and"):
            return None
        token = self._next()
        if token.kind == "open":
            return self._group(depth)
        if token.kind == "field":
            self._field(token, negated)
            return None
        if token.kind == "phrase":
            return self._term(token.text, prefix=bool(token.value), exact=True)
        return self._term(token.text, prefix=token.text.endswith("*"), exact=False)

    def _group(self, depth: int) -> Expression | None:
        if depth >= DEEPEST_GROUP:
            self._note(
                _("Parentheses deeper than %(most)d were left out.") % {"most": DEEPEST_GROUP}
            )
            return None
        part = self._either(depth + 1)
        if self.kind == "close":
            self._next()
        return part

    def _field(self, token: _Token, negated: bool) -> None:
        if not token.value:
            self._note(_("Write what to look for after %(name)s:") % {"name": token.text})
        elif len(self.fields) >= MOST_TERMS:
            self._too_many()
        else:
            self.fields.append(FieldTerm(token.text, token.value, negated))

    def _term(self, text: str, *, prefix: bool, exact: bool) -> Term | None:
        words = forms(text)
        if not words:
            return None
        if self.terms >= MOST_TERMS or self.words + len(words) > MOST_WORDS:
            self._too_many()
            return None
        if prefix and prefix_letters(words[-1]) < SHORTEST_PREFIX:
            prefix = False
            self._note(
                _("Write at least %(least)d letters before *; “%(word)s” was taken as a word.")
                % {"least": SHORTEST_PREFIX, "word": words[-1]}
            )
        self.terms += 1
        self.words += len(words)
        typed, self.joint = self.joint + text, ""
        return Term(words, prefix, exact, typed)

    def _too_many(self) -> None:
        self._note(_("Only the first %(most)d words were searched for.") % {
            "most": MOST_TERMS
        })  # fmt: skip


def _add(part: Expression, parts: list[Expression], without: list[Expression]) -> None:
    """Take a part into those that must all hold; what is joined by AND itself, in pieces."""
    if isinstance(part, And):
        parts += part.parts
        without += part.without
    else:
        parts.append(part)


def _any_of(parts: list[Expression]) -> Expression | None:
    """Parts joined by OR, flat."""
    flat: list[Expression] = []
    for part in parts:
        flat += part.parts if isinstance(part, Or) else (part,)
    unique = list(dict.fromkeys(flat))
    return Or(tuple(unique)) if len(unique) > 1 else (unique[0] if unique else None)
