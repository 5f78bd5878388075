"""Promises in the future: “it would provide”, “Kenya will host”, “forty places will be
reserved”."""

import re
from dataclasses import dataclass

from ...parts import Span, Sureness
from ...printed_dates import dates_of
from ...sums import sums_of
from ...words import meanings
from .acts import Act, act_at, passive_at, promises_nothing
from .governing import governing_verb
from .makers import Makers, Subject
from .promise import Promise
from .sentence import Sentence
from .things import names_thing

_MODAL = re.compile(
    r"(?:\b(?P<modal>will|would|shall)\b|\b(?P<brief>wd)\.|(?<=\w)[’'](?P<short>ll)\b)"
    r"(?:\s+(?:also|therefore|then|now|thus|further|again|jointly|soon|shortly|gladly|moreover|"
    r"accordingly|nonetheless|nevertheless|instead|still|indeed|even|both|together|in turn|"
    r"in addition|for its part|of course|\w+ly),?){0,2}"
    r"(?:,[^,;.]{1,100},)?(?:\s+(?:also|therefore|jointly|together|\w+ly))?\s+"
)
_DOUBT = re.compile(
    r"\b(?:whether|if|unless|once|should|until|when|where|how|what|why)\s+(?:the\s+)?$"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:Government\s+of\s+(?:the\s+)?)?")
#: characters of the longest name
_NAME = 120
_AMOUNTS = re.compile(r"(?:amount\s+to|be|total|come\s+to|stand\s+at|remain\s+at|rise\s+to)\s+")
_CONTRIBUTION = re.compile(
    r"\b(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Tt]he|\w+[’']s?)\s+(?:\w+\s+){0,2}"
    r"(?:contribution|pledge|share|grant|donation)\b"
)
#: characters between such a verb and its sum
_NEAR = 30
_FIRST_PERSON = re.compile(r"(?:we|i|our|my)\b", re.IGNORECASE)
_GLAD = re.compile(
    r"\b(?:heartened|encouraged|pleased|delighted|glad|happy|grateful)\s+to\s+(?:\w+\s+){1,8}?that\s+"
    r"(?:the\s+)?$|\bwelcomes?\s+the\s+(?:\w+\s+){1,4}?that\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LIKEWISE = ("do likewise", "do the same")
_WILL = re.compile(r"\b(?:will|would|shall|pledged|undertook|offered|announced)\b")
_BARE = re.compile(r"\w+(?:\s+\w+)?\s+(?:it|this|that|them)\b", re.IGNORECASE)
# “From the first of March, we will”
_SINCE = re.compile(
    r"\b(?i:from|as\s+(?:of|from)|starting|beginning)\s+(?:the\s+)?(?:\w+\s+){0,3}(?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December|next\s+year)\b"
)
_CHAIRING = re.compile(
    r"\b(?:under|during)\s+(?:its|his|her|their|our)\s+(?:\w+\s+)?"
    r"(?:chairmanship|presidency|chairship|term)\b"
)
_INSTITUTION = re.compile(r"(?:[Tt]he|[Oo]ur|[Mm]y|its|their)\s+[A-Z]|(?<!^)(?<![.!?] )[A-Z]\w+")
_TODAY = re.compile(
    r"\b(?:[ap]\.m\.|tomorrow|this (?:morning|afternoon|evening)|(?:Mon|Tues|Wednes|Thurs|Fri)day)"
)


def futures_in(sentence: Sentence, end: int) -> list[Promise]:
    """The promises of a sentence that “will”, “would” or “shall” make; ``end`` is where it ends."""
    found: list[Promise] = []
    for match in sentence.found(_MODAL, end):
        future = _Future(sentence, match, bool(found), end)
        if promise := future.promise():
            found.append(promise)
    return found


@dataclass
class _Future:
    sentence: Sentence
    match: re.Match[str]
    #: whether the sentence promised something before
    continued: bool
    end: int

    @property
    def verb(self) -> int:
        return self.match.end()

    @property
    def modal(self) -> str:
        return "would" if self.match["brief"] else self.match["modal"] or self.match["short"]

    def promise(self) -> Promise | None:
        """The promise, None where there is none."""
        sentence, place = self.sentence, self.match.start()
        subject = sentence.subject(place)
        governing = governing_verb(sentence, subject.start)
        if sentence.speakers and _CHAIRING.search(sentence.text, sentence.back(place), place):
            subject = Subject("self", subject.start, sentence.speakers, "it")
        before = sentence.text[max(sentence.span.start, subject.start - 12) : subject.start]
        if governing in meanings("no_promise_behind") or _DOUBT.search(before):
            return None
        if sentence.verbatim and self.modal == "would":
            return None
        if act := passive_at(sentence.text, self.verb):
            return self._passive(subject, act, governing)
        if amount := self._amount(subject):
            return amount
        act = act_at(sentence.text, self.verb)
        if act is None and promises_nothing(sentence.text, self.verb):
            return None
        return self._active(subject, act, governing)

    def _amount(self, subject: Subject) -> Promise | None:
        """“its contribution for 1979 would amount to 3 million kroner”."""
        sentence = self.sentence
        verb = _AMOUNTS.match(sentence.text, self.verb)
        if not verb or not sentence.speakers or subject.kind == "named":
            return None
        words = _subject_words(sentence, self.match.start())
        sums = sums_of(sentence.text, Span(verb.end(), sentence.ahead(verb.end(), self.end)))
        near = sums and sums[0].money and sums[0].span.start - verb.end() < _NEAR
        if not near or not _CONTRIBUTION.search(sentence.text, words.start, words.end):
            return None
        makers = Subject("other", words.start, sentence.speakers)
        return self._found(makers, None, announced=True, rule="says how much", passive=True)

    @property
    def backed(self) -> bool:
        """Whether a sum, a number of things or a day stands behind the verb."""
        span = Span(self.verb, self.sentence.ahead(self.verb, self.end))
        before = Span(self.sentence.back(self.match.start()), self.match.start())
        return bool(
            sums_of(self.sentence.text, span)
            or dates_of(self.sentence.text, span)
            or _SINCE.search(self.sentence.text, before.start, before.end)
        )

    @property
    def _counted(self) -> bool:
        """Whether a sum stands right behind the verb: “would receive four officers”."""
        return bool(sums_of(self.sentence.text, Span(self.verb, self.verb + 60)))

    def _active(self, subject: Subject, act: Act | None, governing: str) -> Promise | None:
        announced = governing in meanings("announcing")
        if act and act.verb in _LIKEWISE and not self._promised_before():
            return None
        if act is None and not (announced and subject.kind in ("self", "named")):
            return None
        good = {
            "self": self._of_oneself,
            "named": self._of_somebody,
            "elided": self._of_the_same,
            "other": self._of_something,
        }[subject.kind]
        if not good(subject, act, governing) or _TODAY.search(
            self.sentence.text, self.verb, self.sentence.ahead(self.verb, self.end)
        ):
            return None
        return self._found(subject, act, announced, "says what it will do")

    def _promised_before(self) -> bool:
        """Whether the sentence before says what somebody will do, too."""
        before = self.sentence.before
        return self.continued or (before is not None and bool(_WILL.search(before.words)))

    def _strong(self, act: Act | None, governing: str) -> bool:
        """Whether the verb promises here: plain ones do, others by how they are said."""
        if (act is not None and act.plain) or self.backed:
            return True
        reported = bool(governing) and not self.sentence.verbatim
        vague = act is not None and act.vague
        return governing in meanings("announcing") or (reported and not vague)

    def _of_oneself(self, subject: Subject, act: Act | None, governing: str) -> bool:
        """“it”, “we”, “his Government”."""
        if self.sentence.verbatim and not _FIRST_PERSON.match(subject.words):
            if subject.words == "it" and governing in meanings("announcing"):
                return bool(subject.makers)
            return subject.words.startswith("the ") and self._of_something(subject, act, governing)
        if _BARE.match(self.sentence.text, self.verb) and not (governing or self.backed):
            return False
        return bool(subject.makers) and self._strong(act, governing)

    def _of_somebody(self, subject: Subject, act: Act | None, governing: str) -> bool:
        """“Kenya”."""
        sentence = self.sentence
        own = sentence.statement is None or subject.makers.keys <= sentence.speakers.keys
        if sentence.verbatim and not own:
            return act is not None and (act.kind == "hosting" or self._heard(subject, governing))
        plain = act is not None and (act.plain or (act.weak and self._counted))
        return plain or (
            (own or governing in meanings("announcing")) and self._strong(act, governing)
        )

    def _heard(self, subject: Subject, governing: str) -> bool:
        """Whether a speaker is glad of what somebody else will give, or tells what was decided."""
        before = self.sentence.text[self.sentence.back(subject.start) : subject.start]
        return self.backed and (governing in meanings("announcing") or bool(_GLAD.search(before)))

    def _of_the_same(self, subject: Subject, act: Act | None, governing: str) -> bool:
        """Whoever acted before “and”."""
        if act is None or not self.sentence.speakers:
            return False
        return act.plain or (self.continued and not act.vague)

    def _of_something(self, subject: Subject, act: Act | None, governing: str) -> bool:
        """Something of the speaker's: “the Institute will open”, “a first convoy will leave”."""
        sentence = self.sentence
        words = _subject_words(sentence, self.match.start())
        if act is None or not subject.makers:
            return False
        if sums_of(sentence.text, words) and governing:
            return True
        others = {mention.key for mention in sentence.source.mentions_in(words)} - {""}
        said = governing in meanings("announcing") or (sentence.verbatim and self.modal != "would")
        if act.verb in ("be the venue", "be the host") and not sentence.verbatim:
            return others <= sentence.speakers.keys
        named = _INSTITUTION.match(sentence.text, words.start, words.end)
        return act.plain and said and bool(named) and others <= sentence.speakers.keys

    def _passive(self, subject: Subject, act: Act, governing: str) -> Promise | None:
        sentence = self.sentence
        if by := self._named_maker():
            return self._found(
                Subject("named", subject.start, by), act, True, "will be done by", passive=True
            )
        if not sentence.carried or (act.vague and not self.backed):
            return None
        announced = governing in meanings("announcing")
        words = _subject_words(sentence, self.match.start())
        if subject.kind in ("self", "named") and subject.words not in ("it", "they"):
            return None
        if sentence.verbatim:
            good = act.plain and act.kind not in ("event", "other")
        elif announced:
            good = True
        else:
            counted = bool(sums_of(sentence.text, words)) or names_thing(sentence.text, words)
            good = counted or (
                act.plain and bool(governing) and (self.backed or act.kind == "funds")
            )
        if not good or _TODAY.search(sentence.text, self.verb, sentence.ahead(self.verb, self.end)):
            return None
        start = words.start
        return self._found(
            Subject("other", start, sentence.carried), act, announced, "will be done", passive=True
        )

    def _named_maker(self) -> Makers | None:
        """Who is named behind “by” in a passive."""
        sentence = self.sentence
        match = _BY.search(sentence.text, self.verb, min(self.end, self.verb + 80))
        if not match:
            return None
        keys = [
            m.key
            for m in sentence.source.mentions_in(Span(match.end(), match.end() + _NAME))
            if m.span.start == match.end() and m.key and not m.adjective
        ]
        return Makers.named(keys) if keys else None

    def _found(
        self,
        subject: Subject,
        act: Act | None,
        announced: bool,
        rule: str,
        *,
        passive: bool = False,
    ) -> Promise:
        firm = announced or self.modal != "would"
        sureness = (
            Sureness.LIKELY
            if announced and act and subject.kind in ("self", "named")
            else Sureness.DOUBTFUL
        )
        if act and act.plain and subject.kind in ("self", "named"):
            sureness = Sureness.LIKELY
        return Promise(
            at=subject.start if subject.kind != "elided" else self.match.start(),
            what=subject.start if passive else self.verb,
            makers=subject.makers,
            strength="firm" if firm else "intended",
            rule=rule,
            kind=act.kind if act else "",
            sureness=sureness,
            passive=passive,
        )


def _subject_words(sentence: Sentence, place: int) -> Span:
    """The words before a verb, back to “that”, a colon or the beginning of the sentence."""
    return Span(sentence.clause_start(place), place)
