"""The start: the first question to Slack, and what stands in the way told by its setting."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.config import Settings
from bot.errors import PortRefused, SlackRefused
from bot.slack.refusals import may_pass, read_pause
from bot.slack.sockets import Pace

logger = logging.getLogger("compact")


async def ask_first(
    ask: Callable[[], Awaitable[object]], setting: str, url: str, pace: Pace | None = None
) -> None:
    """Ask Slack whether a token is good; again for a minute where Slack is busy or out of order.

    Args:
        ask: asks it once.
        setting: the variable that the token is in.
        url: where Slack is asked.
        pace: how long to go on, and the waits between; None for the usual.

    Raises:
        SlackRefused: Slack does not take it, is not reached, or goes on being out of order.
    """
    pace = pace or Pace()
    loop = asyncio.get_running_loop()
    end, waits = loop.time() + pace.patience, iter(pace.waits)
    wait = pace.waits[-1]
    while True:
        try:
            await ask()
            return
        except SlackApiError as error:
            wait = max(next(waits, wait), _read_pause(error))
            if not _may_pass(error) or loop.time() + wait > end:
                raise tell_refused(setting, error, url) from None
            logger.warning("Slack is not ready (%s); asked again in %g s", _name(error), wait)
        except (ClientError, OSError, TimeoutError) as error:
            why = type(error).__name__
            raise SlackRefused(
                f"Slack cannot be reached at {url} ({why}); SLACK_API_URL says where it is."
            ) from None
        except (KeyError, TypeError, ValueError, AttributeError):
            raise SlackRefused(_tell_other(url, 200)) from None
        await asyncio.sleep(wait)


def tell_refused(setting: str, error: SlackApiError, url: str) -> SlackRefused:
    """Word why Slack does not let Compact start.

    Args:
        setting: the variable that the token is in.
        error: what Slack answered, or what answers in its place.
        url: where Slack was asked.
    """
    name, status = _name(error), _status(error)
    if not _may_pass(error):
        given = f"Slack does not take {setting} ({name})."
        return SlackRefused(given if _has_name(error) else _tell_other(url, status))
    if status == 429 or name == "ratelimited":
        return SlackRefused(f"Slack asks for a pause ({name}); start Compact again in a minute.")
    return SlackRefused(
        f"Slack's Web API is out of order ({name}) at {url}, which SLACK_API_URL can change; "
        "start Compact again in a few minutes."
    )


def tell_port(error: OSError, settings: Settings) -> PortRefused:
    """Word why the port cannot be listened to."""
    place = f"{settings.host}:{settings.port}"
    why = (error.strerror or type(error).__name__).split(":")[-1].strip()
    return PortRefused(f"{place} cannot be listened to ({why}); see COMPACT_HOST and COMPACT_PORT.")


def _tell_other(url: str, status: int) -> str:
    return f"What answers at {url} is not Slack's Web API (HTTP {status}); see SLACK_API_URL."


def _status(error: SlackApiError) -> int:
    # Where the body is no JSON, slack_sdk gives a response of another type.
    return int(getattr(error.response, "status_code", 200))


def _data(error: SlackApiError) -> object:
    return getattr(error.response, "data", None)


def _has_name(error: SlackApiError) -> bool:
    data = _data(error)
    return isinstance(data, dict) and isinstance(data.get("error"), str)


def _name(error: SlackApiError) -> str:
    data = _data(error)
    if isinstance(data, dict) and isinstance(data.get("error"), str):
        return str(data["error"])
    return f"HTTP {_status(error)}"


def _may_pass(error: SlackApiError) -> bool:
    return hasattr(error.response, "status_code") and may_pass(error)


def _read_pause(error: SlackApiError) -> float:
    return read_pause(error) if hasattr(error.response, "headers") else 0.0
