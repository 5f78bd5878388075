"""The page that tells whether somebody said a sentence: what it takes, and what it answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from meetings.search.engine.limits import SearchTimeout
from meetings.views import quote as view
from tests.meetings import build

FORM = "application/x-www-form-urlencoded"


def sent(client: Client, words: str) -> Any:
    """The answer to words that the form sends."""
    return client.post("/quote/", urlencode({"q": words}), content_type=FORM)


def test_form_alone_asks_nothing(client: Client) -> None:
    page = client.get("/quote/")

    assert page.status_code == 200
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert not page.cookies
    assert 'id="found"' not in page.content.decode()


@pytest.mark.django_db
def test_sent_words_are_answered_and_kept_by_nobody() -> None:
    build.statement(build.meeting(), "Peace is a habit of every day.")
    page = sent(Client(enforce_csrf_checks=True), "a habit of every day")

    assert page.status_code == 200
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert not page.cookies
    assert "letter for letter" in page.content.decode()
    assert 'href="/quote/?q=a+habit+of+every+day"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", "Paste the words that you want to check."),
        ("peace", "This is 1 word;"),
        ("word " * 3648, "These are 18,239 characters;"),
    ],
)
def test_what_cannot_be_checked_is_shown_again_with_what_to_do(
    client: Client, words: str, error: str
) -> None:
    page = sent(client, words)

    body = page.content.decode()
    assert page.status_code == 400
    assert f'<ul class="errors" id="q_error"><li>{error}' in body
    assert f"{words.strip()}</textarea>" in body


def test_long_address_is_sent_to_the_form(client: Client) -> None:
    page = client.get("/quote/", {"q": "peace " * 60})

    assert page.status_code == 400
    assert "use the form for more" in page.content.decode()


@pytest.mark.django_db
def test_hostile_words_are_shown_as_they_are(client: Client) -> None:
    asked = '</textarea><script>alert("peace of the world")</script>\0 OR NEAR(peace* -"'
    page = sent(client, asked)

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("media_type", ["multipart/form-data; boundary=x", "text/plain"])
def test_form_of_another_kind_is_refused(client: Client, media_type: str) -> None:
    assert client.post("/quote/", b"q=a", content_type=media_type).status_code == 400
    large = client.post("/quote/", b"q=" + b"a" * 1_000_001, content_type=FORM)
    assert large.status_code == 400


@pytest.mark.django_db
def test_check_that_takes_too_long_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def spent(seconds: float) -> Iterator[None]:
        raise SearchTimeout
        yield

    monkeypatch.setattr(view, "time_limit", spent)
    page = sent(client, "peace is a daily habit")

    assert page.status_code == 503
    assert "That took too long" in page.content.decode()
