"""`python -m bench.sample`: make the sample in the register that DATABASE_URL names."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

import django


def load_as_asked(arguments: Sequence[str] | None = None) -> None:
    """Fill an empty register, or go on where an interrupted run stopped."""
    parser = ArgumentParser("python -m bench.sample", description=load_as_asked.__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000, metavar="N")
    parser.add_argument(
        "--speeches",
        type=int,
        default=0,
        metavar="N",
        help="add N verbatim speeches of 5 to 130 kB, 18 on average, in meetings of 200",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument(
        "--force", action="store_true", help="write into a register that holds records"
    )
    asked = parser.parse_args(arguments)
    if asked.statements < 1 or asked.seed < 0 or asked.speeches < 0:
        sys.exit("Give at least one statement, and speeches and a seed from 0.")
    from .load import SampleError, load_sample  # the models are there only now

    try:
        outcome = load_sample(
            asked.statements, asked.seed, speeches=asked.speeches, say=_say, force=asked.force
        )
    except SampleError as error:
        sys.exit(str(error))
    if outcome.untouched:
        _say("The register holds this sample already.")
    else:
        _say(f"{asked.statements:,} statements in {outcome.progress.seconds:.1f} s.")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - it is a program for people


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    load_as_asked()
