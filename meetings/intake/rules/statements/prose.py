"""Statements in paragraphs and bullets: a state machine over blocks and their sentences."""

import re
from dataclasses import dataclass, field, replace

from ...layout import Block, Kind
from ...parts import Span, Sureness
from ...proposal import Proposal
from .attributions import attribution_of
from .deeds import STATE
from .drafts import Draft, Memory
from .narration import continues, is_narration
from .room import Room
from .saying import Attribution
from .speakers import Speaker
from .speeches import is_title_of_speech, speaker_of_title
from .subjects import subject_of
from .tokens import Tokens, tokens_of
from .turns import is_furniture
from .units import units_of

_BEHALF = re.compile(r"on behalf of (?:the )?(?P<whom>[^,]{3,80}?) ,")


@dataclass
class Reading:
    """Reads blocks in order; ``drafts`` are the statements found."""

    proposal: Proposal
    room: Room
    #: numbered paragraphs go on with the speaker before (summary records)
    keeps_speaker: bool = False
    drafts: list[Draft] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    #: who says the list that a line with a colon begins
    intro: Attribution | None = None
    _before: list[Span] = field(default_factory=list)
    _open: Draft | None = None
    _numbered: bool = False
    _list_mark: str = ""
    _intro_span: Span = field(default_factory=lambda: Span(0, 0))

    def read(self, place: int, block: Block) -> None:
        """Read the next block."""
        if block.kind == Kind.HEADING:
            if not is_furniture(self.proposal, block):
                self.heading(block)
        elif not self._torn(block):
            self.block(place, block)

    def block(self, place: int, block: Block) -> None:
        """Read a paragraph or bullet."""
        self._open, self._before = None, []
        self._numbered = block.marker[:1].isdigit()
        if self._in_list(block) and self._listed(place, block):
            return
        if self._quoted_behind(place, block) or self._in_preamble(block):
            return
        self.intro = None
        source = self.proposal.source
        for unit in units_of(source, block):
            self._unit(place, tokens_of(source, unit))
        if self._open is None and block.kind == Kind.BULLET:
            self._named_at_end(place, block)
        if self._before and self._open is None:
            self._continued(place, block)

    def heading(self, block: Block) -> None:
        """A heading that names a speaker says who is “he” below it; others end what went on."""
        self.intro, self._open = None, None
        self.memory.last, self.memory.collective = [], ""
        words = self.proposal.source.words(block.span)
        if is_title_of_speech(words):
            speakers = speaker_of_title(tokens_of(self.proposal.source, block.span), self.room)
            if len(speakers) == 1 and speakers[0].key:
                self.memory.remember(speakers)
                for office in ("president", "minister", "ambassador"):
                    if office in speakers[0].office.split():
                        self.room.offices[office] = speakers[0].key

    def _torn(self, block: Block) -> bool:
        """Whether a block goes on with a sentence that a page or a column has torn."""
        words = self.proposal.source.words(block.span)
        if not self.drafts or block.kind != Kind.PARAGRAPH or not words[:1].islower():
            return False
        last = self.drafts[-1]
        torn = self.proposal.source.text[last.spans[-1].end - 1]
        if torn in '.!?:;”"' or self._open is not last or not block.sentences:
            return False
        last.spans.append(block.sentences[0])
        for unit in block.sentences[1:]:
            self._unit(last.block, tokens_of(self.proposal.source, unit))
        return True

    # Sentences

    def _unit(self, place: int, tokens: Tokens) -> None:
        found = attribution_of(tokens, self.room)
        if found is not None and found.rule == STATE and not self.drafts:
            found = None
        if found is not None:
            found = self._resolved(found)
        if found and found.passing:
            if self._open is None:
                self.memory.remember(found.speakers, found.collective)
            found = None
        if found is None:
            self._goes_on(place, tokens)
        elif not found.saying:
            self.memory.remember(found.speakers, found.collective)
            self._narrated(tokens)
        elif self._open and self.keeps_speaker and not (found.speakers or found.collective):
            self._open.grow(tokens.span)
        elif self._introduces_list(tokens):
            self.intro, self._list_mark = found, ""
            self._intro_span, self._open = tokens.span, None
        else:
            self._said(place, tokens, found)

    def _resolved(self, found: Attribution) -> Attribution | None:
        """The attribution with “he” and “the Minister” replaced by who it is."""
        if len(found.speakers) == 1 and (known := self.memory.presiding(found.speakers[0])):
            return replace(found, speakers=known, rule="an office of the meeting: who held it")
        if self.memory.spoke_for(found.collective):
            return replace(found, collective="", speakers=[replace(self.memory.spoken[-1])])
        if not found.anaphor:
            return found
        speakers, collective = self.memory.meant(found.anaphor)
        if not speakers and not collective:
            return self._office_alone(found)
        printed = [replace(speaker) for speaker in speakers]
        return replace(
            found,
            speakers=printed,
            collective=collective or found.collective,
            rule=f"“{found.anaphor}”: who spoke before",
        )

    @staticmethod
    def _office_alone(found: Attribution) -> Attribution | None:
        """“The Secretariat announced”: an office that the document gives to nobody."""
        if not found.anaphor.startswith("the ") or found.clause is None or found.weak:
            return None
        clause, tokens = found.clause, found.clause.tokens
        start = clause.start + (tokens.code[clause.start] == "d")
        span = tokens.range(start, clause.verb)
        speaker = Speaker("", span, tokens.source.words(span), office=found.anaphor[4:])
        return replace(found, speakers=[speaker], anaphor="", rule="an office of nobody known")

    def _said(self, place: int, tokens: Tokens, found: Attribution) -> None:
        if behalf := _BEHALF.search(tokens.folded(0, min(40, len(tokens.tokens)))):
            self.memory.behalf = behalf["whom"]
        self.memory.remember(found.speakers, found.collective)
        if self._open and (
            self._open.attribution.whose == found.whose
            or (
                found.anaphor
                and found.whose <= self._open.attribution.whose
                and len(self._open.attribution.speakers) == 1
            )
        ):
            self._open.grow(tokens.span)
            return
        start = self._start(tokens, found)
        self._before = []
        sureness = (
            Sureness.SURE
            if found.speakers and not (found.weak or found.anaphor)
            else Sureness.LIKELY
        )
        self._open = Draft(found, [Span(start, tokens.span.end)], place, sureness)
        self.drafts.append(self._open)

    def _start(self, tokens: Tokens, found: Attribution) -> int:
        """Where a statement begins: with quoted words, or what went on, before its speaker."""
        if not self._before:
            return tokens.span.start
        quoted = self.proposal.source.text[self._before[0].start] in '“"'
        same = self.drafts and self.drafts[-1].attribution.whose == found.whose
        return self._before[0].start if quoted or same or found.anaphor else tokens.span.start

    def _goes_on(self, place: int, tokens: Tokens) -> None:
        """A sentence that does not say who speaks belongs to what it stands behind."""
        if is_narration(tokens):
            self._narrated(tokens)
        elif self._open:
            self._open.grow(tokens.span)
        elif self.keeps_speaker and self._numbered and self.memory.spoken:
            kept = Attribution("paragraph that goes on", [replace(self.memory.spoken[-1])])
            self._open = Draft(kept, [tokens.span], place)
            self.drafts.append(self._open)
        elif self._before or continues(tokens) or tokens.code.startswith("Q"):
            self._before.append(tokens.span)

    def _narrated(self, tokens: Tokens) -> None:
        self._open, self._before = None, []

    # Lists

    @staticmethod
    def _introduces_list(tokens: Tokens) -> bool:
        return tokens.code.endswith(":")

    def _quoted_behind(self, place: int, block: Block) -> bool:
        """A paragraph of quoted words behind “The Minister said:”, which it makes one with."""
        source = self.proposal.source
        quoted = source.text[block.span.start] in '“"«'
        if not quoted or block.kind != Kind.PARAGRAPH:
            return False
        if self.intro and not source.text[self._intro_span.end : block.span.start].strip():
            span = Span(self._intro_span.start, block.span.end)
            self._open = Draft(self.intro, [span], place, Sureness.LIKELY)
            self.drafts.append(self._open)
            self.memory.remember(self.intro.speakers, self.intro.collective)
            self.intro = None
            return True
        return False

    def _in_preamble(self, block: Block) -> bool:
        """“The Council,” before “1. Takes note of …”, and what is recalled between the two."""
        tokens = tokens_of(self.proposal.source, block.span)
        if block.kind != Kind.PARAGRAPH or not tokens.code.endswith((",", ";")):
            return False
        if self.intro is not None and tokens.code[0] in "gW":
            return tokens.tokens[0].folded.endswith("ing")
        subject = subject_of(tokens, 0, len(tokens.code) - 1, self.room)
        if subject is None or subject.anaphor or len(tokens.code) > 12:
            return False
        if not subject.collective and not all(speaker.key for speaker in subject.speakers):
            return False
        self.intro = Attribution("resolution", subject.speakers, subject.collective)
        self._list_mark, self._intro_span = "", tokens.span
        return True

    def _named_at_end(self, place: int, block: Block) -> None:
        """“Data are expensive (Kenya, Uganda).”: an entry with its speakers in a bracket."""
        source = self.proposal.source
        match = re.search(r"\((?P<names>[^()]{2,120})\)\.?$", source.words(block.span))
        if match is None:
            return
        start = block.span.start
        bracket = Span(start + match.start("names"), start + match.end("names"))
        named = [mention for mention in source.mentions_in(bracket) if mention.key]
        before = source.mentions_in(Span(start, bracket.start))
        if before and before[-1].span.end >= bracket.start - 2:
            return
        left = match["names"]
        for mention in named:
            left = left.replace(mention.printed, "", 1)
        if not named or re.sub(r"\b(?:and|the)\b|[,;/&\s]", "", left):
            return
        speakers = [Speaker(mention.key, mention.span, mention.printed) for mention in named]
        found = Attribution("names in a bracket at the end", speakers)
        self.drafts.append(Draft(found, [block.span], place, Sureness.LIKELY))

    def _in_list(self, block: Block) -> bool:
        """Whether a bullet is marked as the first one of the list was."""
        if self.intro is None or block.kind != Kind.BULLET:
            return False
        shape = re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", block.marker))
        self._list_mark = self._list_mark or shape
        return shape == self._list_mark

    def _listed(self, place: int, block: Block) -> bool:
        """An entry of a list that a line with a colon begins, with its speaker."""
        source = self.proposal.source
        tokens = tokens_of(source, block.span)
        own = attribution_of(tokens, self.room)
        if own and own.saying and (own.speakers or own.collective):
            clause = own.clause
            if (own.speakers and clause is None) or (clause and tokens.code[clause.verb] == "V"):
                return False
        before = len(self.drafts)
        self._named_at_end(place, block)
        if len(self.drafts) == before and self.intro is not None:
            found = replace(self.intro, rule="entry of a list that a speaker begins")
            self.drafts.append(Draft(found, [block.span], place))
        return True

    def _continued(self, place: int, block: Block) -> None:
        """A bullet that begins with “Furthermore” and names nobody goes on with the one before."""
        if (
            not self.drafts
            or self.drafts[-1].block != place - 1
            or self._before[0].start != block.span.start
        ):
            return
        before = self.drafts[-1].attribution
        if before.speakers and self.proposal.source.text[block.span.start] not in '“"':
            found = Attribution(
                "entry that goes on", [replace(speaker) for speaker in before.speakers]
            )
            spans = [Span(self._before[0].start, self._before[-1].end)]
            self.drafts.append(Draft(found, spans, place, Sureness.DOUBTFUL))
