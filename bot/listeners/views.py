"""Answers inside App Home and inside a modal."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StoreAway
from bot.funnel import respond
from bot.listeners.payloads import who
from bot.listeners.surfaces import Surfaces, logger
from bot.render.slack import HomePage, render_answer_view, render_home
from bot.slack.refusals import tell_why
from handlers.answers.answer import Answer, Choice
from handlers.answers.examples import choose_examples

Payload = dict[str, Any]
REMINDERS_AWAY = "Your reminders cannot be shown for the moment: open this page again in a minute."


async def answer_in_view(
    surfaces: Surfaces, client: AsyncWebClient, body: Payload, line: str
) -> None:
    """Answer a line in the view in which it was asked: App Home or a modal."""
    view = body["view"]
    if view["type"] == "home":
        await publish_home(surfaces, client, who(body), line)
        return
    drawn = await draw_in_modal(surfaces, line, who(body))
    try:
        await client.views_update(view_id=view["id"], hash=view.get("hash"), view=drawn)
    except SlackApiError as error:
        # The modal has been closed or changed in the meantime; nobody is looking at it.
        logger.info("modal not updated: %s", tell_why(error))


async def draw_in_modal(surfaces: Surfaces, line: str, user: str) -> Payload:
    """Answer a line as a modal."""
    draw = partial(render_answer_view, line=line)
    return await surfaces.answer(line, draw, user=user)


async def publish_home(
    surfaces: Surfaces, client: AsyncWebClient, user: str, line: str = "", notice: str = ""
) -> None:
    """Show somebody's App Home.

    Args:
        surfaces: what every surface has at hand.
        client: speaks with the workspace.
        user: whose.
        line: a question to be answered on it, or "".
        notice: a sentence at the top, or "".
    """
    answer = await surfaces.answer(line, _keep, user=user) if line else None
    reminders = None
    try:
        reminders = await surfaces.read_reminders(user)
    except StoreAway:
        notice = f"{notice} {REMINDERS_AWAY}".strip()
    await asyncio.to_thread(surfaces.coverage.get, surfaces.services)
    page = make_page(surfaces, user, line=line, answer=answer, reminders=reminders, notice=notice)
    try:
        await client.views_publish(user_id=user, view=render_home(page))
    except SlackApiError as error:
        logger.warning("App Home not shown: %s", tell_why(error))


def _keep(answer: Answer) -> Answer:
    return answer


def make_page(
    surfaces: Surfaces,
    user: str,
    *,
    line: str = "",
    answer: Answer | None = None,
    reminders: Answer | None = None,
    notice: str = "",
) -> HomePage:
    """Gather what App Home shows to a person."""
    services = surfaces.services
    examples = choose_examples(services.knowledge)
    coming = respond("next 3", services, _keep, user=user).drawn
    return HomePage(
        title=services.knowledge.pack.name,
        description=services.knowledge.pack.description,
        events=tuple(coming.entries("events")),
        events_lead=coming.head,
        reminders=reminders,
        questions=surfaces.recent.of(user),
        sources=_tell_sources(surfaces),
        tasks=tuple(Choice(label, line) for label, line in examples.tasks),
        hint=f"{examples.party} {examples.topic} …".strip(),
        asked=line,
        answer=answer,
        notice=notice,
    )


def _tell_sources(surfaces: Surfaces) -> str:
    """Say what the answers come from, and how much of what is at hand the pack accounts for."""
    sources = surfaces.services.knowledge.sources
    covered = surfaces.coverage.get(surfaces.services)
    if not sources:
        return ""
    told = f"From {', '.join(source.brief for source in sources.values())}"
    if covered:
        done, of = (sum(counts) for counts in zip(*covered.values(), strict=True))
        told += " · read in full" if done == of else f" · {done} of {of} passages read"
    if away := len(sources) - len(covered):
        told += f" · {'not' if away == len(sources) else f'{away} of them not'} at hand"
    return told
