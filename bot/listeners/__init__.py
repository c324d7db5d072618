"""The only Bolt listeners, a module for each of Slack's surfaces."""

from __future__ import annotations

from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.background import Background
from bot.current import Current
from bot.listeners.answers import register_answers, register_last
from bot.listeners.assistant import register_assistant
from bot.listeners.conversations import register_conversations
from bot.listeners.feedback import register_feedback
from bot.listeners.files import register_files
from bot.listeners.home import register_home
from bot.listeners.lookup import register_lookup
from bot.listeners.once import register_once
from bot.listeners.reminders import list_reminders, register_reminders
from bot.listeners.shortcuts import register_shortcuts
from bot.listeners.surfaces import Surfaces, no_reminders
from bot.listeners.workflow import register_workflow
from bot.manners import Manners
from bot.reminding.keeper import OpeningKeeper
from bot.slack.seen import Seen, SeenInMemory
from bot.slack.threads import ThreadsInMemory


def register(
    app: AsyncApp,
    current: Current,
    background: Background,
    manners: Manners | None = None,
    seen: Seen | None = None,
    keeper: OpeningKeeper | None = None,
) -> None:
    """Register every listener.

    Args:
        app: the Bolt app.
        current: the pack in use.
        background: for what need not be done before Slack is answered.
        manners: how Compact behaves between people; None for the usual manners.
        seen: what has been handled before; None for a memory of this process alone.
        keeper: reminders, and what is kept of them; None where there is no store.
    """
    surfaces = Surfaces(
        current=current,
        background=background,
        manners=manners or Manners(),
        seen=seen or keeper or SeenInMemory(),
        threads=keeper or ThreadsInMemory(),
        read_reminders=partial(list_reminders, current, keeper) if keeper else no_reminders,
        keeper=keeper,
        silences=keeper,
    )
    # Middleware first: an event is handled once, whoever listens to it.
    register_once(app, surfaces)
    # Bolt asks listeners in this order: what is used most comes first.
    if keeper is not None:
        register_reminders(app, current, background, keeper)
    register_answers(app, surfaces)
    conversations = register_conversations(app, surfaces)
    register_assistant(app, surfaces, conversations)
    register_shortcuts(app, surfaces)
    register_lookup(app, surfaces)
    register_home(app, surfaces)
    register_files(app, surfaces)
    register_feedback(app, surfaces)
    register_workflow(app, surfaces)
    # Whatever comes above is asked first; this takes what is left.
    register_last(app, surfaces)
