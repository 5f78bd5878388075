"""``StubPage``: a meeting that records only name, with what they say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from participants.queries.prepared import PreparedQuery

from ..models import Meeting
from .delegation import DelegationRow, delegations_of_meeting
from .inferred import Reasons, value_words
from .meeting import MeetingHead
from .meeting_facts import MeetingFact, facts
from .meeting_reasons import by_fact
from .neighbours import RailEntry, rail_of
from .related import NamingRelation, inferred_by_all, naming_in_full


@dataclass(slots=True)
class StubPage(MeetingHead):
    """A meeting that is only named; ``inferred`` are values in words with their reasons."""

    facts: Sequence[MeetingFact] = field(default=(), kw_only=True)
    rail: Sequence[RailEntry] = field(default=(), kw_only=True)
    delegations: Sequence[DelegationRow] = field(default=(), kw_only=True)
    naming: Sequence[NamingRelation] = field(default=(), kw_only=True)
    inferred: Sequence[tuple[str, str]] = field(default=(), kw_only=True)


_STUB = PreparedQuery(
    lambda slug: Meeting.objects.public().stubs().filter(slug=slug).order_by(), StubPage
)


def stub_page(slug: str) -> StubPage | None:
    """What published records say of the meeting of that slug; a fixed number of queries."""
    page = _STUB.row(slug)
    if page is None:
        return None
    page.naming = naming_in_full(page.slug, page.pk)
    page.delegations = delegations_of_meeting(page.pk)
    page.rail = rail_of(page)
    inferred = inferred_by_all(page.naming)
    reasons = Reasons.of_stub(inferred)
    page.reasons = by_fact((row.path, row.reason) for row in reasons.all_of())
    page.facts = facts(page, page.delegations, (), reasons)
    page.inferred = [
        (value_words(row.path.removeprefix("meeting/")), row.reason) for row in inferred
    ]
    return page
