"""What every template may print of the site itself."""

from django.test import RequestFactory
from pytest_django import Settings

from portal.context import site


def test_site_is_named_with_and_without_a_request(settings: Settings) -> None:
    settings.SITE_NAME, settings.SITE_URL = "Register of fish", "https://fish.example"
    expected = {"site_name": "Register of fish", "site_url": "https://fish.example"}

    assert site() == expected
    assert site(RequestFactory().get("/")) == expected
