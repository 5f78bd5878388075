"""Commands that are stopped say what stands and exit with 130."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.management.commands import (
    check_index,
    check_records,
    dump_records,
    loaddata,
    rebuild_index,
)
from meetings.management.stopping import StoppableCommand
from portal.management.commands import start_register


class Stopped(StoppableCommand):
    """Is stopped at once."""

    def standing(self) -> str:
        """What stands."""
        return "All of it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Be stopped."""
        raise KeyboardInterrupt


class Around(Stopped):
    """Runs another one."""

    def standing(self) -> str:
        """What stands."""
        return "None of it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run a command that is stopped."""
        call_command(Stopped(), stderr=self.stderr)


def stopped(command: StoppableCommand) -> tuple[Any, str]:
    """The code with which a command exits, and what it says."""
    err = io.StringIO()
    with pytest.raises(SystemExit) as exited:
        call_command(command, stderr=err, no_color=True)
    return exited.value.code, err.getvalue()


def test_command_stopped_says_what_stands_and_exits_130() -> None:
    assert stopped(Stopped()) == (130, "Stopped. All of it.\n")


def test_command_stopped_inside_another_leaves_the_word_to_that() -> None:
    assert stopped(Around()) == (130, "Stopped. None of it.\n")
    assert StoppableCommand._running == 0


def test_command_that_fails_is_no_stopped_one() -> None:
    class Failing(Stopped):
        def handle(self, *args: Any, **options: Any) -> None:
            raise CommandError("No.")

    with pytest.raises(CommandError, match="No"):
        call_command(Failing())


@pytest.mark.parametrize(
    "module", [check_index, check_records, dump_records, loaddata, rebuild_index, start_register]
)
def test_long_command_says_what_stands(module: Any) -> None:
    assert module.Command().standing().endswith((".", "on."))
    assert issubclass(module.Command, StoppableCommand)
