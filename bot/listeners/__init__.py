"""The only Bolt listeners, a module for each of Slack's surfaces."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.background import Background
from bot.listeners.answers import register_answers, register_last
from handlers.request import Services


def register(app: AsyncApp, services: Services, background: Background) -> None:
    """Register every listener.

    Args:
        app: the Bolt app.
        services: what handlers use.
        background: for what need not be done before Slack is answered.
    """
    register_answers(app, services, background)
    # Whatever comes above is asked first; this takes what is left.
    register_last(app, services, background)
