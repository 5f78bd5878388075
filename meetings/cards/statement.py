"""Statements of lists, under the names that they had here."""

from ..reading.statement import StatementRow as StatementCard
from ..reading.statement import statement_rows as statement_cards

__all__ = ["StatementCard", "statement_cards"]
