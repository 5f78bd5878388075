"""The tree of topics and the page of one.

Covers meetings.models.topic and meetings.models.parts as well.
"""

from typing import Any

import pytest
from django.test import Client

from tests.meetings import build

pytestmark = pytest.mark.django_db


def spoken_of(*topics: Any, **fields: Any) -> Any:
    """A statement on topics, with a pledge that stems from it."""
    meeting = build.meeting(**fields)
    said = build.statement(meeting, speakers=(build.participant("Ruritania"),), topics=topics)
    build.pledge(meeting, "Promise", build.participant("Ruritania"), statement=said)
    return said


def test_narrower_topics_follow_their_broader_one(client: Client) -> None:
    peace = build.topic("Peace")
    women = build.topic("Women and peace", broader=peace, abbreviation="WPS")
    art = build.topic("Art")
    deep = build.topic("Deep", broader=women)
    spoken_of(peace, women, art, deep)

    tree = client.get("/topics/").context["tree"]

    assert [(topic.name, topic.depth) for topic in tree] == [
        ("Art", 0),
        ("Peace", 0),
        ("Women and peace", 1),
        ("Deep", 2),
    ]


def test_topic_below_a_hidden_one_stands_at_the_top(client: Client) -> None:
    hidden = build.topic("Hidden")
    spoken_of(hidden, status="draft")
    spoken_of(build.topic("Shown", broader=hidden))

    response = client.get("/topics/shown/")

    assert [(topic.name, topic.depth) for topic in client.get("/topics/").context["tree"]] == [
        ("Shown", 0)
    ]
    assert "Hidden" not in response.content.decode()


def test_list_counts_statements_and_meetings(client: Client) -> None:
    topic = build.topic()
    said = spoken_of(topic)
    build.statement(said.meeting, topics=(topic,))
    spoken_of(topic, status="draft")

    row = client.get("/topics/").context["tree"][0]

    assert (row.said, row.met) == (2, 1)


@pytest.mark.parametrize("n", [1, 3])
def test_list_takes_one_query(client: Client, django_assert_num_queries: Any, n: int) -> None:
    spoken_of(*(build.topic(f"Topic {number}") for number in range(n)))

    with django_assert_num_queries(1):
        client.get("/topics/")


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Any, n: int
) -> None:
    topic = build.topic()
    for number in range(n):
        spoken_of(topic, date=f"200{number}")
        spoken_of(build.topic(f"Narrow {number}", broader=topic))

    with django_assert_num_queries(16):
        client.get("/topics/fisheries/")


def test_page_shows_statements_newest_first_with_who_and_where(client: Client) -> None:
    topic = build.topic(abbreviation="FSH")
    early = spoken_of(topic, date="2001", title="Early meeting")
    late = spoken_of(topic, date="2009", title="Late meeting")

    response = client.get("/topics/fisheries/")
    topic_page = response.context["topic"]

    assert [row.pk for row in topic_page.statements.rows] == [late.pk, early.pk]
    assert [(bar.label, bar.n, bar.url) for bar in topic_page.speakers] == [
        ("Ruritania", 2, "/statements/?participant=ruritania&topic=fisheries")
    ]
    assert [(row.shown_title, row.n) for row in topic_page.meetings.rows] == [
        ("Late meeting", 1),
        ("Early meeting", 1),
    ]
    assert topic_page.promised.n == 2
    assert "FSH" in response.content.decode()


@pytest.mark.parametrize("slug", ["unknown", "fisheries"])
def test_page_that_is_not_public_is_not_found(client: Client, slug: str) -> None:
    spoken_of(build.topic(), status="draft")

    assert client.get(f"/topics/{slug}/").status_code == 404
