"""Topics of statements: the register's own names and abbreviations where they occur."""

import re

from ..proposal import Proposal
from ..register import KnownTopic
from ..words import meanings


def propose_topics(proposal: Proposal) -> None:
    """Give each statement the narrowest topics that its words name."""
    known = proposal.source.register.topics
    if not known:
        return
    patterns = [(topic, _pattern(topic)) for topic in known]
    for part in proposal.statements:
        words = " ".join(proposal.source.words(span) for span in part.spans)
        named = [topic for topic, pattern in patterns if _names(topic, pattern, words)]
        if topics := _narrowest(named, known):
            part.values["topics"] = topics


def _pattern(topic: KnownTopic) -> re.Pattern[str]:
    """The name with any hyphens, case and plural; the abbreviation as it is written."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", topic.name) if word]
    name = r"[\s,-]+".join(words).replace(r",[\s,-]", r"[\s,-]")
    short = rf"|\b{re.escape(topic.abbreviation)}\b" if topic.abbreviation else ""
    return re.compile(rf"(?i:\b(?P<name>{name}(?:s|es)?)\b){short}")


_BEFORE = re.compile(r"(?P<word>[\w’'-]+)[ ]$")


def _names(topic: KnownTopic, pattern: re.Pattern[str], words: str) -> bool:
    """Whether the words name a topic; one word behind another is another thing (“the operating
    environment”)."""
    for match in pattern.finditer(words):
        if len(topic.name.split()) > 1 or not match["name"]:
            return True
        before = _BEFORE.search(words[max(0, match.start() - 40) : match.start()])
        if (
            not before
            or before["word"].casefold()
            in {**meanings("small_words"), **meanings("more_small_words")}
            or before["word"][0].isupper()
        ):
            return True
    return False


def _narrowest(named: list[KnownTopic], known: tuple[KnownTopic, ...]) -> list[str]:
    """The topics without those that are broader than another of them."""
    broader = {topic.name: topic.broader for topic in known}
    above: set[str] = set()
    for topic in named:
        name, seen = topic.broader, {topic.name}
        while name and name not in seen:
            above.add(name)
            seen.add(name)
            name = broader.get(name, "")
    return [topic.name for topic in named if topic.name not in above]
