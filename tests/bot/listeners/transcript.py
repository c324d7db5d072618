"""Print what each surface shows: ``python -m tests.bot.listeners.transcript``."""
# ruff: noqa: T201 (it is there to print)

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from knowledge.loading.loader import PACKS, load
from tests.bot.listeners.conftest import Room, enter_room
from tests.bot.listeners.test_assistant import step
from tests.bot.listeners.test_lookup import chosen, open_modal, submit
from tests.bot.listeners.test_shortcuts import reaction, shortcut
from tests.conftest import FakeClock, find_documents, make_services
from tests.fake_slack import Json, message_text_of


def show(what: str, shown: Json) -> None:
    """Print one exchange."""
    print(f"--- {what}")
    print("\n".join(f"    {line}" for line in message_text_of(shown).splitlines()), end="\n\n")


async def tell_conversations(room: Room) -> None:
    """Mention, edit, direct message, shared channel."""
    asked = await room.mention("what does Japan say on IOM?")
    show(
        "#general, U1: @Compact what does Japan say on IOM? (in its thread)",
        (await room.posted())[0],
    )
    edited = {"user": "U1", "ts": f"{float(asked['ts']) + 20:.6f}"}
    text = "<@UBOT> term NYD"
    await room.event({**asked, "type": "app_mention", "text": text, "edited": edited})
    await room.settled()
    answer = [m for m in room.slack.channels["C1"].messages if m["user"] == "UBOT"]
    show(f"the same, edited to “term NYD” ({len(answer)} answer)", answer[0])
    direct = room.say("next 1", channel="DU1")
    await room.event({**direct, "channel_type": "im"})
    show("direct message, U1: next 1", (await room.posted(2))[1])
    await room.mention("term GCM", channel="C2")
    shown = (await room.whispered())[-1]
    show("#joint (Slack Connect), U1: @Compact term GCM (only U1 sees it)", shown)
    await room.click("Share in thread", shown, message=shown, channel="C2", ephemeral=True)
    show("U1 clicks Share in thread (only U1 sees it)", await room.slack.next_response())


async def tell_messages(room: Room) -> None:
    """Shortcuts on a message, the reaction."""
    text = "Does Kenya back Japan on IOM and on mixed movements, as the NYD has it?"
    print(f"=== message in #general: {text}\n")
    message = room.say(text)
    for name in ("explain_terms", "positions_mentioned"):
        count = len(room.slack.ephemerals)
        await room.payload(shortcut(room, name, message))
        show(f"shortcut {name} (only U1 sees it)", (await room.whispered(count + 1))[-1])
    count = len(room.slack.posted)
    await room.event(reaction(message))
    await room.event(reaction(message, user="U2"))
    show(":mag: by U1 and by U2 (in the thread, once)", (await room.posted(count + 1))[-1])


async def tell_views(room: Room) -> None:
    """App Home, modal, assistant pane, workflow step."""
    opened: Json = {"type": "app_home_opened", "user": "U1", "channel": "DU1"}
    await room.event({**opened, "tab": "home"})
    await room.settled()
    show("App Home of U1", room.slack.homes["U1"])
    await room.event({**opened, "tab": "messages"})
    await room.settled()
    print("--- assistant pane, prompts")
    for prompt in room.slack.prompts[-1]["prompts"]:
        print(f"    {prompt['title']}  →  {prompt['message']}")
    print()
    view = await open_modal(room)
    show("shortcut Look something up", view)
    answered = await submit(room, {**view, "state": chosen(party="japan", topic="iom-role")})
    show("Japan and IOM’s role chosen, Look up clicked", answered["view"])
    count = len(room.slack.posted)
    await room.event(step(room, channel="C1", count=1))
    show("workflow step Post next milestones, 1", (await room.posted(count + 1))[-1])
    await room.event(step(room, channel="C3", count=1))
    await room.settled()
    print(f"--- the same where Compact is not\n    {room.slack.functions[-1]['error']}\n")


async def main() -> None:
    """Print them all, on 1 November 2017."""
    clock = FakeClock(datetime(2017, 11, 1, tzinfo=UTC))
    services = make_services(load(PACKS / "gcm", find_documents()), clock)
    async with enter_room(services) as room:
        await tell_conversations(room)
        await tell_messages(room)
        await tell_views(room)


if __name__ == "__main__":
    asyncio.run(main())
