"""Word lists that curators extend."""

from pathlib import Path

import pytest

from meetings.intake import words
from meetings.intake.words import folded, meanings, phrases


def test_meanings_of_adjectives() -> None:
    assert meanings("adjectives")["norwegian"] == "NOR"


def test_phrases_longest_first() -> None:
    lengths = [len(phrase) for phrase in phrases("no_participants")]
    assert lengths == sorted(lengths, reverse=True)


def test_folded_apostrophe() -> None:
    assert folded("Chair’s  Summary") == "chair's summary"


def test_meanings_without_phrase(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text("# a list\n= JPN\n", encoding="utf-8")
    monkeypatch.setattr(words, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match=r"wrong\.txt, line 2: there is no phrase before “=”\."):
        meanings("wrong")
