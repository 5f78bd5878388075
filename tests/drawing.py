"""What property tests draw: the same examples at every run, or new ones while fuzzing.

A newcomer's run is then the run that was green. What `make fuzz` finds is kept as an
``@example`` of the test that found it.
"""

import os
import time

from hypothesis import settings

#: variables that ``tests.fuzz`` sets: the profile, and the time at which no test begins any longer
PROFILE, UNTIL = "HYPOTHESIS_PROFILE", "FUZZ_UNTIL"
FIXED, FUZZ = "fixed", "fuzz"
FUZZING = os.environ.get(PROFILE) == FUZZ
#: how many times as many examples are drawn while fuzzing
_MORE = 5


def examples(usual: int) -> int:
    """How many examples a test draws that usually draws ``usual``."""
    return usual * _MORE if FUZZING else usual


def time_is_over() -> bool:
    """Whether the time that was given to fuzzing is over; a test that draws goes on to its end."""
    return UNTIL in os.environ and time.time() > float(os.environ[UNTIL])


def load_profile() -> None:
    """Take fixed draws, with no limit of time: a slow machine is no fault of the code."""
    fixed = settings.get_profile("ci")
    settings.register_profile(FIXED, fixed, deadline=None, derandomize=True)
    settings.register_profile(
        FUZZ,
        fixed,
        deadline=None,
        derandomize=False,
        max_examples=examples(settings.get_profile("default").max_examples),
    )
    settings.load_profile(FUZZ if FUZZING else FIXED)
