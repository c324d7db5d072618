"""Cutting an answer to the size of a surface."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.answers.answer import Answer, Choice, Entry, Item, Section, Statement
from handlers.answers.citing import are_all
from handlers.request import IN_FULL

Weigh = Callable[[Item, Section], float]
WeighHead = Callable[[Section], float]
LABEL = 30  # characters of a heading that fits a button


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows.

    Args:
        sections: parts of the answer's sections, headings repeated where one goes on.
        number: which page, counted from 1.
        left: how many items come after it; a section without any counts as one.
        total: how many there are in all.
        is_board: whether what comes after it is what a board is opened for.
        begun: whether it tells in brief what the next one has in full.
        next_title: heading of the section that comes after it; "" where one goes on.
    """

    sections: tuple[Section, ...]
    number: int
    left: int
    total: int = 0
    is_board: bool = False
    next_title: str = ""
    begun: bool = False


def cut_page(
    answer: Answer,
    weigh: Weigh,
    budget: float,
    *,
    first: float | None = None,
    weigh_head: WeighHead = lambda section: 0,
    apart: bool = True,
    preview: float | None = None,
) -> Page:
    """Give the page of an answer that it asks for.

    Args:
        answer: the whole answer; a page past its end gives the last one.
        weigh: what an item takes of the surface, in the surface's own unit.
        budget: what a page holds, in the same unit; an item that is heavier alone has its own page.
        first: what the first page holds, where that is another amount.
        weigh_head: what a section's heading takes, on every page on which it stands.
        apart: whether what a board is opened for begins on a page of its own.
        preview: what the first page has besides for telling in brief what it has no room for in
            full; None where it does not.

    Returns:
        The page.
    """
    page: list[tuple[Section, list[Item]]] = []
    whole = budget if first is None else first
    number, room, drawn = 1, whole, 0
    opened = False
    total = sum(len(section.items) or 1 for section in answer.sections)
    for at, section in enumerate(answer.sections):
        head = weigh_head(section)
        going_on = False
        for index, item in enumerate(section.items or (None,)):
            weight = 0 if item is None else weigh(item, section)
            opens = apart and section.detail and not opened
            if page and (opens or weight + (0 if going_on else head) > room):
                if number == answer.page:
                    title = "" if going_on else section.title
                    is_board = opens and not section.related
                    shown, begun = _close(page), False
                    if preview is not None and number == 1 and not opens:
                        rest = _begin_at(index, section) if going_on else section
                        rests = (rest, *answer.sections[at + 1 :])
                        brief = _Brief(weigh, weigh_head, room + preview, whole + preview)
                        shown, begun = brief.begin(answer, shown, rests)
                    left = total - drawn
                    return Page(shown, number, left, total, is_board, title, begun)
                page, room, going_on = [], budget, False
                number += 1
            opened = opened or section.detail
            room -= weight + (0 if going_on else head)
            drawn += 1
            if not going_on:
                page.append((section, []))
            if item is not None:
                page[-1][1].append(item)
            going_on = True
    return Page(_close(page), number, 0, total)


@dataclass(frozen=True, slots=True)
class _Brief:
    """How a first page tells in brief what it has no room for in full.

    Args:
        weigh, weigh_head: as of ``cut_page``.
        room: that the page has left.
        whole: that all of the page has.
    """

    weigh: Weigh
    weigh_head: WeighHead
    room: float
    whole: float

    def begin(
        self, answer: Answer, shown: tuple[Section, ...], rest: Sequence[Section]
    ) -> tuple[tuple[Section, ...], bool]:
        """Give what a page shows: what it has in full and the rest in brief, or all in brief.

        Returns:
            Its sections, and whether any of them tells in brief what follows.
        """
        brief = self._fit(rest, self.room)
        told = _count((*shown, *brief))
        if told < _count(answer.sections):
            everything = self._fit(answer.sections, self.whole)
            said = all(are_all(section.items, (Statement,)) for section in everything)
            if said and _count(everything) > told:
                return everything, True
        return (*shown, *brief), bool(brief)

    def _fit(self, sections: Iterable[Section], room: float) -> tuple[Section, ...]:
        told: list[Section] = []
        for section in sections:
            if section.dense or section.detail or (section.related and not section.brief):
                break
            if not are_all(section.items, (Statement, Entry)):
                break
            brief = replace(section, brief=True, cut_from=len(section.items))
            room -= self.weigh_head(brief)
            items: list[Item] = []
            for item in section.items:
                room -= self.weigh(item, brief)
                if room < 0:
                    break
                items.append(item)
            if items:
                whole = len(items) == len(section.items)
                told.append(brief if whole else replace(brief, items=tuple(items)))
            if room < 0:
                break
        return tuple(told)


def _begin_at(index: int, section: Section) -> Section:
    """Give what is left of a section of which a page has told the first items."""
    return replace(section, items=section.items[index:], title="", lead="")


def _count(sections: Iterable[Section]) -> int:
    return sum(len(section.items) for section in sections)


def _close(page: Iterable[tuple[Section, list[Item]]]) -> tuple[Section, ...]:
    return tuple(
        section
        if len(items) == len(section.items)
        else replace(section, items=tuple(items), cut_from=len(section.items))
        for section, items in page
    )


def turn_choices(answer: Answer, page: Page) -> tuple[Choice, ...]:
    """Give the choices that turn pages, as command text."""
    # A line of the page alone would be no question: what was asked with no word is the help.
    asked = answer.query or answer.command
    if answer.in_full:
        asked = f"{asked} {IN_FULL}"
    choices: list[Choice] = []
    if page.begun:
        return (Choice(f"Read in full ({page.total})", f"{asked} {IN_FULL}"),)
    if page.left:
        choices.append(Choice(_tell_next(answer, page), f"{asked} page {page.number + 1}"))
    if page.number > 1:
        back = f" page {page.number - 1}" if page.number > 2 else ""
        choices.append(Choice("Back", f"{asked}{back}"))
    return tuple(choices)


def _tell_next(answer: Answer, page: Page) -> str:
    """Name what the next page has: the section that begins there, or how much is left."""
    if page.is_board:
        return f"Read all ({page.left})"
    told = {choice.label for choice in answer.choices}
    if 0 < len(page.next_title) <= LABEL and page.next_title not in told:
        return page.next_title
    return f"{page.left} more"
