"""What of the order of speaking is asked: who was first, after whom, how often, or all of it."""

from __future__ import annotations

import re
from typing import Literal

from handlers.questions.question import Question

Order = Literal["first", "last", "before", "after", "often", "most", "all"]

_LUNCH = re.compile(r"\b(?:before|after) (?:the )?(?:lunch|break)\b")
_BESIDE = re.compile(
    r"\b(?:(before|precede[sd]?|preceding)"
    r"|(after|follow(?:s|ed|ing)?|next|repl(?:y|ies|ied)|answer\w*|(?:respon|react)\w+))\b"
)
# "Who had the last word before the chair closed": the end, and not whoever spoke before the chair.
_END = re.compile(
    r"\b(first|last|final) (?:word|to (?:speak|talk|take|intervene)|(?:country|delegation|speaker"
    r"|state|delegate|one)\b).*\b(?:before|after|until)\b"
)
_WORDED: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("most", re.compile(r"\b(?:most|more than|busiest)\b")),
    (
        "first",
        re.compile(
            r"\b(?:first|1st|start(?:s|ed)?|open(?:s|ed|ing)?|opener|began|begins?|kick(?:s|ed)?)\b"
        ),
    ),
    (
        "last",
        re.compile(
            r"\b(?:last|final|finally|clos(?:es?|ed|ing)|end(?:s|ed)?|finish(?:es|ed)?"
            r"|wrap(?:s|ped)?|conclud(?:es?|ed|ing))\b"
        ),
    ),
)


def read_order(question: Question) -> Order:
    """Tell what of the order of speaking a question asks.

    Args:
        question: as it was understood.

    Returns:
        "before" and "after" a party that it names, "often" for how many times that spoke, "first",
        "last", "most" for who spoke most often; "all" for the whole order.
    """
    words = _LUNCH.sub(" ", question.plain)
    if end := _END.search(words):
        return "first" if end[1] == "first" else "last"
    if question.parties:
        beside = _BESIDE.search(words)
        if beside is None:
            return "often"
        return "before" if beside[1] else "after"
    return next((order for order, pattern in _WORDED if pattern.search(words)), "all")
