"""Django's cache on Redis, with one client for all requests.

Django makes a client for every single call, which costs more than the call itself.
"""

from typing import Any

from django.core.cache.backends.redis import RedisCache as DjangoRedisCache
from django.core.cache.backends.redis import RedisCacheClient


class OneClient(RedisCacheClient):
    """Keeps the client of each server; its pool has a connection for each that asks at once."""

    # Django's own, which the stubs leave out.
    _client: Any
    _get_connection_pool: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._clients: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client of the server that this call goes to."""
        pool = self._get_connection_pool(write)
        if pool not in self._clients:
            self._clients[pool] = self._client(connection_pool=pool)
        return self._clients[pool]


class RedisCache(DjangoRedisCache):
    """A cache on one or several Redis servers."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient
