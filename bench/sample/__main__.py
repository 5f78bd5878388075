"""`python -m bench.sample`: make the sample in the register that DATABASE_URL names."""

import os
import sys

import django


def main() -> None:
    """Run the command; the migrations have been run before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    # The models are there only after that.
    from bench.sample.command import Command

    Command().run_from_argv(["python -m", "bench.sample", *sys.argv[1:]])


if __name__ == "__main__":
    main()
