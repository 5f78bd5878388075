"""Every answer carries the headers that keep a visitor safe; the admin too.

Covers portal.settings as well.
"""

import pytest
from django.core.checks import Tags, run_checks
from django.test import Client
from pytest_django import Settings

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


@pytest.mark.parametrize(("address", "status"), [("/admin/login/", 200), ("/no-such-page", 404)])
@pytest.mark.django_db
def test_answer_has_strict_headers(client: Client, address: str, status: int) -> None:
    response = client.get(address)

    sent = response["Content-Security-Policy"].split("; ")
    assert response.status_code == status
    assert dict(directive.split(" ", 1) for directive in sent) == POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_http_is_sent_to_https_unless_the_proxy_says_it_was(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    plain = client.get("/admin/login/")
    proxied = client.get("/admin/login/", headers={"x-forwarded-proto": "https"})

    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/admin/login/")
    assert proxied.status_code == 200
    assert proxied["Strict-Transport-Security"].startswith("max-age=60")


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [
        ("https://testserver", []),
        ("http://testserver", ["portal.W001"]),
        ("https://elsewhere.example", ["portal.W002"]),
    ],
)
def test_site_url_is_checked(settings: Settings, site_url: str, expected: list[str]) -> None:
    settings.SITE_URL = site_url
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["testserver"]

    found = run_checks(tags=[Tags.security], include_deployment_checks=True)

    assert [message.id for message in found if str(message.id).startswith("portal.")] == expected
