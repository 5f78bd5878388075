"""Comments on a record and its parts: written, answered, closed and opened again.

Staff who may see a record read and write them. They are in no record file, dump or revision.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from participants.queries.prepared_rows import PreparedRows

from ..models import Comment, Document, Meeting, Pledge, Statement
from ..models.comment import LONGEST
from ..models.owned import PARTS
from ..models.parts import meeting_path
from . import mail
from .mail import Mailing
from .staff import PUBLISH

#: who may read and write comments of a record
VIEW = "meetings.view_meeting"
#: for how long the same words of the same person on the same place are taken for one comment
AGAIN = timedelta(hours=1)


class CommentError(Exception):
    """A comment that cannot be kept; the text says why, for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a comment is on: a record, a part or a value of it, or words of one of its sources.

    ``field`` is the name of a value, as in the record file; ``start`` and ``end`` count code
    points of the text of ``document``.
    """

    part: Any = None
    field: str = ""
    document: Document | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers, in the order in which they were written."""

    comment: Comment
    answers: list[Comment] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it."""
        return self.comment.closed is None


def add_comment(
    meeting: Meeting, user: Any, text: str, place: Place | None = None
) -> tuple[Comment, Mailing]:
    """Write a comment; the same words on the same place within an hour are the same comment.

    Gives the comment, and who is told of it by mail. Raises ``PermissionDenied``, and
    :class:`CommentError` where the words or their place are no good.
    """
    _require(meeting, user)
    comment = Comment(meeting=meeting, author=user, text=_words(text))
    _put(comment, place or Place())
    return _keep(comment)


def answer(comment: Comment, user: Any, text: str) -> tuple[Comment, Mailing]:
    """Answer a comment, or join those who answer it. Gives and raises as :func:`add_comment`."""
    _require(comment.meeting, user)
    first = comment.thread or comment
    names = [*PARTS, "document"]
    place = {f"{name}_id": getattr(first, f"{name}_id") for name in names}
    words = {name: getattr(first, name) for name in ("noun", "name", "field")}
    row = Comment(meeting=first.meeting, author=user, text=_words(text), thread=first)
    for name, value in (place | words).items():
        setattr(row, name, value)
    return _keep(row)


def close(comment: Comment, user: Any) -> None:
    """Close a comment: it is settled. Raises ``PermissionDenied`` for who may not."""
    _set_closed(comment, user, closed=True)


def reopen(comment: Comment, user: Any) -> None:
    """Open a closed comment again. Raises as :func:`close`."""
    _set_closed(comment, user, closed=False)


def may_close(comment: Comment, user: Any) -> bool:
    """Whether a user closes and opens a comment: who wrote it, and who may review."""
    return bool(user.has_perm(VIEW)) and (
        comment.author_id == user.pk or bool(user.has_perm(PUBLISH))
    )


def open_comments(meeting: Meeting) -> Any:
    """The comments of a record that are open, the oldest first; a QuerySet."""
    return Comment.objects.unanswered().filter(meeting=meeting.pk).oldest_first()


# Asked of every act at the desk: put into SQL once.
_WRITTEN = PreparedRows(
    Comment,
    lambda meeting: Comment.objects.filter(meeting=meeting).oldest_first(),
    joins=("author", "closed_by"),
)


def threads_of(meeting: Meeting) -> list[Thread]:
    """All comments of a record with their answers, the oldest first; one query."""
    threads: dict[int, Thread] = {}
    written = _WRITTEN.rows(meeting.pk)
    for row in written:
        if row.thread_id is None:
            threads[row.pk] = Thread(row)
    for row in written:
        if row.thread_id is not None:
            threads[row.thread_id].answers.append(row)
    return list(threads.values())


def comments_by_part(meeting: Meeting) -> dict[tuple[str, int], list[Thread]]:
    """The same by what they are on: ``("statement", 12)``, ``("meeting", its number)``; one query.

    Those on what was deleted are with the meeting.
    """
    found: dict[tuple[str, int], list[Thread]] = {}
    for thread in threads_of(meeting):
        comment = thread.comment
        noun = "meeting" if comment.is_gone else comment.noun
        found.setdefault((noun, getattr(comment, f"{noun}_id")), []).append(thread)
    return found


def carry_comments(source: Meeting, target: Meeting) -> None:
    """Move the comments of a record to another that takes its place, before the first is deleted.

    Comments on statements and pledges find those of the same number; on other parts, the record.
    """
    for row in Comment.objects.filter(meeting=source.pk).select_related("statement", "pledge"):
        kept = {"meeting": target} | {f"{name}_id": None for name in PARTS}
        for noun, model in (("statement", Statement), ("pledge", Pledge)):
            if part := getattr(row, noun):
                kept[noun] = model.objects.filter(meeting=target, number=part.number).first()
        for name, value in kept.items():
            setattr(row, name, value)
        row.save(update_fields=["meeting", *PARTS])


def part_name(part: Any) -> str:
    """A part as comments name it: “Statement ¶12”, “Delegation: Japan”."""
    noun = capfirst(str(part._meta.verbose_name))
    if isinstance(part, Statement):
        return f"{noun} ¶{part.number}"
    if isinstance(part, Pledge):
        return f"{noun} {part.number}"
    return f"{noun}: {Truncator(' '.join(str(part).split())).chars(120)}"


def _require(meeting: Meeting, user: Any) -> None:
    if meeting.is_stub or not user.has_perm(VIEW):
        raise PermissionDenied


def _words(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise CommentError(_("Write the comment; nothing was kept."))
    if "\0" in text:
        raise CommentError(_("The comment holds a NUL character; type it again."))
    if len(text) > LONGEST:
        raise CommentError(
            _("The comment has %(n)d characters, and at most %(most)d are kept; shorten it.")
            % {"n": len(text), "most": LONGEST}
        )
    return text


def _put(comment: Comment, place: Place) -> None:
    """Say what a comment is on. Raises :class:`CommentError` for what is not of the record."""
    meeting, part = comment.meeting, place.part
    if not place.field.isprintable() or len(place.field) > 100:
        raise CommentError(_("There is no such value; choose one from the list."))
    comment.noun, comment.name, comment.field = "meeting", _("The record"), place.field
    if place.document is not None:
        _put_on_words(comment, place)
    elif part is not None and part != meeting:
        noun = next((name for name, model in PARTS.items() if model == type(part).__name__), "")
        if not noun or _meeting_number(part) != meeting.pk:
            raise CommentError(_("This is no part of the record; it may have been deleted."))
        comment.noun, comment.name = noun, part_name(part)
        setattr(comment, noun, part)


def _put_on_words(comment: Comment, place: Place) -> None:
    document: Any = place.document
    start, end = place.start or 0, place.end or 0
    if not document.passages.filter(meeting=comment.meeting).exists():
        raise CommentError(_("The record has no passage in this document."))
    if not 0 <= start < end <= len(document.text):
        raise CommentError(_("These words are not in the document; choose them again."))
    words = Truncator(" ".join(document.text[start:end].split())).chars(160)
    comment.document, comment.start, comment.end = document, start, end
    comment.noun, comment.name = "document", f"“{words}”"


def _meeting_number(part: Any) -> int | None:
    for name in (meeting_path(type(part)) or "meeting").split("__"):
        part = getattr(part, name, None)
    return part.pk if isinstance(part, Meeting) else None


@transaction.atomic
def _keep(comment: Comment) -> tuple[Comment, Mailing]:
    """Keep a comment, or find the one that it was sent as a moment ago."""
    # Held: the second of two that come at once waits for the first.
    Meeting.objects.select_for_update().get(pk=comment.meeting_id)
    same = ("meeting", "author", "noun", "field", "thread", "text", "start", "end", "document")
    alike = {name: getattr(comment, name) for name in (*same, *PARTS)}
    since = timezone.now() - AGAIN
    known = Comment.objects.filter(when__gte=since, **_conditions(alike)).oldest_first().last()
    if known is not None and not _went_on(known):
        return known, Mailing()
    comment.save(force_insert=True)
    return comment, mail.tell_of_comment(comment)


def _conditions(values: dict[str, Any]) -> dict[str, Any]:
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in values.items()
    }


def _went_on(comment: Comment) -> bool:
    """Whether somebody answered a comment, or closed it, or wrote after it in its thread."""
    if comment.closed is not None:
        return True
    first = comment.thread_id or comment.pk
    return bool(Comment.objects.filter(thread=first, pk__gt=comment.pk).exists())


@transaction.atomic
def _set_closed(comment: Comment, user: Any, *, closed: bool) -> None:
    row = Comment.objects.select_for_update(of=("self",)).get(pk=comment.thread_id or comment.pk)
    if not may_close(row, user):
        raise PermissionDenied
    if (row.closed is not None) == closed:
        return
    row.closed, row.closed_by = (timezone.now(), user) if closed else (None, None)
    row.save(update_fields=["closed", "closed_by"])
