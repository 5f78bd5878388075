"""Rows are read by name: nothing of more than three values is taken apart by position.

Whoever puts a column between two others would have to find every line that counts them.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("participants", "meetings", "portal", "bench")
#: most values that may be taken apart by position
MOST = 3
# Django's own protocol of four values, which the caller must hand on.
ALLOWED = {"super().deconstruct()"}


def unpacked(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each target that takes more than :data:`MOST` values apart."""
    for node in ast.walk(ast.parse(source)):
        targets: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            targets = [(node.target, node.iter)]
        elif isinstance(node, ast.Assign):
            targets = [(target, node.value) for target in node.targets]
        for target, values in targets:
            text = ast.unparse(values)
            # Values that are written out beside their names, numbers counted off, or none of ours.
            if isinstance(values, ast.Tuple | ast.List) or text.startswith("range("):
                continue
            if text in ALLOWED:
                continue
            for part in ast.walk(target):
                if isinstance(part, ast.Tuple | ast.List) and len(part.elts) > MOST:
                    yield part.lineno, ast.unparse(part)


def test_rows_are_read_by_name() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {names}"
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
        for line, names in unpacked(path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("for a, b, c, d in query.rows(1): pass", ["(a, b, c, d)"]),
        ("[a for a, b, c, d in rows.values_list('a')]", ["(a, b, c, d)"]),
        ("for n, (a, b, c, d) in enumerate(cursor.fetchall()): pass", ["(a, b, c, d)"]),
        ("((a, b, c, d),) = cursor.fetchall()", ["(a, b, c, d)"]),
        ("a, b, c, *d = row", ["(a, b, c, *d)"]),
        ("for a, b, c in query.rows(1): pass", []),
        ("A, B, C, D = 0, 1, 2, 3", []),
        ("A, B, C, D = range(4)", []),
        ("name, path, args, kwargs = super().deconstruct()", []),
    ],
)
def test_check_sees_what_it_looks_for(source: str, names: list[str]) -> None:
    assert [text for _line, text in unpacked(source)] == names
