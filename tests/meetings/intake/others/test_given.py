"""What is given to be imported: files, folders, archives."""

import io
import zipfile
from pathlib import Path

import pytest

from meetings.intake.others import given
from meetings.intake.others.given import GivenFile, given_files, unpacked
from meetings.intake.others.mapping import UnreadableFormat


def archive(**files: bytes) -> GivenFile:
    """A zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as members:
        for name, data in files.items():
            members.writestr(name.replace("__in__", "/"), data)
    return GivenFile("made.zip", made.getvalue())


def test_file_or_the_files_of_a_folder_are_given(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(b"2")
    (tmp_path / "a.csv").write_bytes(b"1")
    (tmp_path / ".hidden").write_bytes(b"3")
    (tmp_path / "folder").mkdir()
    both = [GivenFile("a.csv", b"1"), GivenFile("b.csv", b"2")]
    assert given_files(tmp_path) == both
    assert given_files(tmp_path / "a.csv") == both[:1]


def test_archive_gives_its_files_whatever_folder_they_are_in() -> None:
    files = unpacked(archive(b=b"2", made__in__a=b"1", __MACOSX__in__a=b"3"))
    assert files == [GivenFile("b", b"2"), GivenFile("a", b"1")]
    plain = GivenFile("a.csv", b"a,b")
    assert unpacked(plain) == [plain]


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(given, "LARGEST", 1_000_000)
    with pytest.raises(UnreadableFormat, match="more than 1 MB; divide it into sittings"):
        unpacked(archive(a=b"0" * 600_000, b=b"0" * 600_000))
    (tmp_path / "large").write_bytes(b"0" * 1_000_001)
    with pytest.raises(UnreadableFormat, match="more than 1 MB"):
        given_files(tmp_path / "large")
    with pytest.raises(UnreadableFormat, match="These are 101 files"):
        unpacked(archive(**{f"f{number}": b"" for number in range(101)}))
