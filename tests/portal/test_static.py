"""What every style sheet, script and template keeps to, whoever writes the next one."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory, override_settings

from portal.pagecache.middleware import WRITTEN
from portal.static_files import joined

BASE = Path(settings.BASE_DIR)
STYLES = sorted((BASE / "static/css").glob("*.css"))
SCRIPTS = sorted((BASE / "static/js").glob("*.js"))
STAFF = BASE / "templates/admin"
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
# The sheet of a public page, which holds all others, and the font that its first view needs.
FIRST_VIEW = BASE / "static/css/public.css"


def _relative(file: Path) -> str:
    return str(file.relative_to(BASE))


def _css(file: Path) -> str:
    """The sheet without its comments, which may show markup."""
    return re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def _markup(file: Path) -> str:
    """The template without comments, and without input shown as <code>, alike in any language."""
    text = re.sub(r"<code>.*?</code>", "", file.read_text(encoding="utf-8"))
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("file", [*STYLES, *SCRIPTS], ids=_relative)
def test_asset_names_no_other_host_and_holds_no_data_address(file: Path) -> None:
    found = re.findall(r"https?:|//\w|data:|@import(?! \"[a-z]+\.css\";)", _css(file))

    assert [word for word in found if file.suffix == ".css" or word != "//"] == []


@pytest.mark.parametrize("file", STYLES, ids=_relative)
def test_style_sheet_loads_files_that_exist(file: Path) -> None:
    named = re.findall(r"url\(\"?([^\")]+)\"?\)", _css(file))

    assert [name for name in named if not (file.parent / name).resolve().is_file()] == []


@pytest.mark.parametrize("file", [f for f in STYLES if f.name != "tokens.css"], ids=_relative)
def test_style_sheet_takes_colours_from_tokens(file: Path) -> None:
    found = re.findall(
        r"#[0-9a-f]{3,8}\b(?=[^{]*})|\b(?:rgb|hsl|oklch)a?\(", _css(file), re.IGNORECASE
    )

    assert found == []


@pytest.mark.parametrize("file", STYLES, ids=_relative)
def test_style_sheet_serves_both_directions(file: Path) -> None:
    sided = r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)|left|right)\s*:"
    found = re.findall(sided + r"|(?:text-align|float):\s*(?:left|right)", _css(file))

    assert found == []


def test_first_view_is_small() -> None:
    sheets = joined(
        FIRST_VIEW.read_text(encoding="utf-8"),
        lambda name: (FIRST_VIEW.parent / name).read_text(encoding="utf-8"),
    )
    font = BASE / "static/fonts/source-serif-4-latin.woff2"

    assert len(gzip.compress(sheets.encode(), 9)) <= 12_288
    assert font.stat().st_size <= 22_000


def test_fonts_come_with_their_licence() -> None:
    licence = (BASE / "static/fonts/OFL-source-serif-4.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("file", TEMPLATES, ids=_relative)
def test_template_holds_no_inline_code(file: Path) -> None:
    found = re.findall(
        r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\s(?:src=|type=\"application/ld\+json\"))|javascript:|=\"//|=\"https?:",
        _markup(file),
    )

    assert found == []


@pytest.mark.parametrize("file", TEMPLATES, ids=_relative)
def test_template_asks_for_assets_that_exist(file: Path) -> None:
    named = re.findall(r"(?:{%|{{) static(?:_or_plain)?[ (]['\"]([^'\"]+)['\"]", _markup(file))

    assert [name for name in named if not finders.find(name)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=_relative)
def test_template_words_go_through_gettext(file: Path) -> None:
    opened = r"{%-? (?:blocktrans|trans|block robots)\b"
    spoken = opened + r".*?{%-? end(?:blocktrans|trans|block) -?%}"
    text = re.sub(spoken, "", _markup(file), flags=re.DOTALL)
    attributes = re.findall(r"\s(?:title|alt|placeholder|aria-label)=\"([A-Za-z][^\"{]*)\"", text)
    bare = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>|&\w+;", " ", bare))

    assert attributes == []
    assert words == []


@pytest.mark.parametrize("file", TEMPLATES, ids=_relative)
def test_template_compiles(file: Path) -> None:
    root = BASE / ("templates" if STAFF in file.parents else "templates/public")
    name = str(file.relative_to(root))

    assert get_template(name).template.name == name


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("400.html", "This request could not be read"),
        ("403.html", "You may not open this page"),
        ("404.html", "There is no record at this address"),
        ("410.html", "The record at this address has been withdrawn"),
        ("500.html", "Something failed on our side"),
    ],
)
def test_error_page_without_context_says_what_happened(name: str, heading: str) -> None:
    page = get_template(name).render()

    assert re.findall(r"<h1>(.*?)</h1>", page) == [heading]
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert "None" not in page


def test_server_error_page_without_any_address_still_shows() -> None:
    with override_settings(ROOT_URLCONF=type("Nowhere", (), {"urlpatterns": []})):
        page = get_template("500.html").render()

    assert '<a class="btn btn-solid" href="/">Front page</a>' in page


@override_settings(SITE_URL="https://register.example")
def test_base_page_gives_its_one_address() -> None:
    request = RequestFactory().get("/meeting/", {"utm_source": "mail"}, **{WRITTEN: frozenset()})

    page = get_template("base.html").render({}, request)

    assert '<link rel="canonical" href="https://register.example/meeting/">' in page
    assert "utm_source" not in page
