"""What an answer cites, and how it is read in full: every passage, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handlers.answers.answer import Answer, Cited, Entry, Item, Row, Section, Statement
from handlers.answers.citing import are_all, has_any

QUOTES = 2  # passages under a statement where not all are asked for
MOST_SPREAD = 12  # items of a section whose passages are spread; a longer list has its own pages
PASSAGES = 550  # characters of passages beside one item; one that is longer stands alone
BESIDE_FACTS = 200  # the same beside an entry that has more to tell
GOES_ON = "…"  # of a statement whose further passages follow
PASSAGE = 750  # characters of a passage, which goes on in another item where it is longer


def citations(item: Item) -> tuple[Cited, ...]:
    """Give what an item cites."""
    if isinstance(item, Statement):
        return (item.cited,)
    return item.cited if isinstance(item, Entry) else ()


def tell_in_full(answer: Answer) -> Answer:
    """Leave out boards, which were seen before, and spread the passages over the items.

    Args:
        answer: any; one whose passages are not all asked for stays as it is.

    Returns:
        Its statements and entries, each with as many passages as a page holds, and what follows
        of them in items of their own; with its boards where nothing is stated.
    """
    if not answer.in_full:
        return answer
    told = [section for section in answer.sections if not are_all(section.items, (Row,))]
    if not any(has_any(section.items, Statement) for section in told):
        told = list(answer.sections)
    sections = tuple(_spread(replace(section, brief=False)) for section in told)
    return replace(answer, sections=sections)


def _spread(section: Section) -> Section:
    if len(section.items) > MOST_SPREAD:
        return section
    items = tuple(part for item in section.items for part in _parts_of(item))
    return replace(section, items=items) if len(items) > len(section.items) else section


def _parts_of(item: Item) -> Iterator[Item]:
    """Yield an item with its first passages, and then an item for each further few of them."""
    if isinstance(item, Statement):
        first, *rest = _chunks((item.cited,), PASSAGES)
        yield replace(item, cited=first[0])
        yield from (replace(item, summary=GOES_ON, note="", cited=each[0]) for each in rest)
    elif isinstance(item, Entry) and item.cited:
        room = BESIDE_FACTS if item.facts else PASSAGES
        first, *rest = _chunks(item.cited, room)
        yield replace(item, cited=first)
        yield from (replace(item, text="", facts=(), note="", cited=each) for each in rest)
    else:
        yield item


def _chunks(cited: Iterable[Cited], room: int) -> list[tuple[Cited, ...]]:
    """Part citations so that the passages of each part have room beside an item.

    Args:
        cited: what an item cites.
        room: characters of passages beside it; where it has less than other parts, a first passage
            that is longer stands in the next.
    """
    chunks: list[list[Cited]] = [[]]
    left = room
    for each in cited:
        quotes = [part for quote in each.quotes for part in _cut(quote)]
        kept: list[str] = []
        for quote in quotes:
            if len(quote) > left and (left < room or room < PASSAGES):
                if kept:
                    chunks[-1].append(replace(each, quotes=tuple(kept)))
                chunks.append([])
                kept, left, room = [], PASSAGES, PASSAGES
            kept.append(quote)
            left -= len(quote)
        chunks[-1].append(replace(each, quotes=tuple(kept)))
    return [tuple(chunk) for chunk in chunks]


def _cut(quote: str) -> Iterator[str]:
    """Part a long passage between sentences; what is left out nowhere is marked as going on."""
    begun = ""
    while len(quote) > PASSAGE:
        end = quote.rfind(". ", 0, PASSAGE) + 1 or quote.rfind(" ", 0, PASSAGE)
        if end <= 0:
            break
        yield f"{begun}{quote[:end].rstrip()} …"
        quote, begun = quote[end:].lstrip(), "… "
    yield f"{begun}{quote}"
