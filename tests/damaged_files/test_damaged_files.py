"""No damaged file ends the process that reads it, takes long or much, or gives what is no text."""

import pytest

from .__main__ import SEED
from .damage import Damaged, draw
from .running import Reader
from .samples import KINDS, samples

#: of the 10,000 of each kind that `python -m tests.damaged_files` reads
EACH = 200


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_borne(kind: str) -> None:
    reader = Reader()

    found = list(reader.run(draw(SEED, kind, number) for number in range(EACH)))

    assert [f"{finding.file}: {finding.what}" for finding in found] == []
    assert sum(reader.outcome.ways.values()) == EACH


@pytest.mark.parametrize("kind", KINDS)
def test_whole_files_are_read(kind: str) -> None:
    reader, whole = Reader(), samples(kind)

    assert list(reader.run(Damaged(kind, 0, (), content) for content in whole)) == []
    # One PDF has a password, and one holds pictures alone.
    assert reader.outcome.ways["read"] == len(whole) - (2 if kind == "pdf" else 0)


def test_file_of_a_number_is_always_the_same() -> None:
    assert draw(SEED, "docx", 7) == draw(SEED, "docx", 7)
    assert draw(SEED, "docx", 7) != draw(SEED, "docx", 8)


def test_files_are_damaged_in_every_way() -> None:
    ways = {way for number in range(EACH) for way in draw(SEED, "docx", number).ways}

    assert ways >= {"bits", "bytes", "truncated", "hole", "zeros", "spliced", "zip_header", "part"}


def test_process_that_ends_is_found_and_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")

    found = list(Reader().run(draw(SEED, "txt", number) for number in range(2)))

    assert [finding.what for finding in found] == ["the process ended with 1"] * 2
