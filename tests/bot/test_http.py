"""A running Compact over real HTTP: what Slack sends, and what comes back."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
import pytest_asyncio

from bot.app import running
from handlers.request import Services
from tests.fake_slack import FakeSlack, message_text_of
from tests.serving import (
    APP_TOKEN,
    BOT_TOKEN,
    SECRET,
    Served,
    button_of,
    log,
    served,
    settings_over_http,
)

__all__ = ["log"]


@pytest_asyncio.fixture
async def compact(bare: Services) -> AsyncIterator[Served]:
    async with served(bare) as one:
        yield one


class Broken:
    """A full-text index that fails, as one does whose files have gone."""

    def search(self, query: object, most: int) -> list[object]:
        raise RuntimeError("the index is gone")


async def test_the_answer_is_in_the_acknowledgement(compact: Served) -> None:
    answer = await compact.slash("position Japan IOM")
    assert answer["response_type"] == "ephemeral"
    title, said, where, *_ = message_text_of(answer).splitlines()
    assert title == "Japan · IOM's role"
    assert said.startswith("❔ *Asks.* ")
    assert where == (
        "13 March 2018, Session 2 floor notes, Japan 2 (10–13)"
        " · No passage is quoted: the document is not at hand"
    )
    assert compact.slack.responses == []


async def test_an_empty_command_is_the_help(compact: Served) -> None:
    assert message_text_of(await compact.slash("")).startswith("Ask Compact\n")


async def test_a_mistake_is_told_with_what_to_do(compact: Served) -> None:
    answer = await compact.slash("position")
    assert message_text_of(answer).splitlines()[:2] == [
        "A party or a topic is missing.",
        "position Brazil IOM's role",
    ]


async def test_what_a_person_types_is_shown_and_not_obeyed(compact: Served) -> None:
    text = message_text_of(await compact.slash("position <!channel> & <@U2>"))
    assert "<!" not in text
    assert "<@" not in text


@pytest.mark.parametrize("old", [0, 301])
async def test_only_what_slack_signed_now_is_answered(compact: Served, old: int) -> None:
    slack = compact.slack
    stamp = int(slack.now()) - old
    wrong = await slack.slash(compact.url, text="help", sign_with=None if old else "wrong")
    late = await slack.slash(compact.url, text="help", timestamp=stamp)
    if old:
        assert late.status == 401
        assert b"Japan" not in late.body
    else:
        assert (wrong.status, late.status) == (401, 200)


async def test_an_unsigned_click_does_nothing(compact: Served) -> None:
    answer = await compact.slash("position Japan IOM")
    reply = await compact.click(answer, "All by Japan", sign_with="wrong")
    assert reply.status == 401
    assert compact.slack.responses == []


async def test_a_choice_asks_again_and_replaces(compact: Served) -> None:
    answer = await compact.slash("position Japan IOM")
    reply = await compact.click(answer, "All by Japan")
    assert (reply.status, reply.body) == (200, b"")
    shown = await compact.slack.next_response()
    assert (shown["response_type"], shown["replace_original"]) == ("ephemeral", True)
    assert message_text_of(shown).splitlines()[0] == "Japan"


async def test_more_and_back_turn_pages(compact: Served) -> None:
    first = await compact.slash("position Australia")
    await compact.click(first, "Read all (17)")
    second = await compact.slack.next_response()
    assert message_text_of(second) != message_text_of(first)
    await compact.click(second, "Back")
    again = await compact.slack.next_response()
    assert message_text_of(again) == message_text_of(first)


async def test_sharing_posts_the_same_answer_with_who_shared_it(compact: Served) -> None:
    answer = await compact.slash("position Japan IOM")
    reply = await compact.click(answer, "Share in channel")
    assert (reply.status, reply.body) == (200, b"")
    shared = await compact.slack.next_response()
    assert (shared["response_type"], shared["replace_original"]) == ("in_channel", False)
    lines = message_text_of(shared).splitlines()
    private = message_text_of(answer).splitlines()
    assert lines[:3] == private[:3]
    assert "Shared by <@U1> · asked: position Japan IOM" in lines
    assert [block["type"] for block in shared["blocks"]].count("actions") == 0
    (posted,) = compact.slack.channels["C1"].messages
    assert posted["text"] == shared["text"]


async def test_the_shared_page_is_the_one_that_was_read(compact: Served) -> None:
    answer = await compact.slash("position Australia page 2")
    assert button_of(answer, "Share in channel")["value"] == "position Australia page 2"
    await compact.click(answer, "Share in channel")
    shared = await compact.slack.next_response()
    assert message_text_of(shared).splitlines()[1] == message_text_of(answer).splitlines()[1]


async def test_a_used_up_answer_is_given_privately(compact: Served) -> None:
    answer = await compact.slash("position Japan IOM")
    url = compact.slack.make_response_url()
    for use in range(5):
        await compact.click(answer, "All by Japan", response_url=url)
        assert (await compact.slack.next_response())["replace_original"] is True, use
    await compact.click(answer, "All by Japan", response_url=url)
    await compact.slack.wait_until(lambda: compact.slack.ephemerals)
    assert len(compact.slack.responses) == 5
    (told,) = compact.slack.calls[-1:]
    assert (told.method, told.arguments["channel"], told.arguments["user"]) == (
        "chat.postEphemeral",
        "C1",
        "U1",
    )
    assert told.arguments["text"].startswith("Japan\n")


async def test_a_used_up_answer_is_not_shared(compact: Served) -> None:
    answer = await compact.slash("position Japan IOM")
    url = compact.slack.make_response_url()
    for _ in range(5):
        await compact.click(answer, "All by Japan", response_url=url)
        await compact.slack.next_response()
    await compact.click(answer, "Share in channel", response_url=url)
    await compact.slack.wait_until(lambda: compact.slack.ephemerals)
    assert compact.slack.calls[-1].arguments["text"] == (
        "This answer is too old to be shared; ask again and share the new one."
    )
    assert compact.slack.channels["C1"].messages == []


@pytest.mark.parametrize(("value", "title"), [("position Japan", "Japan"), (None, "Ask Compact")])
async def test_an_unknown_old_button_asks_what_it_carries(
    compact: Served, value: str | None, title: str
) -> None:
    old = {"type": "button", "action_id": "more_v0", "text": {"type": "plain_text", "text": "M"}}
    old |= {"value": value} if value else {}
    reply = await compact.slack.click(compact.url, old, ephemeral=True)
    assert reply.status == 200
    shown = await compact.slack.next_response()
    assert message_text_of(shown).splitlines()[0] == title


async def test_another_command_is_no_listener_s(compact: Served) -> None:
    assert (await compact.slack.slash(compact.url, command="/other")).status == 404


async def test_slack_is_asked_once_who_compact_is(compact: Served) -> None:
    for _ in range(3):
        answer = await compact.slash("position Japan IOM")
    await compact.click(answer, "All by Japan")
    await compact.slack.next_response()
    assert [call.method for call in compact.slack.calls].count("auth.test") == 1


async def test_a_fault_shows_a_reference_that_is_in_the_log(
    bare: Services, log: io.StringIO
) -> None:
    broken = replace(bare, text=Broken())  # type: ignore[arg-type]
    async with served(broken) as compact:
        answer = await compact.slash("search anything")
        text = message_text_of(answer)
        reference = re.search(r"reference ([0-9A-F]{8})", text)
        assert reference is not None
        assert text.startswith("Something went wrong in Compact, not in your question. ")
        assert "index is gone" not in text
        assert "Traceback" not in text
        logged = log.getvalue()
        assert f"fault {reference[1]}\nTraceback" in logged
        assert "RuntimeError: the index is gone" in logged
        # What does not need the index still answers.
        assert message_text_of(await compact.slash("position Japan IOM")).startswith("Japan")


async def test_a_fault_behind_a_button_has_a_reference_too(
    bare: Services, log: io.StringIO
) -> None:
    async with served(replace(bare, text=Broken())) as compact:  # type: ignore[arg-type]
        button = {"type": "button", "action_id": "ask:0", "value": "search anything"}
        button |= {"text": {"type": "plain_text", "text": "Search"}}  # type: ignore[dict-item]
        await compact.slack.click(compact.url, button, ephemeral=True)
        shown = message_text_of(await compact.slack.next_response())
    reference = re.search(r"reference ([0-9A-F]{8})", shown)
    assert reference is not None
    assert f"fault {reference[1]}" in log.getvalue()


async def test_a_reply_that_is_lost_is_one_line_of_the_log(
    bare: Services, log: io.StringIO
) -> None:
    async with served(bare) as compact:
        answer = await compact.slash("position Japan IOM")
        gone = "http://127.0.0.1:9/gone"
        assert (await compact.click(answer, "All by Japan", response_url=gone)).status == 200
        # The next one is answered all the same.
        assert await compact.slash("position Japan IOM") == answer
    assert (
        "WARNING compact: not done, Slack was not reached: ClientConnectorError\n" in log.getvalue()
    )
    assert "Traceback" not in log.getvalue()


async def test_no_secret_reaches_the_log(bare: Services, log: io.StringIO) -> None:
    async with served(bare) as compact:
        answer = await compact.slash("position Japan IOM")
        await compact.slack.slash(compact.url, text="help", sign_with="wrong")
        await compact.click(answer, "All by Japan")
        await compact.slack.next_response()
        await compact.click(answer, "Share in channel")
        await compact.slack.next_response()
    logged = log.getvalue()
    assert "Compact answers at http://127.0.0.1:" in logged
    assert "refused a request: HTTP 401, not signed with SLACK_SIGNING_SECRET" in logged
    for secret in (BOT_TOKEN, APP_TOKEN, SECRET, "legacy"):
        assert secret not in logged, secret
    assert re.search(r"v0=[0-9a-f]{8}", logged) is None


async def test_health_and_readiness(compact: Served) -> None:
    root = compact.url.removesuffix("/slack/events")
    async with aiohttp.ClientSession() as session:
        for path, text in (("/healthz", "ok"), ("/readyz", "ready")):
            async with session.get(root + path) as reply:
                assert (reply.status, await reply.text()) == (200, text)
        async with session.get(root + "/") as reply:
            assert reply.status == 404


async def test_what_goes_on_is_finished_before_the_end(bare: Services) -> None:
    async with FakeSlack() as slack:
        async with running(settings_over_http(slack), bare) as compact:
            url = f"http://127.0.0.1:{compact.port}/slack/events"
            one = Served(slack, url)
            answer = await one.slash("position Japan IOM")
            await one.click(answer, "All by Japan")
        assert len(slack.responses) == 1
