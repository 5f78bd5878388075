"""Asks the portal in its own process, as a visitor or as a member of staff."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client

from .answers import PUBLIC, Answer, Request

HEADERS = (
    *("Content-Type", "Location", "Content-Disposition", "Content-Language", "Allow"),
    *("Cache-Control", "Vary", "Link", "X-Robots-Tag", "Retry-After", "Content-Security-Policy"),
)
#: a search that was stopped by the clock is asked again
TRIES = 3


class _Counter:
    """Counts the queries of a request."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.n += 1
        return execute(sql, params, many, context)


class Visitor:
    """One client for visitors, and one for each member of staff."""

    def __init__(self) -> None:
        self._clients: dict[str, Client] = {}

    def ask(self, request: Request) -> Answer:
        """Answer a request; what a form writes is taken back once its answer is read."""
        client = self._client(request.user)
        if request.data is not None:
            return self._send(client, request)
        for _ in range(TRIES):
            counter = _Counter()
            with connection.execute_wrapper(counter):
                response = client.get(request.address)
            if response.status_code != 503:
                break
        return _answer(response, counter.n)

    def _send(self, client: Client, request: Request) -> Answer:
        counter = _Counter()
        with transaction.atomic(), connection.execute_wrapper(counter):
            response = client.post(request.address, request.data, follow=True)
            redirects = [address for address, _status in response.redirect_chain]
            transaction.set_rollback(True)
        return _answer(response, counter.n, redirects)

    def _client(self, user: str) -> Client:
        if user not in self._clients:
            client = Client(raise_request_exception=False)
            if user != PUBLIC:
                client.force_login(User.objects.get(username=user))
            self._clients[user] = client
        return self._clients[user]


def _answer(response: Any, queries: int, redirects: list[str] | None = None) -> Answer:
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    body = _body(response).decode("utf-8", "backslashreplace")
    if response.status_code == 500 and response.exc_info:
        body += f"\n<p>{response.exc_info[1]!r}"
    return Answer(response.status_code, headers, body, queries, redirects or [])


def _body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
