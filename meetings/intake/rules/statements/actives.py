"""Attributions by a subject and its verb, wherever in the sentence they stand."""

import re
from collections.abc import Iterator

from .asides import agent_at, joined_by
from .clauses import Clause, Deed, clause_at, is_weak
from .deeds import STATE, may_be, may_do, says_after_all
from .room import Room
from .saying import Attribution
from .speakers import Subject
from .subjects import subject_of
from .tokens import Tokens, is_saying

#: how many commas of a sentence are tried as the beginning of its main clause
_STARTS = 8
_START = re.compile(
    r",&?|Q,?|;a*|[:-]|&(?=d?[NCP]a*V)|(?<=[CwW#gvVa])(?=d?C+a*[Ve])|(?<=[wWaNt#gVv])(?=d?(?:[NP]|JO)a*[Ve]|dOa*V)|o(?=P\(?a*V)"
)
#: “On that understanding”, “In moving a vote of thanks”: before a subject without a comma
_LEAD = re.compile(r"o(?:[dhwWtgaNJ#oeVv]){1,7}")
_SECOND = re.compile(r";a*|,(?:&|[aw]{1,2}|&[aw])?|&")
_BREAKS = frozenset(["while", "whereas", "and", "but", "though", "although", "with", "as", "to"])


def active(tokens: Tokens, room: Room) -> Attribution | None:
    """A subject with a verb of saying: “Kenya noted”, “…, the Minister added, …”."""
    for start in _starts(tokens):
        clause = clause_at(tokens, start, room)
        if clause is None:
            continue
        _own_of_sentence(tokens, clause, room)
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
    lead = tokens.code[: clause.start]
    if (
        lead[-1:] in tuple("wWaNt#CogVv")
        and re.search(r"[VADev]", lead)
        and not _LEAD.fullmatch(lead)
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
        _add(found, _met_with(tokens, clause, room))
        chosen = bool(subject.collective) and tokens.tokens[clause.verb].folded == "elected"
        found.saying = chosen or _says_as_well(tokens, clause.verb)
        return found if found.saying or not relative(tokens, room) else None
    elif clause.deed == Deed.OTHER and may_do(subject, tokens, clause):
        found.weak, found.rule = True, "what a participant does"
    elif may_be(clause):
        found.weak, found.rule = True, STATE
    elif says_after_all(tokens, clause):
        found.weak = True
    elif subject.collective and first and not subject.speakers:
        found.saying, found.passing = False, True
        return found
    else:
        return None
    _affiliate(tokens, clause)
    others = joined_by(tokens, clause, room)
    found.speakers, found.collective = list(subject.speakers), subject.collective
    _add(found, others)
    _second_clauses(tokens, clause.verb, found, room)
    return found


def _affiliate(tokens: Tokens, clause: Clause) -> None:
    """“From the World Bank, Dr Delegate 9 warned”: a person speaks for whom the lead-in names."""
    speakers = clause.subject.speakers
    lead = tokens.code[: clause.start]
    if len(speakers) != 1 or speakers[0].key or speakers[0].unknown or not speakers[0].person:
        return
    match = re.fullmatch(r"(?:[gwW]{0,2}o(?:[hd]?wo)?)(?P<who>d?N),", lead)
    if match and tokens.tokens[match.start("who") - 1].folded in ("from", "for", "of"):
        mention = tokens.tokens[match.end("who") - 1].mention
        speakers[0].key = mention.key if mention else ""


_OWN = ("its", "his", "her", "their")


def _own_of_sentence(tokens: Tokens, clause: Clause, room: Room) -> None:
    """“The World Bank needs more, its representative said”: whom the sentence begins with."""
    words = clause.subject.anaphor.split()
    own = tokens.folded(clause.start, clause.verb).split()
    owned = any(word in _OWN for word in (*words[:1], *own[:1], *own[3:4]))
    if (len(words) < 2 and not own) or not owned or not clause.start:
        return
    match = re.match(r"[^NVADev,;]*?(?P<who>d?N\(?)", tokens.code)
    subject = subject_of(tokens, match.start("who"), match.end(), room) if match else None
    if subject and subject.speakers:
        clause.subject.speakers, clause.subject.anaphor = subject.speakers, ""


def _met_with(tokens: Tokens, clause: Clause, room: Room) -> Subject:
    """Whom somebody met: “they” are both."""
    if tokens.tokens[clause.verb].folded == "met":
        for place in range(clause.verb + 1, min(clause.verb + 10, len(tokens.code))):
            if tokens.tokens[place].folded == "with":
                return agent_at(tokens, place + 1, room) or Subject()
    return Subject()


def _says_as_well(tokens: Tokens, verb: int) -> bool:
    """“opened the meeting and welcomed”, “closed the meeting by noting”."""
    for match in re.finditer(r"&a*(?P<verb>V)|[yo](?P<participle>g)", tokens.code[verb + 1 :]):
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
            and (clause.deed == Deed.SAYING or _does(clause, match.group()))
            and clause.verb < start + 14
        ):
            others = joined_by(tokens, clause, room)
            _add(found, clause.subject)
            _add(found, others)
    _add(found, _trailing(tokens, verb, room))


def _does(clause: Clause, before: str) -> bool:
    """Whether participants behind a semicolon do something: “; Denmark followed with …”."""
    known = all(speaker.key for speaker in clause.subject.speakers)
    verb = clause.tokens.code[clause.verb]
    acts = verb == "e" or (before == ";" and verb == "A")
    return before[0] == ";" and clause.deed == Deed.OTHER and acts and known


def _trailing(tokens: Tokens, verb: int, room: Room) -> Subject:
    """“, with Kenya opposing”, “, to which Thailand objected”, “, as did Mexico”."""
    found = Subject()
    for match in _BACKED.finditer(tokens.code, verb):
        joined = tokens.tokens[match.start("verb") - 1].folded
        if joined not in ("and", "but") and match.group()[0] != ",":
            continue
        if tokens.tokens[match.start("verb")].folded in _BACKING:
            subject = agent_at(tokens, match.end(), room)
            if subject and not subject.anaphor:
                found.speakers += subject.speakers
                found.collective = found.collective or subject.collective
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
_BACKED = re.compile(r"(?:,rA|[&w])(?P<verb>V)y")
_BACKING = frozenset(
    ("supported", "opposed", "seconded", "echoed", "endorsed", "rejected", "shared")
)
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


def relative(tokens: Tokens, room: Room) -> Attribution | None:
    """“The floor was given to the Minister of Fiji, who outlined …”, “we heard from …, who …”."""
    for match in re.finditer(r",ra*(?P<verb>V)", tokens.code):
        pronoun = tokens.tokens[match.start() + 1].folded
        named = pronoun == "which" and tokens.code[match.start() - 1] == "N"
        if (pronoun != "who" and not named) or is_weak(tokens, match.start("verb")):
            continue
        for start in range(max(0, match.start() - 24), match.start()):
            if tokens.code[start] not in "dNPO" or (start and tokens.code[start - 1] in "dwWJ"):
                continue
            subject = subject_of(tokens, start, match.start(), room)
            if subject and subject.speakers:
                return Attribution("“who” and a verb of saying", subject.speakers)
    return None


_HEARD = re.compile(r"(?:heard|received|listened to|followed)(?: [a-z]+){0,6}? (?:from|by|of|to)$")


def heard(tokens: Tokens, room: Room) -> Attribution | None:
    """“The Committee heard statements by the representatives of Cuba and Haiti”."""
    for match in re.finditer(r"[oy](?=d?[NPOCJ])", tokens.code[:60]):
        words = tokens.folded(0, match.end())
        if not _HEARD.search(words) or not re.search(r"\b(?:heard|listened)\b", words):
            continue
        subject = agent_at(tokens, match.end(), room)
        if subject and subject.speakers and all(speaker.key for speaker in subject.speakers):
            return Attribution("heard by the meeting", subject.speakers, saying=False)
    return None
