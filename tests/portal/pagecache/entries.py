"""What an answer cost, and what is kept."""

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(client: Client, address: str, **headers: str) -> tuple[HttpResponse, int]:
    """An answer, and how many queries it took."""
    with CaptureQueriesContext(connection) as made:
        response = client.get(address, headers=headers)
    return response, len(made)


def kept() -> int:
    """Pages in the cache."""
    return len(cache._cache)  # type: ignore[attr-defined]  # local memory, in tests
