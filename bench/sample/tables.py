"""Where each kind of row goes, and what its other columns hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from meetings import models as nouns

from .layout import COLUMNS, SUMS

_MODELS: dict[str, type[models.Model]] = {
    "meeting": nouns.Meeting,
    "document": nouns.Document,
    "mark": nouns.Mark,
    "agenda_item": nouns.AgendaItem,
    "session": nouns.Session,
    "session_agenda": nouns.Session.agenda.through,
    "delegation": nouns.Delegation,
    "delegate": nouns.Delegate,
    "figure": nouns.Figure,
    "statement": nouns.Statement,
    "speaker": nouns.Speaker,
    "statement_participant": nouns.StatementParticipant,
    "statement_person": nouns.StatementPerson,
    "statement_topic": nouns.StatementTopic,
    "mention": nouns.Statement.mentions.through,
    "reply": nouns.Statement.in_reply_to.through,
    "pledge": nouns.Pledge,
    "pledger": nouns.Pledger,
    "amount": nouns.Amount,
    "update": nouns.Update,
    "meeting_tally": nouns.MeetingTally,
    SUMS: nouns.Tally,
}


def model_of(kind: str) -> type[models.Model]:
    """The model that rows of a kind are of."""
    return nouns.Passage if kind.startswith("passage_") else _MODELS[kind]


@dataclass(frozen=True, slots=True)
class Target:
    """A table, the columns that the tuples fill, and columns with one value in all rows."""

    table: str
    columns: tuple[str, ...]
    constants: tuple[tuple[str, Any], ...]


def targets(connection: BaseDatabaseWrapper) -> dict[str, Target]:
    """The target of each kind of row, in the order in which rows refer to each other."""
    return {kind: _target(kind, connection) for kind in COLUMNS}


def tables() -> list[str]:
    """The tables that a sample writes meeting by meeting, each once."""
    return list(dict.fromkeys(model_of(kind)._meta.db_table for kind in COLUMNS if kind != SUMS))


def models_numbered() -> dict[str, type[models.Model]]:
    """The models whose row numbers a sample plans, by kind of row."""
    return {kind: model_of(kind) for kind, fields in COLUMNS.items() if fields[0] == "id"}


def _target(kind: str, connection: BaseDatabaseWrapper) -> Target:
    model, filled = model_of(kind), COLUMNS[kind]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    others = [
        field
        for name, field in fields.items()
        if name not in filled and not field.primary_key and not field.null
    ]
    return Target(
        model._meta.db_table,
        tuple(str(fields[name].column) for name in filled),
        tuple((str(field.column), _default(field, connection)) for field in others),
    )


def _default(field: Any, connection: BaseDatabaseWrapper) -> Any:
    value = field.get_db_prep_save(field.get_default(), connection)
    # psycopg wraps JSON; its text is what both databases take.
    return "[]" if field.get_default() == [] else value


def quoted(connection: BaseDatabaseWrapper, names: Sequence[str]) -> str:
    """Names of columns as SQL lists them."""
    return ", ".join(connection.ops.quote_name(name) for name in names)
