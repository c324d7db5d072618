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
# What is kept and sent back to Slack: no store and no API takes any other characters there.
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{0,255}$")]
Stamp = Annotated[str, Field(pattern=r"^\d{1,12}\.\d{1,9}$")]  # a message's "1512085950.000216"
Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+/\S*$")]
_strict = with_config(ConfigDict(strict=True))
_NAME = re.compile(r"[a-z_]{1,30}\Z")


@_strict
class Named(TypedDict, total=False):
    """A person, team, organisation or conversation where it is an object."""

    id: Required[Id]
    team_id: Id | None
    enterprise_id: Id | None


Reference = Id | Named | None


@_strict
class Authorization(TypedDict, total=False):
    """For whom an event is sent."""

    enterprise_id: Id | None
    team_id: Id | None
    user_id: Id | None
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
    channel: Id | None
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
    user_team: Id | None
    enterprise: Reference
    enterprise_id: Id | None
    ts: Stamp | None
    thread_ts: Stamp | None
    text: Text
    tab: Text
    reaction: Text
    bot_id: Text
    edited: Edited | None
    item: Item | None
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

    channel: Required[Id]  # type: ignore[misc]
    ts: Required[Stamp]  # type: ignore[misc]


@_strict
class Told(Written, total=False):
    """A message that stands in a conversation."""

    ts: Required[Stamp]  # type: ignore[misc]


@_strict
class Changed(Event, total=False):
    """A message was edited, or Slack added something to it."""

    channel: Required[Id]  # type: ignore[misc]
    message: Required[Told]  # type: ignore[misc]


@_strict
class HomeOpened(Event, total=False):
    """Somebody looks at App Home or the pane."""

    user: Required[Id]  # type: ignore[misc]


@_strict
class ReactedTo(Item, total=False):
    """A message."""

    channel: Required[Id]  # type: ignore[misc]
    ts: Required[Stamp]  # type: ignore[misc]


@_strict
class Reacted(Event, total=False):
    """Somebody reacts to a message."""

    user: Required[Id]  # type: ignore[misc]
    item: Required[ReactedTo]  # type: ignore[misc]


@_strict
class Executed(Event, total=False):
    """A step of a workflow is to be done."""

    function: Required[dict[str, Any]]  # type: ignore[misc]
    function_execution_id: Required[str]  # type: ignore[misc]
    inputs: Required[dict[str, Any]]  # type: ignore[misc]


@_strict
class Place(TypedDict, total=False):
    """Where a modal's answer may be posted."""

    response_url: Address
    channel_id: Id | None


@_strict
class Body(TypedDict, total=False):
    """What every payload may have."""

    type: Text
    token: Text
    team: Reference
    team_id: Id | None
    enterprise: Reference
    enterprise_id: Id | None
    user: Reference
    user_id: Id | None
    channel: Reference
    channel_id: Id | None
    is_enterprise_install: bool | str | None
    is_ext_shared_channel: bool | None
    authorizations: list[Authorization] | None
    response_url: Address
    response_urls: list[Place]
    function_data: dict[str, Any] | None
    bot_access_token: Text
    event: Event


@_strict
class EventBody(Body, total=False):
    """An event in its envelope."""

    event: Required[Event]  # type: ignore[misc]
    event_id: Id | None


@_strict
class Command(Body, total=False):
    """A slash command."""

    command: Required[str]
    text: Text
    user_id: Required[Id]  # type: ignore[misc]


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
    selected_conversation: Id | None
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

    id: Required[Id]
    type: Required[str]
    hash: Text
    callback_id: Text
    private_metadata: Text
    state: State | None
    team_id: Id | None
    app_installed_team_id: Id | None


@_strict
class Sent(View, total=False):
    """A modal that was sent."""

    state: Required[FilledState]  # type: ignore[misc]


@_strict
class Container(TypedDict, total=False):
    """Where a button stands."""

    type: Text
    channel_id: Id | None
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
class ClickedInMessage(Clicked, total=False):
    """The same where it can be replied to."""

    response_url: Required[Address]  # type: ignore[misc]


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
    response_url: Required[Address]  # type: ignore[misc]


_BODIES: Mapping[str, Any] = {
    "event_callback": EventBody,
    "block_actions": ClickedInMessage,
    "block_actions.view": Clicked,
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
    "reaction_added.message": Reacted,
    "function_executed": Executed,
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
    # Bolt goes by these keys, whatever type the payload says that it is of.
    if "command" in payload:
        _reader(Command).validate_python(payload)
    if "event" in payload:
        _reader(EventBody).validate_python(payload)
        _check_event(payload["event"])
    kind = payload.get("type")
    # In a view there is nothing to reply to, and in what a workflow has posted there may not be.
    aside = bool(payload.get("view") or payload.get("function_data"))
    named = f"{kind}.view" if kind == "block_actions" and aside else kind
    shape = _BODIES.get(named, Body) if isinstance(named, str) else Body
    _reader(shape).validate_python(payload)


def _check_event(event: dict[str, Any]) -> None:
    kind, of = event["type"], None
    if kind == "message":
        of = event.get("subtype")
    elif kind == "reaction_added":
        of = item.get("type") if isinstance(item := event.get("item"), dict) else None
    _reader(_EVENTS.get(f"{kind}.{of}" if of else kind, Event)).validate_python(event)


def _is_name(part: int | str) -> bool:
    return isinstance(part, int) or _NAME.match(part) is not None
