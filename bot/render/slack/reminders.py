"""Reminders as messages, and the form with which one is set."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.render.slack.blocks import Block, Message, actions, button, small_print, squeeze
from bot.render.slack.messages import render_message
from bot.render.slack.small_print import join_print
from handlers.answers.answer import Answer
from handlers.answers.briefing import STOP

SNOOZE_HOUR = "reminder:snooze:hour"
SNOOZE_MORNING = "reminder:snooze:morning"
DONE = "reminder:done"
ASK_ASIDE = "reminder:ask"  # asks its value and answers the person alone, beside the reminder
FORM = "reminder:form"
LABEL = 30  # of a button; a phone shows two in a row
MOST_ASIDE = 5  # buttons beside those of every reminder
PLACE, WHAT, LEADS, DAY, CLOCK = "place", "what", "leads", "day", "clock"


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


_CONFIRM: Block = {
    "confirm": {
        "title": _plain("Stop these reminders?"),
        "text": _plain("Nothing more will be sent of what this one belongs to."),
        "confirm": _plain("Stop"),
        "deny": _plain("Keep"),
    }
}


def render_reminder(
    answer: Answer, *, delivery: str = "", owner: str = "", code: str = ""
) -> Message:
    """Draw a reminder, a correction or a notice.

    Args:
        answer: what it says.
        delivery: its id, which the buttons carry; "" for what needs no buttons.
        owner: id of the person who set it.
        code: of the subscription, by which the button that stops it names it.

    Returns:
        ``text`` and ``blocks`` of a message.
    """
    message = render_message(replace(answer, choices=()), private=False)
    # A page's own buttons would replace the reminder in front of everybody.
    blocks: list[Block] = [b for b in message["blocks"] if b["type"] != "actions"]
    if who := re.sub(r"[^A-Z0-9]", "", owner):
        blocks = join_print(blocks, [small_print(f"Set by <@{who}>")])
    if delivery:
        done = button("Done", DONE, delivery) | {"style": "primary"}
        buttons = [done, button("Snooze 1 h", SNOOZE_HOUR, delivery)]
        buttons.append(button("Tomorrow 9:00", SNOOZE_MORNING, delivery))
        for number, choice in enumerate(answer.choices[:MOST_ASIDE]):
            action = f"{ASK_ASIDE}:{number}"
            if choice == STOP:
                buttons.append(button(STOP.label, action, f"{STOP.command} {code}") | _CONFIRM)
            else:
                buttons.append(button(choice.label[:LABEL], action, choice.command))
        blocks += actions(buttons)
    return {"text": message["text"], "blocks": squeeze(blocks)}


def render_form(channel: str, what: str = "") -> Block:
    """Draw the form with which a reminder is set.

    Args:
        channel: where it was asked for; "" for oneself.
        what: what stands in the form already.
    """
    place: Block = {
        "type": "conversations_select",
        "action_id": PLACE,
        "placeholder": _plain("Only me"),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    text: Block = {"type": "plain_text_input", "action_id": WHAT, "max_length": 200}
    if what:
        text["initial_value"] = what[:200]
    leads: Block = {
        "type": "plain_text_input",
        "action_id": LEADS,
        "max_length": 60,
        "placeholder": _plain("2d, 1h"),
    }
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": channel,
        "title": _plain("Set a reminder"),
        "submit": _plain("Set"),
        "close": _plain("Close"),
        "blocks": [
            _input(
                WHAT,
                "What",
                text,
                "An event, “all sessions”, a topic, “all”; or what to remind of, with a day below.",
            ),
            _input(LEADS, "How long before", leads, "For events; a day without it.", optional=True),
            _input(DAY, "Day", {"type": "datepicker", "action_id": DAY}, optional=True),
            _input(CLOCK, "Time", {"type": "timepicker", "action_id": CLOCK}, optional=True),
            _input(PLACE, "Where", place, "Nothing for yourself.", optional=True),
        ],
    }


def render_done_form(message: Message) -> Block:
    """Draw what the form shows once it has been sent."""
    blocks = [block for block in message["blocks"] if block["type"] != "actions"]
    return {
        "type": "modal",
        "title": _plain("Set a reminder"),
        "close": _plain("Close"),
        "blocks": blocks,
    }


def _input(
    name: str, label: str, element: Block, hint: str = "", *, optional: bool = False
) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": _plain(label),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": _plain(hint)} if hint else block
