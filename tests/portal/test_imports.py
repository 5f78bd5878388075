"""Imports run one way: portal → meetings → participants, inside each by rank, never in a circle.

Every import of every file counts, wherever in the file it stands: in a function and for types
too. An import that is put off until a function runs hides a circle; it does not take it away.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Apps, packages and modules by rank; a lower one never imports a higher one. Those of one rank may
# know each other, in one direction. The longest name that a module begins with gives its rank.
APPS = {"participants": 0, "meetings": 1, "portal": 2}
RANKS = {
    "participants.names": 0,
    "participants.queries": 0,
    "participants.slugs": 0,
    "participants.words": 0,
    "participants.models": 1,
    "participants.honorifics": 1,
    "participants.finder": 2,
    "participants.concurrency": 2,
    "participants.ranking": 3,
    "participants.admin": 4,
    "participants.management": 4,
    # What Django itself calls: an app's configuration reaches into the app when that is ready.
    "participants.apps": 5,
    "participants.migrations": 5,
    "meetings.addresses": 0,
    "meetings.date_readings": 0,
    "meetings.date_texts": 0,
    "meetings.dates": 0,
    "meetings.groups": 0,
    "meetings.routes": 0,
    "meetings.source_text": 0,
    # How texts are stored; the rest of the history knows records.
    "meetings.history.storage": 0,
    "meetings.history.restoring": 4,
    "meetings.models": 1,
    "meetings.derived": 2,
    "meetings.history": 3,
    "meetings.reading": 3,
    "meetings.records": 3,
    "meetings.search": 3,
    "meetings.archive": 4,
    "meetings.corrections": 4,
    "meetings.exports": 4,
    "meetings.formats": 4,
    "meetings.intake": 4,
    "meetings.lists": 4,
    "meetings.curation": 5,
    "meetings.intake.others": 5,
    "meetings.merging": 4,
    "meetings.publication": 4,
    "meetings.quotes": 4,
    "meetings.workflow_steps": 4,
    "meetings.review": 4,
    "meetings.admin": 6,
    "meetings.management": 6,
    "meetings.views": 6,
    "meetings.templatetags": 7,
    "meetings.urls": 7,
    "meetings.apps": 8,
    "meetings.migrations": 8,
    "portal.charts": 0,
    "portal.follow": 2,
    "portal.follow.pages": 1,
    "portal.context": 0,
    "portal.form_rendering": 0,
    "portal.counting": 0,
    "portal.pagecache": 0,
    "portal.databases": 0,
    "portal.environment": 0,
    "portal.health": 0,
    "portal.menu": 0,
    "portal.outage": 0,
    "portal.own_pages": 0,
    "portal.models": 0,
    "portal.numbering": 0,
    "portal.page_texts": 0,
    "portal.page_texts.pages": 1,
    "portal.page_texts.views": 1,
    "portal.probe": 0,
    "portal.reports": 1,
    "portal.reports.report": 0,
    "portal.templatetags": 0,
    "portal.words": 0,
    "portal.worker": 0,
    "portal.zero_results": 0,
    "portal.audit": 0,
    "portal.admin": 1,
    "portal.checks": 1,
    "portal.home": 1,
    "portal.jinja": 1,
    "portal.resending": 1,
    "portal.search": 1,
    "portal.signin": 1,
    "portal.settings": 1,
    "portal.sitemaps": 1,
    "portal.static_files": 0,
    "portal.users": 1,
    "portal.well_known": 1,
    "portal.opensearch": 2,
    "portal.staff": 2,
    "portal.views": 2,
    "portal.management": 2,
    "portal.methods": 3,
    "portal.middleware": 3,
    "portal.urls": 3,
    "portal.wsgi": 3,
    "portal.apps": 4,
    "portal.migrations": 4,
}


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


def files(root: Path) -> list[Path]:
    """Every file of code of the apps below root."""
    return sorted(path for app in APPS for path in (root / app).rglob("*.py"))


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
    for path in files(root):
        source, package = module_name(path, root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in targets(node, package):
                yield Arrow(source, getattr(node, "lineno", 0), target)


def named(module: str, names: dict[str, int]) -> str:
    """The longest of the names that a module begins with; empty for none."""
    parts = module.split(".")
    beginnings = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((name for name in beginnings if name in names), "")


def unranked(root: Path) -> list[str]:
    """Modules below the apps that no rank is given to."""
    modules = [module_name(path, root)[0] for path in files(root)]
    return [module for module in modules if module not in APPS and not named(module, RANKS)]


def is_wrong(arrow: Arrow) -> bool:
    """Whether an import runs from a lower app or rank to a higher one."""
    source, target = (name.split(".")[0] for name in (arrow.source, arrow.target))
    if target not in APPS:
        return False
    if source != target:
        return APPS[source] < APPS[target]
    below, above = named(arrow.source, RANKS), named(arrow.target, RANKS)
    return bool(below and above) and RANKS[below] < RANKS[above]


def wrong_arrows(root: Path) -> list[Arrow]:
    """Imports from a lower app or rank to a higher one."""
    return [arrow for arrow in arrows(root) if is_wrong(arrow)]


def imported_files(root: Path) -> dict[str, set[str]]:
    """The modules of files that each module imports."""
    modules = dict.fromkeys((module_name(path, root)[0] for path in files(root)), 0)
    found: dict[str, set[str]] = {module: set() for module in modules}
    for arrow in arrows(root):
        target = named(arrow.target, modules)
        if target and target != arrow.source:
            found[arrow.source].add(target)
    return found


def circles(root: Path) -> list[list[str]]:
    """Modules each of which leads to all others of its circle."""
    imports = imported_files(root)
    reached = {module: reachable(module, imports) for module in imports}
    found = {
        frozenset(other for other in reached[module] if module in reached[other])
        for module in imports
        if module in reached[module]
    }
    return sorted(map(sorted, found))


def reachable(module: str, imports: dict[str, set[str]]) -> set[str]:
    """All modules that one leads to, through however many others."""
    found: set[str] = set()
    waiting = list(imports[module])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += imports[one]
    return found


def test_imports_run_one_way() -> None:
    assert wrong_arrows(ROOT) == []


def test_every_module_has_a_rank() -> None:
    assert unranked(ROOT) == []


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circles(ROOT) == []


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
        ("participants/finder.py", "from .admin import site", True),
        ("participants/queries/rows.py", "from ..models import Person", True),
        ("participants/models/person.py", "from ..names import fold", False),
        ("participants/models/person.py", "from ..queries.rows import read", False),
        ("meetings/models/meeting.py", "import portal.context", True),
        ("meetings/models/meeting.py", "from meetings import records", True),
        ("meetings/models/meeting.py", "from ..records.loader import load", True),
        ("meetings/models/meeting.py", "from ..derived.refresh import refresh_derived", True),
        ("meetings/models/meeting.py", "def f():\n    from meetings.views import home", True),
        ("meetings/models/meeting.py", "if TYPE_CHECKING:\n    from ..views import home", True),
        ("meetings/models/meeting.py", "from ..dates import day_bounds", False),
        ("meetings/models/meeting.py", "from .series import Series", False),
        ("meetings/models/__init__.py", "from .series import Series", False),
        ("meetings/models/__init__.py", "from ..admin import site", True),
        ("meetings/dates.py", "from .models import Meeting", True),
        ("meetings/derived/tallies.py", "from ..search.found import Found", True),
        ("meetings/derived/tallies.py", "from ..models import Meeting", False),
        ("meetings/reading/links.py", "from ..lists.page import Page", True),
        ("meetings/reading/links.py", "from ..derived.counts import tallied", False),
        ("meetings/records/loader.py", "from meetings.views import home", True),
        ("meetings/records/loader.py", "from meetings.publication import publish", True),
        ("meetings/formats/json.py", "from meetings.records.dumper import dump", False),
        ("meetings/records/loader.py", "from meetings.records.reader import read", False),
        ("meetings/records/loader.py", "from participants.models import Person", False),
        ("meetings/lists.py", "from meetings.views import home", True),
        ("meetings/views/home.py", "from meetings.lists import Meetings", False),
        ("meetings/admin/meeting.py", "from meetings.records import checks", False),
        ("meetings/views/home.py", "from meetings.apps import MeetingsConfig", True),
        ("meetings/apps.py", "def f():\n    from .derived import tallies", False),
        ("portal/views.py", "from meetings.models import Meeting", False),
        ("portal/words.py", "from .views import home", True),
    ],
)
def test_planted_import_is_judged(
    tmp_path: Path, file: str, statement: str, expected: bool
) -> None:
    plant(tmp_path, {file: statement})

    judged = [arrow.source for arrow in wrong_arrows(tmp_path)]

    assert judged == ([module_name(tmp_path / file, tmp_path)[0]] if expected else [])


@pytest.mark.parametrize(
    "statement",
    [
        "from meetings.records.loader import load",
        "def f():\n    from .loader import load",
        "if TYPE_CHECKING:\n    from .loader import load",
        "from . import loader",
    ],
)
def test_circle_of_two_files_is_found(tmp_path: Path, statement: str) -> None:
    plant(
        tmp_path,
        {
            "meetings/records/dumper.py": statement,
            "meetings/records/loader.py": "from .dumper import dump",
            "meetings/records/checks.py": "from .loader import load",
        },
    )

    assert circles(tmp_path) == [["meetings.records.dumper", "meetings.records.loader"]]


def test_circle_through_a_package_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/models/__init__.py": "from .topic import Topic",
            "meetings/models/topic.py": "from meetings.models import Series",
        },
    )

    assert circles(tmp_path) == [["meetings.models", "meetings.models.topic"]]


def test_circle_of_two_packages_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/search/found.py": "from meetings.reading.links import link",
            "meetings/reading/links.py": "from meetings.records.dumper import dump",
            "meetings/records/dumper.py": "from meetings.search.found import Found",
        },
    )

    assert circles(tmp_path) == [
        ["meetings.reading.links", "meetings.records.dumper", "meetings.search.found"]
    ]


def test_module_without_a_rank_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/models/topic.py": "from meetings.links import address",
            "meetings/links.py": "from meetings.views import home",
            "meetings/common/texts.py": "",
        },
    )

    assert unranked(tmp_path) == ["meetings.common.texts", "meetings.links"]


def plant(root: Path, planted: dict[str, str]) -> None:
    """Write files of code, by their path below root."""
    for name, code in planted.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code + "\n", encoding="utf-8")
