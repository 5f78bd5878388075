"""What all tests share: which of them this machine can run, and the browser they drive."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered

from tests import drawing, machine

# Playwright keeps an event loop in the thread of the tests; Django would take it for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

drawing.load_profile()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a server or a browser that is not here, with the reason; in CI fail.

    What empties the database runs after all else, wherever fixtures shared by a session would have
    it: what migrations wrote is gone then.
    """
    items.sort(key=_empties_the_database)
    wanted = {mark.name for item in items for mark in item.iter_markers()}
    missing = {mark: why for mark, why in machine.missing().items() if mark in wanted}
    if missing and machine.IN_CI:
        raise pytest.UsageError(" ".join(missing.values()))
    for item in items:
        for mark, why in missing.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=why))


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Let no other test begin where fuzzing has had its time."""
    if drawing.time_is_over():
        item.session.shouldstop = "The time is over."


def _empties_the_database(item: pytest.Item) -> int:
    """0 for a test that takes back what it wrote, more the later it is to run."""
    mark = item.get_closest_marker("django_db")
    transaction = bool(mark and mark.kwargs.get("transaction"))
    return transaction + bool(item.get_closest_marker("browser"))


@pytest.fixture(scope="session", autouse=True)
def told_contexts() -> Iterator[None]:
    """Have Jinja2 tell the test client what it rendered with, as Django's own templates do."""
    render = Template.render

    def told(self: Template, context: Any = None, request: Any = None) -> Any:
        template_rendered.send(sender=self, template=self, context=context or {})
        return render(self, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", told)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine, quiet and without a sandbox (CI runs as root)."""
    return browser_type_launch_args | {
        "executable_path": machine.chromium(),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
