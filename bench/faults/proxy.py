"""A proxy before the database, which can be stopped, held and started again."""

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine
from threading import Thread
from typing import Any

from bench.serving import free_port

#: closing then sends a reset, as a server that was killed does
_RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Hands bytes on between a port of its own and the server, until told otherwise."""

    def __init__(self, host: str, port: int) -> None:
        self.port = free_port()
        self._target = (host, port)
        self._loop = asyncio.new_event_loop()
        self._flows = asyncio.Event()
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[Any] | None] = set()
        self._server: asyncio.Server | None = None
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.start()

    def start(self) -> None:
        """Listen and hand on."""
        self._do(self._start)

    def stop(self) -> None:
        """Refuse new connections and reset those there are, as a server does that was killed."""
        self._do(self._stop)

    def reset(self) -> None:
        """Reset all connections and take new ones, as in a failover."""
        self._do(self._reset)

    def hold(self) -> None:
        """Take connections and bytes and hand nothing on, as a server does that hangs."""
        self._do(self._hold)

    def close(self) -> None:
        """End it."""
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _do(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        asyncio.run_coroutine_threadsafe(work(), self._loop).result(10)

    async def _start(self) -> None:
        self._flows.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        await self._reset()

    async def _reset(self) -> None:
        for writer in list(self._writers):
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()
        for task in filter(None, list(self._tasks)):
            task.cancel()

    async def _hold(self) -> None:
        self._flows.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        there: asyncio.StreamWriter | None = None
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            await self._flows.wait()
            back, there = await asyncio.open_connection(*self._target)
            self._writers.add(there)
            await asyncio.gather(self._hand_on(reader, there), self._hand_on(back, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            for end in (writer, there):
                if end is not None:
                    self._writers.discard(end)
                    end.close()

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self._flows.wait()
            writer.write(data)
            await writer.drain()
        writer.close()
