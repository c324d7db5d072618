"""App Home as one view: search, answer, one's own questions, what comes next, reminders, help."""

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
    fit_label,
    header,
    menu,
    paragraph,
    small_print,
    squeeze,
    strong,
)
from bot.render.slack.items import Manner, draw_section
from bot.render.slack.messages import fit_plain, render_message
from handlers.answers.answer import Answer, Choice, Entry, Section

SEARCH = "home_search"  # the search box; Enter in it is an action
BLOCKS = 100  # that a view may have
CLEAR = "home_clear"  # forgets what was asked last
EVENTS, QUESTIONS = 3, 5  # so that all of it is seen without much scrolling
# An action_id may stand in a view once: the answer has those from 0 on, and these parts begin here.
REMINDERS, MORE, AGAIN, HELP = 100, 200, 400, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What App Home shows to one person.

    Args:
        title: the pack's name.
        description: what it is about.
        events: what comes next.
        reminders: the answer that lists the person's reminders, or None where there are none yet.
        questions: what the person asked last.
        sources: what the answers come from, in one line; or "".
        tasks: what one does, and what one types for it.
        hint: what stands in the search box before anything is typed.
        asked: the question that is answered on the page, or "".
        answer: its answer, or None.
        notice: a sentence at the top, or "".
    """

    title: str
    description: str
    events: tuple[Entry, ...] = ()
    events_lead: str = ""
    reminders: Answer | None = None
    questions: tuple[str, ...] = ()
    sources: str = ""
    tasks: tuple[Choice, ...] = ()
    hint: str = ""
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
    blocks = [header(fit_plain(page.title or "Compact")), *_search(page), *_questions(page)]
    blocks += squeeze([*_events(page), *_reminders(page)])
    blocks += [*_sources(page), *_help(page)]
    return {"type": "home", "blocks": blocks[:BLOCKS]}


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
            "placeholder": {"type": "plain_text", "text": page.hint[:150] or "…"},
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
    yield header("What comes next")
    if page.events_lead:
        yield small_print(fit(page.events_lead, 300))
    section = Section(items=page.events[:EVENTS], brief=True, dense=True)
    yield from draw_section(section, Manner())
    if page.events:
        options = [(entry.name, f"event {entry.name}") for entry in page.events[:EVENTS]]
        details = menu("Details or reminder …", options, f"{ASK}:{MORE}")
        yield from actions([*details, button("Calendar file", f"{CALENDAR}:home", "next 50")])


def _reminders(page: HomePage) -> Iterator[Block]:
    if page.reminders is not None:
        yield header("Your reminders")
        blocks: list[Block] = render_message(page.reminders, private=False)["blocks"][1:]
        for block in blocks:
            for element in block.get("elements", []):
                action = str(element.get("action_id") or "")
                number = action.removeprefix(f"{ASK}:")
                if number.isdigit():
                    element["action_id"] = f"{ASK}:{REMINDERS + int(number)}"
                elif number != action:
                    element["action_id"] = f"{ASK}:{REMINDERS - 1}"
        yield from blocks


def _questions(page: HomePage) -> Iterator[Block]:
    asked = [q for q in page.questions[:QUESTIONS] if len(q) <= BUTTON_VALUE]
    if asked:
        yield header("What you asked last")
        buttons = [
            button(fit_label(question), f"{ASK}:{AGAIN + number}", question)
            for number, question in enumerate(asked)
        ]
        yield from actions([*buttons, button("Clear", CLEAR, "clear")])


def _sources(page: HomePage) -> Iterator[Block]:
    if page.sources:
        yield small_print(fit(page.sources, 600))


def _help(page: HomePage) -> Iterator[Block]:
    yield header("What can be asked")
    lines = [f"*{strong(c.label, 80)}*  `{fit(c.command, 120)}`" for c in page.tasks]
    if lines:
        yield paragraph("\n".join(lines))
    yield from actions([button("Help", f"{ASK}:{HELP}", "help")])
