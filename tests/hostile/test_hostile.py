"""Hostile requests are refused with a page, and change nothing beyond the role that sent them."""

import logging

import pytest

from .attack import Attack
from .drawing import WAYS, draw
from .register import ROLES
from .targets import Target

#: of the 3,000 that `python -m tests.hostile` sends
COUNT = 200


@pytest.mark.django_db
def test_hostile_requests_find_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)

    found = list(Attack().run(range(COUNT)))

    assert [f"{finding.sent}: {finding.what}" for finding in found] == []


def test_request_of_a_number_is_always_the_same() -> None:
    targets = [Target("/admin/1/", {"name": "x", "row-id": "7"}), Target("/admin/")]

    first, again = (draw(8, 5, targets, ["1", "2"]) for _ in range(2))

    assert str(first) == str(again)
    assert first.bytes() == again.bytes()


def test_requests_are_of_every_role_and_amiss_in_every_way() -> None:
    drawn = [
        draw(8, number, [Target("/admin/1/", {"name": "x"})], ["1"]) for number in range(COUNT)
    ]

    assert {sent.role for sent in drawn} == set(ROLES)
    assert len({way for sent in drawn for way in sent.amiss}) == len(WAYS)
