"""Did you mean: rows whose names are like one that is typed or printed, the likeliest first.

Asked before a participant, person, topic or stub is made, and where a list of delegations is read.
What is found is offered with its reason, never taken unasked. Each function asks a fixed number of
queries: ``like_participants`` 3, ``like_people`` 2, ``like_topics`` 1, ``like_meetings`` 1.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from meetings.models import Meeting, Topic
from participants.finder import find_participant
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.models.choices import NameKind
from participants.names import fold_name

from .candidates import MOST, Called, Candidate, KnownPeople, ranked
from .comparing import Likeness, compared, latin

#: rows that are compared at most
_MOST_ROWS = 1500
#: words of a name by which rows are looked up, the longest first
_MOST_WORDS = 3
#: letters of the shortest piece of a word that rows are looked up by
_PIECE = 3
#: letters of a word spelt in Latin ones, whose vowels may be others
_BEGINNING = 4


def like_participants(name: str, *, most: int = MOST) -> list[Candidate]:
    """The participants that a name may mean: by short, formal, other and former names, codes."""
    folded = fold_name(name)
    if not folded:
        return []
    others = ranked(name, _participants(), person=False, most=most)
    named = {one.pk for one in others if one.why == Likeness.NAME}
    # Codes, abbreviations, and names with another behind them: “African Union (AU)”.
    found = [
        Candidate(row.pk, row.code or row.slug, row.name, Likeness.NAME)
        for row in find_participant(name).candidates
        if row.pk not in named
    ]
    added = {one.pk for one in found}
    whole = [one for one in others if one.pk in named]
    rest = [one for one in others if one.pk not in named | added]
    return [*whole, *found, *rest][:most]


def _participants() -> list[Called]:
    named: list[Called] = []
    own = Participant.objects.values_list(
        "pk", "code", "slug", "name", "folded", "formal_name", "formal_folded", named=True
    )
    keys: dict[int, tuple[str, str]] = {}
    for row in own:
        key = row.code or row.slug
        keys[row.pk] = (key, row.name)
        named.append(Called(row.pk, key, row.name, row.folded))
        if row.formal_folded:
            named.append(Called(row.pk, key, row.name, row.formal_folded, row.formal_name))
    further = ParticipantName.objects.exclude(kind=NameKind.ABBREVIATION)
    for other in further.values_list("participant_id", "name", "folded", named=True):
        key, name = keys[other.participant_id]
        named.append(Called(other.participant_id, key, name, other.folded, other.name))
    return named


def like_people(name: str, *, most: int = MOST) -> list[Candidate]:
    """The people that a name may mean, also in another order or without honorifics."""
    words = _sought(name)
    if not words:
        return []
    columns = ("pk", "key", "name", "folded")
    own = _holding(Person.objects.all(), words).values_list(*columns, named=True)
    rows = [Called(row.pk, row.key, row.name, row.folded) for row in own[:_MOST_ROWS]]
    further = _holding(PersonName.objects.all(), words).annotate(
        key=F("person__key"), shown=F("person__name")
    )
    others = further.values_list("person_id", "key", "shown", "folded", "name", named=True)
    rows += [
        Called(row.person_id, row.key, row.shown, row.folded, row.name)
        for row in others[:_MOST_ROWS]
    ]
    return ranked(name, rows, person=True, most=most)


def known_people() -> KnownPeople:
    """All people by their names, for a list of many; two queries."""
    columns = ("pk", "key", "name", "folded")
    own = Person.objects.order_by("pk").values_list(*columns, named=True)
    rows = {row.pk: Called(row.pk, row.key, row.name, row.folded) for row in own.iterator()}
    further = PersonName.objects.order_by("pk").values_list("person_id", "folded", "name")
    others = [
        Called(pk, rows[pk].key, rows[pk].name, folded, name)
        for pk, folded, name in further.iterator()
        if pk in rows
    ]
    return KnownPeople([*rows.values(), *others])


def like_topics(name: str, *, most: int = MOST) -> list[Candidate]:
    """The topics that a name or abbreviation may mean."""
    rows: list[Called] = []
    columns = ("pk", "slug", "name", "abbreviation")
    for row in Topic.objects.order_by("slug").values_list(*columns, named=True):
        rows.append(Called(row.pk, row.slug, row.name, fold_name(row.name)))
        if row.abbreviation:
            short = fold_name(row.abbreviation)
            rows.append(Called(row.pk, row.slug, row.name, short, row.abbreviation))
    return ranked(name, rows, person=False, most=most) if fold_name(name) else []


def like_meetings(title: str, *, stubs: bool | None = None, most: int = MOST) -> list[Candidate]:
    """The meetings that a title may mean: recorded or only named, or those of one kind."""
    words = _sought(title)
    if not words:
        return []
    meetings = Meeting.objects.all()
    if stubs is not None:
        meetings = Meeting.objects.stubs() if stubs else Meeting.objects.records()
    said = Q()
    for word in words:
        said |= Q(title__icontains=word) | Q(title_printed__icontains=word)
    columns = ("pk", "slug", "title", "title_printed", "date")
    rows: list[Called] = []
    found = meetings.filter(said).order_by("slug", "pk").values_list(*columns, named=True)
    for row in found[:_MOST_ROWS]:
        name = row.title or row.title_printed
        rows.append(Called(row.pk, row.slug, name, fold_name(name), about=row.date))
        if row.title_printed and row.title_printed != name:
            printed = fold_name(row.title_printed)
            rows.append(Called(row.pk, row.slug, name, printed, row.title_printed, row.date))
    return ranked(title, rows, person=False, most=most)


def _sought(name: str) -> list[str]:
    """The pieces of a name by which rows are looked up: its longest words.

    A word that stands alone is looked for by its halves, of which a wrong letter leaves one whole;
    of a name in other letters the beginnings of its words are, as they are spelt in Latin ones.
    """
    folded = fold_name(name)
    words = sorted(dict.fromkeys(compared(folded).bare), key=lambda word: (-len(word), word))
    if len(words) == 1 and len(words[0]) >= 2 * _PIECE:
        half = len(words[0]) // 2
        words = [words[0][:half], words[0][half:]]
    pieces = words[:_MOST_WORDS]
    if not folded.isascii():
        spelt = sorted(latin(name).split(), key=lambda word: (-len(word), word))
        pieces += [word[:_BEGINNING] for word in spelt[:_MOST_WORDS] if len(word) >= _PIECE]
    return list(dict.fromkeys(pieces))


def _holding(rows: QuerySet[Any], pieces: Sequence[str]) -> QuerySet[Any]:
    """Rows with one of the pieces in their name."""
    said = Q()
    for piece in pieces:
        said |= Q(folded__contains=piece)
    return rows.filter(said).order_by("folded", "pk")
