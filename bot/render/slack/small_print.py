"""The small print of a message: how a line was read, where all stands, who shares it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.render.pages import Page
from bot.render.slack.blocks import Block, cut, fit, small_print
from bot.render.slack.boards import list_rows
from handlers.answers.answer import Answer, Entry, Item, Note, Statement

NOTES_TEXT = 800
SMALL_TEXT = 1_800
# Notes on how a line was read stand under the title, before anybody reads an answer to another.
_READ_AS = frozenset({"correction", "meaning", "remembered", "widened", "misprint"})


def tell_small_print(answer: Answer, page: Page, *, shared_by: str, asked_by: str) -> list[Block]:
    """Give what stands under a page: where all of it was said, notes, who shares or asked it."""
    own = _tells_own_sources(page)
    notes = tell_notes(answer, read_as=False, extent=not own, quotes=not page.is_board)
    source = share_source(page)
    small = [source if source not in notes else "", notes]
    small.append(_tell_shared(answer, page, shared_by))
    if who := _person(asked_by):
        small.append(f"Asked for by <@{who}>")
    line = "\n".join(filter(None, small))
    return [small_print(cut(line, SMALL_TEXT))] if line else []


def join_print(body: Sequence[Block], small: Sequence[Block]) -> list[Block]:
    """Set a line of small print behind the source that ends a body, rather than under it."""
    joined = [*body, *small]
    if not (body and small) or body[-1]["type"] != small[0]["type"]:
        return joined
    source, line = (block["elements"][-1]["text"] for block in (body[-1], small[0]))
    if "\n" in source or len(source) + len(line) > SMALL_TEXT:
        return joined
    return [*body[:-1], small_print(f"{source} · {line}")]


def share_source(page: Page) -> str:
    """Say once where all statements of a page stand, if they stand in one place."""
    said = [item for section in page.sections for item in section.items]
    statements = [item for item in said if isinstance(item, Statement)]
    sources = {item.source_line for item in statements}
    in_full = any(
        isinstance(item, Statement) and not section.brief
        for section in page.sections
        for item in section.items
    )
    if len(sources) == 1 and (len(statements) > 1 or not in_full):
        return fit(sources.pop(), 300)
    if not in_full:
        for section in page.sections:
            if section.brief or section.dense:
                sources |= {name for item in section.items for name in _list_sources(item)}
    if not in_full and sources:
        return fit(" · ".join(sorted(sources)), 600)
    return ""


def _list_sources(item: Item) -> tuple[str, ...]:
    """List the documents of what is told in brief without them: passages and proposals."""
    if not isinstance(item, Entry):
        return ()
    if item.kind == "hits":
        return tuple(label for label, _ in item.facts)
    if item.kind == "proposals":
        return tuple(cited.source_name for cited in item.cited[:1])
    return ()


def _tells_own_sources(page: Page) -> bool:
    """Tell whether nothing on a page is of a whole, of which the notes say where all of it is."""
    items = [item for section in page.sections for item in section.items]
    return bool(items) and all(isinstance(item, (Statement, Entry)) for item in items)


def foresee_source(answer: Answer) -> str:
    """Give the source that the first page with statements in brief will name, or one like it."""
    brief = (s for s in answer.sections if s.items and (s.brief or s.dense) and not s.detail)
    section = next(brief, None)
    first = section.items[0] if section else None
    if isinstance(first, Statement):
        return fit(first.source_line, 300)
    if isinstance(first, Entry) and first.kind == "hits" and first.facts:
        return fit(first.facts[0][0], 300)
    return ""


def tell_notes(answer: Answer, *, read_as: bool, extent: bool = True, quotes: bool = True) -> str:
    """Tell the notes on how a line was read, or all others, in one line.

    Args:
        answer: whose notes.
        read_as: whether those on how the line was read, or the others.
        extent: whether to say when and where all was said that the answer is made of.
        quotes: whether to say why no passage is quoted, which on a board none is.
    """
    told = f"{answer.title} {answer.head}"
    notes = [
        fit(_shorten_note(note), 300)
        for note in answer.notes
        if (note.kind in _READ_AS) is read_as
        and not (note.told or note.text in told)
        and (quotes or note.kind != "documents")
        and not (note.kind == "meaning" and note.text.partition(": ")[2] in told)
        # How much there is in all is told once.
        and not (note.kind == "extent" and (answer.page > 1 or not extent))
    ]
    return cut(" · ".join(dict.fromkeys(notes)), NOTES_TEXT)


def _shorten_note(note: Note) -> str:
    """Leave out which documents are not at hand: the list of sources tells."""
    text = note.text.removesuffix(".")
    return text.partition(" (")[0] if note.kind == "documents" else text


def _tell_shared(answer: Answer, page: Page, shared_by: str) -> str:
    """Say who shares an answer, to what question, and how much of it stands there."""
    who = _person(shared_by)
    if not who:
        return ""
    told = [f"Shared by <@{who}>"]
    if answer.query:
        told.append(f"asked: {fit(answer.query, 200)}")
    if is_part(answer, page):
        shown = sum(len(section.items) for section in page.sections)
        told.append(f"shows {shown} of {page.total}")
    return " · ".join(told)


def is_part(answer: Answer, page: Page) -> bool:
    """Tell whether a page is a fragment, and not a board whose entries are a tap away."""
    if page.number > 1 or not page.left or page.is_board:
        return page.number > 1
    board = list_rows(answer.sections)
    return not board or len(list_rows(page.sections)) < len(board)


def _person(user: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", user)
