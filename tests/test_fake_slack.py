"""The fake Slack refuses what Slack refuses, and talks to a real Bolt app as Slack does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fake_slack import (
    BOT,
    FakeChannel,
    FakeSlack,
    Json,
    message_text_of,
    validate_blocks,
    validate_view,
)

# --- Material -------------------------------------------------------------------------------------


def plain(text: str) -> Json:
    """Make a plain_text object."""
    return {"type": "plain_text", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    """Make a section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: Json) -> Json:
    """Make an actions block."""
    return {"type": "actions", "elements": list(elements)}


def button(action_id: str = "go", text: str = "Go", **more: Any) -> Json:
    """Make a button."""
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def option(text: str = "x", **more: Any) -> Json:
    """Make an option."""
    return {"text": plain(text), "value": "v", **more}


def select(count: int = 1, **more: Any) -> Json:
    """Make a select with so many options."""
    return {"type": "static_select", "options": [option(str(n)) for n in range(count)], **more}


def confirm(**more: Any) -> Json:
    """Make a confirmation dialogue."""
    parts = {"title": plain("t"), "text": plain("t"), "confirm": plain("y"), "deny": plain("n")}
    return {**parts, **more}


def image(**more: Any) -> Json:
    """Make an image block."""
    return {"type": "image", "alt_text": "a", "image_url": "https://x.test/a.png", **more}


def table(rows: int, columns: int = 1, text: str = "x") -> Json:
    """Make a table block."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns] * rows}


def modal(**more: Any) -> Json:
    """Make a modal."""
    return {"type": "modal", "title": plain("t"), "blocks": [section()], **more}


def field(**more: Any) -> Json:
    """Make an input block."""
    element = {"type": "plain_text_input", "action_id": "i"}
    return {"type": "input", "label": plain("l"), "element": element, **more}


def s(count: int) -> str:
    """Make a string of so many characters."""
    return "x" * count


def buttons(count: int) -> list[Json]:
    """Make an actions block with so many buttons."""
    return [actions(*(button(f"b{n}") for n in range(count)))]


def quote(text: Any) -> Json:
    """Make a rich_text block of one line."""
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [line]}


DIVIDER: Json = {"type": "divider"}
CONTEXT: Json = {"type": "mrkdwn", "text": "x"}
Make = Callable[[int], list[Json]]

# name, how the blocks look for a number, the last good number, the first bad one
LIMITS: list[tuple[str, Make, int, int]] = [
    ("blocks", lambda n: [DIVIDER] * n, 50, 51),
    ("section text", lambda n: [section(s(n))], 3000, 3001),
    ("section text empty", lambda n: [section(s(n))], 1, 0),
    ("fields", lambda n: [{"type": "section", "fields": [plain("x")] * n}], 10, 11),
    ("field text", lambda n: [{"type": "section", "fields": [plain(s(n))]}], 2000, 2001),
    ("header", lambda n: [{"type": "header", "text": plain(s(n))}], 150, 151),
    ("context", lambda n: [{"type": "context", "elements": [CONTEXT] * n}], 10, 11),
    ("context empty", lambda n: [{"type": "context", "elements": [CONTEXT] * n}], 1, 0),
    ("actions", buttons, 25, 26),
    ("button text", lambda n: [actions(button(text=s(n)))], 75, 76),
    ("button value", lambda n: [actions(button(value=s(n)))], 2000, 2001),
    ("button url", lambda n: [actions(button(url=s(n)))], 3000, 3001),
    ("option text", lambda n: [actions(select(options=[option(s(n))]))], 75, 76),
    ("option value", lambda n: [actions(select(options=[option(value=s(n))]))], 150, 151),
    (
        "option description",
        lambda n: [actions(select(options=[option(description=plain(s(n)))]))],
        75,
        76,
    ),
    ("options", lambda n: [actions(select(n))], 100, 101),
    ("placeholder", lambda n: [actions(select(placeholder=plain(s(n))))], 150, 151),
    ("overflow", lambda n: [actions({"type": "overflow", "options": [option()] * n})], 5, 6),
    ("checkboxes", lambda n: [actions({"type": "checkboxes", "options": [option()] * n})], 10, 11),
    ("radio", lambda n: [actions({"type": "radio_buttons", "options": [option()] * n})], 10, 11),
    ("confirm title", lambda n: [actions(button(confirm=confirm(title=plain(s(n)))))], 100, 101),
    ("confirm text", lambda n: [actions(button(confirm=confirm(text=plain(s(n)))))], 300, 301),
    ("confirm button", lambda n: [actions(button(confirm=confirm(deny=plain(s(n)))))], 30, 31),
    ("image alt", lambda n: [image(alt_text=s(n))], 2000, 2001),
    ("image title", lambda n: [image(title=plain(s(n)))], 2000, 2001),
    ("image url", lambda n: [image(image_url=s(n))], 3000, 3001),
    ("table rows", lambda n: [table(n)], 100, 101),
    ("table cells", lambda n: [table(1, n)], 20, 21),
    ("table text", lambda n: [table(1, 2, s(n))], 5000, 5001),
    ("tables", lambda n: [table(1)] * n, 1, 2),
    ("markdown", lambda n: [{"type": "markdown", "text": s(n)}], 12_000, 12_001),
    ("markdown in all", lambda n: [{"type": "markdown", "text": s(n)}] * 2, 6000, 6001),
    ("block_id", lambda n: [section(block_id=s(n))], 255, 256),
    ("action_id", lambda n: [actions(button(s(n)))], 255, 256),
]


@pytest.mark.parametrize(
    ("make", "good", "bad"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS]
)
def test_block_limits(make: Make, good: int, bad: int) -> None:
    """Each limit lets the last good number through and stops the first bad one."""
    assert validate_blocks(make(good), "message") == []
    assert len(validate_blocks(make(bad), "message")) == 1


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ("no list", "must be an array"),
        (["no object"], "unsupported type"),
        ([{"type": "poem"}], "unsupported type: poem"),
        ([actions({"type": "poem"})], "unsupported type: poem"),
        ([actions({"type": "plain_text_input"})], "unsupported type"),
        ([section(colour="red")], "invalid additional property: colour"),
        ([{"type": "section", "text": {**CONTEXT, "emoji": True}}], "additional property"),
        ([{"type": "section"}], "missing required field"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "unsupported type"),
        ([{"type": "header"}], "missing required field: text"),
        ([actions({"type": "button", "action_id": "a"})], "missing required field: text"),
        ([actions(button("a"), button("a"))], "`action_id` `a` already exists"),
        ([actions(button("a")), section(accessory=button("a"))], "already exists"),
        ([section(block_id="a"), section(block_id="a")], "`block_id` `a` already exists"),
        ([image(slack_file={"id": "F1"})], "exactly one of"),
        ([image(alt_text=None)], "must be a string"),
        ([actions(select(initial_option=option("other")))], "must match"),
        ([actions({"type": "static_select"})], "exactly one of"),
        ([actions(button(value=7))], "must be a string"),
        ([quote("")], "more than 0 characters"),
    ],
)
def test_block_shapes(blocks: Any, reason: str) -> None:
    """Faulty shapes are named with the place where they stand."""
    reasons = validate_blocks(blocks, "message")
    assert any(reason in one and "[json-pointer:/blocks" in one for one in reasons), reasons


def test_surfaces() -> None:
    """Modals and Home tabs take 100 blocks, but no markdown and no tables."""
    for surface in ("modal", "home"):
        assert validate_blocks([DIVIDER] * 100, surface) == []
        assert validate_blocks([DIVIDER] * 101, surface)
        assert validate_blocks([{"type": "markdown", "text": "x"}], surface)
        assert validate_blocks([table(1)], surface)
    with pytest.raises(ValueError, match="unknown surface"):
        validate_blocks([], "paper")


def test_everything_good_at_once() -> None:
    """A message that uses much of Block Kit passes."""
    groups = [{"label": plain("g"), "options": [option()]}]
    people = {"type": "users_select", "action_id": "who", "placeholder": plain("p")}
    far = {"type": "external_select", "action_id": "far", "min_query_length": 2}
    grouped = {"type": "static_select", "action_id": "st", "option_groups": groups}
    pick = {"type": "static_select", "action_id": "one", "options": [option()]}
    tick = {"type": "checkboxes", "action_id": "tick", "options": [option()]}
    over = {"type": "overflow", "action_id": "o", "options": [option(url="https://x.test")]}
    votes: Json = {"type": "feedback_buttons", "action_id": "vote"}
    votes |= {
        f"{way}_button": {"text": plain(way), "value": way} for way in ("positive", "negative")
    }
    blocks = [
        section(accessory=over, block_id="top", expand=True),
        actions(people, far, grouped, {**pick, "initial_option": option()}, tick),
        actions(button(style="danger", confirm=confirm(style="danger"))),
        {"type": "context", "elements": [plain("x"), {**image(), "type": "image"}]},
        {"type": "context_actions", "elements": [votes]},
        {**table(2), "column_settings": [{"align": "right", "is_wrapped": True}, None]},
        field(optional=True, hint=plain("h")),
        quote("x"),
    ]
    assert validate_blocks(blocks, "message") == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"title": plain(s(24))}, {"title": plain(s(25))}),
        ({"submit": plain(s(24))}, {"submit": plain(s(25))}),
        ({"close": plain(s(24))}, {"close": plain(s(25))}),
        ({"private_metadata": s(3000)}, {"private_metadata": s(3001)}),
        ({"callback_id": s(255)}, {"callback_id": s(256)}),
        ({"blocks": [field()], "submit": plain("ok")}, {"blocks": [field()]}),
        ({"blocks": [DIVIDER] * 100}, {"blocks": [DIVIDER] * 101}),
        ({"notify_on_close": True}, {"colour": "red"}),
    ],
)
def test_view_limits(good: Json, bad: Json) -> None:
    """Each limit of a view lets the last good one through and stops the first bad one."""
    assert validate_view(modal(**good)) == []
    assert len(validate_view(modal(**bad))) == 1


def test_message_text_of() -> None:
    """Blocks come before text, and a line of rich text stays one line."""
    line = [{"type": "text", "text": "a "}, {"type": "link", "url": "https://x.test", "text": "b"}]
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": line}]}
    assert message_text_of({"text": "fallback"}) == "fallback"
    both = {"text": "fallback", "blocks": [section("one"), actions(button()), rich]}
    assert message_text_of(both) == "one\nGo\na b"


# --- Web API --------------------------------------------------------------------------------------


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.time = 1_795_000_000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the fake."""
    return Clock()


@pytest_asyncio.fixture
async def slack(clock: Clock) -> AsyncIterator[FakeSlack]:
    """Run a fake on a clock that stands still."""
    async with FakeSlack(now=clock) as fake:
        yield fake


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    """Give a client with the right token and no retries."""
    return AsyncWebClient(token="xoxb-fake-1", base_url=slack.api_url, retry_handlers=[])


async def refusal(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    """Call a method that must fail and return the error's name."""
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        (None, "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-fake-1", "auth.test", "not_allowed_token_type"),
        ("xoxb-fake-1", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-fake-1", "chat.sing", "unknown_method"),
    ],
)
async def test_tokens(slack: FakeSlack, token: str | None, method: str, error: str) -> None:
    """Wrong tokens and methods are refused, and the calls recorded."""
    client = AsyncWebClient(token=token, base_url=slack.api_url)
    assert await refusal(client, method) == error
    assert [(call.method, call.error) for call in slack.calls] == [(method, error)]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"text": "x"}, "missing_argument"),
        ("chat.postMessage", {"channel": "C1"}, "no_text"),
        ("chat.postMessage", {"channel": "C9", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C2", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "C3", "text": "x"}, "is_archived"),
        ("chat.postMessage", {"channel": "C1", "text": s(40_001)}, "msg_too_long"),
        ("chat.postMessage", {"channel": "C1", "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "C1", "blocks": [section("")]}, "invalid_blocks"),
        (
            "chat.postMessage",
            {"channel": "C1", "blocks": [section(s(2600))] * 5},
            "msg_blocks_too_long",
        ),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "x", "metadata": {"event_type": "x"}},
            "invalid_metadata_format",
        ),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "x", "thread_ts": "7"},
            "invalid_thread_ts",
        ),
        ("chat.postEphemeral", {"channel": "C1", "text": "x"}, "missing_argument"),
        ("chat.postEphemeral", {"channel": "C1", "user": "U9", "text": "x"}, "user_not_found"),
        (
            "chat.postEphemeral",
            {"channel": "C1", "user": "U2", "text": "x"},
            "user_not_in_channel",
        ),
        ("chat.update", {"channel": "C1", "ts": "1.000000", "text": "x"}, "message_not_found"),
        ("chat.update", {"channel": "C1", "ts": "MINE", "text": s(4001)}, "msg_too_long"),
        ("chat.update", {"channel": "C1", "ts": "OTHER", "text": "x"}, "cant_update_message"),
        ("chat.update", {"channel": "U1", "ts": "MINE", "text": "x"}, "channel_not_found"),
        ("chat.delete", {"channel": "C1", "ts": "OTHER"}, "cant_delete_message"),
        ("conversations.info", {"channel": "C9"}, "channel_not_found"),
        ("conversations.history", {"channel": "C2"}, "not_in_channel"),
        ("conversations.members", {"channel": "C2"}, "not_in_channel"),
        ("conversations.open", {"users": "U9"}, "user_not_found"),
        ("users.info", {"user": "U9"}, "user_not_found"),
        ("views.open", {"trigger_id": "nope", "view": modal()}, "invalid_trigger_id"),
        (
            "views.publish",
            {"user_id": "U1", "view": {"type": "home", "blocks": [section("")]}},
            "invalid_arguments",
        ),
        ("views.update", {"view_id": "V9", "view": modal()}, "not_found"),
        (
            "reactions.add",
            {"channel": "C1", "timestamp": "1.000000", "name": "eyes"},
            "message_not_found",
        ),
        ("files.getUploadURLExternal", {"filename": "a.csv"}, "missing_argument"),
        ("files.completeUploadExternal", {"files": [{"id": "F9"}]}, "file_not_found"),
    ],
)
async def test_refusals(
    slack: FakeSlack, client: AsyncWebClient, method: str, arguments: Json, error: str
) -> None:
    """Each faulty call gets Slack's error name and leaves no message behind."""
    slack.channels["C2"] = FakeChannel("elsewhere", {"U1"})
    slack.channels["C3"] = FakeChannel("old", {BOT}, is_archived=True)
    stamps = {"MINE": slack.add_message(user=BOT)["ts"], "OTHER": slack.add_message()["ts"]}
    given = {k: stamps.get(v, v) if isinstance(v, str) else v for k, v in arguments.items()}
    assert await refusal(client, method, **given) == error
    assert not slack.posted
    assert len(slack.channels["C1"].messages) == 2


@pytest.mark.asyncio
async def test_reasons(slack: FakeSlack, client: AsyncWebClient) -> None:
    """A refusal of blocks lists the reasons."""
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C1", text="x", blocks=[section(s(3001))])
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


@pytest.mark.asyncio
async def test_message_limits(slack: FakeSlack, client: AsyncWebClient) -> None:
    """The limits on whole messages let the last good length through and stop the next."""

    def blocks(length: int) -> list[Json]:
        base = [section(s(2500)) for _ in range(5)]
        short = length - len(json.dumps([*base, section("")], separators=(",", ":")))
        return [*base, section(s(short))]

    ts = str((await client.chat_postMessage(channel="C1", text=s(40_000)))["ts"])
    await client.chat_update(channel="C1", ts=ts, text=s(4000))
    await client.chat_postMessage(channel="C1", text="x", blocks=blocks(13_000))
    long = {"channel": "C1", "text": "x", "blocks": blocks(13_001)}
    assert await refusal(client, "chat.postMessage", **long) == "msg_blocks_too_long"


@pytest.mark.asyncio
async def test_messages(slack: FakeSlack, client: AsyncWebClient) -> None:
    """Messages are posted, read back with metadata, changed and deleted."""
    metadata = {"event_type": "card", "event_payload": {"key": "k"}}
    first = await client.chat_postMessage(
        channel="C1", text="one", blocks=[section("one")], metadata=metadata
    )
    ts = str(first["ts"])
    reply = await client.chat_postMessage(channel="C1", text="two", thread_ts=ts)
    bare = await client.conversations_history(channel="C1")
    assert [one["text"] for one in bare["messages"]] == ["one"]
    assert "metadata" not in bare["messages"][0]
    full = await client.conversations_history(channel="C1", include_all_metadata=True)
    assert full["messages"][0]["metadata"] == metadata
    assert full["messages"][0]["blocks"][0]["block_id"]
    later = await client.conversations_history(channel="C1", oldest=ts)
    assert later["messages"] == []
    thread = await client.conversations_replies(channel="C1", ts=ts)
    assert [one["ts"] for one in thread["messages"]] == [ts, reply["ts"]]
    await client.chat_update(channel="C1", ts=ts, text="new")
    assert "blocks" not in slack.channels["C1"].messages[0]
    assert slack.posted[0]["message"]["text"] == "one"
    await client.reactions_add(channel="C1", timestamp=ts, name="eyes")
    await client.chat_delete(channel="C1", ts=ts)
    assert [one["text"] for one in slack.channels["C1"].messages] == ["two"]
    await client.chat_postMessage(channel="U2", text="psst")
    assert slack.channels["DU2"].is_im
    await client.chat_postEphemeral(channel="C1", user="U1", text="only you")
    assert message_text_of(slack.ephemerals[0]) == "only you"


@pytest.mark.asyncio
async def test_form_and_json_string(slack: FakeSlack) -> None:
    """Form posts with blocks as a JSON string are taken too."""
    form = {"token": "xoxb-fake-1", "channel": "C1", "blocks": '[{"type": "divider"}]'}
    url = slack.api_url + "chat.postMessage"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as answer:
        assert (await answer.json())["ok"] is True
    assert slack.posted[0]["message"]["blocks"][0]["type"] == "divider"


@pytest.mark.asyncio
async def test_reads(slack: FakeSlack, client: AsyncWebClient) -> None:
    """The reading methods answer with the state, in pages."""
    slack.channels["C1"].is_ext_shared = True
    info = await client.conversations_info(channel="C1", include_num_members=True)
    assert info["channel"]["is_ext_shared"] is True
    assert info["channel"]["num_members"] == 2
    members: list[str] = []
    async for page in await client.conversations_members(channel="C1", limit=1):
        members += page["members"]
    assert members == ["U1", BOT]
    user = await client.users_info(user="U2")
    assert (user["user"]["tz"], user["user"]["tz_offset"]) == ("Europe/Amsterdam", 3600)
    assert (await client.auth_test())["user_id"] == BOT
    opened = await client.conversations_open(users=["U1", "U2"])
    assert opened["channel"]["id"] == "GU1U2"


@pytest.mark.asyncio
async def test_views(slack: FakeSlack, client: AsyncWebClient, clock: Clock) -> None:
    """Triggers are good once and for three seconds, and three views make a full stack."""
    trigger = slack.trigger_id()
    view = (await client.views_open(trigger_id=trigger, view=modal()))["view"]
    again = {"trigger_id": trigger, "view": modal()}
    assert await refusal(client, "views.open", **again) == "exchanged_trigger_id"
    late = {"trigger_id": slack.trigger_id(), "view": modal()}
    clock.time += 3.1
    assert await refusal(client, "views.open", **late) == "expired_trigger_id"
    wrong = {"view_id": view["id"], "hash": "0", "view": modal()}
    assert await refusal(client, "views.update", **wrong) == "hash_conflict"
    await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(callback_id="n"))
    assert slack.views[view["id"]]["callback_id"] == "n"
    for _ in range(2):
        await client.views_push(trigger_id=slack.trigger_id(view["id"]), view=modal())
    fourth = {"trigger_id": slack.trigger_id(view["id"]), "view": modal()}
    assert await refusal(client, "views.push", **fourth) == "push_limit_reached"
    await client.views_publish(user_id="U1", view={"type": "home", "blocks": [section("hello")]})
    assert message_text_of(slack.homes["U1"]) == "hello"
    big = modal(blocks=[{"type": "section", "fields": [plain(s(2000))] * 10}] * 13)
    large = {"trigger_id": slack.trigger_id(), "view": big}
    assert await refusal(client, "views.open", **large) == "view_too_large"


@pytest.mark.asyncio
async def test_files(slack: FakeSlack, client: AsyncWebClient) -> None:
    """The three steps of an upload end in a message, and the last step works once."""
    done = await client.files_upload_v2(channel="C1", filename="a.csv", content="a,b\n")
    key = str(done["file"]["id"])
    assert slack.files[key].content == b"a,b\n"
    assert slack.channels["C1"].messages[0]["files"][0]["id"] == key
    twice = {"files": [{"id": key}], "channel_id": "C1"}
    assert await refusal(client, "files.completeUploadExternal", **twice) == "file_not_found"


@pytest.mark.asyncio
async def test_faults(slack: FakeSlack, client: AsyncWebClient) -> None:
    """Faults laid in store hit the next call only; a dropped reply leaves the message there."""
    slack.fail_next("chat.postMessage", error="fatal_error", status=500)
    assert await refusal(client, "chat.postMessage", channel="C1", text="x") == "fatal_error"
    slack.rate_limit_next("chat.postMessage", 7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C1", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert not slack.posted
    slack.drop_reply_next("chat.postMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="C1", text="lost")
    assert len(slack.posted) == 1
    await client.chat_postMessage(channel="C1", text="well")
    assert [one["message"]["text"] for one in slack.posted] == ["lost", "well"]


@pytest.mark.asyncio
async def test_dropped_reply_posts_twice_with_default_retries(slack: FakeSlack) -> None:
    """The SDK's default handlers send a message again after a dropped connection."""
    client = AsyncWebClient(token="xoxb-fake-1", base_url=slack.api_url)
    slack.drop_reply_next("chat.postMessage")
    await client.chat_postMessage(channel="C1", text="x")
    assert len(slack.posted) == 2


# --- Response URLs --------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_response_url(slack: FakeSlack, clock: Clock) -> None:
    """A response URL is good five times within thirty minutes, and refuses bad blocks."""
    webhook = AsyncWebhookClient(slack.make_response_url())
    bad = await webhook.send(text="x", blocks=[section("")])
    assert (bad.status_code, bad.body) == (400, "invalid_blocks")
    empty = await webhook.send(response_type="ephemeral")
    assert (empty.status_code, empty.body) == (400, "no_text")
    for number in range(5):
        assert (await webhook.send(text=str(number))).status_code == 200
    sixth = await webhook.send(text="5")
    assert (sixth.status_code, sixth.body) == (404, "used_url")
    assert [(await slack.next_response())["text"] for _ in range(5)] == list("01234")
    with pytest.raises(TimeoutError):
        await slack.next_response(timeout=0.01)
    other = AsyncWebhookClient(slack.make_response_url())
    clock.time += 30 * 60 + 1
    late = await other.send(text="x")
    assert (late.status_code, late.body) == (404, "expired_url")


@pytest.mark.asyncio
async def test_response_url_changes_the_channel(slack: FakeSlack) -> None:
    """Responses post into the channel, and replace or delete the message they belong to."""
    messages = slack.channels["C1"].messages
    await AsyncWebhookClient(slack.make_response_url()).send(text="a", response_type="in_channel")
    assert messages[0]["user"] == BOT
    webhook = AsyncWebhookClient(slack.make_response_url("C1", messages[0]["ts"]))
    await webhook.send(text="b", replace_original=True)
    assert messages[0]["text"] == "b"
    await webhook.send(delete_original=True)
    assert messages == []


# --- A real Bolt app ------------------------------------------------------------------------------


def bolt(slack: FakeSlack) -> AsyncApp:
    """Make a small app with a listener of each kind."""
    app = AsyncApp(
        client=AsyncWebClient(token="xoxb-fake-1", base_url=slack.api_url, retry_handlers=[]),
        signing_secret=slack.signing_secret,
    )
    answers: dict[str, Json] = {
        "good": {"text": "hi", "blocks": [section("hi")]},
        "bad": {"text": "hi", "blocks": [section("")]},
    }

    @app.command("/compact")
    async def command(ack: Any, command: Json, respond: Any) -> None:
        await ack(**answers.get(command["text"], {}))
        if command["text"] == "later":
            await respond("done")

    @app.action("go")
    async def action(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.options("far")
    async def options(ack: Any, payload: Json) -> None:
        await ack(options=[option()] * int(payload["value"]))

    @app.event("app_mention")
    async def mention(event: Json, say: Any) -> None:
        await say(f"you said {event['text']}", thread_ts=event["ts"])

    return app


@pytest_asyncio.fixture
async def app_url() -> AsyncIterator[Callable[[FakeSlack], Any]]:
    """Give a function that serves the Bolt app for a fake over HTTP and returns its URL."""
    runners: list[web.AppRunner] = []

    async def serve(slack: FakeSlack) -> str:
        runner = web.AppRunner(bolt(slack).web_app())
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"

    yield serve
    for runner in runners:
        await runner.cleanup()


@pytest.mark.asyncio
async def test_http_app(app_url: Callable[[FakeSlack], Any]) -> None:
    """A Bolt app takes what the fake sends over HTTP, and turns down what is signed wrongly."""
    async with FakeSlack() as slack:
        url = await app_url(slack)
        assert (await slack.slash(url, sign_with="wrong")).status == 401
        stale = int(slack.now()) - 301
        assert (await slack.slash(url, timestamp=stale)).status == 401
        good = await slack.slash(url, text="good")
        assert (good.status, good.faults, good.json()["text"]) == (200, [], "hi")
        bad = await slack.slash(url, text="bad")
        assert bad.faults[0] == "invalid_blocks"
        await slack.slash(url, text="later")
        assert (await slack.next_response())["text"] == "done"

        query = {"type": "block_suggestion", "action_id": "far", "block_id": "b", "value": "100"}
        few = await slack.send_payload(url, query)
        assert (few.status, few.faults, len(few.json()["options"])) == (200, [], 100)
        many = await slack.send_payload(url, {**query, "value": "101"})
        assert many.faults

        event = {"type": "app_mention", "text": "so", "channel": "C1", "user": "U1"}
        seen = await slack.event(url, {**event, "ts": "1.000000"}, retry_num=1, event_id="Ev1")
        assert seen.status == 200
        await slack.wait_until(lambda: slack.posted)
        assert slack.posted[0]["message"]["text"] == "you said so"

        message = slack.add_message(user=BOT, blocks=[section(), actions(button())])
        clicked = await slack.click(url, button(), message=message)
        assert clicked.status == 200
        await slack.wait_until(lambda: slack.views)
        with pytest.raises(ValueError, match="no such action"):
            await slack.click(url, button("other"), message=message)


@pytest.mark.asyncio
async def test_late_ack(
    app_url: Callable[[FakeSlack], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer after the time Slack gives is a fault; the limit is set to nothing here."""
    monkeypatch.setattr("tests.fake_slack.ACK_SECONDS", 0.0)
    async with FakeSlack() as slack:
        reply = await slack.slash(await app_url(slack), text="good")
        assert reply.faults == ["answered after 0.0 s"]


@asynccontextmanager
async def in_socket_mode(slack: FakeSlack) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect the Bolt app to the fake."""
    web_client = AsyncWebClient(token="xapp-fake-1", base_url=slack.api_url)
    handler = AsyncSocketModeHandler(bolt(slack), "xapp-fake-1", web_client=web_client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        await slack.wait_connected()
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.asyncio
async def test_socket_mode() -> None:
    """A Bolt app connects, acks, and comes back after a disconnect."""
    async with FakeSlack() as slack, in_socket_mode(slack):
        good = await slack.socket_slash("good")
        assert (good.faults, good.json()["text"]) == ([], "hi")
        bad = await slack.socket_slash("bad")
        assert bad.faults[0] == "invalid_blocks"
        plain_ack = await slack.socket_slash("")
        assert (plain_ack.payload, plain_ack.faults) == (None, [])
        clicked = await slack.socket_payload("interactive", slack.click_payload(button()))
        assert clicked.faults == []
        event = {"type": "app_mention", "text": "so", "channel": "C1", "ts": "1.000000"}
        assert (await slack.socket_event(event)).payload is None
        await slack.wait_until(lambda: slack.posted)
        await slack.disconnect_sockets()
        await slack.wait_connected()
        assert (await slack.socket_slash("good")).faults == []
        assert slack.socket_faults == []


@pytest.mark.asyncio
async def test_socket_refusals(slack: FakeSlack) -> None:
    """Tickets are good once, ten connections are the most, and a missing ack is noticed."""
    client = AsyncWebClient(base_url=slack.api_url)

    async def link() -> str:
        return str((await client.apps_connections_open(app_token="xapp-fake-1"))["url"])

    with pytest.raises(ConnectionError):
        await slack.socket_slash("")
    async with aiohttp.ClientSession() as session:
        used = await link()
        first = await session.ws_connect(used, autoping=False)
        assert (await first.receive_json())["type"] == "hello"
        await first.ping(b"sdk-ping-pong:1")
        pong = await asyncio.wait_for(first.receive(), 5)
        assert (pong.type, bytes(pong.data)) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1")
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(used)
        await slack.wait_connected()
        with pytest.raises(TimeoutError):
            await slack.socket_slash("", timeout=0.01)
        sockets = [first]
        for number in range(2, 11):
            sockets.append(await session.ws_connect(await link()))
            assert (await sockets[-1].receive_json())["num_connections"] == number
        await slack.wait_connected(count=10)
        eleventh = await (await session.ws_connect(await link())).receive_json()
        assert eleventh["reason"] == "too_many_websockets"
