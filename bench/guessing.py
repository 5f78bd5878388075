"""Eight clients that guess passwords until their input ends: `python -m bench.guessing PORT`.

With ``each`` behind the port, every attempt comes from an address of its own, as a proxy would say;
with ``read`` they read the front page instead. They print how many requests were answered by which
status. It is a program of its own, so that it shares no interpreter with the reader beside it.
"""

import http.client
import json
import random
import re
import sys
import threading
from collections import Counter
from urllib.parse import urlencode

CLIENTS = 8
NAME = "publisher"
_LOGIN = "/admin/login/"
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


class Client(threading.Thread):
    """One client: it sends the next form as soon as the last is answered."""

    def __init__(self, port: int, over: threading.Event, mode: str) -> None:
        super().__init__()
        self.answers: Counter[int] = Counter()
        self._port, self._over, self._mode = port, over, mode
        self._draw = random.Random()  # noqa: S311  (no secret)

    def run(self) -> None:
        """Guess, with the token of the form, until it is over."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request("GET", _LOGIN)
        response = connection.getresponse()
        found = _TOKEN.search(response.read())
        form = {"csrfmiddlewaretoken": found[1].decode() if found else "", "username": NAME}
        headers = {
            "Cookie": (response.getheader("Set-Cookie") or "").partition(";")[0],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        while not self._over.is_set():
            headers["X-Forwarded-For"] = self._address()
            form["password"] = str(self._draw.random())
            if self._mode == "read":
                connection.request("GET", "/")
            else:
                connection.request("POST", _LOGIN, urlencode(form), headers)
            response = connection.getresponse()
            response.read()
            self.answers[response.status] += 1

    def _address(self) -> str:
        if self._mode != "each":
            return "203.0.113.9"
        return f"10.{'.'.join(str(self._draw.randrange(256)) for _ in range(3))}"


def main(port: int, mode: str) -> None:
    """Guess until the input ends, then print how the attempts were answered."""
    over = threading.Event()
    clients = [Client(port, over, mode) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    sys.stdin.read()
    over.set()
    for client in clients:
        client.join()
    print(json.dumps(sum((client.answers for client in clients), Counter())))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), "".join(sys.argv[2:]))
