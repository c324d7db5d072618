"""Days in words: "the twentieth of March", "le premier avril", "двадцатого марта"."""

from __future__ import annotations

import re
from functools import cache

from handlers.questions.moments.numerals import DAYS_IN_WORDS
from handlers.questions.moments.pieces import (
    Dates,
    DayOfMonth,
    Line,
    Piece,
    Vague,
    day_exists,
)
from handlers.questions.moments.vocabulary import any_of, months


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    day, month = rf"(?P<day>{any_of(DAYS_IN_WORDS)})", rf"(?P<month>{any_of(months())})"
    year = r"(?:\s*,?\s*(?:del?\s+)?(?P<year>20\d\d)(?![\d:]))?"
    opening = r"(?P<on>(?<!\w)(?:on(?:\s+the)?|the|le|el(?:\s+dia)?)\s+)?"
    return (
        re.compile(rf"{opening}{day}\s+(?:(?:day\s+)?of\s+|de\s+)?{month}{year}(?!\w)"),
        re.compile(rf"(?P<on>(?<!\w)on\s+)?{month}\s+(?:the\s+)?{day}{year}(?!\w)"),
        re.compile(
            rf"(?<!\w)on\s+the\s+{day}(?=\s*(?:$|,|at\s|@|\d|(?:of\s+)?(?:this|next)\s+month))"
        ),
    )


def read_spelt_day(line: Line, at: int) -> Piece | None:
    """Read a day whose number is in words, from a place in a line."""
    first, second, alone = _patterns()
    if match := first.match(line.folded, at) or second.match(line.folded, at):
        number = DAYS_IN_WORDS[" ".join(match["day"].split())]
        date = (int(match["year"] or 0), months()[match["month"]], number)
        words = line.typed[at : match.end()]
        if not day_exists(*date):
            return Piece(at, match.end(), Vague(f"There is no {words}."))
        return Piece(at, match.end(), Dates((date,)), anchored=bool(match["on"]))
    if match := alone.match(line.folded, at):
        number = DAYS_IN_WORDS[" ".join(match["day"].split())]
        return Piece(at, match.end(), DayOfMonth(number), sure=False, anchored=True)
    return None
