"""Series of meetings, as a record file describes them."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from .declaration import FieldKind, Json, NounDeclaration
from .former import FormerSlugs
from .kinds import Text
from .objects import Object


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRecord:
    """Meetings that belong together."""

    NOUN: ClassVar[NounDeclaration] = NounDeclaration(
        title="Series",
        description="Meetings that belong together. Numbering may restart and names may repeat: "
        "the slug is the key.",
        definition="series",
        model="meetings.Series",
        nullable=True,
    )

    slug: Annotated[str, Text(definition="slug")]
    name: Annotated[str, Text("Name of the series.", 250, required=True)]
    former_slugs: Annotated[tuple[str, ...], FormerSlugs()] = ()
    note: Annotated[str, Text("What should be known of the series, in the editor's own words.")] = (
        ""
    )


@dataclass(frozen=True)
class SeriesObject(Object):
    """The series that a meeting belongs to, which has a row of its own."""

    record: Any = SeriesRecord
    foreign: ClassVar[bool] = True

    def columns(self, column: str, value: Any, rows: Any, path: str) -> Json:
        """The column that leads to the row."""
        return FieldKind.columns(self, column, value, rows, path)

    def stored(self, value: Any, rows: Any, path: str) -> Any:
        """The series, made where it is new."""
        return rows.series(value, path)

    def of_row(self, row: Any, column: str, rows: Any) -> Any:
        """The plain record of the row that it leads to."""
        series = getattr(row, column)
        return rows.record(self.record, series) if series else None
