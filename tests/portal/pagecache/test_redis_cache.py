"""One client a server, whoever asks; what a Redis keeps is in test_shared_cache."""

from portal.pagecache.redis_cache import OneClient, RedisCache

#: no connection is made before something is asked
SERVER = "redis://127.0.0.1:1/0"


def test_cache_uses_the_client_that_is_kept() -> None:
    assert RedisCache(SERVER, {})._class is OneClient


def test_client_is_made_once_a_server() -> None:
    client = OneClient([SERVER])

    assert client.get_client("one") is client.get_client("another", write=True)


def test_reading_and_writing_servers_have_a_client_each() -> None:
    client = OneClient([SERVER, "redis://127.0.0.1:2/0"])

    writing, reading = client.get_client(write=True), client.get_client()

    assert writing is not reading
    assert writing is client.get_client(write=True)
    assert reading is client.get_client()
