"""Socket Mode: the same down a WebSocket, with the app's acknowledgements."""
# ruff: noqa: ASYNC109 (the time limits are part of the interface)

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any

from aiohttp import WSMsgType, web

from tests.fake_slack.events import Events
from tests.fake_slack.limits import APP, MAX_SOCKETS, Json
from tests.fake_slack.refusals import ack_faults
from tests.fake_slack.workspace import SocketReply


class Sockets(Events):
    """Connections that the app has opened."""

    async def _serve_socket(self, request: web.Request) -> web.StreamResponse:
        """Hold a Socket Mode connection."""
        ticket = request.query.get("ticket", "")
        async with self._change():
            self.tickets_tried.append(ticket)
        if self.sockets_away:
            return web.Response(status=503)
        if self._tickets.pop(ticket, 0.0) <= self.now():
            return web.Response(status=403)
        socket = web.WebSocketResponse(timeout=1.0, autoping=False)
        await socket.prepare(request)
        if len(self._sockets) >= MAX_SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        debug = {"host": "fake", "build_number": 1, "approximate_connection_time": 18060}
        try:
            async with self._change():
                self._sockets.append(socket)
                info = {"num_connections": len(self._sockets), "debug_info": debug}
                hello = {"type": "hello", "connection_info": {"app_id": APP}, **info}
                if not self.sockets_silent:
                    await socket.send_json(hello)
            async for message in socket:
                if self.sockets_silent:
                    continue
                if message.type is WSMsgType.PING:
                    await socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._take_ack(message.data)
        finally:
            async with self._change():
                if socket in self._sockets:
                    self._sockets.remove(socket)
        return socket

    def _take_ack(self, data: Any) -> None:
        """Hand an ack to the delivery that waits for it."""
        try:
            ack = json.loads(data)
            self._acks.pop(ack["envelope_id"]).set_result(ack)
        except (ValueError, KeyError, TypeError, asyncio.InvalidStateError):
            self.socket_faults.append(f"not an ack of an open envelope: {data!r}")

    async def wait_connected(self, timeout: float = 5, count: int = 1) -> None:
        """Wait until the app has open Socket Mode connections.

        Args:
            timeout: the most seconds to wait.
            count: how many connections.

        Raises:
            TimeoutError: they did not come.
        """
        await self.wait_until(lambda: len(self._sockets) >= count, timeout)

    @property
    def connections(self) -> int:
        """How many Socket Mode connections the app has."""
        return len(self._sockets)

    async def disconnect_sockets(
        self, reason: str = "refresh_requested", *, close: bool = True
    ) -> None:
        """Tell every connection to reconnect.

        Args:
            reason: the reason in the message.
            close: close them, too.
        """
        sockets = list(self._sockets)
        for socket in sockets:
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
        if close:
            await self.close_sockets()

    async def close_sockets(self) -> None:
        """Close every connection without a word."""
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            await socket.close()

    async def lose_envelope(self, type_: str, payload: Any) -> None:
        """Send an envelope down a connection and close it before an ack can come.

        Args:
            type_: the envelope's type.
            payload: the payload.

        Raises:
            ConnectionError: no connection is open.
        """
        if not self._sockets:
            raise ConnectionError("no Socket Mode connection is open")
        socket = self._sockets.pop(0)
        await socket.send_json(
            {"envelope_id": self._next("env-"), "type": type_, "payload": payload}
        )
        await socket.close()

    async def _deliver(self, type_: str, kind: str, payload: Any, timeout: float) -> SocketReply:
        """Send an envelope down one connection and wait for its ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        if not self._sockets:
            raise ConnectionError("no Socket Mode connection is open")
        self._sockets.append(socket := self._sockets.pop(0))
        envelope: Json = {"envelope_id": self._next("env-"), "type": type_, "payload": payload}
        envelope["accepts_response_payload"] = type_ != "events_api"
        if type_ == "events_api":
            envelope |= {"retry_attempt": 0, "retry_reason": ""}
        ack = self._acks[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        start = time.monotonic()
        try:
            await socket.send_json(envelope)
            async with asyncio.timeout(timeout):
                answer = (await ack).get("payload")
        finally:
            self._acks.pop(envelope["envelope_id"], None)
        elapsed = time.monotonic() - start
        faults = ack_faults(kind, answer, elapsed)
        if answer is not None and type_ == "events_api":
            faults.append("an ack of an event takes no payload")
        return SocketReply(answer, elapsed, faults)

    async def socket_send(self, type_: str, payload: Any) -> None:
        """Send an envelope with any payload, and wait for nothing.

        Args:
            type_: the envelope's type.
            payload: what is in it.
        """
        key = self._next("env-")
        # An acknowledgement may come and may not.
        self._acks[key] = asyncio.get_running_loop().create_future()
        await self._sockets[0].send_json({"envelope_id": key, "type": type_, "payload": payload})

    async def socket_slash(
        self,
        text: str,
        *,
        command: str = "/compact",
        user: str = "U1",
        channel: str = "C1",
        timeout: float = 5,
    ) -> SocketReply:
        """Send a slash command over Socket Mode.

        Args:
            text: what stands after the command.
            command: the command.
            user: who types it.
            channel: where.
            timeout: the most seconds to wait for the ack.

        Returns:
            The ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        fields = self.slash_payload(text, command=command, user=user, channel=channel)
        return await self._deliver("slash_commands", "slash_commands", fields, timeout)

    async def socket_payload(
        self, type_: str, payload: Mapping[str, Any], timeout: float = 5
    ) -> SocketReply:
        """Send an interactive payload, or any other, over Socket Mode.

        Args:
            type_: the envelope's type, mostly "interactive".
            payload: the payload; an interactive one is completed as by `send_payload`.
            timeout: the most seconds to wait for the ack.

        Returns:
            The ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        interactive = type_ == "interactive"
        whole = self._complete(payload) if interactive else dict(payload)
        kind = str(payload.get("type")) if interactive else type_
        return await self._deliver(type_, kind, whole, timeout)

    async def socket_event(
        self, event: Json, event_id: str | None = None, timeout: float = 5
    ) -> SocketReply:
        """Send an event over Socket Mode.

        Args:
            event: the event itself, with its type.
            event_id: the same again for a retry; a fresh one without it.
            timeout: the most seconds to wait for the ack.

        Returns:
            The ack.

        Raises:
            ConnectionError: no connection is open.
            TimeoutError: no ack came.
        """
        payload = self.event_payload(event, event_id)
        return await self._deliver("events_api", "events_api", payload, timeout)
