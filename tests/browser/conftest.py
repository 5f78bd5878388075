"""What browser tests share: a server that is started once the test database is there."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """Start the server after the database: it then knows that this is a file.

    Started before, it takes the database for one in memory, and shares a single connection
    among its threads.
    """
    return live_server


@pytest.fixture(scope="session")
def register_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the register of the public pages is kept after it was filled."""
    return tmp_path_factory.mktemp("register") / "copy.sqlite3"
