"""Imports run one way: portal → meetings → participants, and inside meetings by layer."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Apps and their layers, lowest first; a lower one never imports a higher one. Two layers of one
# rank may know each other, in one direction. Any other file takes the rank of what it imports.
APPS = {"participants": 0, "meetings": 1, "portal": 2}
LAYERS = {
    "participants.names": 0,
    "participants.models": 1,
    "participants.admin": 2,
    "participants.management": 2,
    "meetings.dates": 0,
    "meetings.models": 1,
    "meetings.records": 2,
    "meetings.formats": 2,
    "meetings.lists": 2,
    "meetings.views": 3,
    "meetings.admin": 3,
    "meetings.management": 3,
    "meetings.urls": 4,
}
# What Django itself calls: an app's configuration reaches into the app when that is ready.
HOOKS = {"apps", "migrations"}


class Arrow(NamedTuple):
    """One import: the module that imports, its line, and what it imports."""

    source: str
    line: int
    target: str


def module_name(path: Path, root: Path) -> tuple[str, str]:
    """Dotted name of a file's module, and of the package its relative imports start from."""
    parts = path.relative_to(root).with_suffix("").parts
    if parts[-1] == "__init__":
        return ".".join(parts[:-1]), ".".join(parts[:-1])
    return ".".join(parts), ".".join(parts[:-1])


def targets(node: ast.AST, package: str) -> list[str]:
    """Dotted names that an import statement may bring in; none for other nodes."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*above, base] if base else above)
    return [f"{base}.{alias.name}" for alias in node.names]


def arrows(root: Path) -> Iterator[Arrow]:
    """Each import in the code below root, wherever in a file it stands."""
    for path in sorted(path for app in APPS for path in (root / app).rglob("*.py")):
        source, package = module_name(path, root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in targets(node, package):
                yield Arrow(source, getattr(node, "lineno", 0), target)


def layer(module: str) -> str:
    """App and first name below it: "meetings.models" for "meetings.models.topic.Topic"."""
    return ".".join(module.split(".")[:2])


def inside(found: list[Arrow]) -> set[tuple[str, str]]:
    """Pairs of different layers of one app, the first of which imports the second."""
    pairs = {(layer(arrow.source), layer(arrow.target)) for arrow in found}
    return {
        (above, below)
        for above, below in pairs
        if above != below
        and above.split(".")[0] == below.split(".")[0]
        and all("." in name and name.split(".")[1] not in HOOKS for name in (above, below))
    }


def ranks(pairs: set[tuple[str, str]]) -> dict[str, int]:
    """Rank of each layer; one that is not listed stands as high as the highest it imports."""
    found = dict(LAYERS)
    for _ in pairs:  # a chain of imports is no longer than there are pairs
        for above, below in pairs:
            if above not in LAYERS:
                found[above] = max(found.get(above, 0), found.get(below, 0))
    return found


def wrong_arrows(root: Path) -> list[Arrow]:
    """Imports from a lower app or layer to a higher one, and those that close a circle."""
    found = [arrow for arrow in arrows(root) if arrow.target.split(".")[0] in APPS]
    pairs = inside(found)
    rank = ranks(pairs)
    bad = {
        (above, below)
        for above, below in pairs
        if rank.get(above, 0) < rank.get(below, 0) or (below, above) in pairs
    }
    return [
        arrow
        for arrow in found
        if APPS[arrow.source.split(".")[0]] < APPS[arrow.target.split(".")[0]]
        or (layer(arrow.source), layer(arrow.target)) in bad
    ]


def test_imports_run_one_way() -> None:
    assert wrong_arrows(ROOT) == []


def test_reader_finds_imports_of_this_code() -> None:
    found = {(arrow.source, arrow.target) for arrow in arrows(ROOT)}

    assert ("portal.health", "django.db.Error") in found
    assert ("portal.views", "portal.health") in found


@pytest.mark.parametrize(
    ("file", "statement", "expected"),
    [
        ("participants/models/person.py", "from meetings.models import Meeting", True),
        ("participants/names.py", "from participants.models import Person", True),
        ("participants/names.py", "from .models import Person", True),
        ("participants/models/person.py", "from ..names import fold", False),
        ("meetings/models/meeting.py", "import portal.context", True),
        ("meetings/models/meeting.py", "from meetings import records", True),
        ("meetings/models/meeting.py", "from ..records.loader import load", True),
        ("meetings/models/meeting.py", "def f():\n    from meetings.views import home", True),
        ("meetings/models/meeting.py", "from ..dates import day_bounds", False),
        ("meetings/models/meeting.py", "from .series import Series", False),
        ("meetings/models/__init__.py", "from .series import Series", False),
        ("meetings/models/__init__.py", "from ..admin import site", True),
        ("meetings/dates.py", "from .models import Meeting", True),
        ("meetings/records/loader.py", "from meetings.views import home", True),
        ("meetings/formats/json.py", "from meetings.records.dumper import dump", False),
        ("meetings/records/loader.py", "from meetings.records.reader import read", False),
        ("meetings/records/loader.py", "from participants.models import Person", False),
        ("meetings/lists.py", "from meetings.views import home", True),
        ("meetings/views/home.py", "from meetings.lists import Meetings", False),
        ("meetings/admin/meeting.py", "from meetings.records import checks", False),
        ("portal/views.py", "from meetings.models import Meeting", False),
    ],
)
def test_planted_import_is_judged(
    tmp_path: Path, file: str, statement: str, expected: bool
) -> None:
    plant(tmp_path, {file: statement})

    judged = [arrow.source for arrow in wrong_arrows(tmp_path)]

    assert judged == ([module_name(tmp_path / file, tmp_path)[0]] if expected else [])


def test_circle_of_two_layers_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/formats/json.py": "from meetings.records.dumper import dump",
            "meetings/records/loader.py": "from meetings.formats.json import encode",
        },
    )

    assert {arrow.source for arrow in wrong_arrows(tmp_path)} == {
        "meetings.formats.json",
        "meetings.records.loader",
    }


def test_detour_through_another_file_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/models/topic.py": "from meetings.links import address",
            "meetings/links.py": "from meetings.views import home",
        },
    )

    assert [arrow.source for arrow in wrong_arrows(tmp_path)] == ["meetings.models.topic"]


def plant(root: Path, files: dict[str, str]) -> None:
    """Write files of code, by their path below root."""
    for name, code in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code + "\n", encoding="utf-8")
