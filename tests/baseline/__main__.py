"""``keep`` and ``compare``: one process for each register, both at once."""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

REGISTERS = ("shipped", "sample")


def run(module: str, folder: Path, names: list[str], *options: str) -> int:
    """Run a module of this package for each register; 1 where one of them failed."""
    running = [
        (
            subprocess.Popen(
                [sys.executable, "-m", f"tests.baseline.{module}", str(folder), name, *options],
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        for name in names
    ]
    failed = False
    for process in running:
        out, _ = process.communicate()
        sys.stdout.write(out)
        failed = failed or process.returncode != 0
    return int(failed)


def keep(folder: Path, names: list[str], options: list[str]) -> int:
    """Make the registers, and keep what they answer."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
    return run("making", folder, names) or run("keeping", folder, names, *options)


def compare(folder: Path, names: list[str], options: list[str], renames: str) -> int:
    """Compare with what was kept; says what to do where nothing was."""
    missing = [name for name in names if not (folder / name / "answers.jsonl.gz").is_file()]
    if missing:
        sys.stderr.write(f"Nothing is kept of {', '.join(missing)} in {folder}: run keep first.\n")
        return 1
    return run("comparing", folder, names, renames, *options)


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.baseline", description=__doc__)
    parser.add_argument("action", choices=["keep", "compare"])
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--only", choices=REGISTERS, help="one register alone")
    parser.add_argument("--no-admin", action="store_true", help="leave out the pages of staff")
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
    options = ["--no-admin"] if given.no_admin else []
    if given.action == "keep":
        return keep(folder, names, options)
    renames = given.renames.read_text(encoding="utf-8") if given.renames else "{}"
    return compare(folder, names, options, json.dumps(json.loads(renames)))


if __name__ == "__main__":
    sys.exit(main())
