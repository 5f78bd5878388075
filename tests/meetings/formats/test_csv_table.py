"""CSV: harmless cells, and what others read back."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.formats.csv_table import csv_blocks, harmless, without_mark
from meetings.formats.table import Column, Table

pytestmark = pytest.mark.plain
TABLE = Table((Column("Words", lambda item: item[0]), Column("n", lambda item: item[1])))


def read(blocks: Any) -> list[list[str]]:
    data = b"".join(csv_blocks(TABLE, blocks)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\r=1"])
def test_cell_like_a_formula_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert without_mark(f"'{cell}") == cell


@pytest.mark.parametrize("cell", ["a=1", "¶1", "", 5, -5, None])
def test_cell_of_words_and_numbers_stays(cell: Any) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("cell", ["", "'", "'a", "'a=1", "a'=1", "=1"])
def test_cell_that_was_not_made_harmless_stays_as_it_is(cell: str) -> None:
    assert without_mark(cell) == cell


def test_csv_has_a_line_for_each_item_of_each_block() -> None:
    assert read([[("a", 1)], [("b; c", None), ('"d",\ne', 3)]]) == [
        ["Words", "n"],
        ["a", "1"],
        ["b; c", ""],
        ['"d",\ne', "3"],
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_csv_is_read_back_by_others(texts: list[str]) -> None:
    found = [row[0] for row in read([[(text, 1) for text in texts]])[1:]]
    assert found == [harmless(text) for text in texts]
