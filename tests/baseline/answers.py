"""What was asked, what was answered, and the file that keeps both."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .masking import masked_page, ordered_policy
from .tree import tree_lines

PUBLIC = ""
#: the file of a register's answers, and options of both sides
ANSWERS = "answers.jsonl.gz"
NO_ADMIN, NO_COMMANDS = "--no-admin", "--no-commands"
POLICY = "Content-Security-Policy"


@dataclass(frozen=True, slots=True)
class Request:
    """An address, who asks (nobody signed in, or a member of staff), and what a form sends."""

    address: str
    user: str = PUBLIC
    data: dict[str, Any] | None = None

    @property
    def label(self) -> str:
        """The request in a line."""
        sent = "" if self.data is None else f" POST {self.button}"
        return f"{self.address}{sent}{f' as {self.user}' if self.user else ''}"

    @property
    def button(self) -> str:
        """The button of the form that was pressed."""
        return next((name for name in self.data or {} if name.startswith("_")), "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, the headers that are compared, the body, and queries in all."""

    status: int
    headers: dict[str, str]
    body: str
    queries: int = 0
    redirects: list[str] = field(default_factory=list)

    @property
    def is_page(self) -> bool:
        """Whether the body is HTML."""
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def compared_headers(self) -> dict[str, str]:
        """The headers as they are compared."""
        policy = self.headers.get(POLICY)
        return self.headers | ({POLICY: ordered_policy(policy)} if policy else {})

    @property
    def compared(self) -> str:
        """The body as it is compared: HTML without what differs at every run, all else as it is."""
        return masked_page(self.body) if self.is_page else self.body

    def lines(self) -> list[str]:
        """All that is compared, in lines."""
        head = [f"status {self.status}", *(f"to {address}" for address in self.redirects)]
        head += [f"{name}: {value}" for name, value in sorted(self.compared_headers.items())]
        body = tree_lines(self.compared) if self.is_page else self.body.splitlines(keepends=True)
        return head + body

    def is_same(self, other: "Answer") -> bool:
        """Whether both are seen alike; bodies are parsed only where their bytes differ."""
        if (self.status, self.compared_headers, self.redirects) != (
            other.status,
            other.compared_headers,
            other.redirects,
        ):
            return False
        return self.compared == other.compared or (self.is_page and self.lines() == other.lines())


def write_answers(path: Path, answers: Iterable[tuple[Request, Answer]]) -> None:
    """Keep requests with their answers, in order; the file is there once it is whole."""
    part = path.with_suffix(".part")
    with gzip.open(part, "wt", compresslevel=1, encoding="utf-8") as file:
        for request, answer in answers:
            file.write(json.dumps([asdict(request), asdict(answer)]) + "\n")
    part.replace(path)


def read_answers(path: Path) -> Iterator[tuple[Request, Answer]]:
    """Requests with their answers, as they were kept."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            request, answer = json.loads(line)
            yield Request(**request), Answer(**answer)
