"""The image, built once for all tests that run it."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make image` built."""
    folder = tmp_path_factory.mktemp("image") / "app"
    done = subprocess.run(
        ["make", "image", f"IMAGE={folder}"],
        cwd=ROOT,
        # The settings of the tests, and of a make that runs them, are not those of the image.
        env={
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DJANGO_", "MAKE", "MFLAGS"))
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(autouse=True)
def unhurried_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a search take its time: a slow machine is no fault of the code."""
    monkeypatch.setattr("portal.search.result_page.LIMIT", 60.0)
    monkeypatch.setattr("portal.search.views.SUGGESTION_LIMIT", 60.0)
