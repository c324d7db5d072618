"""What Slack sends to the app: slash commands, interactive payloads and events, over HTTP."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from tests.fake_slack.limits import APP, BOT, TEAM, Json
from tests.fake_slack.refusals import ack_faults
from tests.fake_slack.workspace import Reply, Workspace

# All that people have said to any app in this process, for whoever looks for it in logs.
SAID: set[str] = set()


def _note_said(*texts: object) -> None:
    SAID.update(text for text in texts if isinstance(text, str))


class Events(Workspace):
    """Requests to the app, signed as Slack signs them."""

    # Payloads of what Slack sends to the app

    def _place(self, user: str, channel: str) -> tuple[Json, Json]:
        """Describe a user and a channel as interactive payloads do."""
        who, where = self.users.get(user), self.channels.get(channel)
        name = who.name if who else "unknown"
        return (
            {"id": user, "username": name, "name": name, "team_id": TEAM},
            {"id": channel, "name": where.name if where else "directmessage"},
        )

    def slash_payload(
        self, text: str, *, command: str = "/compact", user: str = "U1", channel: str = "C1"
    ) -> dict[str, str]:
        """Build the form fields of a slash command.

        Args:
            text: what stands after the command.
            command: the command.
            user: who types it.
            channel: where.

        Returns:
            The fields, with a fresh response URL and trigger id.
        """
        who, where = self._place(user, channel)
        _note_said(text)
        return {
            "token": "legacy",
            "team_id": TEAM,
            "team_domain": "fake",
            "channel_id": channel,
            "channel_name": where["name"],
            "user_id": user,
            "user_name": who["name"],
            "command": command,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self.make_response_url(channel),
            "trigger_id": self.trigger_id(),
        }

    def event_payload(self, event: Json, event_id: str | None = None) -> Json:
        """Build the envelope of an event.

        Args:
            event: the event itself, with its type.
            event_id: the same again for a retry; a fresh one without it.

        Returns:
            The payload.
        """
        channel = self.channels.get(str(event.get("channel")))
        _note_said(event.get("text"))
        bot = {"team_id": TEAM, "user_id": BOT, "is_bot": True, "enterprise_id": None}
        return {
            "token": "legacy",
            "team_id": TEAM,
            "api_app_id": APP,
            "type": "event_callback",
            "event": {"event_ts": self._ts(), **event},
            "event_id": event_id or self._next("Ev"),
            "event_time": int(self.now()),
            "authorizations": [{**bot, "is_enterprise_install": False}],
            "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
        }

    def click_payload(
        self,
        action: Mapping[str, Any],
        *,
        message: Mapping[str, Any] | None = None,
        view: Mapping[str, Any] | None = None,
        user: str = "U1",
        channel: str = "C1",
        response_url: str | None = None,
        ephemeral: bool = False,
        state: Json | None = None,
        **chosen: Any,
    ) -> Json:
        """Build a block_actions payload.

        Args:
            action: the element as it stands in the blocks.
            message: the message it stands in.
            view: the view it stands in, instead of a message.
            user: who clicks.
            channel: where.
            response_url: an own response URL; a fresh one without it.
            ephemeral: whether only the user sees the message; Slack leaves it out then.
            state: the values of the inputs.
            chosen: what the choice adds, such as `selected_option=...`.

        Returns:
            The payload.

        Raises:
            ValueError: the message or the view has no such action.
        """
        blocks = (message or view or {}).get("blocks") or []
        homes = [
            b
            for b in blocks
            if action in [*b.get("elements", []), b.get("accessory"), b.get("element")]
        ]
        if (message or view) and not homes:
            raise ValueError(f"no such action in the message: {action.get('action_id')}")
        left_out = ("options", "option_groups", "confirm", "url", "focus_on_load")
        done = {name: value for name, value in action.items() if name not in left_out}
        done |= {"action_ts": self._ts(), **chosen}
        done.setdefault("block_id", homes[0].get("block_id", "b") if homes else "b")
        who, where = self._place(user, channel)
        payload: Json = {"type": "block_actions", "user": who, "actions": [done]}
        payload["state"] = {"values": state or {}}
        if view is not None:
            payload |= {"view": dict(view), "container": {"type": "view", "view_id": view["id"]}}
            return self._complete(payload)
        ts = message["ts"] if message and "ts" in message else self._ts()
        seat = {"type": "message", "message_ts": ts, "channel_id": channel}
        payload |= {"channel": where, "container": {**seat, "is_ephemeral": ephemeral}}
        payload["response_url"] = response_url or self.make_response_url(channel, ts)
        if message is not None and not ephemeral:
            payload["message"] = dict(message)
        return self._complete(payload)

    def _complete(self, payload: Mapping[str, Any]) -> Json:
        """Add what every interactive payload has."""
        who, _ = self._place("U1", "C1")
        actions = payload.get("actions") or []
        _note_said(payload.get("value"), *(action.get("value") for action in actions))
        _note_said((payload.get("message") or {}).get("text"))
        common = {"team": {"id": TEAM, "domain": "fake"}, "user": who, "api_app_id": APP}
        whole = {"token": "legacy", "is_enterprise_install": False, **common, **payload}
        if payload.get("type") != "block_suggestion" and "trigger_id" not in whole:
            whole["trigger_id"] = self.trigger_id((payload.get("view") or {}).get("root_view_id"))
        if payload.get("type") == "message_action" and "response_url" not in whole:
            whole["response_url"] = self.make_response_url(whole["channel"]["id"])
        return whole

    # Over HTTP

    async def _send(
        self,
        app_url: str,
        kind: str,
        body: str,
        content_type: str,
        sign_with: str | None,
        timestamp: int | None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a signed request to the app and look at its answer."""
        stamp = str(int(self.now()) if timestamp is None else timestamp)
        secret = (sign_with or self.signing_secret).encode()
        digest = hmac.new(secret, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
        signed |= {"Content-Type": content_type, **(headers or {})}
        start = time.monotonic()
        async with self._session.post(app_url, data=body.encode(), headers=signed) as answer:
            content = await answer.read()
            elapsed, payload = time.monotonic() - start, None
            faults: list[str] = []
            if content and answer.content_type == "application/json":
                try:
                    payload = json.loads(content)
                except ValueError:
                    faults.append("the body is not JSON")
            faults += ack_faults(kind, payload if answer.status == 200 else None, elapsed)
            return Reply(answer.status, answer.headers, content, elapsed, faults)

    async def slash(
        self,
        app_url: str,
        command: str = "/compact",
        text: str = "",
        user: str = "U1",
        channel: str = "C1",
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
    ) -> Reply:
        """Send a slash command to the app.

        Args:
            app_url: the app's request URL.
            command: the command.
            text: what stands after it.
            user: who types it.
            channel: where.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.

        Returns:
            The app's answer.
        """
        fields = self.slash_payload(text, command=command, user=user, channel=channel)
        form, kind = urlencode(fields), "application/x-www-form-urlencoded"
        return await self._send(app_url, "slash_commands", form, kind, sign_with, timestamp)

    async def send_payload(
        self,
        app_url: str,
        payload: Mapping[str, Any],
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
    ) -> Reply:
        """Send an interactive payload (shortcut, view_submission, block_suggestion) to the app.

        Args:
            app_url: the app's request URL.
            payload: the payload; team, user, app and trigger id are added where they are missing.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.

        Returns:
            The app's answer.
        """
        form = urlencode({"payload": json.dumps(self._complete(payload))})
        content_type = "application/x-www-form-urlencoded"
        return await self._send(
            app_url, str(payload["type"]), form, content_type, sign_with, timestamp
        )

    async def click(
        self,
        app_url: str,
        action: Mapping[str, Any],
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
        **options: Any,
    ) -> Reply:
        """Use a button or a menu.

        Args:
            app_url: the app's request URL.
            action: the element as it stands in the blocks.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.
            options: the keyword arguments of `click_payload`: message, view, user, channel,
                response_url, ephemeral, state, selected_option and the like.

        Returns:
            The app's answer.
        """
        payload = self.click_payload(action, **options)
        return await self.send_payload(app_url, payload, sign_with=sign_with, timestamp=timestamp)

    async def event(
        self,
        app_url: str,
        event: Json,
        retry_num: int | None = None,
        event_id: str | None = None,
        *,
        sign_with: str | None = None,
        timestamp: int | None = None,
    ) -> Reply:
        """Send an event to the app.

        Args:
            app_url: the app's request URL.
            event: the event itself, with its type.
            retry_num: which repetition this is.
            event_id: the same again for a retry; a fresh one without it.
            sign_with: another signing secret than the right one.
            timestamp: another time of signing than now.

        Returns:
            The app's answer.
        """
        body = json.dumps(self.event_payload(event, event_id))
        again = {"X-Slack-Retry-Num": str(retry_num), "X-Slack-Retry-Reason": "http_timeout"}
        headers = None if retry_num is None else again
        kind = "application/json"
        return await self._send(app_url, "events_api", body, kind, sign_with, timestamp, headers)
