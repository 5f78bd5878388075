"""What property tests draw: the same examples at every run, or new ones while fuzzing.

A newcomer's run is then the run that was green. What `make fuzz` finds is kept as an
``@example`` of the test that found it.
"""

import os

from hypothesis import settings

#: set by ``tests.fuzz``
FUZZING = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
#: how many times as many examples are drawn while fuzzing
_MORE = 5


def examples(usual: int) -> int:
    """How many examples a test draws that usually draws ``usual``."""
    return usual * _MORE if FUZZING else usual


def load_profile() -> None:
    """Take fixed draws, with no limit of time: a slow machine is no fault of the code."""
    fixed = settings.get_profile("ci")
    settings.register_profile("fixed", fixed, deadline=None, derandomize=True)
    settings.register_profile(
        "fuzz",
        fixed,
        deadline=None,
        derandomize=False,
        max_examples=examples(settings.get_profile("default").max_examples),
    )
    settings.load_profile("fuzz" if FUZZING else "fixed")
