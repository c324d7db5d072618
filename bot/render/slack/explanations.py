"""What a message mentions, as a message of a line or two for each thing."""

from __future__ import annotations

import re

from bot.render.slack.blocks import (
    BUTTON_VALUE,
    SHARE,
    Block,
    Message,
    button,
    escape,
    fit,
    paragraph,
    small_print,
    squeeze,
    strong,
)
from handlers.answers.answer import Entry, Line
from handlers.answers.mentioned import Explained, Explanation

LINE_TEXT = 420
SENSES = 5
FALLBACK_TEXT = 1_000


def render_explained(
    explained: Explained, *, thread: str, private: bool, asked_by: str = ""
) -> Message:
    """Draw what a message mentions.

    Args:
        explained: what is said.
        thread: the message's thread, in which each explanation can be shared.
        private: whether one person alone sees it, who can then share it.
        asked_by: id of the person by whose reaction it was asked for, or "".
    """
    blocks: list[Block] = [paragraph(f"*{strong(explained.title, 150)}*")]
    for number, explanation in enumerate(explained.explanations):
        block = paragraph(_draw(explanation))
        if private and len(explanation.command) <= BUTTON_VALUE:
            share = button("Share in thread", SHARE, explanation.command)
            # An action_id may stand in a message once.
            block["accessory"] = {**share, "action_id": f"{SHARE}:{number}"}
            block["block_id"] = f"thread:{thread}:{number}"
        blocks.append(block)
    if explained.lead:
        blocks.append(paragraph(fit(explained.lead, 300)))
    if who := re.sub(r"[^A-Z0-9]", "", asked_by):
        blocks.append(small_print(f"Asked for by <@{who}>"))
    named = [_name(item) for each in explained.explanations for item in each.items]
    text = f"{explained.title}: {'; '.join(named)}" if named else explained.lead
    return {"text": fit(text, FALLBACK_TEXT), "blocks": squeeze(blocks)}


def _name(item: Entry | Line) -> str:
    return item.name if isinstance(item, Entry) else item.label


def _draw(explanation: Explanation) -> str:
    lines: list[str] = []
    for item in explanation.items[:SENSES]:
        if isinstance(item, Line):
            lines.append(f"*{strong(item.label, 150)}*: {fit(item.text, LINE_TEXT)}")
            continue
        when = f" – {fit(item.when, 150)}" if item.when else ""
        text = f"\n{fit(item.text, LINE_TEXT)}" if item.text else ""
        source = f" ({escape(item.cited[0].source_name)})" if item.cited and text else ""
        lines.append(f"*{strong(item.name, 200)}*{when}{text}{source}")
    return "\n".join(lines)
