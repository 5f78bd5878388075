"""How far a long piece of work has come, in ten lines."""

import io

from meetings.management.progress import Tenths, counted


class Lines(io.StringIO):
    """Writes a line at a time, as the output of a command does."""

    def write(self, text: str) -> int:
        return super().write(f"{text}\n")


def test_tenth_is_written_once() -> None:
    out = Lines()
    tenths = Tenths(out)

    for done in range(0, 101, 4):
        tenths("counts", done, 100)

    lines = out.getvalue().splitlines()
    assert lines[:3] == [
        "counts: 0 of 100 rows",
        "counts: 12 of 100 rows",
        "counts: 20 of 100 rows",
    ]
    assert lines[-1] == "counts: 100 of 100 rows"
    assert len(lines) == 11


def test_work_of_nothing_is_done() -> None:
    out = Lines()

    Tenths(out)("counts", 0, 0)

    assert out.getvalue() == "counts: 0 of 0 rows\n"


def test_two_kinds_of_work_are_told_apart() -> None:
    out = Lines()
    tenths = Tenths(out)

    tenths("counts", 1, 10)
    tenths("lists", 1, 10)
    tenths("counts", 1, 10)

    assert out.getvalue() == "counts: 1 of 10 rows\nlists: 1 of 10 rows\n"


def test_one_is_counted_as_one() -> None:
    assert [counted(n, "fault") for n in (0, 1, 2)] == ["0 faults", "1 fault", "2 faults"]
