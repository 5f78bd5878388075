"""Numbers that Word counts itself, written into its paragraphs before mammoth reads these.

Word keeps no number in a numbered paragraph, only the list it belongs to; "12." or "(c)" follows
from the paragraphs before (ECMA-376, part 1, 17.9). Bullets stay lists.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree

from .listmarks import written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_BODY, _NUMBERING, _STYLE_PART = "word/document.xml", "word/numbering.xml", "word/styles.xml"


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its first number, how numbers are written, and the words around them."""

    start: int = 1
    style: str = "1"
    text: str = ""
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """The list that a paragraph belongs to, and its level there."""

    list: str
    level: int


def with_numbers(content: bytes) -> bytes:
    """A Word document whose numbered paragraphs begin with their numbers.

    Only parts that are XML are in it: pictures and what else Word embeds are not.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {
            name: archive.read(name)
            for name in archive.namelist()
            if name.lower().endswith((".xml", ".rels"))
        }
    # mammoth tells what is damaged, or does without the numbers.
    with suppress(etree.XMLSyntaxError):
        parts |= _numbered(parts)
    written_zip = io.BytesIO()
    with zipfile.ZipFile(written_zip, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return written_zip.getvalue()


def _numbered(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The body with its numbers, where there are lists."""
    if not {_BODY, _NUMBERING} <= parts.keys():
        return {}
    body = _parsed(parts[_BODY])
    styles = _parsed(parts[_STYLE_PART]) if _STYLE_PART in parts else None
    count = _Count(_parsed(parts[_NUMBERING]), styles)
    for paragraph in body.iter(f"{_W}p"):
        label = count.label(paragraph)
        if label is not None:
            _put(paragraph, label)
    return {_BODY: etree.tostring(body, encoding="utf-8", xml_declaration=True)}


def _parsed(markup: bytes) -> etree._Element:
    return etree.fromstring(markup, etree.XMLParser(resolve_entities=False, no_network=True))


def _put(paragraph: etree._Element, label: str) -> None:
    """Begin a paragraph with its number, and take it out of its list."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    for numbering in properties.findall(f"{_W}numPr"):
        properties.remove(numbering)
    # List 0 is none (17.9.18), and holds against that of the style.
    none = etree.SubElement(properties, f"{_W}numPr")
    etree.SubElement(none, f"{_W}ilvl").set(f"{_W}val", "0")
    etree.SubElement(none, f"{_W}numId").set(f"{_W}val", "0")
    run = etree.Element(f"{_W}r")
    text = etree.SubElement(run, f"{_W}t")
    text.text = f"{label} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.insert(paragraph.index(properties) + 1, run)


class _Count:
    """The numbers of the lists of a document, counted on from paragraph to paragraph."""

    def __init__(self, numbering: etree._Element, styles: etree._Element | None) -> None:
        self._kinds: dict[str, dict[int, _Level]] = {
            kind.get(f"{_W}abstractNumId", ""): dict(_levels(kind))
            for kind in numbering.iter(f"{_W}abstractNum")
        }
        lists = {one.get(f"{_W}numId", ""): one for one in numbering.iter(f"{_W}num")}
        self._kind_of = {name: _value(one, "abstractNumId") or "" for name, one in lists.items()}
        self._begun_anew = {name: dict(_overrides(one)) for name, one in lists.items()}
        self._styles = (
            {}
            if styles is None
            else {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}
        )
        self._numbers: dict[str, dict[int, int]] = {}

    def label(self, paragraph: etree._Element) -> str | None:
        """The number of a paragraph, as it is printed; None where it has none."""
        item = self._item(paragraph)
        if item is None or next(paragraph.iterancestors(_CHOICE), None) is not None:
            return None
        kind = self._kind_of.get(item.list, "")
        levels = self._kinds.get(kind, {})
        level = levels.get(item.level)
        if level is None or level.bullet:
            return None
        numbers = self._counted(item, kind, level)

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = levels.get(place, _Level())
            return written(numbers.get(place, other.start), other.style)

        return _PLACE.sub(number, level.text).strip() or None

    def _counted(self, item: _Item, kind: str, level: _Level) -> dict[int, int]:
        """The numbers of all levels once an item is counted."""
        numbers = self._numbers.setdefault(kind, {})
        anew = self._begun_anew.get(item.list, {}).pop(item.level, None)
        if anew is not None:
            numbers[item.level] = anew
        else:
            numbers[item.level] = numbers.get(item.level, level.start - 1) + 1
        for lower in range(item.level + 1, _LEVELS):
            numbers.pop(lower, None)
        return numbers

    def _item(self, paragraph: etree._Element) -> _Item | None:
        """The list that a paragraph names, or its style does."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        holder: etree._Element | None = properties
        style = _value(properties, "pStyle")
        level = None
        for _step in range(_LEVELS):
            found = None if holder is None else holder.find(f"{_W}numPr")
            if found is not None:
                level = level if level is not None else _value(found, "ilvl")
                if (name := _value(found, "numId")) is not None:
                    return _Item(name, _integer(level, 0)) if name != "0" else None
            definition = self._styles.get(style or "")
            if definition is None:
                return None
            holder, style = definition.find(f"{_W}pPr"), _value(definition, "basedOn")
        return None


def _levels(kind: etree._Element) -> Iterator[tuple[int, _Level]]:
    """The levels of a kind of list, by their place."""
    for level in kind.iter(f"{_W}lvl"):
        numbers = _value(level, "numFmt") or "decimal"
        yield (
            _integer(level.get(f"{_W}ilvl"), 0),
            _Level(
                start=_integer(_value(level, "start"), 1),
                style=_STYLES.get(numbers, "1"),
                text=_value(level, "lvlText") or "",
                bullet=numbers in ("bullet", "none"),
            ),
        )


def _overrides(one: etree._Element) -> Iterator[tuple[int, int]]:
    """The levels at which a list begins anew, and with which number."""
    for override in one.iter(f"{_W}lvlOverride"):
        start = _value(override, "startOverride")
        if start is not None:
            yield _integer(override.get(f"{_W}ilvl"), 0), _integer(start, 1)


def _value(element: etree._Element, name: str) -> str | None:
    """What a child of a name holds."""
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _integer(text: str | None, usual: int) -> int:
    """A whole number of no more than six digits, or the usual one."""
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else usual
