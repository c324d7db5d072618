"""The buttons and lists under a message: what can be done with it, and asked next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.render.in_full import citations
from bot.render.pages import Page, turn_choices
from bot.render.slack.blocks import (
    ASK,
    BUTTON_VALUE,
    CALENDAR,
    FILES,
    SHARE,
    Block,
    button,
    fit_end,
    fit_label,
    measure,
    menu,
)
from bot.render.slack.feedback import offer_feedback
from bot.render.slack.heights import place_dots
from bot.render.slack.items import Manner, count_quotes, is_told_whole
from handlers.answers.answer import Answer, Chart, Choice, Entry, Item, Line, Menu, Section, Table
from handlers.request import IN_FULL

MENU = 6_800  # of a list to choose from; what it has no room for can still be typed
MENU_BESIDE = 1_600  # the same beside a table
BUTTONS = 2_500  # characters of all buttons as JSON, so that texts have room beside them


def offer_ways(
    answer: Answer, page: Page, manner: Manner, most: int, *, thread: str, private: bool
) -> list[Block]:
    """Give what stands under an answer: the way on, what to ask next, and what to do with it.

    Args:
        answer: what is shown.
        page: of it.
        manner: how it is drawn.
        most: buttons at most.
        thread: the thread it stands in, or "".
        private: whether one person alone sees it.
    """
    turns = turn_choices(answer, page)
    asked = answer.query if page.number == 1 else f"{answer.query} page {page.number}"
    if answer.in_full and asked:
        asked = f"{answer.query} {IN_FULL}"
    share = []
    if asked and len(asked) <= BUTTON_VALUE:
        if answer.calendar and answer.query:
            share.append(button("Calendar file", CALENDAR, answer.query))
        if answer.query and has_table(page, Table, Chart):
            share.append(button("As files", FILES, answer.query))
        if answer.shareable and private:
            share.append(button(f"Share in {'thread' if thread else 'channel'}", SHARE, asked))
    reminders = _reminders(page) if private else []
    more = _more_passages(answer, page, manner)
    room = max(min(1, most), most - len(turns) - len(share) - len(reminders) - len(more))
    beside = {command for section in page.sections for command in _beside(section)}
    apart = [choice for choice in answer.choices if choice.command not in beside]
    choices = (*more, *turns, *apart[:room], *reminders)
    buttons: list[Block] = []
    dots = offer_feedback(answer, asked)
    taken = measure([*share, *dots])
    labels: set[str] = set()
    for number, choice in enumerate(choices):
        if 0 < len(choice.command) <= BUTTON_VALUE:
            label = fit_label(choice.label)
            if label in labels:  # what tells two long names apart is mostly their ends
                label = fit_end(choice.label)
            labels.add(label)
            one = button(label, f"{ASK}:{number}", choice.command)
            size = measure([one])
            if number < len(turns) or taken + size <= BUTTONS:
                buttons.append(one)
                taken += size
    shown = [*_menus(answer, page), *buttons, *share]
    return place_dots(shown, dots[0]) if dots else shown


def _beside(section: Section) -> Iterator[str]:
    """Yield the commands of the buttons that stand beside lines."""
    for item in section.items:
        if isinstance(item, Line) and item.choice:
            yield item.choice.command


def _menus(answer: Answer, page: Page) -> list[Block]:
    if answer.menu is None or (page.number > 1 and not answer.menu.of_page):
        return []
    offered = answer.menu
    if offered.of_page:
        names = [e.name for s in page.sections for e in s.items if isinstance(e, Entry)]
        chosen = tuple(choice for choice in offered.choices if choice.label in names)
        offered = replace(offered, choices=chosen)
    room = MENU_BESIDE if has_table(page, Table) else MENU
    # Others may write into what they are given.
    return [dict(element) for element in _draw_menu(offered, room)]


@lru_cache(128)  # the lists of a pack's topics come back with each answer
def _draw_menu(offered: Menu, room: int) -> tuple[Block, ...]:
    options = [(choice.label, choice.command) for choice in offered.choices]
    return tuple(menu(offered.label, options, f"{ASK}:menu", room))


def offer_rest(answer: Answer, page: Page, manner: Manner) -> list[Block]:
    """Give what stands under a shared answer: the way to the rest of it."""
    rest = (*_more_passages(answer, page, manner), *turn_choices(answer, page))
    fit = [choice for choice in rest if 0 < len(choice.command) <= BUTTON_VALUE]
    buttons = [button(c.label, f"{ASK}:{n}", c.command) for n, c in enumerate(fit)]
    return [*_menus(answer, page), *buttons]


def _more_passages(answer: Answer, page: Page, manner: Manner) -> list[Choice]:
    """Offer the passages that are cited beyond those that are quoted."""
    if answer.in_full or page.begun or not answer.query:
        return []
    there = quoted = 0
    whole = True
    for section in page.sections:
        for item in () if section.brief or section.dense else section.items:
            there += sum(len(cited.quotes) for cited in citations(item))
            quoted += count_quotes(item, section, manner)
            whole = whole and is_told_whole(item, manner)
    hidden = there - quoted
    if all_of(answer)[0] in answer.choices:
        return []
    if hidden <= 0:
        return [] if whole else [*all_of(answer)]
    label = f"{hidden} more passage{'s' if hidden > 1 else ''}"
    return [Choice(label, f"{answer.query} {IN_FULL}")]


def all_of(answer: Answer) -> tuple[Choice, ...]:
    """Offer an answer whole, with all passages; nothing where no line brings it again."""
    return (Choice("All of it", f"{answer.query} {IN_FULL}"),) if answer.query else ()


def _reminders(page: Page) -> list[Choice]:
    """Offer a reminder of the one event that a page tells; of several, their details offer it."""
    entries = [
        item
        for section in page.sections
        if not section.brief
        for item in section.items
        if isinstance(item, Entry) and item.remind
    ]
    return [Choice("Remind me", entries[0].remind)] if len(entries) == 1 else []


def has_table(page: Page, *kinds: type[Item]) -> bool:
    """Tell whether a page shows something of these kinds."""
    return any(isinstance(item, kinds) for section in page.sections for item in section.items)
