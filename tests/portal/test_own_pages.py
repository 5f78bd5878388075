"""While DEBUG is on, visitors get the error pages that a public site has."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from tests.portal import test_errors


@pytest.fixture
def working() -> Iterator[Client]:
    """A client of the site as `make run` serves it, with addresses that fail."""
    with override_settings(DEBUG=True, ROOT_URLCONF=test_errors.__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/nowhere/", 404, "There is no record at this address"),
        ("/meetings/a%00b", 400, "This request could not be read"),
        ("/fail", 500, "Something failed on our side"),
        ("/gone", 410, "The record at this address has been withdrawn"),
    ],
)
@pytest.mark.django_db
def test_error_page_is_the_own_one_while_debug_is_on(
    working: Client, address: str, status: int, heading: str
) -> None:
    response = working.get(address)

    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in html
    assert "Traceback" not in html
    assert "a secret detail" not in html


def test_host_that_is_not_ours_gets_the_own_page_while_debug_is_on(working: Client) -> None:
    response = working.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "<h1>This request could not be read</h1>" in response.content.decode()


@pytest.mark.django_db
def test_record_that_is_not_there_gets_the_own_page_while_debug_is_on(working: Client) -> None:
    response = working.get("/meetings/nowhere/")

    assert response.status_code == 404
    assert "<h1>There is no record at this address</h1>" in response.content.decode()


def test_fault_is_told_in_the_terminal_while_debug_is_on(
    working: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.log.request_logger.propagate", True, raising=False)
    with caplog.at_level("ERROR", logger="django.request"):
        working.get("/fail")

    assert "a secret detail" in caplog.text
