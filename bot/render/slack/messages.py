"""An answer as a message.

Every limit holds by construction: text is escaped and then fitted to its field, a page holds what
its budget allows, and there are never more blocks or buttons than a message may have.
Limits: Slack's Block Kit reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bot.render.pages import Page, cut_page, turn_choices
from bot.render.slack.blocks import (
    ASK,
    BUTTON_VALUE,
    CALENDAR,
    SHARE,
    SHARE_ALL_THE_SAME,
    Block,
    Message,
    actions,
    button,
    cut,
    escape,
    fit,
    measure,
    paragraph,
    small_print,
    squeeze,
    strong,
)
from bot.render.text import render_text
from handlers.answers.answer import Answer, Choice, Cited, Entry, Item, Line, Section, Statement
from knowledge.documents.excerpt import excerpt

PAGE = 1_300  # characters: about a phone's screen
THREAD_PAGE = 700  # where an answer stands between what people say
PAGE_BLOCK = 60  # what a block takes of a page at least, so that 50 are never reached
TITLE_TEXT = 300
LEAD_TEXT = 800
SUMMARY_TEXT = 1_500
QUOTE_TEXT = 1_200  # of one statement; a longer passage is cut, and says so
THREAD_QUOTE = 350  # the same between what people say
NOTES_TEXT = 800
FALLBACK_TEXT = 1_000
CHOICES = 5
REMINDERS = 5  # events of a page for which a reminder is offered
BUTTONS = 3_500  # characters of all buttons as JSON, so that texts have room beside them
ENTRY_TEXT = 2_900  # of an entry's name, text and facts; a section holds 3,000
PLACES_TEXT = 1_500  # of the places that an entry cites

_STANCES = {
    "support": "Supports",
    "conditional": "Conditional",
    "oppose": "Opposes",
    "question": "Asks",
    "statement": "States",
}


def render_message(
    answer: Answer, *, shared_by: str = "", thread: str = "", private: bool = True
) -> Message:
    """Draw the page of an answer that was asked for.

    Args:
        answer: what is to be said.
        shared_by: id of the person who shares it in a channel; "" for a private answer.
        thread: the thread it stands in, where pages are shorter; its buttons carry it along.
        private: whether one person alone sees it, who can then share it.

    Returns:
        ``text`` and ``blocks`` of a message, for an ack, a ``response_url`` or the Web API.
    """
    quotes = THREAD_QUOTE if thread else QUOTE_TEXT
    weigh = partial(_weigh, quotes=quotes)
    page = cut_page(answer, weigh, THREAD_PAGE if thread else PAGE, weigh_head=_weigh_head)
    blocks: list[Block] = [paragraph(f"*{strong(answer.title or 'Compact', TITLE_TEXT)}*")]
    if page.number == 1 and (lead := fit(answer.lead, LEAD_TEXT)):
        blocks.append(paragraph(lead))
    for section in page.sections:
        blocks += _draw_section(section, quotes)
    if who := re.sub(r"[^A-Z0-9]", "", shared_by):
        blocks.append(small_print(f"Shared by <@{who}>"))
    if notes := _notes(answer):
        blocks.append(small_print(notes))
    if not shared_by and (buttons := _buttons(answer, page, thread=thread, private=private)):
        blocks.append(actions(buttons, thread))
    return {"text": _fallback(answer, page), "blocks": squeeze(blocks)}


def render_sentence(text: str) -> Message:
    """Draw one sentence to one person, such as what is lacking and what to do."""
    return {"text": fit(text, FALLBACK_TEXT), "blocks": [paragraph(fit(text, FALLBACK_TEXT))]}


def render_share_question(line: str, thread: str) -> Message:
    """Ask whether an answer is really to be shared where other organisations read along.

    Args:
        line: the question whose answer it is.
        thread: where it would be shared, or "" for the channel.
    """
    text = "People of other organisations read this channel. Share the answer with everyone here?"
    share = button("Share with everyone", SHARE_ALL_THE_SAME, line)
    return {"text": text, "blocks": [paragraph(text), actions([share], thread)]}


def _weigh(item: Item, section: Section, *, quotes: int) -> int:
    blocks = list(_draw(item, section, quotes))
    texts = [b["text"] if b["type"] == "section" else b["elements"][0] for b in blocks]
    return max(sum(len(text["text"]) for text in texts), PAGE_BLOCK * len(blocks))


def _weigh_head(section: Section) -> int:
    head = _head(section)
    return max(len(head), PAGE_BLOCK) if head else 0


def _head(section: Section) -> str:
    return "\n".join(
        filter(
            None,
            (
                f"*{strong(section.title, 200)}*" if section.title else "",
                fit(section.lead, 500) if section.lead else "",
            ),
        )
    )


def _draw_section(section: Section, quotes: int) -> Iterator[Block]:
    if head := _head(section):
        yield paragraph(head)
    for item in section.items:
        yield from _draw(item, section, quotes)


def _draw(item: Item, section: Section, quotes: int) -> Iterator[Block]:
    match item:
        case Statement() if section.brief:
            who = f"{item.topic_name} ({item.stance})" if section.by == "topic" else _speaker(item)
            who = strong(who, 200)
            yield paragraph(f"• *{who}*: {fit(item.summary, SUMMARY_TEXT)}")
            yield small_print(f"{fit(item.cited.place, 300)} · {fit(item.cited.source_name, 200)}")
        case Statement():
            yield from _draw_statement(item, quotes)
        case Entry():
            yield from _draw_entry(item, section, quotes)
        case Line():
            label = f"*{strong(item.label, 200)}*  " if item.label else ""
            yield paragraph(f"{label}{fit(item.text or '–', SUMMARY_TEXT)}")


def _draw_statement(said: Statement, room: int) -> Iterator[Block]:
    stance = strong(_STANCES.get(said.stance, said.stance), 40)
    yield paragraph(f"*{stance}.* {fit(said.summary, SUMMARY_TEXT)}")
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
    if quotes := _quotes(room, said.cited):
        yield small_print(quotes)


def _draw_entry(entry: Entry, section: Section, quoted: int) -> Iterator[Block]:
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
    facts = [f"{fit(label, 80)}: {fit(text, 300)}" for label, text in entry.facts]
    room = ENTRY_TEXT - len(head + text)
    yield paragraph("\n".join(filter(None, (head + text, _list_within(facts, room, "facts")))))
    places = [f"{fit(c.place or c.locator, 200)} · {fit(c.source_name, 120)}" for c in entry.cited]
    note = fit(entry.note, 300)
    if small := "\n".join(filter(None, (note, _list_within(places, PLACES_TEXT, "places")))):
        yield small_print(small)
    if quotes := _quotes(quoted, *entry.cited):
        yield small_print(quotes)


def _list_within(lines: list[str], room: int, what: str) -> str:
    """Join as many lines as there is room for, and tell how many are left out."""
    kept = list(lines)
    while True:
        left = len(lines) - len(kept)
        text = "\n".join([*kept, f"… and {left} more {what}"] if left else kept)
        if len(text) <= room or not kept:
            return text
        kept.pop()


def _date(entry: Entry) -> str:
    """Show an exact moment in each reader's own zone, anything else as its source has it."""
    if entry.instant is None:
        return fit(entry.when, 200)
    fallback = fit(entry.when, 200).replace("|", "/")
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


def _quotes(room: int, *cited: Cited) -> str:
    whole = " ".join(
        f"“{escape(excerpt(quote, each.about))}”" for each in cited for quote in each.quotes
    )
    if len(whole) <= room:
        return whole
    return cut(whole, room) + " [the passage goes on]"


def _notes(answer: Answer) -> str:
    notes = [fit(note.text, 300) for note in answer.notes if note.text not in answer.lead]
    return cut("\n".join(notes), NOTES_TEXT)


def _buttons(answer: Answer, page: Page, *, thread: str, private: bool) -> list[Block]:
    turns = turn_choices(answer, page)
    asked = answer.query if page.number == 1 else f"{answer.query} page {page.number}"
    share = []
    if asked and len(asked) <= BUTTON_VALUE:
        if answer.calendar and answer.query:
            share.append(button("Calendar file", CALENDAR, answer.query))
        if answer.shareable and private:
            share.append(button(f"Share in {'thread' if thread else 'channel'}", SHARE, asked))
    buttons: list[Block] = []
    choices = (*turns, *answer.choices[:CHOICES], *(_reminders(page) if private else ()))
    for number, choice in enumerate(choices):
        if 0 < len(choice.command) <= BUTTON_VALUE:
            one = button(choice.label, f"{ASK}:{number}", choice.command)
            if number < len(turns) or measure([*buttons, one, *share]) <= BUTTONS:
                buttons.append(one)
    return [*buttons, *share]


def _reminders(page: Page) -> list[Choice]:
    """Offer a reminder of each event that the page shows and that is not over."""
    entries = [
        item
        for section in page.sections
        for item in section.items
        if isinstance(item, Entry) and item.remind
    ]
    if len(entries) == 1:
        return [Choice("Remind me", entries[0].remind)]
    return [Choice(f"Remind me: {entry.name}", entry.remind) for entry in entries[:REMINDERS]]


def _fallback(answer: Answer, page: Page) -> str:
    """Draw the same page as text, for notifications and screen readers."""
    lead = answer.lead if page.number == 1 else ""
    shown = replace(answer, lead=lead, sections=page.sections, choices=(), page=1)
    return fit(render_text(shown), FALLBACK_TEXT)
