"""Which parameters of its address a page reads: others make no other page of it."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def reads(*names: str) -> Callable[[View], View]:
    """Tell, as ``parameters`` of a view, what it reads of the query."""

    def told(view: View) -> View:
        vars(view)["parameters"] = names
        return view

    return told
