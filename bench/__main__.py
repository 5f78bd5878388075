"""`python -m bench`: measure one or several sizes, print the tables, keep them with the JSON."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from .report import Figures, report

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
FILES = ROOT / "build" / "bench"


def register_url(base: str, statements: int, seed: int) -> str:
    """The address of the register of one size: never that of the register named itself."""
    speeches = os.environ.get("BENCH_SPEECHES", "0")
    name = f"sample_{statements}_{seed}" + (f"_{speeches}" if speeches != "0" else "")
    if not base.startswith(("postgres://", "postgresql://")):
        FILES.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{FILES / name}.sqlite3"
    parts = urlsplit(base)
    _create(base, name)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _create(server: str, name: str) -> None:
    import psycopg  # only where PostgreSQL is measured
    from psycopg import sql

    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def figures_of(statements: int, seed: int, base: str) -> Figures:
    """The figures of one size, measured in a process of its own."""
    url = register_url(base, statements, seed)
    done = subprocess.run(
        [sys.executable, "-m", "bench.register"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "BENCH_STATEMENTS": str(statements)},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    figures: Figures = json.loads(done.stdout)
    return figures


def measure_sizes() -> None:
    """Measure every size, the smallest first."""
    base = os.environ.get("DATABASE_URL", "sqlite://")
    engine = "sqlite" if base.startswith("sqlite") else "postgresql"
    seed = int(os.environ.get("BENCH_SEED", "1"))
    largest = os.environ.get("BENCH_STATEMENTS", "1000000")
    sizes = sorted(int(size) for size in os.environ.get("BENCH_SIZES", largest).split(","))
    by_size = {size: figures_of(size, seed, base) for size in sizes}
    RESULTS.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    text = report(engine, by_size)
    (RESULTS / f"{engine}-{stamp}.md").write_text(text, encoding="utf-8")
    (RESULTS / f"{engine}-{stamp}.json").write_text(json.dumps(by_size, indent=1), encoding="utf-8")
    print(text)  # noqa: T201  (it is what this program is for)


if __name__ == "__main__":
    measure_sizes()
