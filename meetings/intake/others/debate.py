"""Akoma Ntoso debates (2.0 and 3.0) as plain parts, in the order of the file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .mapping import UnreadableFormat
from .markup import below, children, names, parsed, tag, words

_NAMESPACES = (
    "http://www.akomantoso.org/2.0",
    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
)
#: documents that are debates, with the element that holds what was said
_BODIES = {"debate": "debateBody", "debateReport": "mainBody"}
#: what somebody says
_SPEECHES = frozenset({"speech", "question", "answer"})
#: what the minutes tell
_NARRATIVES = frozenset({"narrative", "scene", "other"})
#: sections of a debate; parts inside other containers are read as if these were not there
_SECTIONS = names(
    "administrationOfOath rollCall prayers oralStatements writtenStatements personalStatements "
    "ministerialStatements resolutions nationalInterest declarationOfVote communication petitions "
    "papers noticesOfMotion questions address proceduralMotions pointOfOrder adjournment "
    "debateSection"
)
#: what holds words of its own
_BLOCKS = names("p block td th listIntroduction listWrapUp heading num")
#: notes of an editor: no words of the debate
NOTES = frozenset({"authorialNote", "noteRef"})
#: what elements of other namespaces are counted as
FOREIGN = "elements of other namespaces"
#: cobalt's date for a date that is not known
_NO_DATE = "0001-01-01"


@dataclass(frozen=True, slots=True)
class Reference:
    """Who or what the file refers to: "person", "organization", "role" …, and the name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading, and the name by which the standard or the file calls it."""

    number: int
    heading: str
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: "heading", "from", "speech", "summary", "narrative" or "text".

    Of a speech: ``by`` whom and ``as_`` what, by the identifiers of references; ``label`` is what
    stands before it as its speaker. ``sections`` are those around it, from the outermost.
    """

    kind: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    by: tuple[str, ...] = ()
    as_: str = ""
    label: str = ""


@dataclass(slots=True)
class Debate:
    """A debate as its file has it; ``dates`` are those of the work, each with its name."""

    kind: str
    title: str
    number: str
    uri: str
    language: str
    dates: list[tuple[str, str]]
    references: dict[str, Reference]
    parts: list[Part]
    elements: Counter[str] = field(default_factory=Counter)


def read_debate(data: bytes) -> Debate:
    """The debate in a file. Raises :class:`UnreadableFormat` for anything else."""
    root = parsed(data)
    namespace = root.tag.partition("}")[0].strip("{") if "}" in root.tag else ""
    if tag(root) != "akomaNtoso" or (namespace and not namespace.startswith(_NAMESPACES)):
        raise UnreadableFormat("The file is no Akoma Ntoso 2.0 or 3.0.")
    prefix = f"{{{namespace}}}" if namespace else ""
    documents = children(root, *_BODIES)
    bodies = below(documents[0], _BODIES[tag(documents[0])]) if documents else []
    if not bodies:
        kinds = " or ".join(_BODIES)
        raise UnreadableFormat(f"The file holds no {kinds} with what was said.")
    document = documents[0]
    work = ["meta", "identification", "FRBRWork"]
    expression = ["meta", "identification", "FRBRExpression"]
    return Debate(
        kind=tag(document),
        title=_title(document),
        number=_value(document, *work, "FRBRnumber"),
        uri=_value(document, *work, "FRBRuri"),
        language=_attribute(document, "language", *expression, "FRBRlanguage"),
        dates=[
            (one.get("name") or "", one.get("date") or "")
            for one in below(document, *work, "FRBRdate")
            if one.get("date") not in (None, "", _NO_DATE)
        ],
        references=dict(_references(document)),
        parts=list(_Body().parts(bodies[0], ())),
        elements=Counter(
            tag(one) if one.tag.startswith(prefix) else FOREIGN
            for one in root.iter()
            if isinstance(one.tag, str)
        ),
    )


def _title(document: Any) -> str:
    for preface in children(document, "preface", "coverPage"):
        titles = [one for one in preface.iter() if tag(one) in ("docTitle", "shortTitle")]
        found = [text for text in map(words, titles) if text]
        if found:
            return " ".join(found[0].split())
    aliases = below(document, "meta", "identification", "FRBRWork", "FRBRalias")
    return next((one.get("value", "") for one in aliases if one.get("name") == "title"), "")


def _value(document: Any, *path: str) -> str:
    return _attribute(document, "value", *path)


def _attribute(document: Any, name: str, *path: str) -> str:
    return next((one.get(name) or "" for one in below(document, *path)), "")


def _references(document: Any) -> Iterator[tuple[str, Reference]]:
    for references in below(document, "meta", "references"):
        for one in references:
            name = tag(one)
            if name.startswith("TLC"):
                identifier = one.get("eId") or one.get("id") or ""
                yield identifier, Reference(name[3:].lower(), one.get("showAs") or "")


class _Body:
    """The body of a debate, gone through once."""

    def __init__(self) -> None:
        self._sections = 0

    def parts(self, element: Any, sections: tuple[Section, ...]) -> Iterator[Part]:
        """The parts below an element."""
        for child in element:
            name = tag(child)
            if name in _SECTIONS:
                yield from self.parts(child, (*sections, self._section(child)))
            elif name in _SPEECHES:
                yield from _speech(child, sections)
            elif name in ("num", "heading", "subheading"):
                yield from _part("heading", [child], sections)
            elif name == "summary":
                yield from _part("summary", [child], sections)
            elif name in _NARRATIVES:
                yield from _part("narrative", _blocks(child) or [child], sections)
            elif name in ("p", "block"):
                yield from _part("text", [child], sections)
            elif name and name not in NOTES:
                yield from self.parts(child, sections)

    def _section(self, element: Any) -> Section:
        self._sections += 1
        headings = [words(one, NOTES) for one in children(element, "heading")]
        heading = " ".join(" ".join(headings).split())
        return Section(self._sections, heading, element.get("name") or tag(element))


def _blocks(element: Any) -> list[Any]:
    """The paragraphs of an element, whatever holds them; a title in them is one as well."""
    found: list[Any] = []
    for child in element:
        name = tag(child)
        if name in _BLOCKS and not (name in ("td", "th") and _blocks(child)):
            found.append(child)
        elif name and name not in NOTES and name != "from":
            found += _blocks(child)
    return found


def _part(
    kind: str, blocks: list[Any], sections: tuple[Section, ...], **speech: Any
) -> Iterator[Part]:
    lines = tuple(line for one in blocks for line in words(one, NOTES).split("\n") if line)
    if lines:
        yield Part(kind, lines, sections, **speech)


def _speech(element: Any, sections: tuple[Section, ...]) -> Iterator[Part]:
    label = " ".join(words(one, NOTES) for one in children(element, "from"))
    label = " ".join(label.split())
    blocks = _blocks(element)
    if label:
        yield Part("from", (label,), sections)
    by = tuple(one.removeprefix("#") for one in (element.get("by") or "").split())
    as_ = (element.get("as") or "").removeprefix("#")
    yield from _part("speech", blocks, sections, by=by, as_=as_, label=label)
