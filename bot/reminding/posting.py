"""Posting one message to Slack, and finding out afterwards whether it was posted.

Slack has no idempotency key.  Each message bears its delivery’s id in its metadata, and a reply
that was lost is settled by reading the channel’s history for that id.
Source: Slack, chat.postMessage (errors), conversations.history (include_all_metadata).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import PostingError, Unreadable

EVENT_TYPE = "compact_delivery"
# Seconds for one call. Slack answers within one or two; what takes longer counts as lost, and a
# lease has to outlast two of them.
TIMEOUT = 20
# Messages of one page. Slack gives an app that is distributed without being listed 15 at most.
PAGE = 200
# Seconds after which a Slack that could not be reached is tried again.
UNREACHED = 5.0
# Seconds by which clocks of Slack's servers may differ from this one's: a message that was posted
# may bear an earlier time than the intent to post it.
SKEW = 60

# "It's possible some aspect of the operation succeeded": the history has to be read.
_UNCERTAIN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_TRANSIENT = frozenset({"ratelimited", "rate_limited", "team_added_to_org"})
TOKEN_ERRORS = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
# What will not mend itself before somebody does something about the place, person or token.
LASTING = TOKEN_ERRORS | frozenset(
    {
        "access_denied",
        "cannot_dm_bot",
        "channel_is_limited_access",
        "channel_not_found",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "team_access_not_granted",
        "user_disabled",
        "user_not_found",
    }
)


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack has the message."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack has surely not posted it.

    Args:
        error: Slack's name for why.
        wait: seconds after which to try again; 0 for never.
    """

    error: str
    wait: float = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """Slack may have posted it."""

    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a history that was searched.

    Args:
        messages: how many there were in it.
        ts: of the message that was looked for, or "".
        cursor: where the next part begins; "" where that was the last.
    """

    messages: int
    ts: str = ""
    cursor: str = ""


@dataclass(slots=True)
class Posting:
    """Slack, as the scheduler uses it.

    Args:
        client: has no retry handlers: one that waits would outlast the claim, and one that sends
            again would post twice.
    """

    client: AsyncWebClient
    _direct: dict[str, str] = field(default_factory=dict, init=False)

    async def resolve(self, target: str) -> str | Refused | Unknown:
        """Give the channel in which a target is reached: a person's is opened."""
        if not target.startswith(("U", "W")):
            return target
        if target not in self._direct:
            try:
                who = await self._call("users.info", {"user": target}, "GET")
                if who["user"].get("deleted"):
                    return Refused("user_disabled")
                opened = await self._call("conversations.open", {"users": target})
            except _Failure as failure:
                return failure.outcome
            self._direct[target] = str(opened["channel"]["id"])
        return self._direct[target]

    async def post(
        self, channel: str, message: dict[str, Any], delivery: str, thread: str
    ) -> Posted | Refused | Unknown:
        """Post a message once.

        Args:
            channel: where.
            message: its text and blocks.
            delivery: the id that its metadata bears.
            thread: ``ts`` of the message under which it stands, or "".
        """
        mark = {"event_type": EVENT_TYPE, "event_payload": {"delivery": delivery}}
        body = {"channel": channel, "metadata": mark, "unfurl_links": False, **message}
        if thread:
            body["thread_ts"] = thread
        try:
            answer = await self._call("chat.postMessage", body)
        except _Failure as failure:
            return failure.outcome
        return Posted(str(answer["channel"]), str(answer["ts"]))

    async def look(
        self, channel: str, thread: str, delivery: str, anchor: str, cursor: str = ""
    ) -> Page:
        """Look for a delivery in a part of a channel or thread.

        Args:
            channel: where it would be.
            thread: ``ts`` of the thread, or "".
            delivery: the id in its metadata.
            anchor: a time of Slack's before which it was not posted, or "".
            cursor: where the part begins; "" for the newest.

        Returns:
            What was found there, and where the search goes on.

        Raises:
            Unreadable: where Slack does not show it, with how long to wait.
        """
        body: dict[str, Any] = {"channel": channel, "limit": PAGE, "include_all_metadata": "true"}
        if thread:
            body["ts"] = thread
        if anchor:
            # Our own clock is no measure of Slack's.
            body["oldest"] = f"{max(float(anchor) - SKEW, 0):.6f}"
        if cursor:
            body["cursor"] = cursor
        method = "conversations.replies" if thread else "conversations.history"
        try:
            page = await self._call(method, body, "GET")
        except _Failure as failure:
            error, outcome = failure.error, failure.outcome
            # A thread whose head was deleted can be read no more.
            lasting = error in LASTING or error in ("thread_not_found", "method_not_allowed")
            wait = outcome.wait if isinstance(outcome, Refused) else 0.0
            raise Unreadable(error, lasting=lasting, wait=wait) from None
        messages = page.get("messages", [])
        for message in messages:
            mark = message.get("metadata") or {}
            payload = mark.get("event_payload") or {}
            if mark.get("event_type") == EVENT_TYPE and payload.get("delivery") == delivery:
                return Page(len(messages), ts=str(message["ts"]))
        more = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return Page(len(messages), cursor=str(more))

    async def _call(self, method: str, body: dict[str, Any], verb: str = "POST") -> Any:
        try:
            async with asyncio.timeout(TIMEOUT):
                if verb == "GET":
                    return await self.client.api_call(method, http_verb="GET", params=body)
                return await self.client.api_call(method, json=body)
        except SlackApiError as error:
            raise _Failure(*_judge(error)) from None
        except ClientConnectorError as error:
            # Slack was never reached.
            name = type(error).__name__
            raise _Failure(name, Refused(name, UNREACHED)) from None
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            name = type(error).__name__
            raise _Failure(name, Unknown(name)) from None


class _Failure(PostingError):
    """A call that failed, with what that means for a post."""

    def __init__(self, error: str, outcome: Refused | Unknown) -> None:
        super().__init__(error)
        self.outcome = outcome


def _judge(error: SlackApiError) -> tuple[str, Refused | Unknown]:
    response = error.response
    if not isinstance(response, AsyncSlackResponse) or not isinstance(response.data, dict):
        return "unreadable_answer", Unknown("unreadable_answer")
    status, name = response.status_code, str(response.data.get("error") or "")
    if status == 429 or name in _TRANSIENT:
        after = {k.lower(): str(v) for k, v in response.headers.items()}.get("retry-after", "")
        return name, Refused(name or "ratelimited", float(after) if after.isdigit() else 1.0)
    if status >= 500 or not name or name in _UNCERTAIN:
        return name or f"http_{status}", Unknown(name or f"http_{status}")
    return name, Refused(name)
