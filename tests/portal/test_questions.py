"""Real questions, typed as a new user would, find the right statement of the shipped records."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_register")]

#: question → address of the statement that answers it, and its rank, newest first
QUESTIONS = [
    ("freedom from fear Canada", "fhs-3", 36, 1),
    ("helicopters", "peacekeeping-ministerial-2021", 9, 1),
    ("R2P focal point Timor-Leste", "r2p-focal-points-6", 2, 1),
    ("definition of human security Egypt", "fhs-3", 38, 1),
    ("168 projects", "fhs-3", 14, 1),
    ("women peacekeepers", "peacekeeping-ministerial-2021", 27, 3),
    ("climate change Greece chairmanship", "fhs-3", 19, 1),
    ("debate on human security General Assembly early 2008", "fhs-3", 46, 1),
    ("Graça Machel study", "fhs-3", 30, 1),
    ("doha 2017", "r2p-focal-points-6", 6, 1),
]


def rank(client: Client, question: str, slug: str, number: int, **more: str) -> int:
    """Where the statement stands among the first statements of the page; 0 for nowhere."""
    results = client.get("/search/", {"q": question, **more}).context["results"]
    (rows,) = [section.rows for section in results.sections if section.name == "statements"]
    address = f"/meetings/{slug}/statements/{number}/"
    places = [place for place, row in enumerate(rows, 1) if row.url.startswith(address)]
    return places[0] if places else 0


@pytest.mark.parametrize(("question", "slug", "number", "expected"), QUESTIONS)
def test_question_finds_its_statement(
    client: Client, question: str, slug: str, number: int, expected: int
) -> None:
    newest = rank(client, question, slug, number, sort="newest")
    best = rank(client, question, slug, number)

    assert newest == expected
    assert best == 1


FHS_2 = "/meetings/fhs-2/"
HELICOPTERS = "/meetings/peacekeeping-ministerial-2021/statements/9/"
#: whole question → group that stands first, and the end of the address of its first row
WHOLE_QUESTIONS = [
    ("second meeting of Friends of Human Security", "meetings", FHS_2),
    (
        "What did Egypt say about the definition of human security?",
        "statements",
        "/meetings/fhs-3/statements/38/",
    ),
    (
        "South Korea pledges",
        "pledges",
        "/meetings/peacekeeping-ministerial-2021/pledges/1/",
    ),
    (
        "what was said about women peacekeepers?",
        "statements",
        "/meetings/peacekeeping-ministerial-2021/statements/27/",
    ),
    (
        "who spoke for the Peacebuilding Commission",
        "statements",
        "/meetings/fhs-3/statements/32/",
    ),
    (
        "who spoke on behalf of the Peacebuilding Commission?",
        "statements",
        "/meetings/fhs-3/statements/32/",
    ),
    (
        "who attended the second meeting of Friends of Human Security",
        "meetings",
        "/meetings/fhs-2/",
    ),
    ("who came at ambassadorial level?", "sources", "/documents/fhs-3-co-chairs-summary/"),
    ("meetings of Guatemala", "meetings", "/meetings/r2p-ministerial-breakfast-2011/"),
    ("statements by Egypt", "statements", "/meetings/fhs-3/statements/38/"),
    ("speeches of Canada", "statements", "/meetings/fhs-3/statements/36/"),
    ("statements about helicopters", "statements", HELICOPTERS),
]


@pytest.mark.parametrize(("question", "group", "address"), WHOLE_QUESTIONS)
def test_whole_question_is_answered_first(
    client: Client, question: str, group: str, address: str
) -> None:
    first = client.get("/search/", {"q": question}).context["results"].sections[0]

    assert (first.name, first.rows[0].url.partition("?")[0]) == (group, address)


def test_first_hit_is_on_what_was_sought(client: Client) -> None:
    results = client.get("/search/", {"q": "human security"}).context["results"]
    (statements,) = [part for part in results.sections if part.name == "statements"]

    assert "human security" in str(statements.rows[0].title)


def test_words_that_nothing_holds_together_are_left_out_and_named(client: Client) -> None:
    results = client.get("/search/", {"q": "helicopters genocide Japan"}).context["results"]

    assert results.total.n > 0
    assert results.notes[0].startswith(
        "Nothing holds all these words together; these were left out: “"
    )


@pytest.mark.parametrize("text", ["%", '"', "-", "OR", "((((", "🐟", "* * *", "…"])
def test_nothing_to_seek_finds_nothing_and_says_so(client: Client, text: str) -> None:
    results = client.get("/search/", {"q": text}).context["results"]

    assert results.total.n == 0
    assert (
        results.notes[-1] == f"There is nothing to search for in “{text}”: write a word or a name."
    )


def test_statements_by_somebody_are_all_that_are_said_by_them(client: Client) -> None:
    by_word = client.get("/search/", {"q": "statements by Japan"}).context["results"]
    by_field = client.get("/search/", {"q": "from:japan"}).context["results"]

    assert int(by_word.tabs[1].count) >= int(by_field.tabs[1].count) > 0
    assert by_word.notes == ()


def test_word_for_a_kind_alone_leads_to_the_list_of_these(client: Client) -> None:
    results = client.get("/search/", {"q": "pledges"}).context["results"]

    assert (results.best.label, results.best.name, results.best.url) == (
        "List",
        "Pledges",
        "/pledges/",
    )


def test_typed_fields_are_capped_as_those_of_the_form(client: Client) -> None:
    text = " ".join(f"from:x{number}" for number in range(20))

    results = client.get("/search/", {"q": text}).context["results"]

    assert results.total.n == 0
    assert [note for note in results.notes if "x9" in note] == ["Nobody on record is called “x9”."]
    assert [note for note in results.notes if "x10" in note] == []
    assert results.notes[-1] == "Only the first 10 values of from: were looked up."
