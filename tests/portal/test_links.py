"""No page of the portal has a dead link, and none leads outside."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.test import Client

from tests.meetings import build
from tests.portal.pages import PAGES

A_FEW = 4


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where an element ``a`` leads."""
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.add(address.partition("#")[0])


@pytest.mark.django_db
def test_link_of_every_page_leads_somewhere(shipped_register: None, client: Client) -> None:
    build.meeting("withdrawn", status="withdrawn")
    seen: set[str] = set()
    dead: list[str] = []

    for path in PAGES:
        links = Links()
        links.feed(client.get(path).content.decode())
        found = sorted({urljoin(path, link) for link in links.found - {""}} - seen)
        # Profiles, statements and filtered lists are many and alike: a few a page stand for all.
        alike: Counter[tuple[str, ...]] = Counter()
        for target in found:
            kind = (*target.split("/")[1:2], str(target.count("/")), str("?" in target))
            alike[kind] += 1
            if alike[kind] > A_FEW:
                continue
            seen.add(target)
            if not target.startswith("/"):
                dead.append(f"{path}: {target} leads outside")
            elif (status := client.get(target).status_code) not in {200, 302}:
                dead.append(f"{path}: {target} answers {status}")

    assert dead == []
    assert len(seen) > 100
