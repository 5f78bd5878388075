"""What goes with a row that is deleted, in words: its nouns, counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

from meetings.groups import KEPT
from meetings.models import Delegation, Passage, Pledge, Revision, Statement, StatementTopic, Topic
from meetings.models.choices import Status
from meetings.records.revisions import is_of_draft

#: words of a statement that name it
WORDS = 8


@dataclass(slots=True)
class Going:
    """What a deletion takes: words for each row, the models of all, and what stands against it."""

    words: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    models: set[Any] = field(default_factory=set)
    protected: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


def going(rows: Iterable[Any]) -> Going:
    """What the deletion of ``rows`` of one model takes along."""
    rows = list(rows)
    found = Going()
    if not rows:
        return found
    collector = NestedObjects(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    protected: Any = [row for row in collector.protected if not goes_along(row)]
    found.protected = counted(Counter(type(row) for row in protected))
    objects: dict[Any, Any] = collector.model_objs
    found.models = {model for model in objects if not model._meta.auto_created}
    found.passages = [*objects.get(Passage, [])]
    for row in rows:
        below = _below(collector.edges, row)
        found.words.append(in_words(row, below))
        for model, count in (below + Counter([type(row)])).items():
            found.counts[str(model._meta.verbose_name_plural)] += count
    return found


def goes_along(row: Any) -> bool:
    """Whether a row that the database keeps is deleted before: what a draft was when loaded."""
    return isinstance(row, Revision) and row.meeting.status == Status.DRAFT and is_of_draft(row)


def losses(rows: Iterable[Any]) -> Iterator[str]:
    """Sentences on the rows that take others along, for whoever ticked them to be deleted."""
    for row in rows:
        found = going([row])
        if sum(found.counts.values()) > 1:
            yield _("This deletes “%s”.") % found.words[0]


def _below(edges: dict[Any, list[Any]], row: Any) -> Counter[Any]:
    """How many rows of each model go with ``row``, in the order of the models' names."""
    found: Counter[Any] = Counter()
    waiting = [*edges.get(row, [])]
    while waiting:
        child = waiting.pop()
        waiting += edges.get(child, [])
        meta = child._meta
        # What follows from other rows is no loss that anybody could enter again.
        if not meta.auto_created and meta.model_name not in KEPT:
            found[type(child)] += 1
    return found


def in_words(row: Any, below: Counter[Any]) -> str:
    """“¶12 Egypt: human security is, with 2 speakers and 3 topics”."""
    name = name_in_words(row)
    with_it = counted(below)
    if not with_it:
        return name
    return _("%(name)s, with %(rows)s") % {"name": name, "rows": get_text_list(with_it, _("and"))}


def counted(models: Counter[Any]) -> list[str]:
    """Models with their numbers: “2 speakers”."""
    words = []
    for model, count in models.items():
        meta = (Topic if model is StatementTopic else model)._meta
        words.append(f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}")
    return sorted(words, key=lambda text: text.partition(" ")[2])


def name_in_words(row: Any) -> str:
    """A row as one speaks of it: its number, who, and how it begins."""
    if isinstance(row, Statement):
        who = _makers(row.speakers.select_related("participant", "person"), row.collective)
        return f"¶{row.number} {who}{Truncator(row.text).words(WORDS)}"
    if isinstance(row, Pledge):
        who = _makers(row.pledgers.select_related("participant", "person"), row.collective)
        return f"{row.number}. {who}{Truncator(row.title).words(2 * WORDS)}"
    if isinstance(row, Delegation):
        return str(row.participant)
    return Truncator(" ".join(str(row).split())).chars(120)


def _makers(rows: Iterable[Any], collective: str) -> str:
    names = [str(row.participant or row.person or row) for row in rows]
    who = "; ".join([*names, " ".join(collective.split())] if collective else names)
    return f"{who}: " if who else ""
