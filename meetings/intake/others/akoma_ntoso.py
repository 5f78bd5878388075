"""An Akoma Ntoso debate as a record file: its text as one document, every part with its words."""

from collections import Counter, defaultdict

from anyascii import anyascii
from django.utils.text import slugify

from ...dates import DateError, day_bounds
from ...formats.akoma_ntoso.languages import two_letters
from ..register import Register
from .debate import FOREIGN, NOTES, Debate, Part, Section, read_debate
from .debate_speakers import Speakers
from .mapping import Json, Mapped, MappingReport, UnreadableFormat
from .markup import names

#: statements that a record can hold
_MOST = 9999
#: elements whose words or values have a place in the record
_READ = names(
    "akomaNtoso debate debateReport meta identification FRBRWork FRBRExpression FRBRdate FRBRuri "
    "FRBRnumber FRBRlanguage FRBRalias references TLCPerson TLCOrganization TLCRole preface "
    "longTitle docTitle shortTitle debateBody mainBody heading subheading num from speech "
    "question answer summary narrative scene other p block debateSection br eol"
)
#: marks inside of words, whose words are kept and whose meaning is not
_INLINE = names(
    "ref mref rref remark recordedTime vote outcome ins del omissis embeddedText quotedText i b u "
    "a sup sub abbr span inline date time person organization concept object event location role "
    "process term quantity def entity docDate docNumber docStatus session legislature"
)
_NAMES_OF_DAYS = ("meeting", "debate", "sitting", "session", "hansard")


def mapped_debate(data: bytes, source: str, register: Register, slug: str = "") -> Mapped:
    """A record file of the debate in ``data``, a draft, at ``slug`` or one made of the file.

    Raises :class:`UnreadableFormat` where the file is none, or none that a record can hold.
    """
    debate = read_debate(data)
    if sum(part.kind in ("speech", "summary") for part in debate.parts) > _MOST:
        raise UnreadableFormat(f"It holds more than {_MOST} speeches; divide it into sittings.")
    report = MappingReport()
    speakers = Speakers(debate, register)
    slug = slug or _slug(debate)
    writing = _Writing(debate, speakers, f"{slug[:100].strip('-')}-debate")
    for part in debate.parts:
        writing.add(part)
    record: Json = {
        "meeting": _meeting(debate, slug, report),
        "people": [speakers.people[key] for key in sorted(speakers.people)],
        "documents": [writing.document(debate, source)],
        **{name: value for name, value in writing.parts.items() if value},
    }
    _tell(debate, writing, speakers, report)
    return Mapped(record, report)


def _slug(debate: Debate) -> str:
    words = debate.number or debate.title or debate.uri
    slug = slugify(anyascii(words))[:100].strip("-")
    if not slug:
        raise UnreadableFormat("The file names itself by nothing; give an address with --slug.")
    return slug


def _meeting(debate: Debate, slug: str, report: MappingReport) -> Json:
    meeting: Json = {"slug": slug, "status": "draft"}
    if debate.title:
        meeting |= {"title": debate.title, "title_printed": debate.title}
        report.taken.append(f"docTitle → meeting.title: “{debate.title}”")
    else:
        report.doubts.append("The file has no title; give the meeting one.")
    if date := _date(debate, report):
        meeting["date"] = date
    return meeting


def _date(debate: Debate, report: MappingReport) -> str:
    """The days that the file calls days of the debate; else the one date that it has."""
    own = [day for name, day in debate.dates if name.lower().startswith(_NAMES_OF_DAYS)]
    days = sorted({day[:10] for day in own or [day for _name, day in debate.dates]})
    if not days:
        report.doubts.append("The file has no date of the debate; none is taken.")
        return ""
    date = "/".join([days[0], days[-1]]) if own and len(days) > 1 else days[0]
    try:
        day_bounds(date)
    except DateError:
        report.doubts.append(f"“{date}” is no date that is read; none is taken.")
        return ""
    told = ", ".join(f"{day} ({name or 'without a name'})" for name, day in debate.dates)
    report.taken.append(f"FRBRWork/FRBRdate → meeting.date: {date}")
    if not own:
        report.doubts.append(f"Is the debate of {date}? The file dates the work: {told}.")
    return date


class _Writing:
    """The parts of the record, and the text into which they point."""

    def __init__(self, debate: Debate, speakers: Speakers, key: str) -> None:
        self._speakers, self._key = speakers, key
        self._form = "verbatim" if debate.kind == "debate" else "reported"
        self._language = two_letters(debate.language)
        self._lines: list[str] = []
        self._length = 0
        self._marks: list[Json] = []
        self._keys: dict[int, tuple[str, str]] = {}
        self.parts: dict[str, list[Json]] = {"agenda": [], "sessions": [], "statements": []}

    def add(self, part: Part) -> None:
        """Write a part behind all others."""
        passage = self._write(part.lines)
        if part.kind == "heading":
            self._marks.append({"kind": "heading", "passage": passage})
            self._open(part.sections[-1:], passage)
        elif part.kind == "from":
            self._marks.append({"kind": "label", "passage": passage})
        elif part.kind == "narrative":
            self._marks.append({"kind": "narrative", "passage": passage})
        elif part.kind in ("speech", "summary"):
            self._state(part, passage)

    def document(self, debate: Debate, source: str) -> Json:
        """The document that holds the text."""
        origin = f"Imported from Akoma Ntoso, {debate.uri or source}."
        document: Json = {
            "key": self._key,
            "title": debate.title or source,
            "kind": "Debate" if debate.kind == "debate" else "Report of a debate",
            "origin": origin,
            "rights": "passages only",
            "text": "\n".join([*self._lines, ""]) or "–\n",
        }
        if self._language:
            document["language"] = self._language
        return document | ({"marks": self._marks} if self._marks else {})

    def _write(self, lines: tuple[str, ...]) -> Json:
        start = self._length
        self._lines += lines
        self._length += sum(len(line) + 1 for line in lines)
        return {"document": self._key, "position": {"start": start, "end": self._length - 1}}

    def _open(self, sections: tuple[Section, ...], passage: Json) -> None:
        """Make a session or an agenda item of the section whose heading this is."""
        for section in sections:
            if section.heading and section.number not in self._keys:
                noun = "sessions" if section.name in ("session", "sitting") else "agenda"
                key = f"section-{section.number}"
                self._keys[section.number] = (noun, key)
                entry = {"key": key, "title": section.heading, "passage": passage}
                self.parts[noun].append(entry)

    def _state(self, part: Part, passage: Json) -> None:
        statement: Json = {
            "number": len(self.parts["statements"]) + 1,
            "form": self._form if part.kind == "speech" else "reported",
            "passage": passage,
        }
        if self._language:
            statement["language"] = self._language
        for section in part.sections:
            if found := self._keys.get(section.number):
                noun, key = found
                statement["session" if noun == "sessions" else "agenda"] = key
        if part.kind == "summary":
            statement["unattributed"] = "The file gives it as a summary, without a speaker."
        elif speakers := self._speakers.of(part):
            statement["speakers"] = speakers
        else:
            statement["unattributed"] = "The file names no speaker."
        self.parts["statements"].append(statement)


def _tell(debate: Debate, writing: _Writing, speakers: Speakers, report: MappingReport) -> None:
    kinds = Counter(part.kind for part in debate.parts)
    for kind, place in (
        ("speech", "statements[]"),
        ("summary", "statements[] without a speaker"),
        ("from", "statements[].speakers[].printed, and marks[] “label”"),
        ("heading", "marks[] “heading”"),
        ("narrative", "marks[] “narrative”"),
        ("text", "the text of the document, in no part yet"),
    ):
        if kinds[kind]:
            report.taken.append(f"{kind} ({kinds[kind]}) → {place}")
    for noun, element in (("sessions", "debateSection “session”"), ("agenda", "other sections")):
        if writing.parts[noun]:
            report.taken.append(f"{element} with a heading → {noun}[] ({len(writing.parts[noun])})")
    known = len(speakers.people)
    if known:
        report.taken.append(f"TLCPerson who speaks → people[] ({known})")
    reasons: dict[str, list[str]] = defaultdict(list)
    for name, count in sorted(debate.elements.items()):
        if reason := _reason(name, debate):
            reasons[reason].append(f"{name} ({count})")
    report.left_out += [f"{reason}: {', '.join(named)}" for reason, named in reasons.items()]
    for name, count in sorted(speakers.unknown.items()):
        report.doubts.append(f"Not known by this name, or known to be several: {name} ({count})")


def _reason(name: str, debate: Debate) -> str:
    """Why an element is not taken; "" for one that is."""
    sections = {section.name for part in debate.parts for section in part.sections}
    if name in _READ or name in sections:
        return ""
    if name == FOREIGN:
        return "not of Akoma Ntoso"
    if name in NOTES:
        return "notes of an editor, no words of the debate"
    if name in _INLINE:
        return "the words are kept where they stand in the debate, what is said of them is not"
    if name.startswith(("FRBR", "TLC")) or name in ("publication", "classification", "keyword"):
        return "metadata of the file"
    if name in ("coverPage", "conclusions", "attachments", "components"):
        return "with all inside, as they are not the debate itself"
    return "no place in a record; words in the debate itself stay in the text"
