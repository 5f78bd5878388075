"""The rows that all meetings of a sample share: participants, people, topics and series."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils.text import slugify

from meetings.derived.facet_codes import FORMS, KINDS, FacetName, code
from meetings.models import Series, Topic
from participants.models import Participant, ParticipantKind, Person

from .cast import Cast, Entry
from .lexicon import Lexicon
from .plan import Sizes
from .progress import Progress


def write_shared_rows(sizes: Sizes, lexicon: Lexicon, records: Path) -> dict[str, list[int]]:
    """Row numbers of topics, series and people, by noun, written where they are not there yet.

    Topics are those of the record files, then pairs of words that say they are made up.
    """
    if not Participant.objects.exists():
        call_command("loaddata", "participants", verbosity=0)
    topics = dict.fromkeys([*_real_topics(records), *_made_up("topic", lexicon, 5, sizes.topics)])
    return {
        "topic": _topics(list(topics)[: sizes.topics]),
        "series": _named(Series, _made_up("series", lexicon, 3, sizes.series)),
        "person": _people(sizes.people),
    }


def read_cast(progress: Progress, lexicon: Lexicon) -> Cast:
    """The cast of a sample that was begun, the same at every start."""
    names = {
        "topic": dict(Topic.objects.values_list("pk", "name")),
        "series": dict(Series.objects.values_list("pk", "name")),
        "person": {pk: person_name(n) for n, pk in enumerate(progress.rows["person"], start=1)},
    }
    shared = {
        noun: [Entry(pk, names[noun][pk]) for pk in numbers]
        for noun, numbers in progress.rows.items()
    }
    kinds = Participant.objects.values_list("pk", "kind")
    return Cast(
        progress.seed,
        progress.statements,
        lexicon,
        progress.base,
        forms={form: code(FacetName.FORM, number) for form, number in FORMS.items()},
        kinds={pk: code(FacetName.KIND, KINDS[kind]) for pk, kind in kinds},
        participants=shipped_participants(),
        people=shared["person"],
        topics=shared["topic"],
        series=shared["series"],
    )


def shipped_participants() -> list[Entry]:
    """Those who take part, ministries and parts of governments left out; in order of address."""
    rows = (
        Participant.objects.exclude(kind=ParticipantKind.MINISTRY)
        .filter(shipped=True)
        .order_by("slug")
    )
    return [Entry(pk, name) for pk, name in rows.values_list("pk", "name")]


def person_name(number: int) -> str:
    """A name that is plainly nobody's."""
    return f"Delegate {number:05}"


def _made_up(noun: str, lexicon: Lexicon, stride: int, count: int) -> list[str]:
    """``count`` names of topics or series that say they are made up."""
    return [f"Sample {noun} {n:03} {lexicon.tail[n * stride].title()}" for n in range(1, count + 1)]


def _real_topics(records: Path) -> Iterable[str]:
    """Names of the topics in the record files of a folder."""
    for path in sorted(records.glob("*.json")):
        for topic in json.loads(path.read_text(encoding="utf-8")).get("topics", []):
            yield topic["name"]


def _topics(names: list[str]) -> list[int]:
    known = dict(Topic.objects.filter(name__in=names).values_list("name", "pk"))
    fresh = [name for name in names if name not in known]
    known |= dict(zip(fresh, _named(Topic, fresh), strict=True))
    return [known[name] for name in names]


def _named(model: Any, names: list[str]) -> list[int]:
    """Row numbers of new rows with these names."""
    rows = [model(slug=f"sample-{slugify(name)}"[:120], name=name) for name in names]
    return [row.pk for row in model.objects.bulk_create(rows)]


def _people(count: int) -> list[int]:
    rows = [Person(key=f"sample-delegate-{n}", name=person_name(n)) for n in range(1, count + 1)]
    return [row.pk for row in Person.objects.bulk_create(rows, batch_size=2_000)]
