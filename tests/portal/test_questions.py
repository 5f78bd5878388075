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
    ("women peacekeepers", "peacekeeping-ministerial-2021", 27, 1),
    ("climate change Greece chairmanship", "fhs-3", 19, 2),
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
    newest = rank(client, question, slug, number)
    best = rank(client, question, slug, number, sort="relevance")

    assert newest == expected
    assert best == 1
