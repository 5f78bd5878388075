"""What is indexed: tables, the whole number that names a row, and the text of it.

Two indexes: statements by their chronological key, so that "newest first" is the order of
the index itself, and the other nouns by ``id * 10 + code``. Rows of unpublished records are
not in the first at all (their key is NULL); those in the second are shown only if public.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexedTable:
    """A table of an index: the unique whole number of a row, and its columns of text."""

    table: str
    columns: tuple[str, ...]
    number: str = "id"
    code: int | None = None

    @property
    def watched(self) -> tuple[str, ...]:
        """The columns whose changes the index follows."""
        return (self.number, *self.columns)

    def key(self, row: str) -> str:
        """SQL of the row's key in the index; ``row`` is an alias with its dot, or empty."""
        return f"{row}{self.number}" + ("" if self.code is None else f" * 10 + {self.code}")

    def text(self, row: str) -> str:
        """SQL of the row's text, before it is made normal."""
        return " || ' ' || ".join(f"{row}{column}" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Index:
    """A full-text index over one or more tables."""

    name: str
    sources: tuple[IndexedTable, ...]


STATEMENT_INDEX = Index(
    "meetings_search_statement", (IndexedTable("meetings_statement", ("text",), number="key"),)
)

MEETING, PLEDGE, PARTICIPANT, PERSON, TOPIC, DOCUMENT, PARTICIPANT_NAME, PERSON_NAME = range(1, 9)

NOUN_INDEX = Index(
    "meetings_search_noun",
    (
        IndexedTable(
            "meetings_meeting",
            ("title", "title_printed", "theme", "city", "venue", "summary"),
            code=MEETING,
        ),
        IndexedTable("meetings_pledge", ("title", "collective", "condition"), code=PLEDGE),
        IndexedTable("participants_participant", ("name", "formal_name"), code=PARTICIPANT),
        IndexedTable("participants_person", ("name",), code=PERSON),
        IndexedTable("meetings_topic", ("name", "abbreviation"), code=TOPIC),
        IndexedTable("meetings_document", ("title", "symbol"), code=DOCUMENT),
        IndexedTable("participants_participantname", ("name",), code=PARTICIPANT_NAME),
        IndexedTable("participants_personname", ("name",), code=PERSON_NAME),
    ),
)

INDEXES = (STATEMENT_INDEX, NOUN_INDEX)

#: the words of published statements as they are spelt, for prefixes and misspelt words
WORDS_TABLE = "meetings_search_word"
#: how far a rebuild has come, a row for each table
PROGRESS_TABLE = "meetings_search_progress"
