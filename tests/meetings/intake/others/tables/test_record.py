"""Tables of delegations, statements and pledges as record files.

Covers meetings.intake.others.tables.cells, meetings.intake.others.tables.doubts,
meetings.intake.others.tables.faults, meetings.intake.others.tables.naming,
meetings.intake.others.tables.speaking, meetings.intake.others.known and
meetings.intake.others.source.
"""

import contextlib
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.formats.csv_table import csv_blocks
from meetings.formats.table import Column, Table
from meetings.intake.others.given import GivenFile
from meetings.intake.others.mapping import Json, Mapped, UnreadableFormat
from meetings.intake.others.tables.record import mapped_tables
from meetings.intake.register import (
    KnownParticipant,
    KnownPerson,
    KnownSeries,
    KnownTopic,
    Register,
)
from meetings.records.coverage import coverage
from meetings.records.errors import RecordErrors
from meetings.records.fields.passage import Span
from meetings.records.fields.record import RecordFile
from meetings.records.reader import read_record

REGISTER = Register(
    participants=(
        KnownParticipant("JPN", "Japan", "state", ("Japan",), slug="japan"),
        KnownParticipant("CHL", "Chile", "state", ("Chile", "Republic of Chile"), slug="chile"),
        KnownParticipant("african-union", "African Union", "regional organisation", ("AU",)),
        KnownParticipant("a-union", "Union of A", "other", ("Union",)),
        KnownParticipant("b-union", "Union of B", "other", ("Union",)),
    ),
    people=(
        KnownPerson("ada-example", "Ada Example", "Example, Ada", ("A. Example",)),
        KnownPerson("kim-one", "Kim Example"),
        KnownPerson("kim-two", "Kim Example"),
    ),
    topics=(
        KnownTopic("Peace"),
        KnownTopic("Women, Peace and Security", "WPS", broader="Peace"),
    ),
    series=(KnownSeries("talks", "Talks"),),
)
MEETING = "Meeting,Date (EDTF)\nA made meeting,2020-03-02\n"


def mapped(slug: str = "made", register: Register = REGISTER, **files: str) -> Mapped:
    """What the tables are mapped to; its record is one that can be read."""
    given = [GivenFile(f"{name}.csv", text.encode()) for name, text in files.items()]
    done = mapped_tables(given, "made", register, slug)
    read_record(json.dumps(done.record).encode(), "made.json")
    return done


def words(record: Json, passage: Json | Sequence[Json]) -> list[str]:
    """The words that a passage points to."""
    texts = {document["key"]: document["text"] for document in record["documents"]}
    pieces = [passage] if isinstance(passage, dict) else passage
    return [
        texts[one["document"]][one["position"]["start"] : one["position"]["end"]] for one in pieces
    ]


def test_meeting_is_what_its_table_says() -> None:
    done = mapped(
        "",
        meeting=(
            "Meeting,Date (EDTF),Series,Number in the series,Country,City,Mode,Held,Attendance\n"
            "A made meeting,2020-03-02/2020-03-04,talks,3,Japan,Tokyo,hybrid,Held,Partial\n"
        ),
    )
    passage = done.record["meeting"].pop("passage")
    assert done.record["meeting"] == {
        "slug": "a-made-meeting",
        "status": "draft",
        "title": "A made meeting",
        "date": "2020-03-02/2020-03-04",
        "series": {"slug": "talks", "name": "Talks"},
        "ordinal": 3,
        "place": {"city": "Tokyo", "country": "JPN"},
        "mode": "hybrid",
        "stage": "held",
        "attendance": "partial",
    }
    assert words(done.record, passage)[0].splitlines()[:2] == [
        "A made meeting",
        "2020-03-02/2020-03-04",
    ]


def test_statements_have_speakers_text_and_passages() -> None:
    done = mapped(
        statements=(
            "Meeting,Participants,People,As printed,Title of that day,In which capacity,Text,Form,"
            "Session,Topics,Delivery,Procedural,Language,On behalf of\n"
            'A made meeting,Japan,A. Example,"H.E. Ms. A. Example, Japan",Minister,Chair,'
            '"First line.\nSecond; line.",Verbatim,Opening,WPS; New one,'
            "In person; As prepared for delivery,yes,en,African Union (AU)\n"
            ",JPN; Republic of Chile,,,,,Together.,reported,Opening,,,,,\n"
            ",,,The Chair,,,Adjourned.,Reported,Closing,,,no,,\n"
        )
    )
    first, joint, chair = done.record["statements"]
    assert words(done.record, first.pop("passage")) == ["First line.\nSecond; line."]
    assert words(done.record, joint["passage"]) == ["Together."]
    assert first == {
        "number": 1,
        "form": "verbatim",
        "session": "session-1",
        "delivery": ["in person", "as prepared"],
        "language": "en",
        "topics": ["Women, Peace and Security", "New one"],
        "procedural": True,
        "speakers": [
            {
                "participant": "JPN",
                "person": "ada-example",
                "printed": "H.E. Ms. A. Example, Japan",
                "title": "Minister",
                "capacity": "Chair",
                "on_behalf_of": ["african-union"],
            }
        ],
    }
    assert joint["speakers"] == [{"participant": "JPN"}, {"participant": "CHL"}]
    assert chair["speakers"] == [{"participant": None, "printed": "The Chair"}]
    assert [one["title"] for one in done.record["sessions"]] == ["Opening", "Closing"]
    assert done.record["topics"] == [
        {
            "name": "Women, Peace and Security",
            "abbreviation": "WPS",
            "broader": "Peace",
        },
        {"name": "Peace"},
        {"name": "New one"},
    ]
    assert done.record["people"] == [
        {
            "key": "ada-example",
            "name": "Ada Example",
            "sort_name": "Example, Ada",
            "other_names": ["A. Example"],
        }
    ]


def test_delegations_of_several_rows_are_one_with_all_its_people() -> None:
    done = mapped(
        delegations=(
            "Participant,As printed,Roles,Level,Delegates,Presence\n"
            'Japan,JAPAN,Host; Speaker,Minister,"H.E. Ms. Ada Example, Minister; the Focal Point",'
            "Not stated\n"
            'Japan,,Chair,,"Bo New, Expert"\n'
            "New Network,,,,\n"
        )
    )
    (japan,) = done.record["delegations"]
    assert [(japan[name]) for name in ("participant", "printed", "roles", "level")] == [
        *("JPN", "JAPAN", ["host", "speaker", "chair"], "minister")
    ]
    assert words(done.record, japan["passage"]) == [
        "JAPAN\nH.E. Ms. Ada Example, Minister\nthe Focal Point\nHost; Speaker\nMinister",
        "Japan\nBo New, Expert\nChair",
    ]
    ada, focal, bo = japan["delegates"]
    assert words(done.record, ada.pop("passage")) == ["H.E. Ms. Ada Example, Minister"]
    assert ada == {
        "person": "ada-example",
        "printed": "H.E. Ms. Ada Example",
        "honorific": "H.E. Ms.",
        "title": "Minister",
    }
    assert (focal["person"], focal["printed"]) == (None, "the Focal Point")
    assert (bo["person"], bo["title"]) == ("bo-new", "Expert")


def test_pledges_lead_to_their_statements() -> None:
    done = mapped(
        statements="¶,Participants,Text,Form\n7,Japan,We will host.,Verbatim\n",
        pledges=(
            "Pledge,Words of the source,Participants,Kind,Strength,Condition,Made (EDTF),"
            "Due (EDTF),¶ of the statement,Address of the statement\n"
            "To host,We will host.,Japan,Hosting,Firm,if asked,before the meeting,2021,7,\n"
            "To host again,,Chile,Meeting or debate,Offered,,2020-03-02,,,"
            "http://example.org/meetings/made/statements/7/\n"
        ),
    )
    first, second = done.record["pledges"]
    assert words(done.record, first.pop("passage")) == [
        "We will host.\nif asked\nbefore the meeting\n2021"
    ]
    assert first == {
        "number": 1,
        "title": "To host",
        "by": [{"participant": "JPN"}],
        "kind": "hosting",
        "strength": "firm",
        "condition": "if asked",
        "made": "before the meeting",
        "due": "2021",
        "statement": 7,
    }
    assert (second["statement"], second["kind"]) == (7, "event")
    assert done.record["statements"][0]["number"] == 7


def test_whoever_is_not_certain_is_told_and_never_guessed() -> None:
    done = mapped(
        delegations=(
            "Participant,Kind\nJappan,state\nUnion,\nHarbour League,network\nHarbour League,\n"
        ),
        statements=(
            "Participants,People,Slugs of participants,Text,Form\n"
            "Jappan,,,One.,Reported\n"
            "Union,Kim Example,b-union,Two.,Reported\n"
            "Jappan; Chile,Ada Exampel; Bo Else; Cy Else,,Three.,Reported\n"
            "Jappan,The Chair,,Four.,Reported\n"
            ",,,Five.,Quotation\n"
        ),
    )
    assert [one["participant"] for one in done.record["delegations"]] == ["harbour-league"]
    assert done.record["participants"] == [
        {"slug": "harbour-league", "name": "Harbour League", "kind": "network"}
    ]
    assert [one.get("speakers") for one in done.record["statements"]] == [
        [{"participant": None, "printed": "Jappan"}],
        [{"participant": "b-union", "printed": "Kim Example"}],
        [
            {"participant": None, "printed": "Jappan"},
            {"participant": "CHL"},
            {"participant": None, "person": "ada-exampel"},
            {"participant": None, "person": "bo-else"},
            {"participant": None, "person": "cy-else"},
        ],
        [{"participant": None, "printed": "The Chair, Jappan"}],
        None,
    ]
    no = "no delegation is made, the words stay in the source."
    assert done.report.doubts == [
        f"delegations.csv, line 2, column “Participant”: “Jappan” is not known {JAPAN}; {no}",
        f"delegations.csv, line 3, column “Participant”: “Union” {UNIONS}; {no}",
        (
            "delegations.csv, line 4, column “Participant”: “Harbour League” is not known; a new "
            "participant."
        ),
        (
            f"statements.csv, line 2, column “Participants”: “Jappan” is not known {JAPAN}; it "
            "stands as printed. (also lines 4, 5)"
        ),
        (
            "statements.csv, line 3, column “People”: “Kim Example” is the name of several ("
            "kim-one, kim-two); it stands as printed."
        ),
        (
            "statements.csv, line 4, column “People”: “Ada Exampel” is not known (did you mean "
            "“Ada Example” (ada-example)?); a new person."
        ),
        "statements.csv, line 4, column “People”: “Bo Else” is not known; a new person.",
        "statements.csv, line 4, column “People”: “Cy Else” is not known; a new person.",
        (
            "statements.csv, line 4, column “People”: 3 people for 2 participants: not told who is "
            "whose."
        ),
        (
            "statements.csv, line 5, column “People”: “The Chair” is not plainly a name; no "
            "person is made of it, it stands as printed."
        ),
        "statements.csv, line 6, column “Participants”: No speaker is named.",
        "statements.csv, line 6, column “Form”: Mark which words are quoted.",
    ]


def test_slug_and_key_tell_who_is_meant() -> None:
    done = mapped(
        statements=(
            "Participants,Slugs of participants,Codes of participants,People,Keys of people,Text,"
            "Form\n"
            "Union; Nippon,a-union; japan,,Kim Example,kim-two,One.,Reported\n"
        )
    )
    (statement,) = done.record["statements"]
    assert statement["speakers"] == [
        {"participant": "a-union"},
        {"participant": "JPN"},
        {"participant": None, "person": "kim-two"},
    ]


NO_SLUG = "is no slug: lower-case Latin letters and digits, joined by single hyphens."
JAPAN = "(did you mean “Japan” (JPN)?)"
UNIONS = "is the name of several (a-union, b-union)"


def test_honorific_is_no_part_of_a_name() -> None:
    done = mapped(
        statements=(
            "Participants,People,Text,Form\n"
            "Japan,H.E. Ms. Ada Example,One.,Reported\n"
            "Chile,Mr. Bo New,Two.,Reported\n"
            "Chile,Bo New,Three.,Reported\n"
        )
    )
    assert [one["speakers"] for one in done.record["statements"]] == [
        [{"participant": "JPN", "person": "ada-example", "printed": "H.E. Ms. Ada Example"}],
        [{"participant": "CHL", "person": "bo-new", "printed": "Mr. Bo New"}],
        [{"participant": "CHL", "person": "bo-new"}],
    ]
    assert [one["name"] for one in done.record["people"]] == ["Ada Example", "Bo New"]


FORM = "Participants,Text,Form\nJapan,One.,Reported\n"
BAD: list[tuple[dict[str, str], str]] = [
    ({"other": "a,b\n"}, ("None of the files or worksheets is called meeting.csv, delegations.csv, "
     "statements.csv, pledges.csv.")),
    ({"statements": ""}, "statements.csv: the file is empty; its first line names the columns: "),
    ({"statements": "a,b\n1,2\n"}, "statements.csv, line 1: the first line names no known column."),
    ({"statements": "Participants,Texts,Form\nJapan,One.,Reported\n"},
     ("statements.csv, line 1: there is no column “Text”: What was said, whole, with its line "
     "breaks. Is it “Texts”?")),
    ({"statements": "Text,Form,Text\n"},
     "statements.csv, line 1, column “Text”: two columns are called so or alike; keep one."),
    ({"statements": FORM + "Japan,Two.,Spoken\n"},
     ("statements.csv, line 3, column “Form”: “Spoken” is none of these words: Verbatim, "
     "Quotation, Reported.")),
    ({"statements": FORM + 'Japan,"Two.\nlines",\n'},
     ("statements.csv, line 3, column “Form”: it is empty. How close the text is to the words "
     "spoken. Verbatim, Quotation, Reported.")),
    ({"statements": FORM + "Japan,,Reported\n"},
     "statements.csv, line 3, column “Text”: it is empty."),
    ({"statements": FORM + "Japan,Two.,Reported,more\n"},
     "statements.csv, line 3: 4 cells, where the headings are 3; put quotes around a cell"),
    ({"statements": FORM + 'Japan,"Two" more,Reported\n'},
     "statements.csv, line 3: from here on the cells cannot be told apart"),
    ({"statements": FORM + "Japan,T\0wo,Reported\n"},
     "statements.csv, line 3: a NUL stands here: the file is damaged or no CSV. Save it anew."),
    ({"statements": "¶,Text,Form\n1,A,Reported\n1,B,Reported\n,C,Reported\nx,D,Reported\n"},
     ("3 faults; nothing of it is read.\n"
     "  statements.csv, line 5, column “¶”: “x” is no whole number from 1 to 999999999.\n"
     "  statements.csv, line 3, column “¶”: 1 stands in line 2 already.\n"
     "  statements.csv, line 4, column “¶”: it is empty, and other rows have a number; number all "
     "or none.")),
    ({"statements": "Text,Form,Procedural\nOne.,Reported,perhaps\n"},
     "statements.csv, line 2, column “Procedural”: “perhaps” is neither yes nor no."),
    ({"statements": "Participants,Slugs of participants,Text,Form\nJapan,chile,One.,Reported\n"},
     ("statements.csv, line 2, column “Participants”: “Japan” is JPN, its slug or code is CHL; "
     "correct one.")),
    ({"statements": "Meeting,Text,Form\nA,One.,Reported\nB,Two.,Reported\n"},
     ("statements.csv, line 3, column “Meeting”: “B”, but “A” in statements.csv, line 2; an import "
     "is of one meeting.")),
    ({"meeting": "Meeting\nA\nB\n"},
     "meeting.csv, line 3, column “Meeting”: 2 meetings; an import is of one. Keep its row."),
    ({"meeting": "Meeting,Date\nA,02/03/2020\n"}, "meeting.csv, line 2, column “Date (EDTF)”: "),
    ({"delegations": "Participant\nJapan; Chile\n"},
     ("delegations.csv, line 2, column “Participant”: a delegation is of one participant; give "
     "each a row.")),
    ({"delegations": "Participant,Level\nJapan,Minister\nJPN,Expert\n"},
     ("delegations.csv, line 3, column “Level”: a row above says “minister” of the same "
     "participant; keep one.")),
    ({"delegations": "Participant,Level\n,Minister\n"},
     "delegations.csv, line 2, column “Participant”: it is empty."),
    ({"statements": FORM, "Statements (1)": FORM},
     "Statements (1).csv: statements.csv is that table too; keep one."),
]  # fmt: skip


@pytest.mark.parametrize(("files", "why"), BAD)
def test_bad_table_is_refused_by_line_and_column(files: dict[str, str], why: str) -> None:
    with pytest.raises(UnreadableFormat) as refused:
        mapped(**files)
    assert why in str(refused.value)


def test_tables_without_a_meeting_need_an_address() -> None:
    with pytest.raises(UnreadableFormat, match=r"give meeting\.csv, or an address with --slug"):
        mapped("", statements=FORM)


def test_too_many_faults_are_counted() -> None:
    with pytest.raises(UnreadableFormat) as refused:
        mapped(statements=FORM + "Japan,Two.,Spoken\n" * 40)
    told = str(refused.value).splitlines()
    assert (told[0], told[-1], len(told)) == (
        *("40 faults; nothing of it is read.", "  and 10 further ones", 32),
    )


def test_place_of_a_part_is_its_row() -> None:
    done = mapped(statements=FORM + "Japan,Two.,Reported\n", meeting=MEETING)
    assert done.place("/statements/1/speakers/0/printed") == "statements.csv, line 3"
    assert done.place("/meeting/slug") == "meeting.csv, line 2"
    assert done.place("/documents/0") == ""


def test_what_is_new_has_the_place_where_it_is_named_first() -> None:
    done = mapped(
        statements=(
            "Participants,Kinds of participants,People,Topics,Text,Form\n"
            "Japan,,Ada Example,Peace,One.,Reported\n"
            "Harbour League,network,Bo New,Tides,Two.,Reported\n"
            "Harbour League,,Bo New,Tides,Three.,Reported\n"
        )
    )
    paths = ("/participants/0/name", "/people/1/name", "/topics/1/name")
    assert [done.place(path) for path in paths] == ["statements.csv, line 3"] * 3
    assert done.place("/people/0/name") == ""


@pytest.mark.parametrize(
    ("slug", "files", "why"),
    [
        ("A b", {"statements": FORM}, f"“A b” {NO_SLUG}"),
        (
            "",
            {"meeting": "Meeting,Slug\nA,Ä b\n"},
            f"meeting.csv, line 2, column “Slug”: “Ä b” {NO_SLUG}",
        ),
        (
            "made",
            {"delegations": "Participant,Kind,Slug\nHarbour League,network,A\n"},
            f"delegations.csv, line 2, column “Slug”: “A” {NO_SLUG}",
        ),
        (
            "made",
            {"statements": "People,Keys of people,Text,Form\nBo New,B,One.,Reported\n"},
            f"statements.csv, line 2, column “Keys of people”: “B” {NO_SLUG}",
        ),
    ],
)
def test_address_that_is_none_is_refused(slug: str, files: dict[str, str], why: str) -> None:
    with pytest.raises(UnreadableFormat) as refused:
        mapped(slug, **files)
    assert why in str(refused.value)


def test_report_tells_what_went_where_and_what_is_left_out() -> None:
    done = mapped(
        meeting=MEETING,
        pledges=(
            "Pledge,Kind,Strength,Participants,Status,Latest news,Remarks,Condtion\n"
            "To host,Hosting,Firm,Japan,In progress,News.,x,if asked\n"
        ),
        columns="File,Column\n",
        notes="a\n",
    )
    assert [*done.report.lines()] == [
        "Taken:",
        "  meeting.csv, “Meeting” (1) → meeting.title",
        "  meeting.csv, “Date (EDTF)” (1) → meeting.date",
        "  pledges.csv, “Pledge” (1) → pledges[].title",
        "  pledges.csv, “Participants” (1) → pledges[].by[].participant",
        "  pledges.csv, “Kind” (1) → pledges[].kind",
        "  pledges.csv, “Strength” (1) → pledges[].strength",
        "Left out:",
        (
            "  pledges.csv: computed from what later sources assert; enter these as updates: "
            "“Status” (1), “Latest news” (1)"
        ),
        (
            "  pledges.csv: no column has this name: “Remarks” (1), “Condtion” (1) (did you mean "
            "“Condition”?)"
        ),
        "  explains the columns: columns.csv",
        "  no table has this name: notes.csv",
    ]


NAMES = st.sampled_from(["Japan", "Chile", "African Union"])
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff\ufdd0"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() and not text.strip().startswith("'"))
ROWS = st.lists(st.tuples(st.lists(NAMES, unique=True), TEXTS, TEXTS), max_size=8)


@given(ROWS)
def test_exported_rows_are_read_back(rows: list[tuple[list[str], str, str]]) -> None:
    table = Table(
        (
            Column("Participants", lambda row: "; ".join(row[0])),
            Column("Text", lambda row: f"{row[1]}\n{row[2]}"),
            Column("Form", lambda row: "Reported"),
        )
    )
    data = b"".join(csv_blocks(table, [rows]))
    record = mapped_tables([GivenFile("statements.csv", data)], "made", REGISTER, "made").record
    read = read_record(json.dumps(record).encode(), "made.json")
    keys = {"Japan": "JPN", "Chile": "CHL", "African Union": "african-union"}
    assert [[one.participant for one in said.speakers] for said in read.statements] == [
        [keys[name] for name in names] for names, _one, _other in rows
    ]
    assert [flat(said.text) for said in read.statements] == [
        flat(f"{one} {other}") for _names, one, other in rows
    ]
    assert uncovered(read) == []


def flat(text: str) -> list[str]:
    """The words of a text, whatever parts them."""
    return text.split()


def uncovered(record: RecordFile) -> list[str]:
    """Words of the sources that no part uses and no mark explains."""
    left = []
    for document in record.documents:
        used = [
            Span(piece.start, piece.end)
            for part in (*record.statements, *record.sessions)
            for piece in part.passage
        ]
        marks = [mark.span for mark in document.marks]
        left += coverage(document.text, [*used, *marks], ()).gaps
    return [str(gap) for gap in left]


CELLS = st.sampled_from(
    [
        *("Participants", "People", "Text", "Form", "¶", "Meeting", "Date", "Delegates", "Kind"),
        *("Pledge", "Strength", "Level", "Roles", "Series", "Country", "Keys of people", "Slug"),
        *(
            "Japan",
            "Union; Chile",
            "Bo New, Chair",
            "2020",
            "02/03/2020",
            "Reported",
            "1",
            "9" * 30,
        ),
        *("yes", "host; speaker", "policy", "firm", "Öl", '"', "'=1", "\n", "\0", "", ";", "''"),
    ]
)


@given(
    st.lists(st.lists(CELLS, max_size=7), max_size=5),
    st.sampled_from(["meeting", "delegations", "statements", "pledges"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_any_cells_are_a_record_or_refused_with_a_reason(
    rows: list[list[str]], name: str, delimiter: str, encoding: str
) -> None:
    text = "\n".join(delimiter.join(row) for row in rows)
    file = GivenFile(f"{name}.csv", text.encode(encoding))
    with contextlib.suppress(UnreadableFormat):
        done = mapped_tables([file], "made", REGISTER, "made")
        assert untold(done) == []


def untold(done: Mapped) -> list[str]:
    """What is wrong with a record and cannot be told by a line of the tables."""
    try:
        read_record(json.dumps(done.record).encode(), "made.json")
    except RecordErrors as errors:
        return [str(error) for error in errors.errors if not done.place(error.path)]
    return []


@given(st.binary(max_size=60))
def test_any_bytes_are_a_record_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableFormat):
        mapped_tables([GivenFile("statements.csv", data)], "made", REGISTER, "made")
