"""Figures as a table for people."""

from collections.abc import Sequence
from typing import Any

Figures = dict[str, Any]

_HEAD = (
    "page", "requests", "db ms p50", "p95", "max", "queries", "CPU ms p50", "p95", "max",
    "× hello", "req/s", "hello ÷",
)  # fmt: skip


def table(figures: Figures) -> str:
    """All pages of one register, each beside the hello view of the same run."""
    rows = [_row(page, figures["pages"][0]) for page in figures["pages"]]
    return _markdown(_HEAD, rows)


def _row(page: Figures, hello: Figures) -> list[str]:
    if not page["cpu_ms"]:
        return [page["name"], page["state"], *[""] * (len(_HEAD) - 2)]
    database, cpu = page["database_ms"], page["cpu_ms"]
    rate, top = page.get("requests_per_second"), hello.get("requests_per_second")
    count = str(page["requests"])
    if page["state"] != "measured":
        count += f" ({page['state']})"
    if page["failed"]:
        count += f", {page['failed']} failed"
    return [
        page["name"],
        count,
        *(f"{database[name]:.2f}" for name in ("p50", "p95", "max")),
        f"{page['queries']['p50']:.0f}",
        *(f"{cpu[name]:.2f}" for name in ("p50", "p95", "max")),
        f"{cpu['p50'] / hello['cpu_ms']['p50']:.1f}",
        f"{rate:.0f}" if rate else "",
        f"{top / rate:.1f}" if rate and top else "",
    ]


def growth(by_size: dict[int, Figures], measured: str) -> str:
    """Median and 95th percentile by size, and how much the largest costs more than the smallest."""
    sizes = sorted(by_size)
    head = ["page", *(f"{size:,}" for size in sizes), "growth of p50"]
    rows = []
    for place, page in enumerate(by_size[sizes[0]]["pages"]):
        found = [by_size[size]["pages"][place][measured] for size in sizes]
        if not all(found):
            continue
        first, last = found[0]["p50"], found[-1]["p50"]
        rows.append(
            [
                page["name"],
                *(f"{one['p50']:.2f} / {one['p95']:.2f}" for one in found),
                f"{last / first:.1f} ×" if first else "",
            ]
        )
    return _markdown(head, rows)


def report(engine: str, by_size: dict[int, Figures]) -> str:
    """Everything of one run on one engine."""
    parts = [f"# {engine}\n"]
    for size in sorted(by_size, reverse=True):
        figures = by_size[size]
        load = figures["load"]
        parts += [
            f"## {size:,} statements\n",
            (
                f"Loaded in {load['seconds']} s;"
                f" register {load['register_bytes'] / 1e6:,.0f} MB,"
                f" of it search {load['search_bytes'] / 1e6:,.0f} MB.\n"
            ),
            table(figures),
        ]
        parts += [_facets(figures["pages"])]
        parts += [f"{figures[name]}\n" for name in ("wrk",) if name in figures]
        parts += _memory(figures.get("memory")) + _datasette(figures.get("datasette"))
    if len(by_size) > 1:
        parts += ["## Growth: database ms, p50 / p95\n", growth(by_size, "database_ms")]
        parts += ["## Growth: CPU ms, p50 / p95\n", growth(by_size, "cpu_ms")]
    return "\n".join(parts)


def _facets(pages: Sequence[Figures]) -> str:
    """What of the database's time the facets took, of the pages that count them."""
    rows = [
        [page["name"], *(f"{page['facets_ms'][name]:.2f}" for name in ("p50", "p95", "max"))]
        for page in pages
        if page["facets_ms"]
    ]
    return _markdown(["facets alone, database ms", "p50", "p95", "max"], rows)


def _memory(steps: Any) -> list[str]:
    if not steps:
        return []
    line = ", ".join(f"{count:,}: {max(kib, default=0) / 1024:.0f} MiB" for count, kib in steps)
    return [f"Memory of the larger worker by requests: {line}.\n"]


def _datasette(found: Any) -> list[str]:
    if not found:
        return []
    if isinstance(found, str):
        return [f"Datasette {found}.\n"]
    rows = []
    for name, one in found.items():
        ours, theirs = one["portal_ms"], one["datasette_ms"]
        both = ours and theirs
        rows.append(
            [
                name,
                *(f"{ours[p]:.1f}" if ours else "absent" for p in ("p50", "p95")),
                *(f"{theirs[p]:.1f}" if theirs else "absent" for p in ("p50", "p95")),
                f"{theirs['p50'] / ours['p50']:.2f} ×" if both else "",
            ]
        )
    head = ["latency over HTTP, ms", "portal p50", "p95", "Datasette p50", "p95", "Datasette ÷"]
    return [_markdown(head, rows)]


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"
