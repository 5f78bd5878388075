"""What programs look for at fixed addresses."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from meetings.formats.registry import FILE_FORMATS

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    """A text file of the site."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", True),
        ("/meetings/", True),
        ("/meetings/open/statements/1/", True),
        ("/sitemap-statements.xml", True),
        ("/admin/", False),
        ("/search/", False),
        ("/search/?q=bees", False),
        ("/oembed/?url=x", True),
        ("/oai/?verb=Identify", False),
    ],
)
def test_robots_may_ask_for_pages(client: Client, address: str, allowed: bool) -> None:
    rules = RobotFileParser()

    rules.parse(text(client, "/robots.txt").splitlines())

    assert rules.can_fetch("anybot", address) is allowed


def test_robots_are_led_to_the_sitemap_and_kept_from_filtered_lists(
    client: Client, settings: Settings
) -> None:
    settings.SITE_URL = "https://register.example"

    told = text(client, "/robots.txt")

    assert "Sitemap: https://register.example/sitemap.xml\n" in told
    assert "Disallow: /*?\nAllow: /sitemap\n" in told


def test_robots_are_kept_from_files_that_are_taken_along(client: Client) -> None:
    told = text(client, "/robots.txt").splitlines()

    assert {f"Disallow: /*.{fmt.extension}$" for fmt in FILE_FORMATS} <= {*told}
    assert "Disallow: /oai/" in told


def test_favicon_leads_to_the_icon(client: Client) -> None:
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.ico")
    icon = finders.find("img/favicon.ico")
    assert isinstance(icon, str)
    assert Path(icon).read_bytes()[:4] == b"\0\0\1\0"


def test_security_contact_is_told_with_a_day_on_which_it_expires(
    client: Client, settings: Settings
) -> None:
    settings.SECURITY_CONTACT = "mailto:security@register.example"

    told = text(client, "/.well-known/security.txt")

    assert told.startswith("Contact: mailto:security@register.example\n")
    assert "Canonical: http://testserver/.well-known/security.txt\n" in told
    (expires,) = re.findall(r"^Expires: (.*)$", told, re.MULTILINE)
    left = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=178) < left <= timedelta(days=180)


def test_security_contact_that_is_not_set_is_absent(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
