"""The ways in which a file is damaged."""

import copy
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lxml import etree

from tests.meetings.intake.files import build

from .samples import samples

#: what damages bytes, with chance
Damage = Callable[[bytes, Random], bytes]

#: pieces that make trouble for who reads each kind
_TROUBLE = {
    "txt": (
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1b",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\r",
    ),
    "html": (
        *(b"<table><tr><td>" * 300, b"<!--", b"<![CDATA[", b"&#xD800;", b"&#0;", b"<b><i>" * 100),
        *(
            b"</p>",
            b"<ol start=99999999999>",
            b"<svg><style>",
            b"<?xml encoding='x'?>",
            b"<plaintext>",
        ),
    ),
    "docx": (
        *(b"<w:p>", b"</w:tbl>", b"<w:r><w:t>", b"&#0;", b"&x;", b"<!DOCTYPE x>", b"<w:tbl>" * 300),
        *(b'<w:numId w:val="99"/>', b'r:id="rId999"', b"xmlns:w='x'", b"<w:fldChar/>", b"\x00"),
    ),
    "pdf": (
        *(b"endobj", b"stream", b"/Kids [3 0 R 1 0 R]", b"/Length 99999999", b"<<" * 500, b"xref"),
        *(
            b"/Filter [/FlateDecode /LZWDecode]",
            b"/Count -1",
            b"/W [1 9 9]",
            b"(" * 500,
            b"/Prev 0",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged file; ``name`` says what it pretends to be, ``ways`` how it was damaged."""

    kind: str
    number: int
    ways: tuple[str, ...]
    content: bytes

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"damaged.{self.kind}"

    def __str__(self) -> str:
        return f"{self.kind} {self.number} ({', '.join(self.ways)})"


def draw(seed: int, kind: str, number: int) -> Damaged:
    """The damaged file of a kind and a number."""
    chance = Random(f"{seed} {kind} {number}")  # noqa: S311 - nothing is kept secret
    content = chance.choice(samples(kind))
    chosen = chance.choices(_ways(kind), k=chance.choice([1, 1, 1, 2, 3]))
    for way in chosen:
        content = way(content, chance) or b"\n"
    return Damaged(kind, number, tuple(way.__name__.strip("_") for way in chosen), content)


def _ways(kind: str) -> list[Damage]:
    """How files of a kind are damaged: as any file, and as those of their kind."""
    ways = [_bits, _bytes, _truncated, _beginning_lost, _hole, _zeros, _doubled, _spliced]
    own = {"docx": [_zip_header] * 3 + [_part] * 9, "pdf": [_numbers] * 5 + [_offsets] * 3}
    return [*ways, _trouble(kind), *own.get(kind, [])]


def _place(content: bytes, chance: Random) -> int:
    return chance.randrange(len(content) + 1)


def _bits(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _bit in range(chance.choice([1, 3, 10, 100])):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _bytes(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _byte in range(chance.choice([1, 3, 10, 100])):
        damaged[chance.randrange(len(damaged))] = chance.choice(
            [0, 9, 0x20, 0x3C, 0x7F, 0x80, 0xFF]
        )
    return bytes(damaged)


def _truncated(content: bytes, chance: Random) -> bytes:
    return content[: _place(content, chance)]


def _beginning_lost(content: bytes, chance: Random) -> bytes:
    return content[:8] + content[_place(content, chance) :]


def _hole(content: bytes, chance: Random) -> bytes:
    first, second = sorted((_place(content, chance), _place(content, chance)))
    return content[:first] + content[second:]


def _zeros(content: bytes, chance: Random) -> bytes:
    first = _place(content, chance)
    length = min(chance.choice([1, 16, 512, 4096]), len(content) - first)
    return content[:first] + bytes(length) + content[first + length :]


def _doubled(content: bytes, chance: Random) -> bytes:
    first, second = sorted((_place(content, chance), _place(content, chance)))
    return content[:second] + content[first:second] * chance.choice([1, 2, 20]) + content[second:]


def _spliced(content: bytes, chance: Random) -> bytes:
    other = chance.choice(samples(chance.choice(["txt", "html", "docx", "pdf"])))
    place = _place(content, chance)
    return content[:place] + other[_place(other, chance) :] + content[place:]


def _trouble(kind: str) -> Damage:
    def trouble(content: bytes, chance: Random) -> bytes:
        for _piece in range(chance.choice([1, 2, 8])):
            place = _place(content, chance)
            content = content[:place] + chance.choice(_TROUBLE[kind]) + content[place:]
        return content

    return trouble


def _zip_header(content: bytes, chance: Random) -> bytes:
    """Change a field of one of the headers: sizes, offsets, methods, flags, numbers of parts."""
    damaged = bytearray(content)
    headers = [
        found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", content)
    ]
    for _header in range(chance.choice([1, 2, 5]) if headers else 0):
        place = chance.choice(headers) + 4 + 2 * chance.randrange(21)
        value = chance.choice([0, 1, 8, 9, 0x7FFF, 0xFFFF, chance.randrange(0x10000)])
        damaged[place : place + 2] = struct.pack("<H", value)
    return bytes(damaged)


def _part(content: bytes, chance: Random) -> bytes:
    """Damage what a part holds, and zip it again: the zip is whole, the document is not."""
    ways = [_bits, _truncated, _hole, _zeros, _doubled, _trouble("docx"), *[_elements] * 8]
    parts = ["word/document.xml"] * 3 + [
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
    ]
    parts += ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"]
    chosen, way = chance.choice(parts), chance.choice(ways)

    def change(name: str, data: bytes) -> bytes:
        return way(data, chance) if name == chosen and data else data

    try:
        return build.rezipped(content, change)
    except Exception:  # noqa: BLE001 - it was damaged before, in any way
        return _bits(content, chance)


def _elements(content: bytes, chance: Random) -> bytes:
    """Move, double, rename or drop elements and values of XML that stays well-formed."""
    root = etree.fromstring(content)
    for _change in range(chance.choice([1, 3, 10])):
        elements = list(root.iter("*"))
        one, other = chance.choice(elements), chance.choice(elements)
        change = chance.choice(["drop", "move", "double", "rename", "value", "text"])
        inside = any(above is one for above in (other, *other.iterancestors()))
        if change == "drop" and one is not root:
            one.getparent().remove(one)
        elif change in ("move", "double") and one is not root and not inside:
            other.append(one if change == "move" else copy.deepcopy(one))
        elif change == "rename":
            one.tag = other.tag
        elif change == "value" and one.attrib:
            one.set(
                chance.choice(sorted(one.attrib)), chance.choice(["", "-1", "x", "9" * 30, "rId1"])
            )
        elif change == "text":
            one.text = chance.choice(["", "x" * 10_000, "\u2028\ufffd\U0001f600", " "])
    return etree.tostring(root)


def _numbers(content: bytes, chance: Random) -> bytes:
    """Change numbers: of objects, lengths, counts, positions."""
    found = list(re.finditer(rb"\d+", content))
    for number in sorted(
        chance.sample(found, min(len(found), chance.choice([1, 3, 20]))), key=_last
    ):
        value = chance.choice(
            [b"0", b"1", b"-1", b"7", b"65535", b"4294967295", b"99999999999999999999"]
        )
        content = content[: number.start()] + value + content[number.end() :]
    return content


def _last(found: "re.Match[bytes]") -> int:
    """The order in which a later change moves no place of one that comes after."""
    return -found.start()


def _offsets(content: bytes, chance: Random) -> bytes:
    """Change what the table of cross-references says, or where it stands."""
    place = content.rfind(chance.choice([b"xref", b"trailer", b"startxref", b"/Root", b"/Size"]))
    if place < 0:
        return _numbers(content, chance)
    return content[:place] + _numbers(content[place:], chance)
