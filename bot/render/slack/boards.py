"""A board's lines, so many names in each that all of them are on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from bot.render.slack.blocks import fit, paragraph, strong
from bot.render.slack.heights import measure_height
from bot.render.stances import MARKS, tell_row
from handlers.answers.answer import Row, Section
from handlers.answers.citing import are_all

LEAST_NAMES = 2  # of a line, however little room there is
ROW_TEXT = 1_500


@lru_cache(4096)  # the boards of a pack come back, and their lines are told and measured in turn
def tell_stances(row: Row, most: int = 0) -> str:
    """Tell a line of a board as mrkdwn: mark, stance, and names at most; 0 for all."""
    head, names = tell_row(row, most)
    # A point between two names ends a line rather than begins one.
    told = fit(names.replace(" · ", "\u00a0· "), ROW_TEXT)
    return f"{MARKS[row.stance]} *{strong(head, 80)}*  {told}"


def fit_board(
    sections: Iterable[Section], room: float, weigh_head: Callable[[Section], float]
) -> tuple[int, float]:
    """Say how many names each line of a board may have, so that it is on one page.

    Args:
        sections: of the answer, of which those that begin it may be a board.
        room: pixels of the first page.
        weigh_head: pixels that a section's heading takes.

    Returns:
        Names at most, 0 where all of them have room or there is no board; and pixels of the first
        page, more where a board has no room with the fewest names.
    """
    heads = sum(map(weigh_head, board_of(sections)))
    rows = list_rows(sections)
    longest = max((len(row.names) for row in rows), default=0)
    measured = [(row, len(row.names), _heights_of(row)) for row in rows]

    def measure(most: int) -> float:
        total = 0.0
        for row, names, heights in measured:
            shown = min(most, names)
            if shown not in heights:
                heights[shown] = measure_height(paragraph(tell_stances(row, shown)))
            total += heights[shown]
        return total

    if heads + measure(longest) <= room:
        return 0, room
    few, many = LEAST_NAMES, longest  # the most names that fit lie from few on and below many
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (middle, many) if heads + measure(middle) <= room else (few, middle)
    return few, max(room, heads + measure(few))


@lru_cache(4096)
def _heights_of(row: Row) -> dict[int, float]:
    """Keep the heights of a line by how many names it shows."""
    return {}  # filled as they are asked for


def board_of(sections: Iterable[Section]) -> list[Section]:
    """Give the sections of a board that others begin with; what is beside one is not of it."""
    board: list[Section] = []
    for section in sections:
        if not _is_board(section) or (board and section.related):
            break
        board.append(section)
    return board


def list_rows(sections: Iterable[Section]) -> list[Row]:
    """List the lines of the board that sections begin with."""
    board = board_of(sections)
    return [item for section in board for item in section.items if isinstance(item, Row)]


def lists_topics(sections: Iterable[Section]) -> bool:
    """Tell whether the board that sections begin with is of topics, and not of parties."""
    return any(row.by == "topic" for row in list_rows(sections))


def _is_board(section: Section) -> bool:
    return bool(section.items) and are_all(section.items, (Row,))
