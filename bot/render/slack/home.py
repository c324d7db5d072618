"""App Home as one view: search, answer, what comes next, one's own questions, sources, help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.render.slack.blocks import (
    ASK,
    BUTTON_VALUE,
    CALENDAR,
    Block,
    actions,
    button,
    fit,
    paragraph,
    small_print,
    squeeze,
    strong,
)
from bot.render.slack.messages import render_message
from handlers.answers.answer import Answer, Choice, Entry

SEARCH = "home_search"  # the search box; Enter in it is an action
BLOCKS = 100  # that a view may have
EVENTS, QUESTIONS, SOURCES = 5, 5, 12
# An action_id may stand in a view once: the answer has those from 0 on, and these parts begin here.
REMINDERS, MORE, REMIND, AGAIN, HELP = 100, 200, 300, 400, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What App Home shows to one person.

    Args:
        title: the pack's name.
        description: what it is about.
        events: what comes next.
        remind: whether reminders can be set.
        reminders: the answer that lists the person's reminders, or None where there are none yet.
        questions: what the person asked last.
        sources: (name, date and coverage) of each source.
        commands: (example, what it does) of each command.
        asked: the question that is answered on the page, or "".
        answer: its answer, or None.
        notice: a sentence at the top, or "".
    """

    title: str
    description: str
    events: tuple[Entry, ...] = ()
    events_lead: str = ""
    remind: bool = False
    reminders: Answer | None = None
    questions: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    commands: tuple[Choice, ...] = ()
    asked: str = ""
    answer: Answer | None = None
    notice: str = ""


def render_home(page: HomePage) -> Block:
    """Draw App Home.

    Args:
        page: what it shows.

    Returns:
        A view for ``views.publish``, with fewer blocks than Slack allows.
    """
    blocks = [_header(page.title), *_search(page)]
    blocks += squeeze([*_events(page), *_reminders(page)])
    blocks += [*_questions(page), *_sources(page), *_help(page)]
    return {"type": "home", "blocks": blocks[:BLOCKS]}


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150] or "Compact"}}


def _search(page: HomePage) -> Iterator[Block]:
    yield paragraph(fit(page.description, 600))
    yield {
        "type": "input",
        "block_id": SEARCH,
        "dispatch_action": True,
        "label": {"type": "plain_text", "text": "Look something up"},
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCH,
            "placeholder": {"type": "plain_text", "text": "Japan IOM, term GCM, next 5 …"},
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
            "max_length": 400,
        },
    }
    if page.notice:
        yield small_print(fit(page.notice, 300))
    if page.answer is not None:
        yield {"type": "divider"}
        # There is no channel here in which it could be shared.
        yield from render_message(page.answer, private=False)["blocks"]
        yield {"type": "divider"}


def _events(page: HomePage) -> Iterator[Block]:
    yield _header("What comes next")
    if page.events_lead:
        yield small_print(fit(page.events_lead, 300))
    for number, entry in enumerate(page.events[:EVENTS]):
        places = "".join(f" · {fit(text, 100)}" for label, text in entry.facts if label == "Place")
        yield paragraph(f"*{strong(entry.name, 200)}*\n{fit(entry.when, 150)}{places}")
        row = [button("More", f"{ASK}:{MORE + number}", f"event {entry.name}"[:BUTTON_VALUE])]
        if page.remind:
            command = f"remind me of {entry.name}"
            row.append(button("Remind me", f"{ASK}:{REMIND + number}", command[:BUTTON_VALUE]))
        yield actions(row)
    if page.events:
        yield actions([button("Calendar file", f"{CALENDAR}:home", "next 50")])


def _reminders(page: HomePage) -> Iterator[Block]:
    if page.reminders is not None:
        yield _header("Your reminders")
        blocks: list[Block] = render_message(page.reminders, private=False)["blocks"][1:]
        for block in blocks:
            for element in block.get("elements", []):
                action = str(element.get("action_id") or "")
                if action.startswith(f"{ASK}:"):
                    element["action_id"] = f"{ASK}:{REMINDERS + int(action.split(':')[1])}"
        yield from blocks


def _questions(page: HomePage) -> Iterator[Block]:
    if page.questions:
        yield _header("What you asked last")
        yield actions(
            [
                button(question, f"{ASK}:{AGAIN + number}", question)
                for number, question in enumerate(page.questions[:QUESTIONS])
                if len(question) <= BUTTON_VALUE
            ]
        )


def _sources(page: HomePage) -> Iterator[Block]:
    yield _header("What it comes from")
    for name, text in page.sources[:SOURCES]:
        yield small_print(f"*{strong(name, 150)}* {fit(text, 300)}")


def _help(page: HomePage) -> Iterator[Block]:
    yield _header("What can be asked")
    lines = [f"`{fit(c.command, 80)}`  {fit(c.label, 120)}" for c in page.commands]
    yield paragraph("\n".join(lines)[:2_900] or "help")
    yield actions([button("Help", f"{ASK}:{HELP}", "help")])
