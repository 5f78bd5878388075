"""``keep`` and ``compare``: one process for each register, both at once."""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

REGISTERS = ("shipped", "sample")
LEFT_OUT = {"admin": "the pages of staff", "commands": "checks, dumps and loading"}


def each(names: list[str], work: Callable[[str], bool]) -> int:
    """Do the work of each register, all at once; 1 where one of them failed."""
    with ThreadPoolExecutor() as pool:
        return int(not all(list(pool.map(work, names))))


def run(module: str, folder: Path, name: str, *options: str) -> bool:
    """Run a module of this package for a register, and show what it found; whether it is well."""
    command = [sys.executable, "-m", f"tests.baseline.{module}", str(folder), name, *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    sys.stdout.write(done.stdout)
    if done.returncode < 0:
        sys.stderr.write(f"{name}: {module} was stopped by signal {-done.returncode}\n")
    return done.returncode == 0


def keep(folder: Path, names: list[str], options: list[str]) -> int:
    """Make the registers, and keep what they answer."""

    def work(name: str) -> bool:
        shutil.rmtree(folder / name, ignore_errors=True)
        return run("making", folder, name) and run("keeping", folder, name, *options)

    return each(names, work)


def compare(folder: Path, names: list[str], options: list[str], renames: str) -> int:
    """Compare with what was kept; says what to do where nothing was."""
    missing = [name for name in names if not (folder / name / "answers.jsonl.gz").is_file()]
    if missing:
        sys.stderr.write(f"Nothing is kept of {', '.join(missing)} in {folder}: run keep first.\n")
        return 1
    return each(names, lambda name: run("comparing", folder, name, renames, *options))


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.baseline", description=__doc__)
    parser.add_argument("action", choices=["keep", "compare"])
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--only", choices=REGISTERS, help="one register alone")
    for what, pages in LEFT_OUT.items():
        parser.add_argument(f"--no-{what}", action="store_true", help=f"leave out {pages}")
    parser.add_argument(
        "--renames",
        type=Path,
        metavar="FILE",
        help='a JSON object of models and fields that are called otherwise now: {"app.model":'
        ' "app.other", "app.model.field": "other"}; an empty name leaves out',
    )
    given = parser.parse_args()
    folder = given.folder.resolve()
    names = [given.only] if given.only else list(REGISTERS)
    options = [f"--no-{what}" for what in LEFT_OUT if getattr(given, f"no_{what}")]
    if given.action == "keep":
        return keep(folder, names, options)
    renames = given.renames.read_text(encoding="utf-8") if given.renames else "{}"
    return compare(folder, names, options, json.dumps(json.loads(renames)))


if __name__ == "__main__":
    sys.exit(main())
