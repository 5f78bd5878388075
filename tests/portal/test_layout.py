"""Every module has a test file of its name, or is named in the docstring of the one that covers it.

The folders of tests mirror those of the code. A package counts where its ``__init__`` does more
than import; migrations are run by every test that has a database.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "participants", "meetings")
#: a module in words, as "meetings.records.policy"
NAMED = re.compile(rf"(?<![\w./])(?:{'|'.join(APPS)})(?:\.[a-z_]\w*)+")


def dotted(path: Path, root: Path) -> str:
    """The name by which the module of a file is imported."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(root: Path) -> Iterator[Path]:
    """The files of code that need a test."""
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            initial = path.stem == "__init__"
            if "migrations" not in path.parts and not (initial and only_imports(path)):
                yield path


def only_imports(path: Path) -> bool:
    """Whether a file holds nothing but its docstring, imports and what it exports."""
    return all(
        isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
    )


def own_test(path: Path, root: Path) -> Path:
    """Where the test file of a module's own name stands."""
    folder, name = path.parent, path.stem
    if name == "__init__":
        folder, name = folder.parent, folder.name
    return root / "tests" / folder.relative_to(root) / f"test_{name}.py"


def named_modules(root: Path) -> dict[str, list[str]]:
    """The modules that docstrings of test files name, each with these files."""
    named: dict[str, list[str]] = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for module in NAMED.findall(docstring):
            named.setdefault(module, []).append(str(path.relative_to(root)))
    return named


def untested(root: Path) -> list[str]:
    """The modules that have no test file of their name and are named in none."""
    named = named_modules(root)
    return [
        dotted(path, root)
        for path in modules(root)
        if not own_test(path, root).exists() and dotted(path, root) not in named
    ]


def unknown(root: Path) -> dict[str, list[str]]:
    """What docstrings of test files name and is neither a module nor a package."""
    known = {
        dotted(path, root)
        for app in APPS
        for file in (root / app).rglob("*.py")
        for path in (file, file.parent / "__init__.py")
    }
    return {name: files for name, files in named_modules(root).items() if name not in known}


def plant(root: Path, planted: dict[str, str]) -> None:
    """Write files, by their path below root."""
    for name, code in planted.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code + "\n", encoding="utf-8")


def test_every_module_has_a_test_or_is_named_in_one() -> None:
    assert untested(ROOT) == []


def test_every_module_that_a_test_names_is_there() -> None:
    assert unknown(ROOT) == {}


def test_module_without_test_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/__init__.py": '"""Meetings."""',
            "meetings/records/__init__.py": '"""Records."""\nREADERS = {}',
            "meetings/records/loader.py": "",
            "meetings/records/policy.py": "",
            "meetings/records/dumper.py": "",
            "meetings/migrations/0001_initial.py": "",
            "meetings/models/__init__.py": "from .topic import Topic\n\n__all__ = ['Topic']",
            "tests/meetings/records/test_loader.py": '"""Covers meetings.records.policy."""',
            # A file of that name elsewhere, and a name that is no more than the end of another.
            "tests/meetings/test_dumper.py": '"""Covers tests.meetings.records.dumper."""',
        },
    )

    assert untested(tmp_path) == ["meetings.records", "meetings.records.dumper"]


def test_package_with_code_is_tested_by_a_file_of_its_name(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/search/engine/__init__.py": "ENGINES = {}",
            "tests/meetings/search/test_engine.py": "",
        },
    )

    assert untested(tmp_path) == []


def test_name_of_a_module_that_is_not_there_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "meetings/records/policy.py": "",
            "tests/meetings/records/test_loader.py": (
                '"""Covers meetings.records.policy and meetings.records.policies.\n\n'
                "See tests/meetings/records.py and meetings.records.\n"
                '"""'
            ),
        },
    )

    assert unknown(tmp_path) == {
        "meetings.records.policies": ["tests/meetings/records/test_loader.py"]
    }
