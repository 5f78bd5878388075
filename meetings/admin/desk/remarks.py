"""Open comments beside the parts that they are on; a page of theirs writes and closes them."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.curation.entries import Entry, Remark
from meetings.curation.parts import NOUNS, owner_field
from meetings.models import Meeting
from meetings.review.comments import Thread, comments_by_part

from ..review_comments import comments_page

#: words of a comment that are shown
WORDS = 40


def with_remarks(meeting: Meeting, entries: Iterable[Entry]) -> list[Entry]:
    """The entries with the open comments on their parts. One query."""
    threads = comments_by_part(meeting)
    return [_with(meeting, entry, threads) for entry in entries]


def _with(meeting: Meeting, entry: Entry, threads: dict[tuple[str, int], list[Thread]]) -> Entry:
    model = NOUNS[entry.noun]
    number = int(entry.reference.rpartition("-")[2])
    found = threads.get((owner_field(model()), number), [])
    remarks = [_remark(thread) for thread in found if thread.is_open]
    return replace(entry, remarks=remarks, comment_url=comments_page(meeting, model(pk=number)))


def _remark(thread: Thread) -> Remark:
    comment = thread.comment
    author = comment.author.get_username() if comment.author else _("somebody")
    return Remark(author, Truncator(comment.text).words(WORDS), len(thread.answers))
