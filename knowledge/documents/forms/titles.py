"""Lines that say on what is spoken from here on: titles, which are nobody's words."""

from __future__ import annotations

import re

from knowledge.documents.forms.lines import Line

_WORDS = 10  # of a title
_LETTERS = 4  # of capitals without a mark; "NO" may be said
_MARKED = re.compile(
    r"(?:agenda )?items? \d{1,2}(?:\.\d{1,2}|[a-z])?(?:\s*[:.–—-]\s*.*|\s*\([^()]*\))?|"
    r"(?:agenda|topic|subject|next item|next topic)\s*[:–—-]\s*.*|([=~_#*+-])\1+\s*\w.*?\s*\1{2,}",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"(?:[IVXLC]+|[A-Z])[.)]\s+[^\W\d_a-z]")
_SENTENCE = re.compile(r"[.!?;:,…][”\"’)]*$")
# "Art 23 money", "Chapter III (money)"; "Art. 6 should go" is said.
_PART = re.compile(
    r"(?:draft\s+)?(?:art(?:icle)?|chapter|ch|part|section|sect|annex|cluster|theme|paragraph|para|"
    r"preamble|decision|resolution)s?\.?(?:\s+(?:\d+|[ivxlc]+|[a-z])\b.*)?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|cannot|can['’]t|could|would|should|"
    r"shall|will|may|must|might|needs?|wants?|goes|go|makes?|means?|looks?|seems?|not|no|ok|fine|"
    r"don['’]t|doesn['’]t|won['’]t|isn['’]t|aren['’]t)\b",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at by for from in of on or over re the to vs with".split())
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def is_title(line: Line) -> bool:
    """Tell whether a line is a title: by a mark, or because it stands alone and is written as one.

    Args:
        line: without a label.
    """
    if line.heading or line.mark or _MARKED.fullmatch(line.text):
        return True
    if line.ruled and _is_short(line):
        return True
    if not stands_alone(line):
        return False
    return is_written_as_title(line) or _is_part(line.text) or _is_in_title_case(line.text)


def stands_alone(line: Line) -> bool:
    """Tell whether a line has empty ones around it, is no item, row or note, and no sentence."""
    return line.alone and not line.item and not line.note and line.voice is None and _is_short(line)


def is_written_as_title(line: Line) -> bool:
    """Tell whether a line that stands alone is in capitals or emphasised, or has a Roman number."""
    capitals = line.text.isupper() and sum(map(str.isalpha, line.text)) >= _LETTERS
    marked = line.style in ("bold", "underline") and line.lead == line.text
    return capitals or marked or _NUMERAL.match(line.text) is not None


def _is_short(line: Line) -> bool:
    if line.cells or len(line.text.split()) > _WORDS:
        return False
    return _SENTENCE.search(line.text) is None


def _is_part(text: str) -> bool:
    return _PART.fullmatch(text) is not None and _VERB.search(text) is None


def _is_in_title_case(text: str) -> bool:
    words = _WORD.findall(text)
    told = [word for word in words if word.lower() not in _SMALL]
    return len(told) > 1 and text[0].isalpha() and all(not word[0].islower() for word in told)
