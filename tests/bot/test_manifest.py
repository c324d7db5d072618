"""app.yaml: what Slack accepts, and in step with what the code listens to and calls."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Background
from bot.current import Current
from bot.listeners import register
from handlers.request import Services
from tests.conftest import ROOT

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "tests" / "data" / "manifest.schema.2.0.0.json").read_text(encoding="utf-8")
)

# What a bot token needs for each method that Compact calls. Source: Slack, the methods' pages.
# Of the conversations, only the kinds that Compact reads: public, private and its own messages.
SCOPES: dict[str, set[str]] = {
    "api.test": set(),
    "auth.test": set(),
    "apps.connections.open": set(),
    "assistant.threads.setStatus": {"assistant:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "chat.delete": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history"},
    "conversations.replies": {"channels:history", "groups:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "files.upload.v2": {"files:write"},
    "functions.completeError": set(),
    "functions.completeSuccess": set(),
    "users.conversations": {"channels:read", "groups:read"},
    "users.info": {"users:read"},
    "views.open": set(),
    "views.push": set(),
    "views.publish": set(),
    "views.update": set(),
}
# What an event is sent for. Source: Slack, the events' pages.
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "assistant_thread_started": {"assistant:write"},
    "assistant_thread_context_changed": {"assistant:write"},
    "function_executed": set(),
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
}

# What Bolt's arguments call. Source: Bolt for Python, the listeners' arguments.
BY_BOLT = {
    "complete": "functions.completeSuccess",
    "fail": "functions.completeError",
    "say": "chat.postMessage",
    "set_status": "assistant.threads.setStatus",
    "set_suggested_prompts": "assistant.threads.setSuggestedPrompts",
}


class Recording(AsyncApp):
    """A Bolt app that remembers what is registered on it."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-1", signing_secret="s")
        self.kept: dict[str, set[str]] = {}

    def keep(self, kind: str, name: object) -> None:
        if isinstance(name, str):
            self.kept.setdefault(kind, set()).add(name)

    def command(self, command: Any, *rest: Any, **more: Any) -> Any:
        self.keep("command", command)
        return super().command(command, *rest, **more)

    def event(self, event: Any, *rest: Any, **more: Any) -> Any:
        self.keep("event", event)
        return super().event(event, *rest, **more)

    def global_shortcut(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self.keep("global", callback_id)
        return super().global_shortcut(callback_id, *rest, **more)

    def message_shortcut(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self.keep("message", callback_id)
        return super().message_shortcut(callback_id, *rest, **more)

    def function(self, callback_id: Any, *rest: Any, **more: Any) -> Any:
        self.keep("function", callback_id)
        return super().function(callback_id, *rest, **more)

    def assistant(self, assistant: Any) -> Any:
        self.keep("event", "message")
        return super().assistant(assistant)


@pytest.fixture
def registered(bare: Services) -> dict[str, set[str]]:
    app = Recording()
    register(app, Current(bare), Background())
    return app.kept


def called() -> Iterator[str]:
    """Yield the Web API methods that the code calls, "chat.postMessage"."""
    by_name = {name.replace("_", "."): name for name in dir(AsyncWebClient)}
    dotted = {name.casefold() for name in by_name}
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.arg) and node.arg in BY_BOLT:
                yield BY_BOLT[node.arg]
            elif (
                isinstance(node, ast.Attribute)
                and "_" in node.attr
                and hasattr(AsyncWebClient, node.attr)
                and "client" in ast.unparse(node.value)
            ):
                yield node.attr.replace("_", ".")
            elif (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[a-z]+(\.[a-zA-Z]+)+", node.value)
                and node.value.casefold() in dotted
            ):
                yield node.value


def needed_scopes() -> set[str]:
    methods = {method for method in called() if method != "api.call"}
    assert {"chat.postMessage", "chat.postEphemeral", "auth.test"} <= methods
    assert methods - SCOPES.keys() == set()
    found = {"commands"}.union(*(SCOPES[method] for method in methods))
    return found.union(*(EVENT_SCOPES[event] for event in bot_events()))


def bot_events() -> list[str]:
    events: list[str] = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    return events


def test_slack_s_schema_accepts_it() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert [fault.message for fault in Draft7Validator(SCHEMA).iter_errors(MANIFEST)] == []


def test_the_schema_refuses_what_slack_does_not_know() -> None:
    wrong = {**MANIFEST, "features": {**MANIFEST["features"], "slash_command": []}}
    faults = [fault.message for fault in Draft7Validator(SCHEMA).iter_errors(wrong)]
    assert any("'slash_command' was unexpected" in fault for fault in faults)


def test_texts_are_as_long_as_slack_allows() -> None:
    shown, features = MANIFEST["display_information"], MANIFEST["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    for command in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
        assert len(command["description"]) <= 2_000
        assert len(command["usage_hint"]) <= 1_000
        # Names are to come as they are typed.
        assert command["should_escape"] is False
    shortcuts = features.get("shortcuts", [])
    assert len(shortcuts) <= 10
    for shortcut in shortcuts:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
    assert len(features.get("unfurl_domains", [])) <= 5


def test_commands_are_those_that_are_listened_to(registered: dict[str, set[str]]) -> None:
    declared = {command["command"] for command in MANIFEST["features"]["slash_commands"]}
    assert declared == registered["command"] == {"/compact"}


def test_shortcuts_are_those_that_are_listened_to(registered: dict[str, set[str]]) -> None:
    shortcuts = MANIFEST["features"].get("shortcuts", [])
    for kind in ("global", "message"):
        declared = {each["callback_id"] for each in shortcuts if each["type"] == kind}
        assert declared == registered.get(kind, set()), kind


def test_events_are_those_that_are_listened_to(registered: dict[str, set[str]]) -> None:
    declared = {event.partition(".")[0] for event in bot_events()}
    # Slack subscribes an app to its own steps' event by itself, too.
    assert declared - {"function_executed"} == registered["event"] - {"function_executed"}


def test_steps_are_those_that_are_listened_to(registered: dict[str, set[str]]) -> None:
    assert set(MANIFEST.get("functions", {})) == registered.get("function", set())
    # Slack offers steps of org-ready apps alone.
    assert MANIFEST["settings"]["org_deploy_enabled"] is bool(registered.get("function"))


def test_scopes_are_those_that_the_code_needs() -> None:
    declared = MANIFEST["oauth_config"]["scopes"]["bot"]
    assert len(declared) == len(set(declared))
    assert set(declared) == needed_scopes()


def test_buttons_and_typed_choices_are_delivered() -> None:
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
