"""What is indexed: tables, the whole number that names a row, and the text of it.

Two indexes: statements by their chronological key, so that "newest first" is the order of
the index itself, and the other nouns by ``id * 10 + code``. Rows of unpublished records are
not in the first at all (their key is NULL); those in the second are shown only if public.

The text is what the column ``search_text`` of a row holds, and where that is NULL, the plain
text of the other columns.
"""

from dataclasses import dataclass
from typing import Any

from meetings.models import Document, Meeting, Pledge, Statement, Topic, UncoveredText
from participants.models import Participant, ParticipantName, Person, PersonName
from participants.models.search_text import search_text_field


@dataclass(frozen=True, slots=True)
class IndexedTable:
    """A table of an index: the unique whole number of a row, and its columns of text."""

    model: Any
    number: str = "id"
    code: int | None = None

    @property
    def table(self) -> str:
        """The name of the table."""
        return str(self.model._meta.db_table)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of text."""
        return search_text_field(self.model).columns

    @property
    def watched(self) -> tuple[str, ...]:
        """The columns whose changes the index follows."""
        return (self.number, *self.columns, "search_text")

    def key(self, row: str) -> str:
        """SQL of the row's key in the index; ``row`` is an alias with its dot, or empty."""
        return f"{row}{self.number}" + ("" if self.code is None else f" * 10 + {self.code}")

    def text(self, row: str) -> str:
        """SQL of the row's text, which is what is indexed where it is plain."""
        return " || ' ' || ".join(f"{row}{column}" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Index:
    """A full-text index over one or more tables."""

    name: str
    sources: tuple[IndexedTable, ...]


STATEMENT_INDEX = Index("meetings_search_statement", (IndexedTable(Statement, number="key"),))

MEETING, PLEDGE, PARTICIPANT, PERSON, TOPIC, DOCUMENT, PARTICIPANT_NAME, PERSON_NAME = range(1, 9)
UNCOVERED_TEXT = 9

NOUN_INDEX = Index(
    "meetings_search_noun",
    (
        IndexedTable(Meeting, code=MEETING),
        IndexedTable(Pledge, code=PLEDGE),
        IndexedTable(Participant, code=PARTICIPANT),
        IndexedTable(Person, code=PERSON),
        IndexedTable(Topic, code=TOPIC),
        IndexedTable(Document, code=DOCUMENT),
        IndexedTable(ParticipantName, code=PARTICIPANT_NAME),
        IndexedTable(PersonName, code=PERSON_NAME),
        IndexedTable(UncoveredText, code=UNCOVERED_TEXT),
    ),
)

INDEXES = (STATEMENT_INDEX, NOUN_INDEX)

#: the words of published statements as they are spelt, for prefixes and misspelt words
WORDS_TABLE = "meetings_search_word"
#: how far a rebuild has come, a row for each table; and the folding that all texts have
PROGRESS_TABLE = "meetings_search_progress"
FOLDING_ROW = "folding"
