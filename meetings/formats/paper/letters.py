"""The fonts of a document, and which letters these have.

All are packages under the SIL Open Font License. PDF/UA forbids a letter without a shape: one that
no font has is told by its code, [U+1F600], and the document is made all the same.
"""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

#: packages, each with the files that are read: letters of every UN language, Greek, Hebrew, Hindi
_FILES = {
    "fontpkg_source_serif_4": ("files/SourceSerif4[opsz,wght].ttf",),
    "fontpkg_source_sans_3": ("files/SourceSans3[wght].ttf",),
    "pylopdf_fonts_ar": ("NotoNaskhArabic-Variable.ttf", "NotoSansArabic-Variable.ttf"),
    "pylopdf_fonts_he": ("NotoSerifHebrew-Variable.ttf", "NotoSansHebrew-Variable.ttf"),
    "pylopdf_fonts_hi": ("NotoSerifDevanagari-Variable.ttf", "NotoSansDevanagari-Variable.ttf"),
    "manimgx_fonts_cjk": ("NotoSansCJK-VF.otf.ttc",),
}
#: signs that only steer how others are set, which fonts need not have
_STEERING = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad"
#: letters that both fonts for Latin have; others are looked up, which takes half a second once
_USUAL = re.compile("[ -~\u00a0-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026]*")
#: what goes on without a space for longer than a line, and pieces of it between which it may break
_ENDLESS = re.compile(r"[!-~]{80,}")
_PIECES = re.compile(r".{1,30}")
#: line ends and other white space that stands for one space
_SPACES = re.compile("[\\s\x00-\x1f\x7f-\x9f]+")


def font_files() -> list[Path]:
    """The files of all fonts. Raises ``ImportError`` where a package is not installed."""
    paths = []
    for package, names in _FILES.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ImportError(f"The fonts of {package} are not installed.")
        folder = Path(spec.origin).parent
        paths += [folder / name for name in names]
    return paths


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The fonts as the typesetter has them, read once a process; none of the system."""
    folders = sorted({str(path.parent) for path in font_files()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _shapeless() -> re.Pattern[str]:
    """What no font has, as an expression."""
    known: set[int] = set()
    for path in font_files():
        with TTFont(path, fontNumber=0, lazy=True) as font:
            known |= font.getBestCmap().keys()
    return re.compile(f"[^{_ranges(known)}{_STEERING}]")


def _ranges(points: set[int]) -> str:
    """Code points as the inside of a class of an expression."""
    parts: list[str] = []
    start = last = -2
    for point in [*sorted(points), -2]:
        if point != last + 1:
            if start >= 0:
                parts.append(f"\\U{start:08x}-\\U{last:08x}")
            start = point
        last = point
    return "".join(parts)


def shown(text: str) -> str:
    """A text with each letter that no font has told by its code, and white space as one space.

    What would go on beyond the margin may break: an address, or a word of an address.
    """
    text = _SPACES.sub(" ", text)
    if not _USUAL.fullmatch(text):
        text = _shapeless().sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    return _ENDLESS.sub(lambda found: "\u200b".join(_PIECES.findall(found[0])), text)
