"""What Slack refuses, and whether it is worth another try."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

# Slack's names for what passes by itself; whatever else it refuses needs somebody to mend it.
PASSING = {"ratelimited", "internal_error", "fatal_error", "request_timeout", "service_unavailable"}


def tell_why(error: Exception) -> str:
    """Name what went wrong: Slack's own name for it, the HTTP status, or the kind of fault."""
    if not isinstance(error, SlackApiError):
        # Of an address only this much: a ticket may stand in it.
        status = getattr(error, "status", None)
        return f"HTTP {status}" if status else type(error).__name__
    data = getattr(error.response, "data", None)
    name = data.get("error") if isinstance(data, dict) else None
    return str(name or f"HTTP {_status_of(error)}")


def may_pass(error: Exception) -> bool:
    """Tell what passes by itself, such as an outage, from what Slack refuses for good."""
    if not isinstance(error, SlackApiError):
        return True
    status = _status_of(error)
    return status == 429 or status >= 500 or tell_why(error) in PASSING


def read_pause(error: SlackApiError) -> float:
    """Read for how many seconds Slack asks for a pause; 0 where it does not."""
    after = str(error.response.headers.get("Retry-After") or "")
    return float(after) if after.isascii() and after.isdigit() else 0.0


def _status_of(error: SlackApiError) -> int:
    # Where an answer is no JSON although it says so, slack_sdk hands on aiohttp's own response.
    response = error.response
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
