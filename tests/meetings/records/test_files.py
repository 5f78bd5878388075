"""Record files on disk: which are meant, and that each is whole or absent."""

from pathlib import Path

import pytest

from meetings.records.files import record_files, write_whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two records and a text."""
    for name in ("b.json", "a.json", "notes.txt"):
        (tmp_path / name).write_text("{}")
    return tmp_path


def test_folder_stands_for_its_records_in_order_of_name(folder: Path) -> None:
    assert record_files([folder]) == [folder / "a.json", folder / "b.json"]


def test_file_named_twice_is_meant_once_where_it_came_first(folder: Path) -> None:
    files = record_files([str(folder / "b.json"), folder, folder / "b.json"])

    assert files == [folder / "b.json", folder / "a.json"]


def test_file_that_is_named_need_not_end_in_json(folder: Path) -> None:
    assert record_files([folder / "notes.txt"]) == [folder / "notes.txt"]


def test_path_to_nothing_is_refused_by_name(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        record_files([folder, folder / "nowhere.json"])


def test_file_is_replaced_whole_and_leaves_no_part(folder: Path) -> None:
    path = folder / "a.json"

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert sorted(one.name for one in folder.iterdir()) == ["a.json", "b.json", "notes.txt"]


def test_file_stays_as_it_was_where_writing_is_stopped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(folder / "a.json", b"new")

    assert (folder / "a.json").read_bytes() == b"{}"
