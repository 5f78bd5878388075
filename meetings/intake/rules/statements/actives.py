"""Attributions by a subject and its verb, wherever in the sentence they stand."""

import re
from collections.abc import Iterator

from .clauses import Clause, Deed, clause_at, is_weak, joined_by
from .room import Room
from .saying import Attribution
from .speakers import Subject
from .subjects import subject_of
from .tokens import Tokens, is_saying

#: how many commas of a sentence are tried as the beginning of its main clause
_STARTS = 8
_START = re.compile(
    r",&?|Q,?|;a*|[:-]|&(?=d?[NCP]a*V)|(?<=[CwW#])(?=C+a*V)|(?<=[wWaNt#])(?=d?(?:[NP]|JO)a*V)"
)
_SECOND = re.compile(r";a*|,(?:&|[aw]{1,2}|&[aw])?|&")
_BREAKS = frozenset(["while", "whereas", "and", "but", "though", "although", "with", "as", "to"])


def active(tokens: Tokens, room: Room) -> Attribution | None:
    """A subject with a verb of saying: “Kenya noted”, “…, the Minister added, …”."""
    for start in _starts(tokens):
        clause = clause_at(tokens, start, room)
        if clause is None:
            continue
        found = _of_clause(tokens, clause, room)
        if found:
            return found
    return _inverted(tokens, room)


def _starts(tokens: Tokens) -> Iterator[int]:
    """Where the main clause may begin: at once, or behind a comma or quoted words."""
    yield 0
    count = 0
    for match in re.finditer(_START, tokens.code):
        if match.end() < len(tokens.code):
            yield match.end()
            count += 1
        if count >= _STARTS:
            return


def _of_clause(tokens: Tokens, clause: Clause, room: Room) -> Attribution | None:
    subject = clause.subject
    first = clause.start == 0
    if (
        clause.start
        and tokens.code[clause.start - 1] in "wWaNt#C"
        and re.search(r"[VADev]", tokens.code[: clause.start])
    ):
        return None
    rule = "subject and verb" if first else "subject and verb behind a comma"
    found = Attribution(
        rule, list(subject.speakers), subject.collective, subject.anaphor, clause=clause
    )
    if clause.deed == Deed.SAYING:
        found.weak = is_weak(tokens, clause.verb)
        if found.weak and not first and not subject.named:
            return None
    elif clause.deed == Deed.NARRATING:
        found.saying = _says_as_well(tokens, clause.verb)
        return found
    elif clause.deed == Deed.OTHER and _may_do(subject, tokens, clause):
        found.weak, found.rule = True, "what a participant does"
    else:
        return None
    others = joined_by(tokens, clause, room)
    found.speakers = list(subject.speakers)
    _add(found, others)
    _second_clauses(tokens, clause.verb, found, room)
    return found


def _may_do(subject: Subject, tokens: Tokens, clause: Clause) -> bool:
    """Whether any verb will do: for participants by name, at the beginning or nearly."""
    if clause.start and re.search(r"[VADevQ;]", tokens.code[: clause.start]):
        return False
    if subject.collective and not subject.speakers:
        return clause.start == 0 and tokens.tokens[clause.verb].folded == "will"
    return bool(subject.speakers) and all(
        speaker.key and not speaker.doubtful for speaker in subject.speakers
    )


def _says_as_well(tokens: Tokens, verb: int) -> bool:
    """“opened the meeting and welcomed”, “closed the meeting by noting”."""
    for match in re.finditer(r"&a*(?P<verb>V)|y(?P<participle>g)", tokens.code[verb + 1 :]):
        here = verb + 1 + match.end() - 1
        word = tokens.tokens[here].folded
        if is_saying(word) if match["participle"] else not is_weak(tokens, here):
            return True
    return False


def _add(found: Attribution, others: Subject) -> None:
    keys = {speaker.key or speaker.printed for speaker in found.speakers}
    for speaker in others.speakers:
        if (speaker.key or speaker.printed) not in keys:
            found.speakers.append(speaker)
            keys.add(speaker.key or speaker.printed)
    found.collective = found.collective or others.collective


def _second_clauses(tokens: Tokens, verb: int, found: Attribution, room: Room) -> None:
    """Further clauses of the sentence with speakers of their own: “…; the EU urged …”."""
    if found.anaphor or not (found.speakers or found.collective):
        return
    for match in _SECOND.finditer(tokens.code, verb + 1):
        if match.group() == ",":
            continue
        between = tokens.tokens[match.start() : match.end()]
        start = match.end()
        if match.group()[0] != ";" and not any(token.folded in _BREAKS for token in between):
            continue
        if match.group() == "&" and not re.match(r"d?[NC]V|dC", tokens.code[start:]):
            continue
        clause = clause_at(tokens, start, room)
        if (
            clause
            and clause.subject.named
            and clause.deed == Deed.SAYING
            and clause.verb < start + 14
        ):
            others = joined_by(tokens, clause, room)
            _add(found, clause.subject)
            _add(found, others)
    _add(found, _trailing(tokens, verb, room))


def _trailing(tokens: Tokens, verb: int, room: Room) -> Subject:
    """“, with Kenya opposing”, “, to which Thailand objected”, “, as did Mexico”."""
    found = Subject()
    for pattern in _TRAILING:
        for match in re.finditer(pattern, tokens.code[verb:]):
            subject = subject_of(tokens, verb + match.start("who"), verb + match.end("who"), room)
            if subject and not (
                pattern == _ELLIPTIC
                and not tokens.words(verb + match.start("who"), verb + match.end("who")).isupper()
            ):
                found.speakers += subject.speakers
    return found


_ELLIPTIC = r",&(?P<who>N)o"
_TRAILING = (
    *(r",o(?P<who>d?N)g", r",or(?P<who>d?N)V", r",[ow](?:A)(?P<who>d?N)"),
    _ELLIPTIC,
)


def _inverted(tokens: Tokens, room: Room) -> Attribution | None:
    """“…,” said the Minister."""
    for match in re.finditer(
        r"(?:Q,?|,)(?P<verb>V)(?P<who>d?[NPOHJWw&o(]{1,12})(?=[,.;]|$)", tokens.code
    ):
        subject = subject_of(tokens, match.start("who"), match.end("who"), room)
        if subject and (subject.speakers or subject.anaphor or subject.collective):
            return Attribution(
                "verb before its subject", subject.speakers, subject.collective, subject.anaphor
            )
    unnamed = re.search(r"Q,?(?P<verb>V)(?P<who>[d#wW]{2,8})", tokens.code)
    if unnamed:
        who = tokens.words(unnamed.start("who"), unnamed.end("who"))
        return Attribution(
            "quoted words of somebody unnamed", reason=f"Said by “{who}”, who is not named."
        )
    return None
