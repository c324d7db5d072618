"""Hold what each surface shows to the types that Slack publishes for TypeScript.

``python -m tests.bot.listeners.slack_types FOLDER``, where FOLDER has npm's ``@slack/types`` and
``typescript`` in its ``node_modules`` (``npm install @slack/types typescript``). It is no part of
``make test``, which needs no Node.
"""
# ruff: noqa: S603, T201 (it starts the TypeScript compiler and prints what it says)

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge.loading.loader import PACKS, load
from tests.bot.listeners.conftest import Room, enter_room
from tests.bot.listeners.test_assistant import step
from tests.bot.listeners.test_lookup import chosen, open_modal, submit
from tests.bot.listeners.test_shortcuts import reaction, shortcut
from tests.conftest import FakeClock, find_documents, make_services
from tests.fake_slack import Json

QUESTIONS = (
    "help",
    "position Japan IOM",
    "position Australia",
    "position Korea IOM",
    "topic non-refoulement",
    "brief Switzerland",
    "term GCM",
    "timeline 2017",
    "next 5",
    "search urban agenda",
    "sources",
    "gaps Hungary",
    "Wakanda",
)


async def gather(room: Room) -> tuple[list[Json], list[Json]]:
    """Use every surface.

    Returns:
        The messages and the views that Slack was given.
    """
    messages: list[Json] = [await room.slash(question) for question in QUESTIONS]
    messages.append(await room.slash("x" * 500))
    await room.mention("position Australia")
    await room.mention("term GCM", channel="C2")
    (shown,) = await room.whispered()
    await room.click("Share in thread", shown, message=shown, channel="C2", ephemeral=True)
    message = room.say("Does Kenya back Japan on IOM and on mixed movements, as the NYD has it?")
    for name in ("explain_terms", "positions_mentioned"):
        await room.payload(shortcut(room, name, message))
    await room.event(reaction(message))
    await room.event(step(room, channel="C1", count=3))
    await room.settled()
    messages += [*room.slack.ephemerals, *room.slack.responses]
    messages += [one["message"] for one in room.slack.posted]
    views = [await open_modal(room)]
    answered = await submit(room, {**views[0], "state": chosen(party="japan", topic="iom-role")})
    views.append(answered["view"])
    opened: Json = {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "home"}
    await room.event(opened)
    await room.settled()
    views.append(room.slack.homes["U1"])
    return messages, views


def write_typescript(messages: list[Json], views: list[Json]) -> str:
    """Write what was shown as constants of Slack's types."""
    lines = ['import type { HomeView, KnownBlock, ModalView } from "@slack/types";']
    for number, message in enumerate(messages):
        blocks = json.dumps(message["blocks"], ensure_ascii=False)
        lines.append(f"export const message{number}: KnownBlock[] = {blocks};")
    known = ("type", "title", "submit", "close", "blocks", "callback_id", "private_metadata")
    for number, view in enumerate(views):
        kind = "HomeView" if view["type"] == "home" else "ModalView"
        bare = {name: view[name] for name in known if name in view}
        lines.append(f"export const view{number}: {kind} = {json.dumps(bare, ensure_ascii=False)};")
    return "\n".join(lines) + "\n"


async def write(folder: Path) -> None:
    """Use every surface and write what was shown into a folder."""
    clock = FakeClock(datetime(2017, 11, 1, tzinfo=UTC))
    services = make_services(load(PACKS / "gcm", find_documents()), clock)
    async with enter_room(services) as room:
        messages, views = await gather(room)
    (folder / "shown.ts").write_text(write_typescript(messages, views), encoding="utf-8")
    print(f"{len(messages)} messages, {len(views)} views")


def compile_in(folder: Path) -> int:
    """Compile what was written.

    Returns:
        The compiler's exit status: 0 where every surface fits.
    """
    command = ["npx", "tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"]
    return subprocess.run([*command, "shown.ts"], cwd=folder, check=False).returncode


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1])))
    sys.exit(compile_in(Path(sys.argv[1])))
