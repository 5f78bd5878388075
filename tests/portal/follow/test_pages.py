"""Which pages can be followed.

Covers portal.follow.views as well.
"""

import pytest
from django.test import Client

from portal.follow.pages import followed_at


@pytest.mark.parametrize(
    ("page", "atom"),
    [
        ("/statements/?sort=oldest&topic=nets&page=3", "/statements.atom?topic=nets"),
        ("/participants/japan/", "/participants/japan.atom"),
        ("/search/?q=%C3%A9t%C3%A9&group=meetings", "/search.atom?q=%C3%A9t%C3%A9"),
        ("/changes/", "/changes.atom"),
        ("/search/", None),
        ("/admin/", None),
        ("//example.org/topics/", None),
        ("https://example.org/topics/", None),
        ("/topics/\0", None),
        ("/topics/?" + "a" * 1000, None),
    ],
)
def test_page_that_can_be_followed_has_its_feed(page: str, atom: str | None) -> None:
    found = followed_at(page)
    assert (found and found.atom) == atom


@pytest.mark.django_db
def test_offer_names_the_feed_and_refuses_other_pages(client: Client) -> None:
    page = client.get("/follow/?about=/topics/").content.decode()
    assert "http://testserver/topics.atom</a>" in page
    wrong = client.get("/follow/?about=/nowhere/").content.decode()
    assert "There is no such page to follow" in wrong


@pytest.mark.django_db
def test_page_is_called_by_its_title_if_it_is_public(client: Client) -> None:
    whole = client.get("/follow/?about=/topics/").content.decode()
    hidden = client.get("/follow/?about=/topics/herring/").content.decode()
    narrowed = client.get("/follow/?about=/statements/%3Ftopic%3Dherring").content.decode()

    assert '<a href="/topics/">Topics</a></p>' in whole
    assert '<a href="/topics/herring/">/topics/herring/</a></p>' in hidden
    assert '<a href="/statements/?topic=herring">Statements</a>' in narrowed
    assert ">/statements/?topic=herring</span>" in narrowed
