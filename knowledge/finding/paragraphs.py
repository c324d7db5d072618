"""Paragraph and objective numbers of a draft under negotiation, in questions and in texts."""

from __future__ import annotations

import re

# "para 42(c)", "§ 42 c", "paragraph 42", and never "para 42 I think"; "42(c)" and "42c" alone;
# never "3.2", which is a meeting.
_PARAGRAPH = re.compile(
    r"(?<!\w)(?:paragraphs?|paras?|pars?|pp?(?=\.)|pp|§)\.?\s*(\d{1,2})(?![\d.]*\d)"
    r"\s*(?:\(\s*([a-z\d])\s*\)|((?<=\d)[a-z]|[b-hj-z]|a(?=\W*$))(?!\w))?"
    r"|(?<![\w.(])(\d{1,2})\s*\(\s*([a-z\d])\s*\)|(?<![\w.])(\d{1,2})([a-k])(?![\w.])",
    re.IGNORECASE,
)
_OBJECTIVE = re.compile(
    r"(?<!\w)(?:objectives?|objectivs?|objetivos?|objectifs?|obj)\.?\s*(\d{1,2}(?:\s*(?:,|&|and|y|et)\s*\d{1,2})*)(?!\w)",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")  # without which there is nothing to find


def find_paragraphs(text: str) -> tuple[str, ...]:
    """List the paragraphs that a text names, "42" or "42(c)", each once."""
    if not _DIGIT.search(text):
        return ()
    return tuple(dict.fromkeys(_number(match) for match in _PARAGRAPH.finditer(text)))


def find_objectives(text: str) -> tuple[str, ...]:
    """List the objectives that a text names by number, each once."""
    if not _DIGIT.search(text):
        return ()
    found = (number for m in _OBJECTIVE.finditer(text) for number in re.findall(r"\d+", m[1]))
    return tuple(dict.fromkeys(found))


def without_numbers(text: str, put: str) -> str:
    """Put a word in the place of each paragraph and objective that a text names."""
    if not _DIGIT.search(text):
        return text
    return _OBJECTIVE.sub(f" {put} ", _PARAGRAPH.sub(f" {put} ", text))


def _number(match: re.Match[str]) -> str:
    number = match[1] or match[4] or match[6]
    letter = match[2] or match[3] or match[5] or match[7]
    return f"{int(number)}({letter.lower()})" if letter else str(int(number))
