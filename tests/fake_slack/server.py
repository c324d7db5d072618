"""The server: every surface on a free local port."""

from __future__ import annotations

from typing import Self

import aiohttp
from aiohttp import web

from tests.fake_slack.api import Api
from tests.fake_slack.sockets import Sockets


class FakeSlack(Api, Sockets):
    """A Slack workspace with one app in it, served on a free local port."""

    async def __aenter__(self) -> Self:
        """Start the server.

        Returns:
            The fake itself.
        """
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/api/{method}", self._serve_api)
        app.router.add_post("/upload/{file}", self._serve_upload)
        app.router.add_post("/response/{key}", self._serve_response)
        app.router.add_get("/link/", self._serve_socket)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = int(self._runner.addresses[0][1])
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections and stop the server."""
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            await socket.close()
        await self._session.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """The base URL for `AsyncWebClient`."""
        return f"http://127.0.0.1:{self._port}/api/"
