"""What PostgreSQL knows of the size of an index, whose planner does not see that rows are long."""

from typing import NamedTuple

#: of a row of pg_class: most of it is kept outside the table, as the words of speeches are
IS_LONG = "pg_relation_size(reltoastrelid) > pg_relation_size(oid)"

#: the :class:`IndexSize` of a table: its index of pairs and itself are the parameters
SIZE_SQL = (
    "SELECT CASE WHEN reltuples < 0 THEN 'Infinity' ELSE reltuples END,"
    f" {IS_LONG}, to_regclass(%s) IS NOT NULL FROM pg_class WHERE oid = %s::regclass"
)


class IndexSize(NamedTuple):
    """How many rows an index has, without end where nobody counted, and whether they are long.

    To read a long row, and to rank by it, took 0.1 ms for a speech of 18 kB. A register of an
    earlier release has no index of pairs until ``rebuild_index`` made it.
    """

    rows: float
    is_long: bool
    has_pairs: bool
