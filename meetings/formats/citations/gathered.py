"""What is cited, gathered of published rows: a fixed number of queries more than the page asks."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator
from django.utils.timezone import localdate

from participants.queries.prepared import PreparedQuery

from ...models import Document, Meeting, Passage, Version
from ...models.choices import Form
from ...models.wording import OPENING_WORDS, cited_wording
from ...reading.citation import citation_marks
from ...reading.labels import labels
from ...reading.meeting import PlacedMeeting
from ...reading.meeting_reasons import give_reasons
from ...reading.pledge_page import PledgePage, published_pledge
from ...reading.search_marks import SearchMarks
from ...reading.statement_page import StatementPage, statement_page
from .cited import Cited, CitedSource, Pin
from .creators import pledge_creators, pledge_date, statement_creators

_MEETING = PreparedQuery(
    lambda slug: Meeting.objects.published().filter(slug=slug).order_by(), PlacedMeeting
)


def cited_meeting(slug: str) -> Cited | None:
    """A published record; None where there is none."""
    meeting = _MEETING.row(slug)
    if meeting is None:
        return None
    give_reasons([meeting])
    cited = Passage.objects.filter(meeting=meeting.pk).values("document")
    return Cited(
        noun="meeting",
        slug=slug,
        path=meeting.url,
        title=meeting.shown_title,
        genre="Record of a meeting",
        sources=_sources(Document.objects.filter(pk__in=cited)),
        marks=citation_marks(meeting),
        **_shared(meeting),
    )


def cited_statement(slug: str, number: int) -> Cited | None:
    """A statement of a published record; None where there is none."""
    page = statement_page(slug, number, SearchMarks())
    if page is None:
        return None
    topics = [topic.text for topic in page.topics]
    return Cited(
        noun="statement",
        slug=slug,
        number=number,
        path=page.url,
        title=_title(topics, page.text),
        creators=statement_creators(page),
        who=cited_wording(page.spoken, page.collective),
        genre=f"{labels(Form)[page.form]} statement",
        meeting=page.meeting.shown_title,
        language=page.language,
        topics=topics,
        sources=_sources(_documents(source.document.key for source in page.sources)),
        notes=_capacities(page),
        marks=page.citation_marks,
        **_shared(page.meeting),
    )


def cited_pledge(slug: str, number: int) -> Cited | None:
    """A pledge of a published record; None where there is none."""
    page = published_pledge(slug, number, localdate())
    if page is None:
        return None
    made = pledge_date(page)
    shared: dict[str, Any] = _shared(_MEETING.row(slug) or page.meeting)
    if made:
        shared |= {"date": made, "date_words": page.made_wording}
    return Cited(
        noun="pledge",
        slug=slug,
        number=number,
        path=page.get_absolute_url(),
        title=page.title,
        creators=pledge_creators(page),
        who=_makers(page),
        genre="Pledge",
        meeting=page.meeting.shown_title,
        sources=_sources(_documents(quote.document.key for quote in page.quotes)),
        marks=page.citation_marks,
        **shared,
    )


def _shared(meeting: Any) -> dict[str, Any]:
    return {
        "date": meeting.date,
        "date_words": meeting.date_wording,
        "place": getattr(meeting, "place", ""),
        "accessed": localdate(),
        "pin": _pin(meeting.slug),
    }


def _pin(slug: str) -> Pin | None:
    versions = Version.objects.published().filter(meeting__slug=slug, withdrawn=None)
    row = versions.order_by("-number").values_list("number", "revision__sha256").first()
    return Pin(*row) if row else None


def _documents(keys: Iterable[str]) -> Any:
    return Document.objects.filter(key__in={*keys})


def _sources(documents: Any) -> list[CitedSource]:
    rows = documents.order_by("title", "key").values_list("title", "symbol", "publisher")
    return [CitedSource(*row) for row in rows]


def _title(topics: list[str], text: str) -> str:
    """What it is on; its first words where no topic is known."""
    return ", ".join(topics[:3]) or Truncator(text).words(OPENING_WORDS, truncate="…")


def _makers(page: PledgePage) -> str:
    return cited_wording(page.pledgers, page.collective)


def _capacities(page: StatementPage) -> list[str]:
    """As what, and for whom, each speaker spoke."""
    lines = []
    for row in page.spoken:
        name = str(row.person or row.participant or row.printed or row.title)
        body = row.participant.name if row.person and row.participant else ""
        title = row.title if row.title != name else ""
        behalf = f"on behalf of {', '.join(row.behalf)}" if row.behalf else ""
        facts = [fact for fact in (title, body, row.capacity, behalf) if fact]
        if facts:
            lines.append(f"{name}: {'; '.join(facts)}")
    return lines
