"""The one place where Compact is wired to Slack."""

from __future__ import annotations

import asyncio
import importlib
import logging
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Background
from bot.collecting import not_collecting
from bot.config import Settings
from bot.current import Current
from bot.errors import StartError, StoreRefused
from bot.front.connection import listening
from bot.front.dispatch import dispatch
from bot.front.http import PATH, Front, make_web_app
from bot.front.shapes import prepare_shapes
from bot.lag import watching_loop
from bot.listeners import register
from bot.reloading.reloader import reloading
from bot.reloading.telling import Maintainers
from bot.reloading.turns import working_beside
from bot.reminding.keeper import OpeningKeeper, StoreKeeper
from bot.services import build_services, prepare_reading, warm_up
from bot.slack.sockets import Pace, connected
from bot.start import ask_first, tell_port, tell_refused
from handlers.questions.moments.reading import read_moment
from handlers.request import Services
from knowledge.loading.loader import key_of

logger = logging.getLogger("compact")
SLACK_API = AsyncWebClient.BASE_URL


@dataclass(slots=True)
class Running:
    """A Compact that answers.

    Args:
        app: the Bolt app.
        current: the pack in use.
        port: where HTTP is served; 0 in Socket Mode.
        store: what keeps reminders, as soon as it is open; None where nothing is kept.
    """

    app: AsyncApp
    current: Current
    port: int = 0
    store: asyncio.Future[StoreKeeper] | None = None


class OneWorkspace(AsyncAuthorize):
    """Who Compact is in its one workspace, asked of Slack once and not at each request.

    Args:
        client: speaks with the workspace's bot token.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self.result: AuthorizeResult | None = None

    async def __call__(self, **kwargs: object) -> AuthorizeResult:
        if self.result is None:
            told = await self.client.auth_test()
            if not told.get("user_id"):
                raise ValueError("whatever answers, it is not Slack")
            self.result = AuthorizeResult.from_auth_test_response(
                auth_test_response=told, bot_token=self.client.token
            )
        return self.result


def _web_client(settings: Settings, token: str | None) -> AsyncWebClient:
    return AsyncWebClient(
        token=token,
        base_url=settings.api_url or SLACK_API,
        # The default handlers send again after a dropped connection, and so post twice.
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
    )


def build_app(
    settings: Settings,
    current: Current,
    background: Background,
    authorize: OneWorkspace,
    keeper: OpeningKeeper | None = None,
) -> AsyncApp:
    """Make the Bolt app with all its listeners.

    Args:
        settings: the signing secret, where Slack is, and how Compact behaves.
        current: the pack in use.
        background: for work after the ack.
        authorize: who Compact is, with the client that it speaks through.
        keeper: reminders; None where there is no store.

    Returns:
        The app, not yet connected.
    """
    app = AsyncApp(
        signing_secret=settings.signing_secret,
        # The door checks it, before anything is decoded.
        request_verification_enabled=False,
        # Our own error handler says so, in one line without the body.
        raise_error_for_unhandled_request=True,
        # Without a token of its own: Bolt makes a client for each request and asks `authorize`.
        client=_web_client(settings, None),
        authorize=authorize,
        # The answer is in memory: it goes back in the ack itself.
        process_before_response=True,
    )
    register(app, current, background, settings.manners, keeper=keeper)
    return app


@asynccontextmanager
async def running(
    settings: Settings, services: Services, pace: Pace | None = None
) -> AsyncIterator[Running]:
    """Run Compact until the context is left.

    Args:
        settings: how Slack reaches it.
        services: what handlers use.
        pace: how long each thing may take in Socket Mode; None for the usual.

    Raises:
        SlackRefused: where a token is not taken or Slack is not reached.
    """
    background, current = Background(), Current(services)
    authorize = OneWorkspace(_web_client(settings, settings.bot_token))
    # Now, so that a wrong token is told at once and the first question does not wait.
    await ask_first(authorize, "SLACK_BOT_TOKEN", authorize.client.base_url, pace)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(watching_loop(time.monotonic))
        keeper: OpeningKeeper | None = None
        opening: asyncio.Future[StoreKeeper] | None = None
        if settings.store:
            opening = await stack.enter_async_context(_keeping(settings, current))
            keeper = OpeningKeeper(opening)
        app = build_app(settings, current, background, authorize, keeper)
        loop = asyncio.get_running_loop()
        current.await_preparing(background.start(asyncio.to_thread(_prepare, services, loop)))
        # Nothing new comes in any more by the time that what is under way is waited for.
        stack.push_async_callback(background.finish)
        if settings.mode == "socket":
            connecting = _over_socket(app, settings, pace)
        else:
            connecting = _over_http(app, settings, keeper.tell_lacking if keeper else str)
        yield Running(app, current, await stack.enter_async_context(connecting), opening)


@asynccontextmanager
async def _keeping(
    settings: Settings, current: Current
) -> AsyncIterator[asyncio.Future[StoreKeeper]]:
    """Open the store and start the scheduler beside the first answers, which need neither."""
    opening: asyncio.Future[StoreKeeper] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()

    async def keep() -> None:
        try:
            reminding = await asyncio.to_thread(importlib.import_module, "bot.reminding.lifetime")
            async with reminding.keeping(settings, current, settings.api_url or SLACK_API) as kept:
                opening.set_result(kept)
                await stop.wait()
        except Exception as error:
            if opening.done():
                raise
            opening.set_exception(error)

    task = asyncio.ensure_future(keep())
    try:
        yield opening
    finally:
        stop.set()
        if not opening.done():
            opening.set_exception(StoreRefused("Compact stopped before the database was open."))
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        if opening.exception():
            logger.debug("the store was never open")


def _prepare(services: Services, loop: asyncio.AbstractEventLoop) -> None:
    """Build what the first questions would wait for: of Slack, of the pack, words for times."""
    with working_beside(loop), not_collecting():
        prepare_shapes()
        warm_up(services)
        read_moment("tomorrow at 15:00 Gotham time: call", services.clock.now(), "Etc/UTC")


@asynccontextmanager
async def _over_http(
    app: AsyncApp, settings: Settings, tell_lacking: Callable[[], str]
) -> AsyncIterator[int]:
    ready = True

    async def healthz(request: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def readyz(request: web.Request) -> web.Response:
        if not ready:
            return web.Response(status=503, text="stopping")
        # Questions are answered without it: a balancer that took this one out would silence it.
        lacking = tell_lacking()
        return web.Response(text=f"ready, but without {lacking}" if lacking else "ready")

    server = make_web_app(Front(app, settings.signing_secret, time.time))
    server.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz)])
    async with AsyncExitStack() as stack:
        try:
            port = await stack.enter_async_context(listening(server, settings.host, settings.port))
        except OSError as error:
            raise tell_port(error, settings) from None
        logger.info("Compact answers at http://%s:%s%s", settings.host, port, PATH)
        try:
            yield port
        finally:
            ready = False


@asynccontextmanager
async def _over_socket(app: AsyncApp, settings: Settings, pace: Pace | None) -> AsyncIterator[int]:
    client = AsyncWebClient(token=settings.app_token, base_url=settings.api_url or SLACK_API)
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(connected(partial(dispatch, app), client, pace))
        except SlackApiError as error:
            raise tell_refused("SLACK_APP_TOKEN", error, client.base_url) from None
        yield 0


def serve(settings: Settings) -> int:
    """Serve Slack until the process is told to stop.

    Args:
        settings: how Slack reaches Compact.

    Returns:
        0 after SIGINT, SIGTERM or SIGHUP, 1 where Slack or the database refuses.
    """
    key = key_of(settings.pack)
    with not_collecting():
        services = build_services(settings)
        # Before the first question, which would do it beside all else that is being prepared.
        prepare_reading(services)
    try:
        asyncio.run(_serve(settings, services, key))
    except (StartError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _check_opened(store: asyncio.Future[StoreKeeper]) -> None:
    """End the start where the database cannot be opened: a reminder would be lost in silence."""
    if error := store.exception():
        raise StoreRefused(
            f"The database of reminders cannot be opened ({_name(error)}); "
            "see DATABASE_URL and COMPACT_STORE."
        ) from error


def _name(error: BaseException) -> str:
    """Name what the database has raised as its driver does, not as what lies between."""
    return type(getattr(getattr(error, "orig", None), "driver_exception", error)).__name__


async def _serve(settings: Settings, services: Services, key: str) -> None:
    serving = asyncio.current_task()
    assert serving is not None
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Wherever it is, also while Slack or the database has not answered yet; told a second
        # time, it does not wait either for what is under way.
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    with suppress(asyncio.CancelledError):
        async with running(settings, services) as compact:
            if compact.store is not None:
                await asyncio.wait([compact.store])
                _check_opened(compact.store)
            client = _web_client(settings, settings.bot_token)
            told = Maintainers(client, settings.maintainers)
            async with reloading(settings, compact.current, told.tell, key):
                await asyncio.Event().wait()
    logger.info("Compact has stopped")
