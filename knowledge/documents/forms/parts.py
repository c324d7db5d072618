"""What somebody said, cut into sentences, or into what the note-taker set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.documents.excerpt import split_sentences

_FULL_STOP = re.compile(r"[.!?][”\"’)]*$")
_DASH = re.compile(r"\s+[–—-]\s*|\s*[–—]\s+")
_WORD = 3  # letters; what is shorter may be an initial: "developing c. want it"
_DASHES = 2  # "Ban - fine" is one thing said; what has more of them lists several
_SEMICOLON = re.compile(r";\s+")
# Where a sentence in lower case may begin, as in notes.
_NEXT = re.compile(r"(?<=\w)(?P<end>[.!?])[”\"’)]*\s+(?=[^\W\d])|(?<=%)\.\s+(?=[^\W\d])")
_ABBREVIATED = frozenset(
    "approx art arts cont dep dept dev devt esp est etc excl fig figs govt incl int intl max min "
    "mtg nat nos obj para paras par pls pp prop ref res resp sec sect sess tech vol vs".split()
)


def cut_parts(block: str) -> Iterator[str]:
    """Cut a paragraph into sentences; notes that have none, at their dashes and semicolons."""
    sentences = [each for whole in split_sentences(block) for each in _cut_lower(whole)]
    if len(sentences) == 1 and not _FULL_STOP.search(block):
        many = len(_DASH.findall(block)) >= _DASHES
        pieces = _DASH.split(block) if many else [block]
        sentences = [each for piece in pieces for each in _SEMICOLON.split(piece)]
    yield from filter(None, (sentence.strip() for sentence in sentences))


def _cut_lower(text: str) -> Iterator[str]:
    """Cut where a sentence begins in lower case, and no abbreviation ends before it."""
    start = 0
    for match in _NEXT.finditer(text):
        words = text[start : match.start()].split()
        last = words[-1].lstrip("(“\"‘'").casefold() if words else ""
        short = match["end"] == "." and _is_short(last)
        if not short and text[match.end()].islower():
            yield text[start : match.end()]
            start = match.end()
    yield text[start:]


def _is_short(word: str) -> bool:
    """Tell whether a full stop after a word may be an abbreviation's or a number's."""
    return len(word) < _WORD or "." in word or word.isdigit() or word in _ABBREVIATED
