"""Words of every script are found on both databases, however they are written."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Meeting, Statement
from meetings.search.engine.checking import index_faults
from meetings.search.engine.normal_form import folded, prefix_letters
from meetings.search.query.language import SHORTEST_PREFIX
from meetings.search.results.marking import as_html
from meetings.search.results.noun_groups import search_nouns
from meetings.search.results.statements import search_statements
from tests.drawing import examples
from tests.meetings import build

pytestmark = pytest.mark.django_db

#: letters of a script, and marks that any of them may carry
SCRIPTS = {
    "Latin": ("aáàâäãåąbcčćçdđeéèêëęgğhiíîïıjklłmnńñoóôöøőprřsśšşßtţuúûüůvyýzźžæœþðẞÅŁØ", "\u0308"),
    "Greek": ("αάβγδεέζηήθικλμνξοόπρσςτυφχψωώΆΣΩ", "\u0301"),
    "Cyrillic": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўЙЁ", "\u0306\u0301"),
    "Arabic": ("اأإآٱبتثجحخدذرزسشصضطظعغفقكلمنهويىئؤءةپچگکی", "\u064b\u064e\u0651\u0640"),
    "Hebrew": ("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "\u05b0\u05b7\u05bc"),
    "Devanagari": ("अआइईउऊएकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहक़", "ािीुूेैोौ्ंँ़"),
    "Thai": ("กขคงจฉชซดตถทธนบปผพภมยรลวศสหอะาเแโใไ", "ัิีึืุู่้๊็์ำ"),
    "Khmer": ("កខគឃងចឆជឈញតថទធនបផពភមយរលវសហឡអ", "ាិីឹុូេែោៅំះ្"),
    "Chinese": ("和平会议安全合作人权问题中国㐀𠮷", ""),
    "Japanese": ("あいうえおかがきぎコンピュータガ日本語ｶｷ々", "\u3099"),
    "Korean": ("가나다라마바사한국조선회의값", ""),
    "Georgian": ("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", ""),
}  # fmt: skip

LETTERS_OF = {
    script: st.tuples(st.sampled_from(letters), st.sampled_from(["", "", *marks])).map("".join)
    for script, (letters, marks) in SCRIPTS.items()
}
WORDS = st.sampled_from(sorted(SCRIPTS)).flatmap(
    lambda script: st.lists(LETTERS_OF[script], min_size=2, max_size=7)
)


@pytest.fixture
def meeting() -> Meeting:
    """A published meeting of one statement."""
    meeting = build.meeting("letters")
    build.statement(meeting)
    return meeting


def counted(query: str) -> int:
    """How many statements a query finds."""
    return search_statements(query).count.n


@given(words=st.lists(WORDS, min_size=1, max_size=4), end=st.integers(1, 7))
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_word_of_any_script_is_found_whole_and_by_its_beginning(
    meeting: Meeting, words: list[list[str]], end: int
) -> None:
    row = meeting.statements.get()
    row.text = "They said: " + ", ".join("".join(word) for word in words) + "."
    row.save()

    for letters in words:
        word, beginning = "".join(letters), "".join(letters[:end])
        for written in (word, word.upper(), unicodedata.normalize("NFD", word)):
            assert counted(f'"{written}"') == 1, written
            assert counted(written) == 1, written
        if prefix_letters(folded(beginning)) >= SHORTEST_PREFIX:
            assert counted(f"{beginning}*") == 1, beginning
    assert counted("zz") == 0
    assert list(index_faults()) == []


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("Китай. Новый ёж.", ("Китай", "КИТАЙ", "Новый", "еж", "ёж", "Нов*")),
        (
            "The co\u00adoperation, part\u200bner, neigh\u2060bour, trea\ufeffty, har\u200dbour.",
            ("cooperation", "partner", "neighbour", "treaty", "harbour", "treat*"),
        ),
        ("会议讨论了和平与安全问题。", ("和平", "会议", "和平*", "和", "和*", "题", "安全问题")),
        ("ここで平和と安全を議論した。", ("平和", "平和と", "議論", "で")),
        ("ที่ประชุมหารือเรื่องสันติภาพ", ("สันติภาพ", "สันติ*", "ประชุม")),
        ("The disar-\nmament text.", ("disarmament", "disarm*", '"disarmament text"', "mament")),
        ("Of self-\r\n defence.", ("self-defence", "selfdefence", '"self defence"', "defence")),
        ("A follow-\nup of it.", ("follow-up", "followup", '"a followup of it"')),
        ("security² council of 5㎏ and CO₂", ('"security council"', '"5 kg"', "co2", "5㎏")),
        ("It weighs 1e5kg, the 2e.", ("1e5kg", "1e5*", "2e")),
        ("Number ٢٠١٩", ("2019", "٢٠١٩")),
        ("Oʻzbekiston", ("Oʻzbekiston", "O'zbekiston", "O’zbekiston")),
        ("x" * 70 + "ing", ("x" * 70 + "ing", "x" * 70 + "*", "x" * 60 + "*")),
        ("слово" * 300, ("слово" * 2 + "*",)),
        ("us us Ms. as biology assemblies", ('"us us ms as biology assembly"', "assembly", "ms")),
        ("technologies nobly", ("technology", "technological", "nobly")),
    ],
)
def test_text_is_found(meeting: Meeting, text: str, queries: tuple[str, ...]) -> None:
    Statement.objects.filter(meeting=meeting).update(text=text)

    assert {query: counted(query) for query in queries} == dict.fromkeys(queries, 1)
    assert list(index_faults()) == []


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("会议讨论了和平与安全问题。", ("平会", "和议", "全和", '"和平 安全"')),
        ("The disar-\nmament text.", ("disar-mament-text", '"the disar"', '"text disar"')),
        ("Kitai m u x", ("Китай", "ms", "us")),
        ("x" * 70 + "ing", ("x" * 70, "x" * 70 + "ed")),
    ],
)
def test_text_is_not_found(meeting: Meeting, text: str, queries: tuple[str, ...]) -> None:
    Statement.objects.filter(meeting=meeting).update(text=text)

    assert {query: counted(query) for query in queries} == dict.fromkeys(queries, 0)


def test_names_of_other_scripts_are_found(meeting: Meeting) -> None:
    person = build.person("Андрей Пример", key="andrei")
    build.statement(meeting, "Новый ёж", number=2, order=2, speakers=(person,))

    assert search_nouns("андрей")["person"].count.n == 1
    assert counted("from:Андрей") == 1


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("会议讨论了和平与安全。", "和平", "会议讨论了<mark>和平</mark>与安全。"),
        ("会议讨论了和平与安全。", "和平与安", "会议讨论了<mark>和平与安</mark>全。"),
        ("เรื่องสันติภาพนี้", "สันติภาพ", "เรื่อง<mark>สันติภาพ</mark>นี้"),
        ("The disar-\nmament text.", "disarmament", "The <mark>disar-\nmament</mark> text."),
        ("Of self-\ndefence.", "self-defence", "Of <mark>self-\ndefence</mark>."),
        ("Of self-\ndefence and apples.", "apples defence",
         "Of self-\n<mark>defence</mark> and <mark>apples</mark>."),
        ("The co\u00adoperation.", "cooperation", "The <mark>co\u00adoperation</mark>."),
        ("Новый ёж", "еж", "Новый <mark>ёж</mark>"),
        ("5㎏ and CO₂", "kg co2", "5<mark>㎏</mark> and <mark>CO₂</mark>"),
    ],
)  # fmt: skip
def test_snippet_marks_the_words_where_they_stand(
    meeting: Meeting, text: str, query: str, shown: str
) -> None:
    Statement.objects.filter(meeting=meeting).update(text=text)

    (hit,) = search_statements(query).rows

    assert as_html(hit.snippet) == shown
