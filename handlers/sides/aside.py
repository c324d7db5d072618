"""Leaving out of an answer those whom its question leaves aside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from handlers.answers.answer import Item, Line, Note, Row, Section, Statement
from handlers.answers.citing import Shown, state_all
from handlers.sides.draft import Draft
from knowledge.model import Party, Position


def leave_out(draft: Draft) -> None:
    """Take those who are left aside out of all lists of an answer, and say so.

    Args:
        draft: of the answer, made.
    """
    aside = draft.question.aside
    if not aside:
        return
    names = tuple(draft.knowledge.parties[key].brief for key in aside)
    sections = (_without(draft, section, aside, names) for section in draft.sections)
    draft.sections = [section for section in sections if section.items or section.lead]
    groups = [draft.knowledge.parties[key] for key in aside]
    covered = {member for group in groups for member in group.members}
    shown = [group.brief for group in groups if group.id not in covered]
    draft.notes = [note for note in draft.notes if not _is_of(note, groups)]
    draft.notes.append(Note("ignored", f"Left aside: {', '.join(shown)}."))


def _is_of(note: Note, groups: Sequence[Party]) -> bool:
    """Tell whether a note says whom a group stands for that is left aside."""
    return note.kind == "group-voice" and any(f"The {g.name} " in note.text for g in groups)


def _without(
    draft: Draft, section: Section, aside: Collection[str], names: Sequence[str]
) -> Section:
    items = section.items
    if isinstance(items, Shown) and items.kind is Statement:
        kept = [p for p in items.entries if not _is_aside(p, aside)]
        return replace(section, items=state_all(draft.services, kept))
    found = (_item_without(item, aside, names) for item in items)
    return replace(section, items=tuple(item for item in found if item is not None))


def _is_aside(position: Position, aside: Collection[str]) -> bool:
    return (position.on_behalf_of or position.party) in aside


def _item_without(item: Item, aside: Collection[str], names: Sequence[str]) -> Item | None:
    """Give an item without those who are left aside; None where nothing is left of it."""
    if isinstance(item, Statement):
        return None if (item.on_behalf_of or item.party) in aside else item
    if isinstance(item, Row):
        return replace(item, names=tuple(n for n in item.names if not _is_called(n, names)))
    if isinstance(item, Line):
        parts = item.text.split(", ")
        kept = [part for part in parts if not _is_called(part, names)]
        return replace(item, text=", ".join(kept)) if kept else None
    return item


def _is_called(voice: str, names: Sequence[str]) -> bool:
    """Tell whether a voice is one of some parties': "African Group (Comoros)"."""
    return any(voice == name or voice.startswith(f"{name} (") for name in names)
