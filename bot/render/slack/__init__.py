"""Answers, views and messages as Slack blocks. Only this package builds blocks."""

from __future__ import annotations

from bot.render.slack.blocks import (
    ASK,
    CALENDAR,
    FILES,
    SHARE,
    SHARE_ALL_THE_SAME,
    Block,
    Message,
    cut,
    escape,
    fit,
    read_thread,
)
from bot.render.slack.home import CLEAR, SEARCH, HomePage, render_home
from bot.render.slack.messages import render_message, render_sentence, render_share_question
from bot.render.slack.modals import (
    CHANNEL,
    LOOK_UP,
    LOOKED_UP,
    PARTY,
    TOPIC,
    render_answer_view,
    render_lookup,
    render_options,
)
from bot.render.slack.tables import has_native, without_native

__all__ = [
    "ASK",
    "CALENDAR",
    "CHANNEL",
    "CLEAR",
    "FILES",
    "LOOKED_UP",
    "LOOK_UP",
    "PARTY",
    "SEARCH",
    "SHARE",
    "SHARE_ALL_THE_SAME",
    "TOPIC",
    "Block",
    "HomePage",
    "Message",
    "cut",
    "escape",
    "fit",
    "has_native",
    "read_thread",
    "render_answer_view",
    "render_home",
    "render_lookup",
    "render_message",
    "render_options",
    "render_sentence",
    "render_share_question",
    "without_native",
]
