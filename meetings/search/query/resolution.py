"""A query understood and looked up: its units, its ways to match, its conditions, its notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from participants.names import fold_name

from ..engine.expressions import Term, positive_terms
from .conditions import Condition
from .expansion import Branch, branches_of, query_units
from .field_lookup import MOST_ROWS, Known, field_conditions
from .language import ParsedQuery, parse_query
from .name_bearers import NameBearers
from .units import Unit, asks_for_next, kind_named, meeting_ordinal, of_noun
from .word_lists import COMMON_WORDS


@dataclass(frozen=True, slots=True)
class ResolvedQuery:
    """A query with its names and fields looked up, to be asked of statements and of nouns."""

    parsed: ParsedQuery
    units: tuple[Unit, ...]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    known: Known = field(default_factory=dict, compare=False)
    branches: tuple[Branch, ...] = ()

    def __post_init__(self) -> None:
        ways = branches_of(self.units_for("statement"), self.parsed.expression.without)
        object.__setattr__(self, "branches", tuple(ways))

    @property
    def terms(self) -> tuple[Term, ...]:
        """What to mark: the words that are sought, other names too."""
        return tuple(dict.fromkeys(positive_terms(self.branches[0].expression)))

    @property
    def phrase(self) -> str:
        """The words as typed, in normal form, without common words at either end."""
        words = [word for term in self.parsed.terms for word in term.words]
        while words and words[0] in COMMON_WORDS:
            del words[0]
        while words and words[-1] in COMMON_WORDS:
            del words[-1]
        return " ".join(words)

    @property
    def kind(self) -> str:
        """The noun that the query is about by a word for it, as "pledges"; empty for none."""
        return kind_named(self.units) or ("meeting" if self.asks_for_next else "")

    @property
    def asks_for_next(self) -> bool:
        """Whether the meeting that comes next is asked for."""
        return asks_for_next(self.units)

    @property
    def ordinal(self) -> int | None:
        """The number of a meeting in its series that is asked for; None for none."""
        return meeting_ordinal(self.units)

    @property
    def named(self) -> NameBearers | None:
        """Who or what the whole query names, beside words for a kind; None for none."""
        units = [unit for unit in self.units if not unit.kind]
        return units[0].bearers if len(units) == 1 else None

    def units_for(self, noun: str) -> list[Unit]:
        """The units that rows of a noun must hold."""
        return of_noun(self.units, noun)

    def without_unit(self, unit: Unit) -> "ResolvedQuery":
        """The query without one of its units."""
        return replace(self, units=tuple(other for other in self.units if other is not unit))

    def without_field(self, name: str) -> "ResolvedQuery":
        """The query without what one field asks for; what it leaves out stays left out."""
        fields = [term for term in self.parsed.fields if term.name != name or term.negated]
        conditions, _notes = field_conditions(fields, self.known)
        return replace(self, conditions=tuple(conditions))


def resolve_query(query: ParsedQuery | str, known: Known | None = None) -> ResolvedQuery:
    """Look up what a query names: at most twelve queries, without those of its fields.

    ``known`` keeps what the fields name, for searches that ask a little less.
    """
    parsed = parse_query(query) if isinstance(query, str) else query
    known = {} if known is None else known
    conditions, notes = field_conditions(parsed.fields, known)
    units = query_units(parsed.expression)
    sentences = [*parsed.notes, *notes, *_read_as(units)]
    if _asks_nothing(parsed):
        conditions.append(Condition())
        sentences.append(
            _("There is nothing to search for in “%(text)s”: write a word or a name.")
            % {"text": parsed.text.strip()}
        )
    return ResolvedQuery(parsed, tuple(units), tuple(conditions), tuple(sentences), known)


def _asks_nothing(parsed: ParsedQuery) -> bool:
    """Whether something was typed that holds nothing to seek: signs alone."""
    expression = parsed.expression
    return bool(parsed.text.strip()) and not (
        expression.parts or expression.without or parsed.fields
    )


def _read_as(units: Iterable[Unit]) -> list[str]:
    """Sentences on what was read as a name where it does not say so itself."""
    sentences = []
    for unit in units:
        labels = unit.bearers.labels if unit.bearers else {}
        if labels and fold_name(unit.typed) not in labels:
            names = list(labels.values())[:MOST_ROWS]
            sentence = _("“%(typed)s” was read as a name: %(names)s.")
            sentences.append(sentence % {"typed": unit.typed, "names": ", ".join(names)})
    return sentences
