"""Why an act was not done, for the person who tried."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _


class ActError(Exception):
    """An act that cannot be done; the text says why, and what to do. Nothing was written."""


class Changed(ActError):  # noqa: N818  (it is an answer, not an error)
    """Somebody else changed ``part`` since it was shown."""

    def __init__(self, part: Any) -> None:
        super().__init__(
            _(
                "Somebody else changed “%s” since you saw it. It is shown as it is now, and what "
                "you did was not done: look, and do it again."
            )
            % Truncator(str(part)).chars(60)
        )
        self.part = part


class Done(ActError):  # noqa: N818  (it is an answer, not an error)
    """The same form was sent before; ``act`` is what it did."""

    def __init__(self, act: Any) -> None:
        super().__init__(_("This was done already; nothing was done a second time."))
        self.act = act
