"""Styles are made smaller when they are collected, and say the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from portal.static_files import StaticStorage, joined, smaller

STYLES = sorted((Path(settings.BASE_DIR) / "static/css").glob("*.css"))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("/* why */\na { color: red; }\n", "a{color:red;}"),
        ("a ::before ,b  { inset: calc(1px - 2px) 0 }", "a ::before,b{inset:calc(1px - 2px) 0}"),
        ('a::after { content: "  ; /* "; }', 'a::after{content:"  ; /* ";}'),
        (
            "@media (width: 2rem) and (x) { a > b { top: 0 } }",
            "@media (width:2rem) and (x){a > b{top:0}}",
        ),
    ],
)
def test_style_is_made_smaller(style: str, expected: str) -> None:
    assert smaller(style) == expected


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_own_style_keeps_its_rules(file: Path) -> None:
    style = file.read_text(encoding="utf-8")

    small = smaller(style)

    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    assert re.sub(r"\s", "", small) == re.sub(r"\s", "", bare)
    assert len(small) < 0.95 * len(style)


def test_only_own_styles_are_made_smaller(tmp_path: Path) -> None:
    storage = StaticStorage(location=str(tmp_path), base_url="/static/")

    for name in ("css/a.css", "admin/css/a.css", "css/a.txt"):
        file = ContentFile(b"a { top: 0; }")
        file.read()
        storage.save(name, file)

    assert (tmp_path / "css/a.css").read_text() == "a{top:0;}"
    assert (tmp_path / "admin/css/a.css").read_text() == "a { top: 0; }"
    assert (tmp_path / "css/a.txt").read_text() == "a { top: 0; }"


def test_style_holds_what_it_imports() -> None:
    style = '@import "a.css";\n@import "b.css";\nc { top: 0; }'

    assert joined(style, lambda name: f"/* {name} */") == "/* a.css */\n/* b.css */\nc { top: 0; }"


def test_collected_style_is_one_file_with_hashed_names(tmp_path: Path) -> None:
    source = FileSystemStorage(location=str(tmp_path / "source"))
    storage = StaticStorage(location=str(tmp_path / "collected"), base_url="/static/")
    files = {
        "css/all.css": b'@import "one.css";\nb { top: 0; }',
        "css/one.css": b'a { background: url("../img/a.svg"); }',
        "img/a.svg": b"<svg/>",
    }
    for name, content in files.items():
        source.save(name, ContentFile(content))
        storage.save(name, ContentFile(content))

    hashed = {
        name: new for name, new, _done in storage.post_process({n: (source, n) for n in files})
    }

    style = (tmp_path / "collected" / hashed["css/all.css"]).read_text()
    picture = hashed["img/a.svg"].removeprefix("img/")
    assert style == f'a{{background:url("../img/{picture}");}}b{{top:0;}}'
