"""Figures become tables: each page beside the hello view, sizes beside each other."""

from typing import Any

from bench.report import growth, report


def _figures(cpu: float) -> dict[str, Any]:
    def page(name: str, value: float) -> dict[str, Any]:
        figures = {"p50": value, "p95": value, "max": value}
        return {
            "name": name, "state": "measured", "requests": 3, "failed": 0, "database_ms": figures,
            "facets_ms": {}, "queries": figures, "cpu_ms": figures,
        }  # fmt: skip

    load = {"seconds": 9.5, "register_bytes": 2_000_000, "search_bytes": 1_000_000}
    return {"load": load, "pages": [page("hello", 1), page("home", cpu)]}


def test_page_stands_beside_the_hello_view() -> None:
    text = report("sqlite", {1_000: _figures(4)})

    assert "Loaded in 9.5 s; register 2 MB, of it search 1 MB." in text
    assert "| home | 3 | 4.00 | 4.00 | 4.00 | 4 | 4.00 | 4.00 | 4.00 | 4.0 |  |  |" in text
    assert "Growth" not in text


def test_sizes_stand_beside_each_other() -> None:
    by_size = {1_000: _figures(4), 2_000: _figures(6)}

    assert "| home | 4.00 / 4.00 | 6.00 / 6.00 | 1.5 × |" in growth(by_size, "cpu_ms")
    assert "## Growth: CPU ms, p50 / p95" in report("sqlite", by_size)
