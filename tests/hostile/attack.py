"""Sending the requests, one after another, and judging each."""

import time
import traceback
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client

from . import register, targets
from .drawing import Sent, draw
from .watching import Watch

SEED = 8
#: seconds that an answer may take on a machine that has other work as well
PATIENCE = 20
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Finding(NamedTuple):
    """A request that should not have been answered so."""

    sent: Sent
    what: str


class Writes:
    """Whether a request wrote anything."""

    def __init__(self) -> None:
        self.any = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note a statement that writes, and run it."""
        self.any = self.any or sql.lstrip().upper().startswith(_WRITES)
        return execute(sql, params, many, context)


class Attack:
    """The register, and a session of each role."""

    def __init__(self) -> None:
        self._targets = targets.find(register.make())
        self._pks = targets.pks()
        self._sessions = {role: self._session(role) for role in register.ROLES}
        self._watch = Watch()

    def run(self, numbers: Iterable[int], seed: int = SEED) -> Iterator[Finding]:
        """What the requests of these numbers find."""
        for number in numbers:
            sent = draw(seed, number, self._targets, self._pks)
            for what in self._answer(sent):
                yield Finding(sent, what)

    def _answer(self, sent: Sent) -> list[str]:
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies.load(self._sessions[sent.role])
        headers = self._token(client) if sent.has_token else {}
        writes, began = Writes(), time.monotonic()
        with transaction.atomic():
            with connection.execute_wrapper(writes):
                response: Any = client.generic(
                    sent.method,
                    sent.address,
                    sent.bytes(),
                    content_type=sent.content_type,
                    headers=headers,
                )
            found = self._watch.amiss(sent.role) if writes.any else []
            transaction.set_rollback(True)
        if response.status_code >= 500:
            found.append(f"answered {response.status_code}: {_why(response)}")
        if not sent.has_token and sent.method == "POST" and response.status_code < 400:
            found.append(f"answered {response.status_code} without a token")
        if time.monotonic() - began > PATIENCE:
            found.append(f"took {time.monotonic() - began:.0f} s")
        return found

    def _session(self, role: str) -> dict[str, str]:
        client = Client()
        if role != "anonymous":
            client.force_login(User.objects.get(username=role))
        return {name: morsel.value for name, morsel in client.cookies.items()}

    def _token(self, client: Client) -> dict[str, str]:
        request = HttpRequest()
        token = get_token(request)
        client.cookies["csrftoken"] = request.META["CSRF_COOKIE"]
        return {"X-CSRFToken": token, "Origin": "http://testserver"}


def _why(response: Any) -> str:
    """What failed, and the last line of the portal that it came by."""
    if not response.exc_info:
        return ""
    _, error, trace = response.exc_info
    ours = [step for step in traceback.extract_tb(trace) if ".venv" not in step.filename]
    return f"{error!r} by {ours[-1].filename}:{ours[-1].lineno}" if ours else repr(error)
