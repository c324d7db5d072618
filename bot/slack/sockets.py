"""Socket Mode: two connections at a time, each asked for anew, for as long as Compact runs.

slack_sdk's own client tries the URL that it once got for ever, closes a connection before it opens
the next, and cannot be stopped while it connects.  Bolt and slack_sdk still read every request.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import SlackRefused, SocketLost
from bot.slack.envelopes import Hear, answer_envelope, read_object
from bot.slack.refusals import may_pass, read_pause, tell_why

logger = logging.getLogger("compact")
# Slack closes a connection every few hours; while one is replaced, the other one hears everything.
CONNECTIONS = 2
# So many connections in so many seconds are opened in vain: each is closed as soon as it is there.
BURST, BURST_SECONDS = 10, 10.0
# Reasons for which Slack takes no further connection for now: others have ten, or it is turned off.
TAKEN = {"too_many_websockets", "link_disabled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long each thing may take, in seconds.

    Args:
        ping: of silence before a ping; with no answer for half as long, a connection is dead.
        limit: for a URL, the connection to it, and Slack's hello.
        waits: before each further try to connect; the last one again and again.
        patience: for the first connection.
        overlap: that a connection is still read which Slack is about to close.
        finish: at the end, for acknowledgements that are under way.
    """

    ping: float = 10.0
    limit: float = 10.0
    waits: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0, 10.0, 15.0)
    patience: float = 60.0
    overlap: float = 15.0
    finish: float = 3.0


@asynccontextmanager
async def connected(
    hear: Hear, client: AsyncWebClient, pace: Pace | None = None
) -> AsyncIterator[None]:
    """Answer over Socket Mode until the context is left; entered with the first connection.

    Args:
        hear: answers a payload.
        client: speaks with the app-level token.
        pace: how long each thing may take; None for the usual.

    Raises:
        SlackApiError: Slack refuses the app-level token.
        SlackRefused: no connection came about at the start.
    """
    async with ClientSession() as session:
        sockets = _Sockets(hear, client, session, pace or Pace())
        keeping = asyncio.ensure_future(sockets.keep())
        first = asyncio.ensure_future(sockets.first.wait())
        try:
            either: set[asyncio.Future[Any]] = {keeping, first}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if keeping.done():
                keeping.result()
            logger.info("Compact is connected over Socket Mode")
            yield
        finally:
            first.cancel()
            keeping.cancel()
            await sockets.close()


@dataclass(slots=True)
class _Sockets:
    """The connections that are open, and what keeps them so."""

    hear: Hear
    client: AsyncWebClient
    session: ClientSession
    pace: Pace
    first: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _up: set[ClientWebSocketResponse] = field(default_factory=set, init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _reading: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _answering: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _opened: deque[float] = field(default_factory=lambda: deque(maxlen=BURST), init=False)
    _taken: bool = field(default=False, init=False)
    _down_since: float | None = field(default=None, init=False)

    async def keep(self) -> None:
        """Open connections wherever one is missing, each with a URL of its own.

        Raises:
            SlackApiError: Slack refuses the token, before there was any connection.
            SlackRefused: no connection came about in the time for the first one.
        """
        began = _now()
        failures = 0
        while True:
            while len(self._up) >= CONNECTIONS:
                self._changed.clear()
                await self._changed.wait()
            try:
                if self._taken:
                    self._taken = False
                    raise SocketLost("Slack takes no connection", self.pace.waits[-1])
                if len(self._opened) == BURST and _now() - self._opened[0] < BURST_SECONDS:
                    self._opened.clear()
                    raise SocketLost("connections do not last", self.pace.waits[-1])
                await self._connect()
                failures = 0
            except SlackApiError:
                raise
            except Exception as error:
                lost = error if isinstance(error, SocketLost) else SocketLost("a fault of Compact")
                if lost is not error:
                    # Whatever it is: who stops trying hears nobody any more.
                    logger.exception("Socket Mode goes on after a fault")
                wait = lost.wait or self.pace.waits[min(failures, len(self.pace.waits) - 1)]
                failures += 1
                if not self.first.is_set() and _now() + wait > began + self.pace.patience:
                    raise SlackRefused(f"Slack's Socket Mode cannot be reached ({lost}).") from None
                level = logging.INFO if self._up else logging.WARNING
                logger.log(level, "Socket Mode: %s; trying again in %g s", lost, wait)
                await asyncio.sleep(wait)

    async def _connect(self) -> None:
        """Open one more connection, and read it from Slack's hello on.

        Raises:
            SocketLost: it was not opened.
            SlackApiError: Slack refuses the token, before there was any connection.
        """
        socket: ClientWebSocketResponse | None = None
        try:
            async with asyncio.timeout(self.pace.limit):
                socket = await self._open()
                hello = read_object((await socket.receive()).data)
        except SlackApiError as error:
            raise self._judge(error) from None
        except (ClientError, OSError, TimeoutError, KeyError, ValueError) as error:
            if socket is not None:
                await socket.close()
            raise SocketLost(f"not connected ({tell_why(error)})") from None
        if hello.get("type") != "hello":
            await socket.close()
            reason = str(hello.get("reason") or "no hello")
            raise SocketLost(reason, self.pace.waits[-1] if reason in TAKEN else 0)
        self._up.add(socket)
        self._opened.append(_now())
        _keep(self._reading, self._read(socket))
        self.first.set()
        if self._down_since is not None:
            logger.info("Socket Mode: connected again after %.0f s", _now() - self._down_since)
            self._down_since = None

    async def _open(self) -> ClientWebSocketResponse:
        opened = await self.client.apps_connections_open(app_token=str(self.client.token))
        return await self.session.ws_connect(
            str(opened["url"]),
            heartbeat=self.pace.ping,
            timeout=ClientWSTimeout(ws_close=1.0),
            proxy=self.client.proxy,
            ssl=self.client.ssl if self.client.ssl is not None else True,
        )

    def _judge(self, error: SlackApiError) -> Exception:
        """Tell what passes by itself from what does not."""
        if not may_pass(error) and not self.first.is_set():
            return error
        wait = read_pause(error) if may_pass(error) else self.pace.waits[-1]
        return SocketLost(f"Slack gives no URL ({tell_why(error)})", wait)

    async def _read(self, socket: ClientWebSocketResponse) -> None:
        """Read a connection to its end."""
        why = "the connection was closed"
        try:
            async with asyncio.timeout(None) as limit:
                async for message in socket:
                    if message.type is WSMsgType.ERROR:
                        break
                    envelope = read_object(message.data)
                    if envelope.get("type") != "disconnect":
                        _keep(self._answering, self._answer(socket, envelope))
                        continue
                    # What Slack still sends down this one is read, while the next one is opened.
                    why = str(envelope.get("reason") or "Slack asks for it")
                    self._lose(socket, why)
                    limit.reschedule(_now() + self.pace.overlap)
        except TimeoutError:
            pass
        if error := socket.exception():
            why = f"the connection is dead ({type(error).__name__})"
        self._lose(socket, why)
        await socket.close()

    def _lose(self, socket: ClientWebSocketResponse, why: str) -> None:
        if socket not in self._up:
            return
        self._up.discard(socket)
        self._taken = self._taken or why in TAKEN
        if not self._up:
            self._down_since = _now()
        logger.info("Socket Mode: one connection less (%s)", why)
        self._changed.set()

    async def _answer(self, socket: ClientWebSocketResponse, envelope: dict[str, Any]) -> None:
        ack = await answer_envelope(envelope, self.hear)
        if ack is None:
            return
        try:
            await socket.send_str(json.dumps(ack.to_dict()))
        except (ClientError, OSError):
            # An event comes again, and a button's answer goes another way; a command's only here.
            if envelope.get("type") == "slash_commands" and ack.payload:
                url = str(envelope["payload"].get("response_url"))
                await AsyncWebhookClient(url, proxy=self.client.proxy).send_dict(ack.payload)

    async def close(self) -> None:
        """Finish the answers that are under way, then end every connection."""
        readers, self._reading = self._reading, set()
        for reader in readers:
            reader.cancel()
        if self._answering:
            await asyncio.wait(self._answering, timeout=self.pace.finish)
        for task in self._answering:
            task.cancel()
        await asyncio.gather(*(socket.close() for socket in self._up), return_exceptions=True)


def _keep(tasks: set[asyncio.Task[None]], work: Any) -> None:
    task = asyncio.ensure_future(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


def _now() -> float:
    return asyncio.get_running_loop().time()
