"""Whose address counts: what our proxies wrote, never what a visitor may have written."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from portal.signin.address import client_address


@pytest.mark.parametrize(
    ("proxies", "sent", "peer", "expected"),
    [
        (0, "198.51.100.7", "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (2, "6.6.6.6, 198.51.100.7, 10.0.0.2", "10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "not an address", "10.0.0.1", "10.0.0.1"),
        (1, "198.51.100.7:4711", "10.0.0.1", "198.51.100.7"),
        (1, "[2001:db8:1:2:3:4:5:6]:4711", "10.0.0.1", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:ffff::1", "10.0.0.1", "2001:db8:1:2::/64"),
        (1, "fe80::1%eth0", "10.0.0.1", "fe80::/64"),
        (0, "", "::ffff:198.51.100.7", "198.51.100.7"),
        (0, "", "", "unknown"),
    ],
)
def test_address_is_what_the_outermost_proxy_of_ours_saw(
    settings: Settings, proxies: int, sent: str, peer: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": sent}, REMOTE_ADDR=peer)

    assert client_address(request) == expected
