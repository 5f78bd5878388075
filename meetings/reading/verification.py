"""Whether what a citation names still stands: its address, its version, its digest, its words.

Only what the public may read is compared. Of a withdrawn record nothing is told but that it was
withdrawn, and on which day.
"""

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, Q
from django.urls import Resolver404, resolve

from ..history.difference import Difference
from ..history.differences import differences
from ..history.wording import register_names
from ..models import FormerSlug, Meeting, Revision, Version
from ..models.choices import Action
from ..records.dumper import encoded
from ..records.fields.declaration import Json
from .same_words import bare_letters
from .version_files import public_files, rows_of
from .versions import VersionRow, Versions, versions_of

LONGEST_ADDRESS, LONGEST_WORDS = 500, 800
_NOUNS = {"p": "statements", "pledge-": "pledges"}
_ROUTES = {"meeting", "version", "versions", "statement", "pledge"}
_PART = re.compile(r"(p|pledge-)([1-9][0-9]{0,8})")
_DIGESTS = ("number", "revision__sha256")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cited:
    """What an address names: a record, perhaps a version, a statement or a pledge of it."""

    slug: str
    version: int = 0
    noun: str = ""
    number: int = 0


@dataclass(slots=True, kw_only=True)
class Verification:
    """What can be told. ``standing`` is "known", "withdrawn", "unknown" or "foreign".

    ``cited`` is the version that was cited, or the current one where none is named. ``digest``
    says whose the SHA-256 is: "cited", "public" (of the file as the public reads it today),
    "other" (of ``digest_version``), "none", "wrong" (no SHA-256 at all), or "" where none was
    given. ``in_cited`` and ``in_current`` say whether the words stand there; None where that was
    not asked.
    """

    standing: str
    withdrawn: datetime.datetime | None = None
    versions: Versions | None = None
    cited: VersionRow | None = None
    part: Cited | None = None
    digest: str = ""
    digest_version: int = 0
    in_cited: bool | None = None
    in_current: bool | None = None
    changes: Sequence[Difference] | None = field(default=None)

    @property
    def current(self) -> VersionRow | None:
        """The version that the page of the record shows."""
        return self.versions.current if self.versions else None


def cited_by(address: str) -> Cited | None:
    """What an address of this site names; None for any other."""
    address = address.strip()
    address = address.removeprefix(settings.SITE_URL)
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    name, words = str(match.url_name).partition("_")[0], match.kwargs
    if parts.netloc or "slug" not in words or name not in _ROUTES:
        return None
    version = words["number"] if name == "version" else 0
    if name in ("statement", "pledge"):
        return Cited(words["slug"], 0, f"{name}s", words["number"])
    anchor = _PART.fullmatch(parts.fragment)
    noun, number = (_NOUNS[anchor[1]], int(anchor[2])) if anchor else ("", 0)
    return Cited(words["slug"], version, noun, number)


def verify(address: str, sha256: str = "", words: str = "") -> Verification:
    """What can be told of a citation; a fixed number of queries, 13 at most."""
    cited = cited_by(address)
    if cited is None:
        return Verification(standing="foreign")
    former = FormerSlug.objects.public().filter(slug=cited.slug).values("meeting__slug")
    slug = next((row["meeting__slug"] for row in former[:1]), cited.slug)
    versions = versions_of(slug)
    if versions is None:
        return _not_public(cited.slug)
    row = versions.row(cited.version) if cited.version else versions.current
    if row is None:
        return Verification(standing="unknown", versions=versions, part=cited)
    found = Verification(standing="known", versions=versions, cited=row, part=cited)
    revisions = {one.revision_id for one in (row, versions.current) if not one.withdrawn}
    files = public_files(versions.meeting.pk, revisions)
    cited_file = files.get(row.revision_id)
    _tell_digest(found, sha256.strip().lower(), cited_file)
    if row.withdrawn:
        return found
    current_file = files.get(versions.current.revision_id)
    if words:
        found.in_cited = _has(cited_file, cited, words)
        found.in_current = _has(current_file, cited, words)
    if cited_file and current_file and row is not versions.current:
        changes = differences(cited_file, current_file, register_names(files.values()))
        found.changes = [one for one in changes if _is_about(one, cited)]
    return found


def _not_public(slug: str) -> Verification:
    """Withdrawn, with the day where one is noted; what was never public is as what never was."""
    known = Q(slug=slug) | Q(former_slugs__slug=slug)
    meetings = Meeting.objects.withdrawn().filter(known).order_by().values("pk")
    if not meetings.exists():
        return Verification(standing="unknown")
    taken = Revision.objects.filter(meeting__in=meetings, action=Action.WITHDRAW)
    return Verification(standing="withdrawn", withdrawn=taken.aggregate(day=Max("when"))["day"])


def _tell_digest(found: Verification, sha256: str, file: Json | None) -> None:
    if not sha256 or found.versions is None or found.cited is None:
        return
    kept = Version.objects.published().filter(meeting=found.versions.meeting.pk).order_by()
    digests = {row["revision__sha256"]: row["number"] for row in kept.values(*_DIGESTS)}
    if digests.get(sha256) == found.cited.number:
        found.digest = "cited"
    elif sha256 in digests:
        found.digest, found.digest_version = "other", digests[sha256]
    elif file and hashlib.sha256(b"".join(encoded(file))).hexdigest() == sha256:
        found.digest = "public"
    else:
        found.digest = "none" if _DIGEST.fullmatch(sha256) else "wrong"


def _has(file: Json | None, cited: Cited, words: str) -> bool | None:
    """Whether words stand in a version: in the part that is cited, else in any statement."""
    sought = bare_letters(words)
    if file is None or not sought:
        return None
    rows = rows_of(file, cited.noun or "statements")
    if cited.number:
        rows = [row for row in rows if row.get("number") == cited.number]
    return any(sought in bare_letters(_text(row)) for row in rows)


def _text(row: Json) -> str:
    texts: list[Any] = [row.get("text"), row.get("title"), row.get("condition")]
    return "\n".join(str(text) for text in texts if text)


def _is_about(difference: Difference, cited: Cited) -> bool:
    about = difference.about
    return not cited.number or (about.noun == cited.noun and about.number == cited.number)
