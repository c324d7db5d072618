"""From positions and citations to what is shown: places spelt out, passages quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Generic, TypeVar, overload

from handlers.answers.answer import Answer, Cited, Entry, Item, Note, Statement
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.documents.locators import parse_locator
from knowledge.model import Position, Source


def cite(services: Services, source_id: str, locators: Iterable[str], about: str = "") -> Cited:
    """Say where something stands, with its passages where the document is at hand.

    Args:
        services: the pack and the documents.
        source_id: in which source.
        locators: where in it.
        about: the words that it is cited for.

    Returns:
        The citation.
    """
    source = services.knowledge.sources[source_id]
    locators = tuple(locators)
    return Cited(
        source=source.id,
        source_name=source.brief,
        locator="; ".join(locators),
        place=services.knowledge.keep(
            ("places", source_id, locators), lambda: spell_places(services, source, locators)
        ),
        quotes=services.library.quote(source.id, locators),
        about=about,
    )


def spell_places(services: Services, source: Source, locators: Iterable[str]) -> str:
    """Spell locators for people, each unit once.

    Returns:
        "Japan 2 (10–13)", "section V, paragraph 3"; "" for no locators.
    """
    units: dict[str, list[str]] = {}
    for text in locators:
        locator = parse_locator(text, source.addressed)
        spans = units.setdefault(locator.unit, [])
        if locator.first:
            dash = f"–{locator.last}" if locator.last > locator.first else ""
            spans.append(f"{locator.first}{dash}")
    found: list[str] = []
    called = {section.id: section.called for section in source.sections}
    for unit, spans in units.items():
        if source.spoken:
            speaker, number = unit.rsplit(" ", 1)
            party = services.knowledge.parties[speaker]
            where = f"{party.brief} {number}"
            found.append(f"{where} ({', '.join(spans)})" if spans else where)
            continue
        where, leaf = called.get(unit) or _SPOKEN_SECTION.get(unit, f"section {unit}"), "paragraph"
        if unit == "fn":
            leaf = "number"
        if spans:
            several = len(spans) > 1 or "–" in spans[0]
            where += f", {leaf}{'s' if several else ''} {', '.join(spans)}"
        found.append(where)
    return "; ".join(found)


_SPOKEN_SECTION = {
    "fn": "footnotes",
    "preface": "preface",
    "summary": "executive summary",
    "explanatory": "explanatory notes",
    "general": "general summary",
    "text": "text",
    "highlights": "highlights",
}


def state(services: Services, position: Position, about: str = "") -> Statement:
    """Show a position.

    Args:
        services: the pack and the documents.
        position: what is shown.
        about: further words by which a surface chooses from a long passage.

    Returns:
        The statement, with its group's name and its passages.
    """
    knowledge = services.knowledge
    group = knowledge.parties.get(position.on_behalf_of or "")
    session = knowledge.events[position.session]
    return Statement(
        id=position.id,
        voice="group" if group else "own",
        party=position.party,
        party_name=knowledge.parties[position.party].brief,
        on_behalf_of=group.id if group else "",
        on_behalf_of_name=group.name if group else "",
        topic=position.topic,
        topic_name=knowledge.topics[position.topic].name,
        stance=position.stance,
        summary=position.summary,
        date=str(session.when),
        date_text=session.when.spell(),
        session=session.id,
        session_name=session.brief,
        source_line=_tell_source(knowledge, position.session, position.source),
        voiced_by=position.voiced_by,
        note=position.note,
        cited=cite(
            services, position.source, position.locators, f"{position.summary} {about}".strip()
        ),
    )


def _tell_source(knowledge: KnowledgeBase, session_id: str, source_id: str) -> str:
    """Say in a line when, at which meeting and in which document something was said."""

    def tell() -> str:
        session, source = knowledge.events[session_id], knowledge.sources[source_id]
        # The notes and the report of a meeting are named after it.
        named_after = source.session == session.id or set(session.brief.split()) <= set(
            source.brief.split()
        )
        meeting = "" if named_after else f"{session.brief} · "
        return f"{session.when.spell()}, {meeting}{source.brief}"

    return knowledge.keep(("source line", session_id, source_id), tell)


Kept = TypeVar("Kept")


class Shown(Sequence[Item], Generic[Kept]):
    """Entries as they are shown, each made when it is looked at: a page does not cost all of it.

    Args:
        entries: of the pack, in order.
        make: shows one of them.
        kind: what each is shown as; None where that differs.
    """

    __slots__ = ("_made", "_make", "entries", "kind")

    def __init__(
        self,
        entries: Iterable[Kept],
        make: Callable[[Kept], Item],
        kind: type[Item] | None = None,
    ) -> None:
        self.entries = tuple(entries)
        self.kind = kind
        self._make = make
        self._made: dict[int, Item] = {}

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Shown[Kept]: ...
    def __getitem__(self, index: int | slice) -> Item | Shown[Kept]:
        if isinstance(index, slice):
            return Shown(self.entries[index], self._make, self.kind)
        entry = self.entries[index]
        number = index if index >= 0 else index + len(self.entries)
        if number not in self._made:
            self._made[number] = self._make(entry)
        return self._made[number]

    def __iter__(self) -> Iterator[Item]:
        return map(self.__getitem__, range(len(self.entries)))


def state_all(services: Services, positions: Iterable[Position]) -> Shown[Position]:
    """Show positions."""
    return Shown(positions, partial(state, services), Statement)


def are_all(items: Sequence[Item], kinds: tuple[type[Item], ...]) -> bool:
    """Tell whether items are of some kinds alone; nothing is made only to tell that."""
    if isinstance(items, Shown) and items.kind is not None:
        return issubclass(items.kind, kinds)
    return all(isinstance(item, kinds) for item in items)


def has_any(items: Sequence[Item], kind: type[Item]) -> bool:
    """Tell whether an item is of a kind; nothing is made only to tell that."""
    if isinstance(items, Shown) and items.kind is not None:
        return bool(items) and issubclass(items.kind, kind)
    return any(isinstance(item, kind) for item in items)


def voices_of(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Give who spoke and for whom, by id, of each statement; none is made only to tell that."""
    if isinstance(items, Shown) and items.kind is Statement:
        for position in items.entries:
            yield position.party, position.on_behalf_of or ""
        return
    for item in items:
        if isinstance(item, Statement):
            yield item.party, item.on_behalf_of


def tell_missing_documents(services: Services, answer: Answer) -> Answer:
    """Add a plain word on each source that is cited without its passages.

    Args:
        services: the documents at hand.
        answer: what is to be said.

    Returns:
        The answer with a note for the documents that are missing and one for those that changed.
    """
    sources = services.knowledge.sources
    if sources.keys() <= services.library.documents.keys():
        return tell_withheld(services, answer)
    cited = dict.fromkeys(_sources_in_full(answer))
    lacking = {s: sources[s].brief for s in cited if s not in services.library.documents}
    library = services.library
    changed = [name for source, name in lacking.items() if source in library.changed]
    unread = [name for source, name in lacking.items() if source in library.unreadable]
    missing = [name for name in lacking.values() if name not in (*changed, *unread)]
    notes: list[Note] = []
    if missing:
        what = "document is" if len(missing) == 1 else "documents are"
        text = f"No passage is quoted: the {what} not at hand ({', '.join(missing)})."
        notes.append(Note("documents", text))
    if changed:
        text = f"No passage is quoted: the file at hand is another version ({', '.join(changed)})."
        notes.append(Note("documents", text))
    if unread:
        text = f"No passage is quoted: the file at hand cannot be read ({', '.join(unread)})."
        notes.append(Note("documents", text))
    answer = replace(answer, notes=(*answer.notes, *notes)) if notes else answer
    return tell_withheld(services, answer)


def tell_withheld(services: Services, answer: Answer) -> Answer:
    """Say where words were left out that could have been an answer.

    Args:
        services: the documents at hand.
        answer: what is to be said.

    Returns:
        The answer; with a note where it tells a silence or shows passages, and documents have
        words whose speaker nobody has named yet, or are there and cannot be searched.
    """
    if not (answer.silence or _shows_passages(answer)):
        return answer
    sources, library = services.knowledge.sources, services.library
    left = [
        f"{document.withheld} of {sources[source].brief}"
        for source, document in library.documents.items()
        if document.withheld
    ]
    other = [sources[source].brief for source in sources if source in library.changed]
    unread = [sources[source].brief for source in sources if source in library.unreadable]
    told = (
        ("Left out are passages whose speaker the pack does not name yet", left),
        ("Not searched, since the file at hand is another version", other),
        ("Not searched, since the file cannot be read", unread),
    )
    notes = [Note("withheld", f"{what}: {', '.join(names)}.") for what, names in told if names]
    return replace(answer, notes=(*answer.notes, *notes))


def _shows_passages(answer: Answer) -> bool:
    return any(
        isinstance(item, Entry) and item.kind == "hits"
        for section in answer.sections
        if not isinstance(section.items, Shown)
        for item in section.items
    )


def _sources_in_full(answer: Answer) -> Iterator[str]:
    """Yield the sources that are cited by what stands in full."""
    for section in answer.sections:
        items = () if section.brief else section.items
        if isinstance(items, Shown) and isinstance(next(iter(items.entries), None), Position):
            yield from (position.source for position in items.entries)
            continue
        for item in items:
            if isinstance(item, Statement):
                yield item.cited.source
            elif isinstance(item, Entry):
                yield from (cited.source for cited in item.cited if cited.locator)


def name_source(knowledge: KnowledgeBase, source_id: str) -> str:
    """Name a document in a line of its own: "13 March 2018, Session 2 floor notes"."""
    source = knowledge.sources[source_id]
    session = knowledge.events.get(source.session or "")
    return f"{session.when.spell()}, {source.brief}" if session else source.brief


def order_of_speaking(position: Position, *, last: bool = False) -> tuple[int, ...]:
    """Sort key: the order in which a speaker said things; equals stay in the order of the files.

    Args:
        position: what was said.
        last: whether its last place counts, and not its first.
    """
    return _numbers(position.locators[-1 if last else 0])


@lru_cache(maxsize=200_000)
def _numbers(locator: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", locator)[:2])
