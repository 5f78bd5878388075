"""Send the digests of who follows a page by e-mail."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from meetings.management.progress import counted
from meetings.management.stopping import StoppableCommand
from portal.follow.sending import Sent, send_due


class Command(StoppableCommand):
    """Send what is new to who follows a page by e-mail; the command holds no logic of its own."""

    help = (
        "Send the digests that are due, each once. Run it every hour; it may be stopped and"
        " started, and sends nothing where nothing is new."
    )

    def standing(self) -> str:
        """What stands when it is stopped."""
        return "What was sent is noted; run it again for the rest."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many. Raises ``CommandError`` without a mail server, or one away."""
        if not settings.FOLLOW_BY_MAIL:
            raise CommandError("No mail server is set (EMAIL_URL); nothing is sent.")
        sent = send_due(tell=self._told)
        self.stdout.write(
            f"{counted(sent.mails, 'digest')} sent; {sent.without_news} without news."
        )
        if sent.unknown:
            self.stderr.write(
                f"{counted(sent.unknown, 'digest')} of a run that was ended may not have been sent"
                " and will not be sent again."
            )
        if sent.refused:
            ending = "; the server seems to be away" if sent.stopped else ""
            raise CommandError(
                f"{counted(sent.refused, 'digest')} refused{ending}. The next run tries again."
            )

    def _told(self, sent: Sent) -> None:
        if sent.mails and sent.mails % 100 == 0:
            self.stdout.write(f"{sent.mails} sent")
