"""What participants do, and how it is with them, as statements of theirs."""

import re

from ...words import meanings
from .clauses import Clause, Deed
from .speakers import Subject
from .tokens import Tokens, is_saying

#: the rule by which participants say how it is with them
STATE = "what a participant is or has done"


_QUANTIFIED = ("many ", "several ", "some ", "most ", "others", "a number of ", "the majority of ")


def says_after_all(tokens: Tokens, clause: Clause) -> bool:
    """“We are determined to”, “the Ministers have agreed”, “she wrapped up by thanking”."""
    collective = clause.subject.collective.casefold()
    if collective == "we" and clause.start == 0:
        return True
    helper = tokens.tokens[clause.verb].folded
    if clause.deed == Deed.PERFECT:
        return bool(collective) and helper in ("has", "have")
    if clause.deed != Deed.OTHER:
        return False
    by = re.search(r"yg", tokens.code[clause.verb : clause.verb + 6])
    return bool(by) and is_saying(tokens.tokens[clause.verb + by.end() - 1].folded) if by else False


def may_do(subject: Subject, tokens: Tokens, clause: Clause) -> bool:
    """Whether any verb will do: for participants by name, at the beginning or nearly."""
    if clause.start and re.search(r"[VADevQ;]", tokens.code[: clause.start]):
        return False
    if subject.by_role:
        return False
    if subject.collective and not subject.speakers:
        last = subject.collective.casefold().rsplit(maxsplit=1)[-1]
        quantified = subject.collective.casefold().startswith(_QUANTIFIED)
        if quantified and clause.start == 0 and (len(subject.collective.split()) < 5):
            return True
        will = clause.start == 0 and tokens.tokens[clause.verb].folded == "will"
        return will and last in meanings("voices_that_act")
    of_body = clause.start == 0 and "O" in tokens.code[: clause.verb]
    return bool(subject.speakers) and all(
        (speaker.key and not speaker.doubtful) or (of_body and speaker.unknown)
        for speaker in subject.speakers
    )


def may_be(clause: Clause) -> bool:
    """“Norway has been collecting nets”, “Peru was of another opinion”: by participants alone."""
    subject = clause.subject
    if clause.start or subject.by_role or subject.collective or subject.anaphor:
        return False
    if clause.deed not in (Deed.BEING, Deed.PERFECT):
        return False
    words = f" {clause.tokens.folded(0, len(clause.tokens.tokens))} "
    if clause.deed == Deed.PERFECT and any(f" {word} " in words for word in meanings("absent")):
        return False
    return bool(subject.speakers) and all(
        speaker.key and not speaker.doubtful for speaker in subject.speakers
    )
