"""The shapes of what Slack sends, as far as Bolt and the listeners read it.

Source: Slack, references of the Events API, of interaction payloads and of slash commands. What
is not named here may have any shape; what is named may be missing or null unless it is required.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

# Pydantic wants these where Python is older than 3.12.
from typing_extensions import Required, TypedDict  # noqa: UP035

Text = str | None
Stamp = Annotated[str, Field(pattern=r"^\d{1,12}\.\d{1,9}$")]  # a message's "1512085950.000216"
_strict = with_config(ConfigDict(strict=True))
_NAME = re.compile(r"[a-z_]{1,30}\Z")


@_strict
class Named(TypedDict, total=False):
    """A person, team, organisation or conversation where it is an object."""

    id: Required[str]
    team_id: Text
    enterprise_id: Text


Reference = str | Named | None


@_strict
class Authorization(TypedDict, total=False):
    """For whom an event is sent."""

    enterprise_id: Text
    team_id: Text
    user_id: Text
    is_enterprise_install: bool | str | None


@_strict
class Edited(TypedDict, total=False):
    """When a message was edited."""

    ts: Required[Stamp]


@_strict
class Written(TypedDict, total=False):
    """A message."""

    ts: Stamp | None
    thread_ts: Stamp | None
    text: Text
    user: Reference
    bot_id: Text
    subtype: Text
    edited: Edited | None


@_strict
class Item(TypedDict, total=False):
    """What a reaction is on."""

    type: Text
    channel: Text
    ts: Stamp | None


@_strict
class Event(TypedDict, total=False):
    """An event of any type."""

    type: Required[str]
    subtype: Text
    channel: Reference
    channel_type: Text
    user: Reference
    team: Reference
    user_team: Text
    enterprise: Reference
    enterprise_id: Text
    ts: Stamp | None
    thread_ts: Stamp | None
    text: Text
    tab: Text
    reaction: Text
    bot_id: Text
    edited: Edited | None
    item: Item | str | None
    message: Written | None
    previous_message: Written | None
    assistant_thread: dict[str, Any] | None
    function: dict[str, Any] | None
    function_execution_id: Text
    bot_access_token: Text
    inputs: dict[str, Any] | None


@_strict
class Said(Event, total=False):
    """A message or a mention."""

    channel: Required[str]  # type: ignore[misc]
    ts: Required[Stamp]  # type: ignore[misc]


@_strict
class Told(Written, total=False):
    """A message that stands in a conversation."""

    ts: Required[Stamp]  # type: ignore[misc]


@_strict
class Changed(Event, total=False):
    """A message was edited, or Slack added something to it."""

    channel: Required[str]  # type: ignore[misc]
    message: Required[Told]  # type: ignore[misc]


@_strict
class HomeOpened(Event, total=False):
    """Somebody looks at App Home or the pane."""

    user: Required[str]  # type: ignore[misc]


@_strict
class ReactedTo(Item, total=False):
    """A message or a file."""

    type: Required[str]  # type: ignore[misc]


@_strict
class Reacted(Event, total=False):
    """Somebody reacts to something."""

    user: Required[str]  # type: ignore[misc]
    item: Required[ReactedTo]  # type: ignore[misc]


@_strict
class Place(TypedDict, total=False):
    """Where a modal's answer may be posted."""

    response_url: Text
    channel_id: Text


@_strict
class Body(TypedDict, total=False):
    """What every payload may have."""

    type: Text
    token: Text
    team: Reference
    team_id: Text
    enterprise: Reference
    enterprise_id: Text
    user: Reference
    user_id: Text
    channel: Reference
    channel_id: Text
    is_enterprise_install: bool | str | None
    is_ext_shared_channel: bool | None
    authorizations: list[Authorization] | None
    response_url: str
    response_urls: list[Place]
    function_data: dict[str, Any] | None
    bot_access_token: Text


@_strict
class EventBody(Body, total=False):
    """An event in its envelope."""

    event: Required[Event]
    event_id: Text


@_strict
class Command(Body, total=False):
    """A slash command."""

    command: Required[str]
    text: Text
    user_id: Required[str]  # type: ignore[misc]


@_strict
class Option(TypedDict, total=False):
    """What was chosen in a menu."""

    value: Text


@_strict
class Action(TypedDict, total=False):
    """A button or a menu that was used."""

    action_id: Required[str]
    block_id: Text
    type: Text
    value: Text
    selected_option: Option | None


@_strict
class Input(TypedDict, total=False):
    """What stands in a field of a view."""

    value: Text
    selected_option: Option | None
    selected_conversation: Text
    selected_date: Text
    selected_time: Text


@_strict
class State(TypedDict, total=False):
    """The fields of a view."""

    values: dict[str, dict[str, Input | None] | None] | None


@_strict
class FilledState(TypedDict, total=False):
    """The fields of a view that was sent."""

    values: Required[dict[str, dict[str, Input | None] | None]]


@_strict
class View(TypedDict, total=False):
    """A modal or App Home."""

    id: Required[str]
    type: Required[str]
    hash: Text
    callback_id: Text
    private_metadata: Text
    state: State | None
    team_id: Text
    app_installed_team_id: Text


@_strict
class Sent(View, total=False):
    """A modal that was sent."""

    state: Required[FilledState]  # type: ignore[misc]


@_strict
class Container(TypedDict, total=False):
    """Where a button stands."""

    type: Text
    channel_id: Text
    is_ephemeral: bool | None


@_strict
class Clicked(Body, total=False):
    """A button or a menu was used."""

    user: Required[Named]  # type: ignore[misc]
    trigger_id: Required[str]
    actions: Required[Annotated[list[Action], Field(min_length=1)]]
    container: Container | None
    view: View | None
    message: Written | None


@_strict
class Submitted(Body, total=False):
    """A modal was sent or closed."""

    user: Required[Named]  # type: ignore[misc]
    view: Required[Sent]


@_strict
class Typing(Body, total=False):
    """Somebody types in a menu."""

    action_id: Required[str]
    block_id: Text
    value: Text
    view: View | None
    message: Written | None


@_strict
class Shortcut(Body, total=False):
    """A global shortcut was used."""

    user: Required[Named]  # type: ignore[misc]
    callback_id: Required[str]
    trigger_id: Required[str]


@_strict
class MessageShortcut(Shortcut, total=False):
    """A shortcut on a message was used."""

    channel: Required[Named]  # type: ignore[misc]
    message: Required[Told]
    response_url: Required[str]  # type: ignore[misc]


_BODIES: Mapping[str, Any] = {
    "event_callback": EventBody,
    "block_actions": Clicked,
    "block_suggestion": Typing,
    "view_submission": Submitted,
    "shortcut": Shortcut,
    "message_action": MessageShortcut,
}
_EVENTS: Mapping[str, Any] = {
    "message": Said,
    "message.file_share": Said,
    "message.message_changed": Changed,
    "app_mention": Said,
    "app_home_opened": HomeOpened,
    "reaction_added": Reacted,
}


@cache
def _reader(shape: Any) -> TypeAdapter[Any]:
    # Each takes some milliseconds to make.
    return TypeAdapter(shape)


def prepare_shapes() -> None:
    """Make ready for the first request."""
    for shape in (Body, Command, *_BODIES.values(), *_EVENTS.values()):
        _reader(shape)


def find_misfit(payload: object) -> str:
    """Say where a payload has not the shape that Slack gives it.

    Args:
        payload: as decoded; an object, if it is from Slack.

    Returns:
        The way to the first wrong field, "event.user", of names that we know; "" where all is
        well.
    """
    try:
        if not isinstance(payload, dict):
            return "the whole"
        _check(payload)
    except ValidationError as error:
        place = error.errors(include_input=False, include_url=False, include_context=False)[0]
        names = [str(part) for part in place["loc"] if _is_name(part)]
        return ".".join(names) or "the whole"
    return ""


def _check(payload: dict[str, Any]) -> None:
    kind = payload.get("type")
    if "command" in payload and kind is None:
        _reader(Command).validate_python(payload)
        return
    shape = _BODIES.get(kind, Body) if isinstance(kind, str) else Body
    _reader(shape).validate_python(payload)
    if shape is EventBody:
        event = payload["event"]
        subtype = event.get("subtype")
        named = f"{event['type']}.{subtype}" if subtype else event["type"]
        _reader(_EVENTS.get(named, Event)).validate_python(event)


def _is_name(part: int | str) -> bool:
    return isinstance(part, int) or _NAME.match(part) is not None
