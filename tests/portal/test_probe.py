"""The health check of the container: 0 for 200 alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from portal.probe import healthy
from tests.portal.ports import free_port


@contextmanager
def server(status: int) -> Iterator[tuple[int, list[str]]]:
    """A web server that answers everything with a status: its port, and the paths asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Write nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as answering:
        thread = Thread(target=answering.handle_request)
        thread.start()
        yield answering.server_port, asked
        thread.join()


@pytest.mark.parametrize(("status", "expected"), [(200, True), (503, False), (404, False)])
def test_probe_is_content_with_200_alone(status: int, expected: bool) -> None:
    with server(status) as (port, asked):
        assert healthy(port) is expected

    assert asked == ["/healthz"]


def test_probe_of_a_port_where_nothing_answers_fails() -> None:
    assert healthy(free_port()) is False
