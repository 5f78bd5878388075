"""Commands that say what stands when somebody stops them."""

from typing import Any, ClassVar

from django.core.management.base import BaseCommand

#: what a shell expects of a program that was stopped by Ctrl-C
STOPPED = 130


class StoppableCommand(BaseCommand):
    """On Ctrl-C it says what stands and exits with 130, without a traceback.

    One that another command runs leaves that to the other.
    """

    _running: ClassVar[int] = 0

    def standing(self) -> str:
        """What stands, and what to do to go on."""
        raise NotImplementedError

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run; exits with 130 where it is stopped."""
        StoppableCommand._running += 1
        try:
            return super().execute(*args, **options)
        except KeyboardInterrupt:
            if StoppableCommand._running > 1:
                raise
            self.stderr.write(self.style.WARNING(f"Stopped. {self.standing()}"))
            raise SystemExit(STOPPED) from None
        finally:
            StoppableCommand._running -= 1
