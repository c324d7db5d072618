"""Answers, views and messages as Slack blocks. Only this package builds blocks."""

from __future__ import annotations

from bot.render.slack.blocks import ASK, SHARE, Message, escape, fit
from bot.render.slack.messages import render_message

__all__ = ["ASK", "SHARE", "Message", "escape", "fit", "render_message"]
