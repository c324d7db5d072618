"""The Web API and response URLs."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from tests.fake_slack.limits import (
    APP,
    BOT,
    BOT_ID,
    MAX_UPDATE,
    RESPONSE_URL_USES,
    SCOPES,
    TEAM,
    Json,
)
from tests.fake_slack.refusals import SlackError, check_content, check_response
from tests.fake_slack.views import Views
from tests.fake_slack.workspace import Call, FakeFile, ResponseUrl

# The methods that Slack limits for apps that are distributed without being listed.
HISTORIES = ("conversations.history", "conversations.replies")


def is_true(value: Any) -> bool:
    """Read a flag as it comes in JSON or in a query string."""
    return value in (True, 1, "1", "true", "True")


class Api(Views):
    """The methods of the Web API."""

    @cached_property
    def _methods(self) -> dict[str, tuple[Callable[[Json], Json], str]]:
        """What serves each method, and the arguments without which it is refused."""
        return {
            "auth.test": (self._auth_test, ""),
            "apps.connections.open": (self._connections_open, ""),
            "chat.postMessage": (self._post_message, "channel"),
            "chat.postEphemeral": (self._post_ephemeral, "channel user"),
            "chat.update": (self._update, "channel ts"),
            "chat.delete": (self._delete, "channel ts"),
            "conversations.info": (self._info, "channel"),
            "conversations.history": (self._history, "channel"),
            "conversations.replies": (self._replies, "channel ts"),
            "conversations.members": (self._members, "channel"),
            "conversations.open": (self._open, ""),
            "users.conversations": (self._user_conversations, ""),
            "users.info": (self._user_info, "user"),
            "views.open": (self._views_open, "trigger_id view"),
            "views.push": (self._views_push, "trigger_id view"),
            "views.publish": (self._views_publish, "user_id view"),
            "views.update": (self._views_update, "view"),
            "reactions.add": (self._react, "channel name timestamp"),
            "files.getUploadURLExternal": (self._upload_url, "filename length"),
            "files.completeUploadExternal": (self._complete_upload, "files"),
            "assistant.threads.setSuggestedPrompts": (self._prompts, "channel_id prompts"),
            "functions.completeSuccess": (self._finish, "function_execution_id outputs"),
            "functions.completeError": (self._finish, "function_execution_id error"),
        }

    async def _serve_api(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the Web API."""
        async with self._change():
            method = request.match_info["method"]
            arguments, token = await self._arguments(request)
            call = Call(method, arguments, token)
            fault = self._faults[method].popleft() if self._faults[method] else None
            status, headers = 200, {"x-oauth-scopes": ",".join(self.scopes)}
            try:
                if fault is not None and fault.error is not None:
                    status, headers = fault.status, headers | dict(fault.headers)
                    raise SlackError(fault.error)
                if wait := self._history_wait(method):
                    status, headers = 429, headers | {"Retry-After": str(wait)}
                    raise SlackError("ratelimited")
                body = {"ok": True, **self._dispatch(method, arguments, token)}
            except SlackError as refusal:
                call.error, body = refusal.error, {"ok": False, "error": refusal.error}
                if refusal.messages:
                    body["response_metadata"] = {"messages": refusal.messages}
            self.calls.append(call)
            if fault is not None and fault.error is None and request.transport is not None:
                request.transport.close()
            if fault is not None and fault.page:
                page = "<h1>Bad gateway</h1>"
                return web.Response(text=page, content_type=fault.page, status=status)
            return web.json_response(body, status=status, headers=headers)

    def _history_wait(self, method: str) -> int:
        """Give the seconds until a history may be read again; 0 where it may be now."""
        if self.history_limit is None or method not in HISTORIES:
            return 0
        wait = self._history_read + self.history_limit[1] - self.now()
        if wait > 0:
            return math.ceil(wait)
        self._history_read = self.now()
        return 0

    async def _arguments(self, request: web.Request) -> tuple[Json, str]:
        """Read a call's arguments and token from the query, the body and the headers."""
        arguments: Json = dict(request.query)
        if request.content_type == "application/json":
            try:
                body = json.loads(await request.text() or "{}")
            except ValueError:
                body = {}
            arguments |= body if isinstance(body, dict) else {}
        else:
            arguments |= dict(await request.post())
        for name in ("blocks", "attachments", "metadata", "view", "files"):
            if isinstance(arguments.get(name), str):
                try:
                    arguments[name] = json.loads(arguments[name])
                except ValueError:
                    continue
        header = request.headers.get("Authorization", "")
        token = str(arguments.pop("token", "") or header.removeprefix("Bearer ").strip())
        return arguments, token

    def _dispatch(self, method: str, arguments: Json, token: str) -> Json:
        """Check method, token and required arguments, then do the call.

        Raises:
            SlackError: the call is refused.
        """
        if method not in self._methods:
            raise SlackError("unknown_method")
        if not token:
            raise SlackError("not_authed")
        if token not in (self.bot_token, self.app_token):
            raise SlackError("invalid_auth")
        if (token == self.app_token) != (method == "apps.connections.open"):
            raise SlackError("not_allowed_token_type")
        self._check_scope(method, arguments)
        handler, required = self._methods[method]
        missing = [name for name in required.split() if arguments.get(name) in (None, "")]
        if missing:
            reasons = [f"[ERROR] missing required field: {name}" for name in missing]
            raise SlackError("missing_argument", reasons)
        return handler(arguments)

    def _check_scope(self, method: str, arguments: Json) -> None:
        """Refuse a call for which the token has no scope, as the methods' pages name them.

        Raises:
            SlackError: the scope is missing.
        """
        needed = SCOPES.get(method, "")
        if "*" in needed:
            channel = self.channels.get(str(arguments.get("channel")))
            kind = "channels"
            if channel is not None and channel.is_private:
                kind = "im" if channel.is_im else "groups"
            needed = needed.replace("*", kind)
        if self.scopes_count and needed and needed not in self.scopes:
            raise SlackError("missing_scope", [f"[ERROR] needed: {needed}"])

    def _auth_test(self, _: Json) -> Json:
        """Serve auth.test."""
        who = {"user_id": BOT, "bot_id": BOT_ID, "team_id": TEAM, "user": self.users[BOT].name}
        return {"url": "https://fake.slack.com/", "team": "Fake", **who}

    def _connections_open(self, _: Json) -> Json:
        """Serve apps.connections.open."""
        ticket = self._next("ticket")
        self._tickets[ticket] = self.now() + self.ticket_life
        return {"url": f"ws://127.0.0.1:{self._port}/link/?ticket={ticket}&app_id={APP}"}

    def _content(self, args: Json) -> Json:
        """Pick what makes up a message out of a call's arguments, checking its metadata."""
        for number, block in enumerate(args.get("blocks") or ()):
            if block["type"] in self.lacks:
                where = f"[json-pointer:/blocks/{number}]"
                raise SlackError("invalid_blocks", [f"[ERROR] unsupported type {where}"])
        metadata = args.get("metadata")
        good = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
        if metadata and not (good and isinstance(metadata.get("event_type"), str)):
            raise SlackError("invalid_metadata_format")
        if "thread_ts" in args:
            whole, _, rest = str(args["thread_ts"]).partition(".")
            if not (whole.isdigit() and rest.isdigit() and len(rest) == 6):
                raise SlackError("invalid_thread_ts")
        names = ("text", "blocks", "attachments", "metadata", "thread_ts")
        content: Json = {name: args[name] for name in names if args.get(name) is not None}
        if args.get("markdown_text"):
            content["text"] = args["markdown_text"]
        return content

    def _post_message(self, args: Json) -> Json:
        """Serve chat.postMessage."""
        key, _ = self._channel(args["channel"], "post")
        check_content(args)
        content = self._content(args)
        if is_true(args.get("reply_broadcast")):
            content["subtype"] = "thread_broadcast"
        message = self.add_message(key, BOT, **content)
        result = {"channel": key, "ts": message["ts"], "message": message}
        self.posted.append(deepcopy(result))
        return result

    def _post_ephemeral(self, args: Json) -> Json:
        """Serve chat.postEphemeral."""
        key, channel = self._channel(args["channel"], "post")
        if args["user"] not in self.users:
            raise SlackError("user_not_found")
        if args["user"] not in channel.members:
            raise SlackError("user_not_in_channel")
        check_content(args)
        ts = self._ts()
        extra = {"channel": key, "user": args["user"], "ts": ts, "is_ephemeral": True}
        self.ephemerals.append({"text": "", **self._content(args), **extra})
        return {"message_ts": ts}

    def _update(self, args: Json) -> Json:
        """Serve chat.update."""
        key, channel = self._channel(args["channel"], "write")
        message = self._message(channel, args["ts"], "cant_update_message")
        check_content(args, MAX_UPDATE)
        content = self._content(args)
        if content.get("text") and "blocks" not in content:
            message.pop("blocks", None)
        message |= {**self._with_ids(content), "edited": {"user": BOT, "ts": self._ts()}}
        return {"channel": key, "ts": message["ts"], "text": message["text"], "message": message}

    def _delete(self, args: Json) -> Json:
        """Serve chat.delete."""
        key, channel = self._channel(args["channel"], "write")
        channel.messages.remove(self._message(channel, args["ts"], "cant_delete_message"))
        return {"channel": key, "ts": args["ts"]}

    def _info(self, args: Json) -> Json:
        """Serve conversations.info."""
        key, channel = self._channel(args["channel"], "see")
        shape = {
            "id": key,
            "name": channel.name,
            "is_channel": not channel.is_im and not channel.is_private,
            "is_im": channel.is_im,
            "is_private": channel.is_private,
            "is_archived": channel.is_archived,
            "is_ext_shared": channel.is_ext_shared,
            "is_shared": channel.is_ext_shared,
            "is_member": BOT in channel.members,
        }
        if is_true(args.get("include_num_members")):
            shape["num_members"] = len(channel.members)
        return {"channel": shape}

    def _page(self, items: Sequence[Any], args: Json, default: int) -> tuple[list[Any], str]:
        """Cut one page out of a list and return it with the cursor of the next one."""
        try:
            start, limit = int(args.get("cursor") or 0), int(args.get("limit") or default)
        except ValueError:
            raise SlackError("invalid_cursor") from None
        if not 0 < limit <= 1000:
            raise SlackError("invalid_limit")
        rest = str(start + limit) if start + limit < len(items) else ""
        return list(items[start : start + limit]), rest

    def _listing(self, messages: Sequence[Json], args: Json) -> Json:
        """Answer with those messages that fall between oldest and latest."""
        try:
            oldest = Decimal(args.get("oldest") or 0)
            latest = Decimal(args.get("latest") or "Infinity")
        except InvalidOperation:
            raise SlackError("invalid_ts_oldest") from None
        ends = is_true(args.get("inclusive"))
        hidden = () if is_true(args.get("include_all_metadata")) else ("metadata",)
        found = [
            {name: value for name, value in one.items() if name not in hidden}
            for one in messages
            if oldest < Decimal(one["ts"]) < latest
            or (ends and Decimal(one["ts"]) in (oldest, latest))
        ]
        if self.history_limit is not None:
            args = {**args, "limit": min(int(args.get("limit") or 100), self.history_limit[0])}
        page, rest = self._page(found, args, 100)
        more = {"has_more": bool(rest), "response_metadata": {"next_cursor": rest}}
        return {"messages": page, **more}

    def _history(self, args: Json) -> Json:
        """Serve conversations.history: newest first, no replies but those broadcast."""
        _, channel = self._channel(args["channel"])
        top = [
            one
            for one in reversed(channel.messages)
            if one.get("thread_ts", one["ts"]) == one["ts"] or "subtype" in one
        ]
        return self._listing(top, args)

    def _replies(self, args: Json) -> Json:
        """Serve conversations.replies: the parent, then its replies, oldest first."""
        _, channel = self._channel(args["channel"])
        thread = [m for m in channel.messages if args["ts"] in (m["ts"], m.get("thread_ts"))]
        if not thread:
            raise SlackError("thread_not_found")
        return self._listing(thread, args)

    def _members(self, args: Json) -> Json:
        """Serve conversations.members."""
        _, channel = self._channel(args["channel"])
        page, rest = self._page(sorted(channel.members), args, 100)
        return {"members": page, "response_metadata": {"next_cursor": rest}}

    def _open(self, args: Json) -> Json:
        """Serve conversations.open."""
        if args.get("channel"):
            key, _ = self._channel(args["channel"])
        elif args.get("users"):
            key = self._direct(str(args["users"]).split(","))
        else:
            raise SlackError("users_list_not_supplied")
        return {"channel": {"id": key}}

    def _user_conversations(self, args: Json) -> Json:
        """Serve users.conversations: the channels that the app itself is in."""
        found = [
            {"id": key, "name": room.name, "is_archived": room.is_archived}
            for key, room in self.channels.items()
            if BOT in room.members and not room.is_im
        ]
        if is_true(args.get("exclude_archived")):
            found = [room for room in found if not room["is_archived"]]
        page, rest = self._page(found, args, 100)
        return {"channels": page, "response_metadata": {"next_cursor": rest}}

    def _user_info(self, args: Json) -> Json:
        """Serve users.info."""
        user = self.users.get(str(args["user"]))
        if user is None:
            raise SlackError("user_not_found")
        zone = ZoneInfo(user.tz)
        offset = datetime.fromtimestamp(self.now(), zone).utcoffset() or timedelta()
        shape: Json = {
            "id": args["user"],
            "team_id": TEAM,
            "name": user.name,
            "real_name": user.name,
            "profile": {"display_name": user.name, "real_name": user.name},
            "deleted": user.deleted,
            "is_bot": user.is_bot,
            "tz": user.tz,
            "tz_label": user.tz,
            "tz_offset": int(offset.total_seconds()),
        }
        if is_true(args.get("include_locale")):
            shape["locale"] = user.locale
        return {"user": shape}

    def _react(self, args: Json) -> Json:
        """Serve reactions.add."""
        _, channel = self._channel(args["channel"], "write")
        message = self._message(channel, args["timestamp"])
        name = str(args["name"])
        if not name.replace("_", "").replace("-", "").replace("+", "").isalnum():
            raise SlackError("invalid_name")
        reactions = message.setdefault("reactions", [])
        reaction = next((one for one in reactions if one["name"] == name), None)
        if reaction is None:
            reactions.append(reaction := {"name": name, "users": []})
        if BOT in reaction["users"]:
            raise SlackError("already_reacted")
        reaction["users"].append(BOT)
        return {}

    def _prompts(self, args: Json) -> Json:
        """Serve assistant.threads.setSuggestedPrompts; of the older pane only with a thread."""
        prompts = args["prompts"]
        if isinstance(prompts, str):
            prompts = json.loads(prompts)
        whole = isinstance(prompts, list) and all(
            isinstance(one, dict) and one.get("title") and one.get("message") for one in prompts
        )
        if not whole or not 0 < len(prompts) <= 4:
            raise SlackError("invalid_arguments", ["[ERROR] one to four prompts"])
        if str(args["channel_id"]) not in self.channels:
            raise SlackError("channel_not_found")
        self.prompts.append({**args, "prompts": prompts})
        return {}

    def _finish(self, args: Json) -> Json:
        """Serve functions.completeSuccess and functions.completeError."""
        if isinstance(args.get("outputs"), str):
            args = {**args, "outputs": json.loads(args["outputs"])}
        self.functions.append(args)
        return {}

    def _upload_url(self, args: Json) -> Json:
        """Serve files.getUploadURLExternal."""
        if not str(args["length"]).isdigit() or int(args["length"]) == 0:
            raise SlackError("invalid_arguments", ["[ERROR] length must be a positive number"])
        key = self._next("F")
        self.files[key] = FakeFile(
            str(args["filename"]), int(args["length"]), str(args.get("alt_txt") or "")
        )
        return {"file_id": key, "upload_url": f"http://127.0.0.1:{self._port}/upload/{key}"}

    async def _serve_upload(self, request: web.Request) -> web.Response:
        """Take a file's bytes."""
        async with self._change():
            file, body = self.files.get(request.match_info["file"]), await request.read()
            if file is None or len(body) != file.length:
                return web.Response(status=400, text="bad upload")
            file.content = body
            return web.Response(text=f"OK - {len(body)}")

    def _complete_upload(self, args: Json) -> Json:
        """Serve files.completeUploadExternal."""
        wanted = args["files"]
        if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
            raise SlackError("invalid_arguments", ["[ERROR] files must be an array of objects"])
        files = [self.files.get(str(one.get("id"))) for one in wanted]
        if not files or any(one is None or one.content is None or one.completed for one in files):
            raise SlackError("file_not_found")
        rooms = [*str(args.get("channels") or "").split(","), args.get("channel_id")]
        keys = [self._channel(room, "write")[0] for room in rooms if room]
        if args.get("thread_ts") and len(keys) != 1:
            raise SlackError("invalid_arguments", ["[ERROR] thread_ts wants exactly one channel"])
        content = self._content({**args, "text": args.get("initial_comment", "")})
        shown = [{"id": one["id"], "title": one.get("title", "")} for one in wanted]
        for file in files:
            if file is not None:
                file.completed = True
        for key in keys:
            self.add_message(key, BOT, **content, files=shown)
        return {"files": shown}

    # Response URLs

    async def _serve_response(self, request: web.Request) -> web.Response:
        """Take a response, as long as its URL is good."""
        async with self._change():
            url = self._response_urls.get(request.match_info["key"])
            if url is None or self.now() > url.until:
                return web.Response(status=404, text="expired_url")
            if url.uses >= RESPONSE_URL_USES:
                return web.Response(status=404, text="used_url")
            try:
                payload = json.loads(await request.text())
                check_response(payload)
                content = self._content(payload)
            except (ValueError, SlackError) as refusal:
                name = refusal.error if isinstance(refusal, SlackError) else "invalid_payload"
                return web.Response(status=400, text=name)
            url.uses += 1
            self.responses.append(payload)
            self._show(url, payload, content)
            return web.Response(text="ok")

    def _show(self, url: ResponseUrl, payload: Json, content: Json) -> None:
        """Carry out a response where it changes what the channel shows."""
        messages = self.channels[url.channel].messages if url.channel in self.channels else []
        old = next((one for one in messages if one["ts"] == url.message_ts), None)
        if payload.get("delete_original") and old is not None:
            messages.remove(old)
        elif payload.get("replace_original") and old is not None:
            old.pop("blocks", None)
            old |= self._with_ids(content)
        elif payload.get("response_type") == "in_channel" and url.channel in self.channels:
            self.add_message(url.channel, BOT, **content)
