"""A sentence with the statement that holds it, and who promises what is promised in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from ...names import Mention
from ...parts import Part, Span
from ...proposal import Proposal
from ...source import Source
from ...words import meanings, phrases
from .makers import Makers, Subject, makers_of

#: characters around a verb in which its subject and its object are looked for
REACH = 700
#: verbs of one kind in a sentence; one with more is no sentence
_MOST = 200
_ADVERBS = (
    r"(?:\s+(?:also|therefore|then|now|thus|further|furthermore|however|again|jointly|soon|shortly|"
    r"gladly|already|moreover|accordingly|both|together|formally|hereby|solemnly|itself|themselves|"
    r"himself|herself|all|had|has|have|in turn|in addition|once more|for its part),?){0,3}"
)
_ASIDE = re.compile(r",[^,;.:]{1,120},\s*$|\s*\([^()]{1,80}\)\s*$")
_OWNERS = r"(?:its|his|her|their|our|my)"
_PRONOUN = re.compile(rf"(?<![\w’'])(?P<self>it|he|she|they|we|I){_ADVERBS}\s*$", re.IGNORECASE)
_ELIDED = re.compile(rf"(?<!\w)(?:and|but|or){_ADVERBS}\s*$", re.IGNORECASE)
_RELATIVE = re.compile(rf",?\s*(?:which|who|that){_ADVERBS}\s*$")
# What stands between somebody and what he says: “is pleased to announce”.
_PLEASED = re.compile(
    r"\b(?:(?:am|is|are|was|were)\s+(?:\w+\s+)?(?:pleased|happy|proud|glad|delighted|honou?red|"
    r"authori[sz]ed|instructed|able|privileged)|(?:has|have|had)\s+the\s+(?:\w+\s+)?(?:honou?r|pleasure|"
    r"privilege)|would\s+like|wish(?:es|ed)?)\s+(?:to|of)\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\bthat\s+|[;:]\s+")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|,?\s+and|,?\s+&)\s*(?:the\s+)?")
_OF = re.compile(
    r"(?P<head>\w[\w-]*)(?:\s+for\s+[\w\s]{1,60}?)?\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whose|if|because|when|while|said|it|they|he|she)\b|[;:“”\"]",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:of|for|in|from|to|with|by|between|on|at|against|among|within)\s+(?:the\s+)?$"
)


@dataclass
class Sentence:
    """A sentence of the mended text."""

    proposal: Proposal
    span: Span
    statement: Part | None
    mentions: list[Mention] = field(default_factory=list)
    #: the sentence before it in the same paragraph
    before: "Sentence | None" = None

    @property
    def source(self) -> Source:
        """The document."""
        return self.proposal.source

    @property
    def text(self) -> str:
        """The text of the whole document."""
        return self.source.text

    @cached_property
    def words(self) -> str:
        """The words of the sentence."""
        return self.source.words(self.span)

    @property
    def verbatim(self) -> bool:
        """Whether these are the words of the speaker."""
        return self.statement is not None and self.statement.values.get("form") == "verbatim"

    @cached_property
    def speakers(self) -> Makers:
        """Who says the statement that holds the sentence."""
        return makers_of(self.statement)

    @cached_property
    def carried(self) -> Makers:
        """Its speakers; where no statement holds it, whom it or the sentence before begins with."""
        if self.statement is not None:
            return self.speakers
        return self.leading or (self.before.leading if self.before else Makers())

    @cached_property
    def leading(self) -> Makers:
        """The participants that the sentence begins with: “Mali and Chad, …”."""
        keys: list[str] = []
        end = self.span.start
        for mention in self.mentions:
            between = self.text[end : mention.span.start]
            if not (_BETWEEN_NAMES if keys else _begins()).fullmatch(between):
                break
            if not mention.key:
                break
            keys.append(mention.key)
            end = mention.span.end
        return Makers.named(keys)

    def subject(self, place: int) -> Subject:
        """Who acts in the verb that begins at a place."""
        window = self.text[max(self.span.start, place - 240) : place]
        if pleased := _PLEASED.search(window):
            place = place - len(window) + pleased.start()
            window = window[: pleased.start()]
        base = place - len(window)
        if named := self._named(window, base):
            return named
        if (match := _own().search(window)) or (match := _PRONOUN.search(window)):
            makers = self._in_role(match["self"]) or self._speaking(match["self"], base, match)
            return Subject("self", base + match.start("self"), makers, match["self"].casefold())
        if relative := _RELATIVE.search(window):
            named = self._named(window[: relative.start()], base)
            start = self.clause_start(base + relative.start())
            return named or Subject("other", start, Makers())
        if several := _several().search(window):
            return self._several(several, base)
        return self._unnamed(window, base, place)

    def _speaking(self, words: str, base: int, match: re.Match[str]) -> Makers:
        """Whoever “it”, “they”, “we” are: those who sign a text are its “We”."""
        if words.casefold() != "we" or self.speakers:
            return self.carried
        begins = base + match.start() - self.span.start < _BEGINNING
        return Makers(collective=words) if begins else Makers()

    def _several(self, match: re.Match[str], base: int) -> Subject:
        """“participants”: those who say the statement, else others than its speaker."""
        start = base + match.start("collective")
        if body := self._shortened(match["collective"], start):
            return Subject("named", start, body)
        if self.speakers.collective:
            return Subject("self", start, self.speakers, "they")
        return Subject("named", start, Makers(collective=match["collective"]))

    def _shortened(self, words: str, place: int) -> Makers:
        """The one body named before whose name ends so: “the Forum”."""
        the, _space, noun = words.partition(" ")
        if the.casefold() != "the" or not noun[:1].isupper() or self.speakers.collective:
            return Makers()
        named = self.source.mentions_in(Span(0, place))
        keys = {
            mention.key
            for mention in named
            if self.text[mention.span.start : mention.span.end].endswith(f" {noun}")
        }
        return Makers.named([*keys]) if len(keys) == 1 and "" not in keys else Makers()

    def _unnamed(self, window: str, base: int, place: int) -> Subject:
        """Whoever acted before “and”, a name before an aside, or something else."""
        if elided := _ELIDED.search(window):
            return Subject("elided", base + elided.start(), self.carried)
        stripped = _ASIDE.sub("", window)
        if stripped != window and (named := self._named(stripped, base)):
            return named
        if stripped != window and (we := _WE.search(stripped)):
            start = base + we.start()
            return Subject("self", start, self._speaking(we[0].strip(), base, we), "we")
        if not window.strip(" “\"'") or window.rstrip().endswith(","):
            return Subject("elided", place, self.carried)
        if self._speaks_first(place):
            return Subject("self", self.span.start, self.speakers, "it")
        return Subject("other", self.clause_start(place), self.speakers)

    def _speaks_first(self, place: int) -> bool:
        """Whether the words up to a place name the speaker of a statement that begins here."""
        if self.verbatim or self.statement is None or self.statement.start != self.span.start:
            return False
        named = {mention.key for mention in self.source.mentions_in(Span(self.span.start, place))}
        return (
            bool(named)
            and named <= self.speakers.keys
            and not _SUBORDINATE.search(self.text, self.span.start, place)
        )

    def found(self, pattern: re.Pattern[str], end: int) -> Iterator[re.Match[str]]:
        """Where a pattern fits, up to ``end``; only so often as sentences of people have it."""
        return islice(pattern.finditer(self.text, self.span.start, end), _MOST)

    def back(self, place: int) -> int:
        """Where the words begin that are looked at before a place."""
        first = place - REACH
        return (
            self.span.start
            if first <= self.span.start
            else self.text.rfind(" ", self.span.start, first) + 1 or first
        )

    def ahead(self, place: int, end: int) -> int:
        """Where the words end that are looked at behind a place, at ``end`` or before it."""
        return min(end, place + REACH)

    def clause_start(self, place: int) -> int:
        """Where the clause begins in which a place stands: behind “that”, a semicolon, a colon."""
        begins = [match.end() for match in _CLAUSE.finditer(self.text, self.back(place), place)]
        return begins[-1] if begins else self.back(place)

    def _named(self, window: str, base: int) -> Subject | None:
        """The participants named right before the end of the window, “A, B and C” too."""
        end = base + len(re.sub(rf"{_ADVERBS}\s*$", "", window))
        keys: list[str] = []
        start = end
        for mention in reversed(self.source.mentions_in(Span(base, end))):
            between = self.text[mention.span.end : start]
            if keys:
                if not _BETWEEN_NAMES.fullmatch(between):
                    break
            elif not _behind_name(mention.adjective).fullmatch(between):
                break
            if not mention.key:
                return None
            keys.insert(0, mention.key)
            start = mention.span.start
        before = self.text[max(self.span.start, start - 90) : start]
        if not keys or not self._is_subject(before):
            return None
        return Subject("named", start, Makers.named(keys))

    @staticmethod
    def _is_subject(before: str) -> bool:
        """Whether a name behind these words acts: “the Government of”, not “the people of”."""
        if of := _OF.search(before):
            return of["head"].casefold() in {*meanings("makers_themselves"), *_HEADS}
        return not _LOOSE.search(before) or bool(
            re.search(r"\b(?:For|from|on behalf of)\s+$", before)
        )

    def _in_role(self, words: str) -> Makers | None:
        """The holders of a role that the words name: “the Co-Chairs”."""
        folded = words.casefold().removeprefix("the ")
        roles = _ROLES.get(folded)
        keys = self.proposal.with_role(*roles) if roles else []
        country = (self.proposal.value("place") or {}).get("country")
        if not keys and folded in ("host country", "host government") and country:
            keys = [country]
        return Makers.named(keys) if keys else None


#: characters before a subject that stands at the beginning
_BEGINNING = 40
_WE = re.compile(r"(?<![\w’'])We\s*$")
# “Minister of Marine Affairs and Fisheries”
_OF_WHAT = r"(?:\s+(?:of|for)\s+(?-i:[A-Z])[\w’'-]*(?:,?\s+(?:and\s+)?(?-i:[A-Z])[\w’'-]*){0,6})?"
_HEADS = ("representative", "ambassador", "delegate", "spokesman", "observer", "commissioner")


_ROLES = {
    "co-chairs": ("co-chair",),
    "co-hosts": ("co-host",),
    "host country": ("host",),
    "host government": ("host",),
    "host": ("host",),
}


@cache
def _begins() -> re.Pattern[str]:
    """What stands before the first name of a sentence."""
    heads = "|".join(re.escape(head) for head in (*phrases("makers_themselves"), *_HEADS))
    return re.compile(
        rf"(?:the\s+)?(?:(?:{heads})s?\s+(?:of|for|from)\s+(?:the\s+)?)?", re.IGNORECASE
    )


@cache
def _own() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in phrases("makers_themselves"))
    return re.compile(
        rf"(?<![\w’'])(?P<self>{_OWNERS}(?:\s+\w[\w-]*){{0,3}}?\s+(?:{heads})|the\s+"
        rf"(?:host\s+)?(?:{heads})|(?-i:[Tt]he\s+[A-Z]\w+)\s+(?:government|delegation))(?:\s+of\s+[A-Z]\w+)?{_ADVERBS}\s*$",
        re.IGNORECASE,
    )


@cache
def _several() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in phrases("collectives_that_promise"))
    return re.compile(
        rf"(?<![\w’'])(?P<collective>(?:(?:the|all|many|several|most|some|other|both)\s+)?"
        rf"(?:{nouns})(?:\s+of\s+the\s+\w+)?){_ADVERBS}\s*$",
        re.IGNORECASE,
    )


@cache
def _behind_name(adjective: bool) -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in phrases("makers_themselves"))
    office = rf"(?:{heads}){_OF_WHAT}"
    needed = rf"\s+(?:{office})" if adjective else rf"(?:(?:[’']s?)?(?:\s+\w+)?\s+(?:{office}))?"
    return re.compile(rf"{needed}(?:\s*\([^()]{{1,80}}\)|\))?,?\s*", re.IGNORECASE)
