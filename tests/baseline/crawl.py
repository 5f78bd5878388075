"""From the first addresses along all links, so many of each kind."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin

from django.urls import Resolver404, resolve

from .answers import Answer, Request
from .forms import Page
from .visiting import Visitor


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many linked addresses are followed: pages of one route, those with one set of
    parameters, and all with parameters of one route."""

    pages: int
    alike: int
    filtered: int


class Crawl:
    """Asks the first addresses and what they link to; what was asked once is not asked again."""

    def __init__(self, visitor: Visitor, bounds: Bounds, *, user: str, below: str) -> None:
        self._visitor, self._bounds, self._user, self._below = visitor, bounds, user, below
        self._seen: set[str] = set()
        self._counted: Counter[tuple[str, ...]] = Counter()

    def leave_out(self, address: str) -> None:
        """Never ask for this address."""
        self._seen.add(address)

    def answers(self, first: Iterable[str]) -> Iterator[tuple[Request, Answer]]:
        """Every answer, in the order asked: breadth first."""
        waiting: deque[str] = deque()
        for address in first:
            if address not in self._seen:
                self._seen.add(address)
                waiting.append(address)
        while waiting:
            request = Request(waiting.popleft(), self._user)
            answer = self._visitor.ask(request)
            yield request, answer
            targets = [answer.headers["Location"]] if "Location" in answer.headers else []
            if answer.is_page:
                targets += Page(answer.body).links
            waiting.extend(filter(self._is_wanted, (urljoin(request.address, t) for t in targets)))

    def _is_wanted(self, address: str) -> bool:
        """Whether an address is new, on this site, and not one too many of its kind."""
        if address in self._seen or not self._is_below(address):
            return False
        self._seen.add(address)
        path, _, query = address.partition("?")
        try:
            route = resolve(path).url_name or path
        except Resolver404:
            route = "none"
        if not query:
            return self._is_counted(self._bounds.pages, route)
        names = sorted({name for name, _value in parse_qsl(query, keep_blank_values=True)})
        return self._is_counted(self._bounds.alike, route, *names) and self._is_counted(
            self._bounds.filtered, route, "?"
        )

    def _is_below(self, address: str) -> bool:
        if not address.startswith(self._below) or address.startswith("/static/"):
            return False
        return self._below == "/admin/" or not address.startswith("/admin/")

    def _is_counted(self, most: int, *kind: str) -> bool:
        self._counted[kind] += 1
        return self._counted[kind] <= most
