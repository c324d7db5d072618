"""HTTP connections that do not wait for ever, and that tell nobody what went wrong inside."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

logger = logging.getLogger("compact")
READ_SECONDS = 10.0  # for a request's head, and again for its body
IDLE_SECONDS = 75.0  # between two requests; proxies give up before
STOP_SECONDS = 5.0  # for what is being answered, at the end
HEADERS, HEADER_LENGTH = 100, 8_190


class _Connection(web.RequestHandler):  # type: ignore[type-arg,unused-ignore]
    """A connection that is closed where the head of a request does not come to its end."""

    __slots__ = ("_head_timer", "_reading")

    def __init__(self, manager: web.Server, **limits: Any) -> None:  # type: ignore[type-arg,unused-ignore]
        super().__init__(manager, **limits)
        self._head_timer: asyncio.TimerHandle | None = None
        self._reading = False

    def data_received(self, data: bytes) -> None:
        if self._head_timer is None and not self._reading:
            loop = asyncio.get_running_loop()
            self._head_timer = loop.call_later(READ_SECONDS, self.force_close)
        super().data_received(data)

    def connection_lost(self, exc: BaseException | None) -> None:
        self.end_head()
        super().connection_lost(exc)

    def end_head(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def begin_request(self) -> None:
        self._reading = True
        self.end_head()

    def end_request(self) -> None:
        self._reading = False

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what is no HTTP without its words, and log it as one line."""
        self.begin_request()
        if status < 500 or isinstance(exc, HttpProcessingError):
            logger.info("refused what is no HTTP (%s)", type(exc).__name__)
            answer = web.Response(status=max(400, min(status, 499)))
        else:
            logger.error("a request has failed", exc_info=exc)
            answer = web.Response(status=500)
        answer.force_close()
        return answer


@web.middleware
async def mark_requests(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Tell the connection when the head of a request has been read."""
    connection = request.protocol
    if not isinstance(connection, _Connection):
        return await handler(request)
    connection.begin_request()
    try:
        return await handler(request)
    finally:
        connection.end_request()


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve an application until the context is left.

    Args:
        app: with ``mark_requests`` as its outermost middleware.
        host, port: where; 0 for any port that is free.

    Yields:
        The port.

    Raises:
        OSError: where the address cannot be used.
    """
    limits: dict[str, Any] = {
        "access_log": None,
        "keepalive_timeout": IDLE_SECONDS,
        "lingering_time": 2.0,
        "max_headers": HEADERS,
        "max_field_size": HEADER_LENGTH,
        # What is packed can be a thousand times as long: it is refused, not unpacked.
        "auto_decompress": False,
    }
    runner = web.AppRunner(app, shutdown_timeout=STOP_SECONDS, **limits)
    await runner.setup()
    loop = asyncio.get_running_loop()
    server = runner.server
    assert server is not None
    try:
        listener = await loop.create_server(
            lambda: _Connection(server, loop=loop, **limits), host, port
        )
        try:
            yield int(listener.sockets[0].getsockname()[1])
        finally:
            listener.close()
    finally:
        await runner.cleanup()
