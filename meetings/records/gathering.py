"""The rows of one record, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from participants.models import Participant

from ..models import (
    Delegate,
    Document,
    Inference,
    Meeting,
    Passage,
    Pledge,
    Relation,
    Series,
    Speaker,
    Statement,
    StatementTopic,
    Update,
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A record's rows in the order of its file; passages by owner field and row number.

    ``bodies`` and ``series`` are those that the relations name, by slug.
    """

    meeting: Meeting
    passages: dict[tuple[str, int], list[Passage]]
    documents: list[Document]
    agenda: list[Any]
    sessions: list[Any]
    delegations: list[Any]
    statements: list[Statement]
    pledges: list[Pledge]
    figures: list[Any]
    relations: list[Relation]
    bodies: dict[str, Participant]
    series: dict[str, Series]
    references: list[Any]
    inferences: list[Inference]


def gather(meeting: Meeting) -> Gathered:
    """Read the record of ``meeting`` as the database has it now."""
    meeting = (
        Meeting.objects.select_related("series", "country")
        .prefetch_related("former_slugs", "retired_numbers")
        .get(pk=meeting.pk)
    )
    passages: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    for passage in Passage.objects.filter(meeting=meeting).order_by("order", "pk"):
        field = passage.owner_field
        passages[field, getattr(passage, f"{field}_id")].append(passage)
    used = {row.document_id for rows in passages.values() for row in rows}
    documents = list(
        Document.objects.filter(pk__in=used)
        .order_by("key")
        .prefetch_related("marks", "corrections", "issuers")
    )
    agenda = list(meeting.agenda.order_by("order", "pk"))
    sessions = list(
        meeting.sessions.order_by("order", "pk")
        .select_related("part_of")
        .prefetch_related("agenda")
    )
    delegations = list(
        meeting.delegations.order_by("order", "pk")
        .select_related("participant")
        .prefetch_related(
            Prefetch(
                "delegates",
                Delegate.objects.select_related("person").order_by("order", "pk"),
            )
        )
    )
    statements = list(
        Statement.objects.filter(meeting=meeting)
        .order_by("order", "number")
        .select_related("session", "agenda_item")
        .prefetch_related(
            Prefetch(
                "speakers",
                Speaker.objects.select_related("participant", "person")
                .prefetch_related("on_behalf_of")
                .order_by("order", "pk"),
            ),
            Prefetch(
                "topic_links",
                StatementTopic.objects.select_related("topic__broader").order_by("order", "pk"),
            ),
            "mentions",
            "in_reply_to",
        )
    )
    pledges = list(
        Pledge.objects.filter(meeting=meeting)
        .order_by("order", "number")
        .select_related("statement")
        .prefetch_related(
            "pledgers__participant",
            "pledgers__person",
            "amounts",
            Prefetch(
                "updates",
                Update.objects.select_related("meeting").order_by("order", "pk"),
            ),
        )
    )
    figures = list(meeting.figures.order_by("order", "pk").select_related("statement"))
    relations = list(
        Relation.objects.filter(meeting=meeting).order_by("order", "pk").select_related("other")
    )
    said = [row.described for row in relations]
    named = {one["participant"] for facts in said for one in facts.get("delegations", [])}
    named |= {facts.get("country", "") for facts in said}
    bodies = {row.slug: row for row in Participant.objects.filter(slug__in=named)}
    slugs = {facts.get("series", "") for facts in said}
    series = {row.slug: row for row in Series.objects.filter(slug__in=slugs)}
    references = list(meeting.references.order_by("order", "pk").select_related("document"))
    inferences = list(Inference.objects.filter(meeting=meeting))
    return Gathered(
        meeting=meeting,
        passages=passages,
        documents=documents,
        agenda=agenda,
        sessions=sessions,
        delegations=delegations,
        statements=statements,
        pledges=pledges,
        figures=figures,
        relations=relations,
        bodies=bodies,
        series=series,
        references=references,
        inferences=inferences,
    )
