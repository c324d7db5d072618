"""An answer as a message.

Every limit holds by construction: text is escaped and then fitted to its field, a page holds what
its budget allows, and there are never more blocks or buttons than a message may have.
Limits: Slack's Block Kit reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.render.pages import Page, cut_page, turn_choices
from bot.render.slack.blocks import (
    ASK,
    BUTTON_VALUE,
    SHARE,
    Block,
    Message,
    button,
    cut,
    escape,
    fit,
    paragraph,
    small_print,
    strong,
)
from bot.render.text import render_text
from handlers.answer import Answer, Cited, Entry, Item, Line, Section, Statement
from knowledge.excerpt import excerpt

# A message's blocks are refused somewhere above 10,000 characters: these add up to less.
PAGE = 1_300  # characters: about a phone's screen
PAGE_BLOCK = 60  # what a block takes of a page at least, so that 50 are never reached
TITLE_TEXT = 300
LEAD_TEXT = 800
SUMMARY_TEXT = 1_500
QUOTE_TEXT = 1_200  # of one statement; a longer passage is cut, and says so
NOTES_TEXT = 800
FALLBACK_TEXT = 1_000
CHOICES = 5

_STANCES = {
    "support": "Supports",
    "conditional": "Conditional",
    "oppose": "Opposes",
    "question": "Asks",
    "statement": "States",
}


def render_message(answer: Answer, *, shared_by: str = "") -> Message:
    """Draw the page of an answer that was asked for.

    Args:
        answer: what is to be said.
        shared_by: id of the person who shares it in a channel; "" for a private answer.

    Returns:
        ``text`` and ``blocks`` of a message, for an ack, a ``response_url`` or the Web API.
    """
    page = cut_page(answer, _weigh, PAGE)
    blocks: list[Block] = [paragraph(f"*{strong(answer.title or 'Compact', TITLE_TEXT)}*")]
    if answer.lead and page.number == 1:
        blocks.append(paragraph(fit(answer.lead, LEAD_TEXT)))
    for section in page.sections:
        blocks += _draw_section(section)
    if shared_by:
        blocks.append(small_print(f"Shared by <@{re.sub(r'[^A-Z0-9]', '', shared_by)}>"))
    if notes := _notes(answer):
        blocks.append(small_print(notes))
    if not shared_by and (buttons := _buttons(answer, page)):
        blocks.append({"type": "actions", "elements": buttons})
    return {"text": _fallback(answer), "blocks": blocks}


def _weigh(item: Item, section: Section) -> int:
    blocks = list(_draw(item, section))
    texts = [b["text"] if b["type"] == "section" else b["elements"][0] for b in blocks]
    return max(sum(len(text["text"]) for text in texts), PAGE_BLOCK * len(blocks))


def _draw_section(section: Section) -> Iterator[Block]:
    head = "\n".join(
        filter(
            None,
            (
                f"*{strong(section.title, 200)}*" if section.title else "",
                fit(section.lead, 500) if section.lead else "",
            ),
        )
    )
    if head:
        yield paragraph(head)
    for item in section.items:
        yield from _draw(item, section)


def _draw(item: Item, section: Section) -> Iterator[Block]:
    match item:
        case Statement() if section.brief:
            who = f"{item.topic_name} ({item.stance})" if section.by == "topic" else _speaker(item)
            who = strong(who, 200)
            yield paragraph(f"• *{who}*: {fit(item.summary, SUMMARY_TEXT)}")
            yield small_print(f"{fit(item.cited.place, 300)} · {fit(item.cited.source_name, 200)}")
        case Statement():
            yield from _draw_statement(item)
        case Entry():
            yield from _draw_entry(item, section)
        case Line():
            label = f"*{strong(item.label, 200)}*  " if item.label else ""
            yield paragraph(f"{label}{fit(item.text or '–', SUMMARY_TEXT)}")


def _draw_statement(said: Statement) -> Iterator[Block]:
    yield paragraph(
        f"*{_STANCES.get(said.stance, said.stance)}.* {fit(said.summary, SUMMARY_TEXT)}"
    )
    where = [said.date_text, said.session_name]
    if said.voice == "group" or said.party_name not in said.cited.place:
        where.append(_speaker(said))
    if said.voiced_by:
        where.append(f"voiced by {said.voiced_by}")
    where += [said.cited.place, said.cited.source_name]
    lines = [fit(" · ".join(filter(None, where)), 700)]
    if said.note:
        lines.append(fit(said.note, 300))
    yield small_print("\n".join(lines))
    if quotes := _quotes(said.cited):
        yield small_print(quotes)


def _draw_entry(entry: Entry, section: Section) -> Iterator[Block]:
    head = f"*{strong(entry.name, 250)}*"
    if entry.when:
        head += f"  {_date(entry)}"
    text = f"\n{cut(_marked(entry), SUMMARY_TEXT)}" if entry.text else ""
    if section.brief:
        place = "".join(f" · {fit(t, 100)}" for label, t in entry.facts if label == "Place")
        yield paragraph(f"• {head}{place}{'' if entry.when else text}")
        if entry.cited:
            where = "; ".join(f"{c.source_name} {c.locator}".strip() for c in entry.cited[:2])
            yield small_print(fit(where, 300))
        return
    facts = "".join(f"\n{fit(label, 80)}: {fit(text, 300)}" for label, text in entry.facts[:8])
    yield paragraph(cut(head + text + facts, 2_900))
    small = [fit(entry.note, 300)] if entry.note else []
    small += [
        f"{fit(c.place or c.locator, 200)} · {fit(c.source_name, 120)}" for c in entry.cited[:6]
    ]
    if small:
        yield small_print("\n".join(small))
    room = QUOTE_TEXT
    for cited in entry.cited:
        if cited.quotes and room > 0:
            quotes = _quotes(cited)
            yield small_print(cut(quotes, max(room, 200)))
            room -= len(quotes)


def _date(entry: Entry) -> str:
    """Show an exact moment in each reader's own zone, anything else as its source has it."""
    if entry.instant is None:
        return fit(entry.when, 200)
    fallback = escape(entry.when).replace("|", "/")
    return f"<!date^{entry.instant}^{{date_long_pretty}} {{time}}|{fallback}>"


def _marked(entry: Entry) -> str:
    text, last = "", 0
    for start, end in entry.marks:
        text += f"{escape(entry.text[last:start])}*{escape(entry.text[start:end])}*"
        last = end
    return text + escape(entry.text[last:])


def _speaker(said: Statement) -> str:
    if said.voice == "group":
        return f"{said.party_name} for the {said.on_behalf_of_name}"
    return said.party_name


def _quotes(cited: Cited) -> str:
    whole = " ".join(f"“{escape(excerpt(quote, cited.about))}”" for quote in cited.quotes)
    if len(whole) <= QUOTE_TEXT:
        return whole
    return cut(whole, QUOTE_TEXT) + " [the passage goes on]"


def _notes(answer: Answer) -> str:
    notes = [fit(note.text, 300) for note in answer.notes if note.text not in answer.lead]
    return cut("\n".join(notes), NOTES_TEXT)


def _buttons(answer: Answer, page: Page) -> list[Block]:
    choices = [*turn_choices(answer, page), *answer.choices[:CHOICES]]
    buttons = [
        button(choice.label, f"{ASK}:{number}", choice.command)
        for number, choice in enumerate(choices)
        if len(choice.command) <= BUTTON_VALUE
    ]
    asked = answer.query if page.number == 1 else f"{answer.query} page {page.number}"
    if answer.shareable and asked and len(asked) <= BUTTON_VALUE:
        buttons.append(button("Share in channel", SHARE, asked))
    return buttons


def _fallback(answer: Answer) -> str:
    return fit(render_text(answer), FALLBACK_TEXT)
