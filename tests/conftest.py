"""What all tests share: which of them this machine can run, and the browser they drive."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.template.backends.jinja2 import Template
from django.test import Client, SimpleTestCase
from django.test.signals import template_rendered
from pytest_django import DjangoDbBlocker

from meetings.models import Meeting
from portal.pagecache.middleware import WRITTEN
from tests import drawing, machine, registers
from tests.meetings.admin import rich
from tests.own_registers import OwnRegisters

# Playwright keeps an event loop in the thread of the tests; Django would take it for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

drawing.load_profile()

#: the fixture of the shipped register, whose tests run one after the other
SHIPPED = "shipped_register"
_shipped = ExitStack()


#: what a test asks for that reads or writes the database
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "kept_record", SHIPPED}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what is the same on every database, so that `make test` runs it beside one alone."""
    if not _uses_database(item):
        item.add_marker("plain")


def _uses_database(item: pytest.Item) -> bool:
    """Whether a test may read the database, or asks which one there is."""
    case, module = getattr(item, "cls", None), getattr(item, "module", None)
    return bool(
        item.get_closest_marker("django_db")
        or item.get_closest_marker("postgresql")
        or item.get_closest_marker("image")
        or item.get_closest_marker("once")
        or (isinstance(case, type) and issubclass(case, SimpleTestCase))
        or hasattr(module, "connection")
        or _DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a server or a browser that is not here, with the reason; in CI fail.

    What empties the database runs after all else, wherever fixtures shared by a session would have
    it: what migrations wrote is gone then. What reads the shipped register comes first.
    """
    items.sort(key=lambda item: (_empties_the_database(item), not _reads_shipped(item)))
    wanted = {mark.name for item in items for mark in item.iter_markers()}
    missing = {mark: why for mark, why in machine.missing().items() if mark in wanted}
    if missing and machine.IN_CI:
        raise pytest.UsageError(" ".join(missing.values()))
    for item in items:
        for mark, why in missing.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Take the shipped register back after its last test; begin none where fuzzing had its time."""
    yield
    if nextitem is None or not _reads_shipped(nextitem):
        _shipped.close()
    if drawing.time_is_over():
        item.session.shouldstop = "The time is over."


def _empties_the_database(item: pytest.Item) -> int:
    """0 for a test that takes back what it wrote, more the later it is to run."""
    mark = item.get_closest_marker("django_db")
    transaction = bool(mark and mark.kwargs.get("transaction"))
    return transaction + bool(item.get_closest_marker("browser"))


def _reads_shipped(item: pytest.Item) -> bool:
    return SHIPPED in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def shipped_register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The participants and the five records that the portal ships.

    Loaded once: the tests that read them run first, one after the other, and what each of them
    changes is undone. They are taken back after the last one, long before the session ends.
    """
    _shipped.enter_context(registers.taken_back(django_db_blocker))
    with django_db_blocker.unblock():
        registers.load_shipped()


@pytest.fixture(scope="module", params=["draft"])
def kept_record(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[int]:
    """A record with every kind of row, made once a state for the tests of a module; its number.

    It is a draft; ``rich.in_state`` says otherwise.
    """
    with registers.taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            record = rich.record(status=request.param)
        assert record.status == request.param
        yield record.pk


@pytest.fixture(scope="session")
def own_registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRegisters]:
    """Makes registers for tests that start the portal beside themselves."""
    registers = OwnRegisters(tmp_path_factory.mktemp("registers"))
    yield registers
    registers.close()


@pytest.fixture
def client() -> Client:
    """A visitor whom the page cache has told which of the register's own pages are there: none.

    It does so in its own query. Tests of the foot of pages have a client of their own.
    """
    return Client(**{WRITTEN: frozenset()})


@pytest.fixture
def meeting(kept_record: int, db: None) -> Meeting:
    """The record that is kept for the module, as it was made; what a test changes is undone."""
    return Meeting.objects.get(pk=kept_record)


@pytest.fixture
def empty_store(settings: Any) -> None:
    """A store of uploaded files, in memory, that no other test has written to."""
    settings.STORAGES = {**settings.STORAGES}


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


def pytest_collection_finish() -> None:
    """Leave what is imported and collected out of every search for garbage: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)
