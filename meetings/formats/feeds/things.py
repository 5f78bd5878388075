"""Feeds of one thing: what is new of a participant, person, topic or series, and of one pledge."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from participants.models import Participant, Person

from ...addresses import address, numbered_address
from ...history.changed_parts import NEW, changes_in_words
from ...models import Pledge, Series, Topic, Version
from ...reading.pledge import pledge_rows
from ..file_format import FileFormat
from .atom import MEDIA_TYPE, encoded
from .entries import pledge_html
from .entry import MOST, Feed, FeedEntry
from .lists import list_feed

#: the lists that make the feed of a thing, by the filter that names it
_LISTS: dict[str, tuple[str, ...]] = {
    "participant": ("statement", "pledge", "delegation"),
    "person": ("statement", "pledge"),
    "topic": ("statement",),
    "series": ("meeting",),
}
_MODELS: dict[str, Any] = {
    "participant": Participant,
    "person": Person,
    "topic": Topic,
    "series": Series,
}


def thing_feed(noun: str, key: str) -> Feed | None:
    """What is new of a thing by its slug or key; None where it is not public."""
    field = "key" if noun == "person" else "slug"
    row = _MODELS[noun].objects.public().filter(**{field: key}).first()
    if row is None:
        return None
    query = QueryDict(mutable=True)
    query[noun] = key
    entries: list[FeedEntry] = []
    for listed in map(list_feed, _LISTS[noun]):
        entries += listed.feed(listed.filters(query)).entries
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return Feed(
        title=str(row),
        page=row.get_absolute_url(),
        address=address(f"{noun}_atom", key),
        entries=entries[:MOST],
    )


def pledge_feed(slug: str, number: int) -> Feed | None:
    """A pledge: an entry for each version of its record that it is new or other in."""
    pledges = Pledge.objects.published().filter(meeting__slug=slug, number=number)
    row = next(iter(pledge_rows([pk for (pk,) in pledges.values_list("pk")[:1]])), None)
    if row is None:
        return None
    page = numbered_address("pledge", slug, number)
    versions = Version.objects.published().filter(meeting=row.meeting.pk).order_by("-number")
    entries: list[FeedEntry] = []
    for version, when, changes in versions.values_list("number", "revision__when", "changes"):
        changed = None if changes is None else changes.get("pledges", {}).get(str(number))
        if changes is not None and not changed:
            continue
        said = changes_in_words({"pledges": {str(number): changed or NEW}})
        entries.append(
            FeedEntry(
                title=_("%(what)s: %(title)s") % {"what": said[0], "title": row.title},
                address=page,
                identity=f"{numbered_address('version', slug, version)}#pledge-{number}",
                updated=when,
                author=row.makers,
                html="" if entries else pledge_html(row),
            )
        )
    return Feed(
        title=row.title,
        page=page,
        address=numbered_address("pledge_atom", slug, number),
        entries=entries[:MOST],
    )


def _written(noun: str) -> Callable[..., bytes | None]:
    def write(**words: str) -> bytes | None:
        feed = thing_feed(noun, *words.values())
        return None if feed is None else encoded(feed)

    return write


def _pledge_written(slug: str, number: int) -> bytes | None:
    feed = pledge_feed(slug, number)
    return None if feed is None else encoded(feed)


ATOM_FORMATS: tuple[FileFormat, ...] = (
    *(FileFormat(noun, "atom", MEDIA_TYPE, "Atom", _written(noun)) for noun in _LISTS),
    FileFormat("pledge", "atom", MEDIA_TYPE, "Atom", _pledge_written),
)
