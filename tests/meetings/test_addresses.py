"""Addresses made without asking ``reverse()`` a row."""

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from meetings.addresses import address, addresses, numbered_address, numbered_addresses

SLUGS = ("meeting", "series", "participant", "person", "topic", "document", "meeting_json")
NUMBERED = ("statement", "pledge")


@pytest.mark.parametrize("route", SLUGS)
def test_address_is_what_reverse_says(route: str) -> None:
    assert address(route, "a-b_2") == reverse(route, args=["a-b_2"])
    assert addresses(route)("a-b_2") == reverse(route, args=["a-b_2"])


@pytest.mark.parametrize("route", NUMBERED)
def test_numbered_address_is_what_reverse_says(route: str) -> None:
    assert numbered_address(route, "a-b", 17) == reverse(route, args=["a-b", 17])
    assert numbered_addresses(route, "a-b")(17) == reverse(route, args=["a-b", 17])


def test_address_below_a_prefix_has_it() -> None:
    before = get_script_prefix()
    set_script_prefix("/50%/")
    try:
        assert address("meeting", "a") == reverse("meeting", args=["a"])
        assert numbered_addresses("pledge", "a")(3) == reverse("pledge", args=["a", 3])
    finally:
        set_script_prefix(before)
    assert address("meeting", "a") == "/meetings/a/"
