"""How the files of the templates are written."""

from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
#: a line holds one element, and is read without scrolling sideways
LONGEST = 160


def test_templates_are_found() -> None:
    assert {"public/base.html", "public/500.html", "admin/base_site.html"} <= set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_line_is_too_long(name: str) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()

    assert [n for n, line in enumerate(lines, start=1) if len(line) >= LONGEST] == []
