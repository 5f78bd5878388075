"""The kinds of rows that a batch is written as, the fields of each, and the table it goes to.

A kind is named for its model; passages have a kind for each owner, so that nine empty columns
are not written, and those of statements keep no words of their own. Fields that are not listed
hold the default of the model. Values are numbers, text and None alone, so that both databases
and another process take them as they are.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

_PLACE = ("uid", "meeting_id", "document_id", "order", "start", "end")
_PASSAGE = (*_PLACE, "exact")
_OWNERS = (
    "delegation", "delegate", "pledge", "update", "figure", "session", "agenda_item",
)  # fmt: skip

#: what meetings add to the tallies, and the tallies, which are written at the end
ADDED, TALLY = "meetingtally", "tally"

#: kind of row -> attribute names of the model's fields, in the order of the tuples
COLUMNS: dict[str, tuple[str, ...]] = {
    "meeting": (
        "id", "slug", "title", "title_order", "theme", "series_id", "ordinal", "date",
        "first_day", "last_day", "city", "country_id", "mode", "status", "attendance", "updated_at",
        "search_text",
    ),
    "document": (
        "id", "key", "title", "kind", "date", "first_day", "last_day", "language", "origin",
        "publisher", "url", "retrieved", "rights", "text", "sha256", "search_text",
    ),
    "mark": ("uid", "document_id", "order", "kind", "start", "end"),
    "uncoveredtext": ("document_id", "start", "end", "line", "text", "search_text"),
    "agendaitem": ("id", "meeting_id", "key", "title", "order"),
    "session": ("id", "meeting_id", "key", "title", "kind", "order"),
    "session_agenda": ("session_id", "agendaitem_id"),
    "delegation": (
        "id", "meeting_id", "participant_id", "printed", "roles", "level", "presence", "order",
    ),
    "delegate": ("id", "uid", "delegation_id", "person_id", "printed", "title", "order"),
    "figure": ("id", "uid", "meeting_id", "order", "text", "subject"),
    "statement": (
        "id", "meeting_id", "number", "order", "session_id", "agenda_item_id", "form", "delivery",
        "language", "text", "quotations", "procedural", "collective", "key", "series_id",
        "search_text",
    ),
    "speaker": ("uid", "statement_id", "order", "participant_id", "person_id", "title"),
    "statementparticipant": ("statement_id", "participant_id", "key"),
    "statementperson": ("statement_id", "person_id", "key"),
    "statementtopic": ("statement_id", "topic_id", "order", "key"),
    "statement_mentions": ("statement_id", "participant_id"),
    "statement_in_reply_to": ("from_statement_id", "to_statement_id"),
    "pledge": (
        "id", "meeting_id", "number", "order", "title", "kind", "strength", "due", "due_first",
        "due_last", "made", "made_first", "made_last", "statement_id", "position", "series_id",
        "latest_status", "latest_status_since", "search_text",
    ),
    "pledger": ("uid", "pledge_id", "order", "participant_id", "person_id"),
    "amount": ("uid", "pledge_id", "order", "text", "value", "currency"),
    "update": (
        "id", "uid", "pledge_id", "order", "date", "first_day", "last_day", "status",
        "asserted_by", "text",
    ),
    "passage.meeting": _PASSAGE,
    "passage.statement": (*_PLACE, "statement_id"),
    **{f"passage.{owner}": (*_PASSAGE, f"{owner}_id") for owner in _OWNERS},
    ADDED: ("meeting_id", "statements"),
    TALLY: ("chosen", "counted", "facet", "n"),
}  # fmt: skip

#: kinds whose row numbers a sample plans
NUMBERED = tuple(kind for kind, fields in COLUMNS.items() if fields[0] == "id")

#: rows of one batch, by kind
Rows = dict[str, list[tuple[object, ...]]]


def uid_prefixes(seed: int, meeting: int) -> dict[str, str]:
    """The first 24 digits of identifiers in one meeting, by kind; eight more number them.

    They ascend with the meetings, so that their index is filled from left to right. The form
    is that of version 8 of RFC 9562: bits of our own choice.
    """
    return {
        kind: f"{seed & 0xFFFFFFFF:08x}{tag:04x}80008{meeting:07x}"
        for tag, (kind, fields) in enumerate(COLUMNS.items(), start=1)
        if "uid" in fields
    }


def row_model(kind: str) -> type[models.Model]:
    """The model that rows of a kind are of."""
    return apps.get_model("meetings", kind.partition(".")[0])


def meeting_tables() -> list[str]:
    """The tables that a sample writes meeting by meeting, each once."""
    return list(dict.fromkeys(row_model(kind)._meta.db_table for kind in COLUMNS if kind != TALLY))


@dataclass(frozen=True, slots=True)
class Target:
    """A table, the columns that the tuples fill, and columns with one value in all rows."""

    table: str
    columns: tuple[str, ...]
    constants: dict[str, Any]

    @classmethod
    def of(cls, kind: str, connection: BaseDatabaseWrapper) -> "Target":
        """Where rows of a kind go."""
        meta, filled = row_model(kind)._meta, COLUMNS[kind]
        fields: dict[str, Any] = {field.attname: field for field in meta.concrete_fields}
        others = [
            field
            for name, field in fields.items()
            if name not in filled and not field.primary_key and not field.null
        ]
        return cls(
            meta.db_table,
            tuple(fields[name].column for name in filled),
            {field.column: _default(field, connection) for field in others},
        )


def _default(field: Any, connection: BaseDatabaseWrapper) -> Any:
    value = field.get_default()
    # psycopg wraps JSON; its text is what both databases take.
    return "[]" if value == [] else field.get_db_prep_save(value, connection)
