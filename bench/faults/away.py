"""The database goes away and comes back: what visitors and staff are told, and how soon."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .proxy import Proxy
from .site import PAGE, Answer, Visitor, register, served, token

#: what a database does that goes away, by the method of the proxy
FAULTS = ("stop", "hold", "reset")
CACHED, FRESH, STAFF, HEALTH = PAGE, "/search/?q=words", "/admin/", "/healthz"


@dataclass
class Seen:
    """Answers by what was asked, each with the second at which it came."""

    answers: dict[str, list[tuple[float, Answer]]] = field(default_factory=dict)

    def add(self, kind: str, at: float, answer: Answer) -> None:
        """Note an answer."""
        self.answers.setdefault(kind, []).append((at, answer))

    def statuses(self, kind: str) -> set[int]:
        """The statuses that came."""
        return {answer.status for _, answer in self.answers[kind]}

    def slowest(self) -> float:
        """Seconds of the slowest answer."""
        return max(answer.seconds for rows in self.answers.values() for _, answer in rows)

    def last_failure(self) -> float:
        """The second at which the last answer came that was not as before the fault."""
        return max(
            (at for rows in self.answers.values() for at, one in rows if one.status != 200),
            default=0.0,
        )


@dataclass
class Outcome:
    """What one fault did."""

    fault: str
    during: Seen
    sent: Answer
    after: Seen

    def figures(self) -> dict[str, Any]:
        """The figures that are printed."""
        during = {kind: sorted(self.during.statuses(kind)) for kind in self.during.answers}
        return {
            "fault": self.fault,
            "statuses while away": during,
            "a form that was sent": self.sent.status,
            "slowest answer, s": round(self.during.slowest(), 2),
            "back after, s": round(self.after.last_failure(), 2),
        }


def measure(server: str, seconds: float, after: float, **more: str) -> list[Outcome]:
    """Each fault in turn, for so many seconds, and asking on after it; on a register of its own."""
    with register(server) as url:
        parts = urlsplit(url)
        proxy = Proxy(parts.hostname or "127.0.0.1", parts.port or 5432)
        user = f"{parts.username}@" if parts.username else ""
        through = urlunsplit(parts._replace(netloc=f"{user}127.0.0.1:{proxy.port}"))
        try:
            with served(through, **more) as port:
                staff = Visitor(port)
                staff.sign_in()
                return [one_fault(proxy, port, staff, fault, (seconds, after)) for fault in FAULTS]
        finally:
            proxy.close()


def one_fault(
    proxy: Proxy, port: int, staff: Visitor, fault: str, seconds: tuple[float, float]
) -> Outcome:
    """Have the database go, ask all along, have it come back, and ask until all is as before."""
    anonymous = Visitor(port)
    form = "/admin/participants/person/add/"
    page = staff.get(form)
    fields = {"csrfmiddlewaretoken": token(page.text), "name": "Typed before it went away"}
    for _ in range(10):
        anonymous.get(CACHED)
    getattr(proxy, fault)()
    kinds: dict[str, Callable[[], Answer]] = {
        "cached page": lambda: anonymous.get(CACHED),
        "fresh page": lambda: anonymous.get(f"{FRESH}{time.monotonic()}"),
        "staff": lambda: staff.get(STAFF),
        "healthz": lambda: anonymous.get(HEALTH),
    }
    during = ask(kinds, seconds[0])
    sent = staff.post(form, fields)
    proxy.start()
    after = ask(kinds, seconds[1])
    return Outcome(fault, during, sent, after)


def ask(kinds: dict[str, Callable[[], Answer]], seconds: float) -> Seen:
    """Ask for all of them at once, again and again for so many seconds."""
    seen, began = Seen(), time.monotonic()
    with ThreadPoolExecutor(len(kinds)) as pool:

        def go_on(kind: str) -> None:
            while time.monotonic() - began < seconds:
                answer = kinds[kind]()
                seen.add(kind, time.monotonic() - began, answer)
                time.sleep(0.05)

        list(pool.map(go_on, kinds))
    return seen
