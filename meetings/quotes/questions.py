"""What the indexes are asked where no text has a sentence as it is: words that stand together.

Each question is a group of words that so few texts hold that most of those few are meant: two
rare words, or up to six common ones. Several groups are asked, so that some are left where words
of the sentence are wrong: of its rarest words, and of those of each stretch of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice, zip_longest

from .known_words import KnownWords

#: the rarest words that groups are made of, and words of a group at most
_RAREST, _LARGEST = 7, 6
#: texts that hold a group, or one word alone, if words stood anywhere by chance. They do not: long
#: texts hold many, and some words go together. Ten times as many are usual.
_BY_CHANCE, _BY_CHANCE_ALONE = 2, 60
#: groups of the whole, and in turn of each stretch
_MOST_GROUPS = 12
#: words of a stretch, and stretches at least and at most
_STRETCH, _FEWEST_STRETCHES, _MOST_STRETCHES = 5, 2, 4
#: entries of an index that all questions together may look at, and questions that are asked
#: whatever they take
_MOST_ENTRIES, _FEWEST = 100_000, 3
#: of the words of a group one is looked at in every text that holds it; of the others so many
#: texts are passed over in the time of one
_PASSED_OVER = 25

Group = tuple[str, ...]


def questions(words: Sequence[str], known: KnownWords) -> list[Group]:
    """The groups of words that are sought, from the words of a sentence in their order."""
    whole, *stretches = (_groups(stretch, known) for stretch in _stretches(words, known))
    asked: list[Group] = []
    spent = 0.0
    for group in chain(whole[:_MOST_GROUPS], _in_turn(stretches)):
        if any(set(other) <= set(group) for other in asked):
            continue
        counts = [known.count(word) for word in group]
        cost = min(counts) + sum(counts) / _PASSED_OVER
        if spent + cost <= _MOST_ENTRIES or len(asked) < _FEWEST:
            spent += cost
            asked.append(group)
    return asked


def _stretches(words: Sequence[str], known: KnownWords) -> Iterator[list[str]]:
    """All words, and those of each stretch: each once, the rarest first."""
    count = min(max(len(words) // _STRETCH, _FEWEST_STRETCHES), _MOST_STRETCHES)
    size = max(-(-len(words) // count), 1)
    for stretch in (words, *(words[at : at + size] for at in range(0, len(words), size))):
        yield sorted(dict.fromkeys(stretch), key=known.count)


def _groups(words: Sequence[str], known: KnownWords) -> list[Group]:
    """Groups of the rarest words that hardly a text holds by chance, the smallest ones first; one
    of all, where all are common."""
    rarest = words[:_RAREST]
    alone = [(word,) for word in rarest if known.count(word) <= _BY_CHANCE_ALONE]
    together = [
        (size, known.by_chance(group), group)
        for size in range(2, _LARGEST + 1)
        for group in combinations(rarest, size)
    ]
    found = [group for _size, by_chance, group in sorted(together) if by_chance <= _BY_CHANCE]
    if not alone and not found and len(words) > 1:
        return [tuple(words[:_LARGEST])]
    return [*alone, *found]


def _in_turn(lists: Iterable[Sequence[Group]]) -> Iterator[Group]:
    """The first of each list, the second of each, and so on."""
    rows = islice(zip_longest(*lists), _MOST_GROUPS)
    return (group for row in rows for group in row if group)
