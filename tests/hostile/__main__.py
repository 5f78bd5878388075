"""Send hostile requests to a register of its own, on the database that DATABASE_URL names."""

import argparse
import logging
import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    # What is refused is what is asked for, and no news.
    logging.disable(logging.CRITICAL)

from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from .attack import SEED, Attack

COUNT = 3_000


def main() -> int:
    """Print what was found; 1 where there is anything."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("seed", nargs="?", type=int, default=SEED)
    parser.add_argument("--only", type=int, help="the number of one request")
    chosen = parser.parse_args()
    numbers = range(chosen.count) if chosen.only is None else [chosen.only]
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    found = 0
    try:
        for finding in Attack().run(numbers, chosen.seed):
            found += 1
            _say(f"{finding.sent}\n    {finding.what}")
    finally:
        teardown_databases(databases, verbosity=0)
    _say(f"{len(numbers)} requests, seed {chosen.seed}: {found} found.")
    return 1 if found else 0


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201  (it is what this program is for)


if __name__ == "__main__":
    sys.exit(main())
