"""A release is known by its files and by the settings that pages show."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from portal.pagecache.release import Release, release


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A site of three files, of which one is no part of any page."""
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, str(tmp_path / "collected")
    for name, second in (
        ("portal/views.py", 1_000),
        ("templates/a.html", 2_000),
        ("static/a.map", 3_000),
    ):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(name)
        os.utime(path, (second, second))
    release.cache_clear()
    yield tmp_path
    release.cache_clear()


def anew() -> Release:
    """The release as a new process finds it."""
    release.cache_clear()
    return release()


def test_release_is_as_old_as_its_newest_file(site: Path) -> None:
    assert release().written == 2_000


def test_release_read_again_is_the_same(site: Path) -> None:
    first = release()

    assert anew() == first
    assert len(first.digest) == 24


@pytest.mark.parametrize(
    ("name", "other"),
    [("templates/a.html", True), ("templates/b.html", True), ("static/a.map", False)],
)
def test_release_is_another_where_a_file_of_pages_is(site: Path, name: str, other: bool) -> None:
    before = release().digest

    (site / name).write_text("changed")

    assert (anew().digest != before) is other


def test_release_is_another_where_a_setting_that_pages_show_is(
    site: Path, settings: Settings
) -> None:
    before = release().digest

    settings.SITE_NAME = "Another register"

    assert anew().digest != before


def test_release_is_another_where_static_files_were_collected_anew(site: Path) -> None:
    before = release().digest

    (site / "collected").mkdir()
    (site / "collected" / "staticfiles.json").write_text("{}")

    assert anew().digest != before
