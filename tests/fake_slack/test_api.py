"""The fake Slack refuses what Slack refuses, method by method and at response URLs."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fake_slack import (
    BOT,
    FakeChannel,
    FakeSlack,
    Json,
    message_text_of,
)
from tests.fake_slack.conftest import Clock
from tests.fake_slack.material import (
    modal,
    plain,
    s,
    section,
)


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
