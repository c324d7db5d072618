"""Cutting an answer to the size of a surface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.answer import Answer, Choice, Item, Section

Weigh = Callable[[Item, Section], int]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows.

    Args:
        sections: parts of the answer's sections, headings repeated where one goes on.
        number: which page, counted from 1.
        left: how many items come after it.
    """

    sections: tuple[Section, ...]
    number: int
    left: int


def cut_page(answer: Answer, weigh: Weigh, budget: int) -> Page:
    """Give the page of an answer that it asks for.

    Args:
        answer: the whole answer; a page past its end gives the last one.
        weigh: what an item takes of the surface, in the surface's own unit.
        budget: what a page holds, in the same unit; an item that is heavier alone has its own page.

    Returns:
        The page.
    """
    page: list[Section] = []
    number, room, drawn = 1, budget, 0
    total = sum(len(section.items) for section in answer.sections)
    for section in answer.sections:
        if not section.items:
            page.append(section)
        going_on = False
        for item in section.items:
            weight = weigh(item, section)
            if page and weight > room:
                if number == answer.page:
                    return Page(tuple(page), number, total - drawn)
                page, room, going_on = [], budget, False
                number += 1
            room -= weight
            drawn += 1
            if going_on:
                page[-1] = replace(page[-1], items=(*page[-1].items, item))
            else:
                page.append(replace(section, items=(item,)))
            going_on = True
    return Page(tuple(page), number, 0)


def turn_choices(answer: Answer, page: Page) -> tuple[Choice, ...]:
    """Give the choices that turn pages, as command text."""
    choices: list[Choice] = []
    if page.left:
        choices.append(Choice(f"More ({page.left})", f"{answer.query} page {page.number + 1}"))
    if page.number > 1:
        back = f" page {page.number - 1}" if page.number > 2 else ""
        choices.append(Choice("Back", f"{answer.query}{back}"))
    return tuple(choices)
