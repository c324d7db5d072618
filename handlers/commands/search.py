"""search WORDS"""

from __future__ import annotations

from dataclasses import replace

from handlers.answers.answer import Answer, Choice, Cited, Entry, Note, Section
from handlers.answers.citing import cite, name_source, tell_withheld
from handlers.answers.found import name_speakers, tell_place
from handlers.answers.record import in_documents
from handlers.errors import UserError
from handlers.questions.lookup import find_text
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.finding.search import Hit, Query, parse_query
from knowledge.names.index import Kind

MOST = 100
_OPENING, _CLOSING = frozenset('“"'), frozenset('”"')
_KINDS = {
    "position": "What was said",
    "topic": "Topics",
    "term": "Terms",
    "event": "Events",
    "person": "People and bodies",
    "proposal": "Proposals",
    "passage": "Passages of the documents",
}


def search(request: Request, services: Services) -> Answer:
    """Search summaries, definitions, titles and, where at hand, the documents' passages."""
    if not request.words:
        raise UserError("What is to be looked for?", "Ask, for example: search {topic}")
    query, notes = _resolve_filters(parse_query(request.words), services)
    hits, loose = find_text(services, query, MOST)
    if loose:
        text = f"Nothing has all the words of {_quote(request.words)}; this has some of them."
        notes = (*notes, Note("loose", text))
    return show_hits(request, services, hits, notes)


def show_hits(
    request: Request, services: Services, hits: list[Hit], notes: tuple[Note, ...]
) -> Answer:
    """Draw hits up by kind, best first in each.

    Args:
        request: the question.
        services: the pack and the documents.
        hits: what was found.
        notes: what else is to be said.
    """
    sections: list[Section] = []
    for kind, title in _KINDS.items():
        found = [hit for hit in hits if hit.entry.kind == kind]
        if found:
            items = tuple(_show(services, hit) for hit in found)
            heading = f"{title} ({len(items)})"
            section = Section(title=heading, items=items, brief=True, dense=True, glanced=True)
            sections.append(section)
    sections.sort(key=lambda section: -_best(hits, section))
    told = list(notes)
    lead = ""
    if not hits:
        lead = f"Nothing has {_quote(request.words)} {in_documents(services.knowledge)}."
        told.append(Note("nothing-found", lead))
    if not services.library.documents:
        text = "Only the pack was searched: the documents are not at hand."
        told.append(Note("documents", text))
    answer = Answer(
        query=request.text,
        command="search",
        title=_title(request.words, len(hits)),
        silence=lead,
        sections=tuple(sections),
        choices=() if hits else (Choice("What can be asked", "help"),),
        notes=tuple(told),
        page=request.page,
    )
    return tell_withheld(services, answer)


def _title(words: str, count: int) -> str:
    quoted = _quote(words)
    return f"{quoted}: {count} place{'' if count == 1 else 's'}" if count else quoted


def _quote(words: str) -> str:
    """Set words in quotation marks, which those may be that somebody typed."""
    bare = words[1:-1] if words[:1] in _OPENING and words[-1:] in _CLOSING else words
    return words if set(bare) & {*_OPENING, *_CLOSING} else f"“{bare}”"


def _best(hits: list[Hit], section: Section) -> float:
    first = section.items[0]
    assert isinstance(first, Entry)
    return next(hit.score for hit in hits if hit.entry.id == first.id)


def _resolve_filters(query: Query, services: Services) -> tuple[Query, tuple[Note, ...]]:
    """Put ids in the place of the names in ``party:``, ``topic:`` and ``source:``."""
    filters: list[tuple[str, str]] = []
    notes: list[Note] = []
    kinds: dict[str, Kind] = {"party": "party", "topic": "topic", "source": "source"}
    for name, value in query.filters:
        if name not in kinds:
            filters.append((name, value.casefold()))
            continue
        reading = services.knowledge.index.read(value, frozenset({kinds[name]}))
        refs = [ref for match in reading.matches for ref in match.refs]
        if len(refs) != 1 or reading.unknown:
            raise UserError(
                f"“{value}” is not the name of one {name}.",
                f'Write it like {name}:"…"',
            )
        filters.append((name, refs[0].id))
    return Query(query.words, query.phrases, tuple(filters)), tuple(notes)


def _show(services: Services, hit: Hit) -> Entry:
    knowledge, entry = services.knowledge, hit.entry
    cited: tuple[Cited, ...] = ()
    name, detail = entry.title, ""
    match entry.kind:
        case "position":
            position = knowledge.position(entry.id)
            cited = (cite(services, position.source, position.locators),)
            party = knowledge.parties[position.party].brief
            group = knowledge.parties.get(position.on_behalf_of or "")
            voice = f" for the {group.name}" if group else ""
            when = knowledge.date_of(position).spell()
            if knowledge.events[position.session].kind != "session":
                when += ", before the negotiations"
            topic = knowledge.topics[position.topic].name
            name, detail = f"{party}{voice}", f"{topic} · {position.stance} · {when}"
        case "passage":
            found = cite(services, entry.source, (entry.id,))
            place = tell_place(services, entry.source, entry.id, found.place)
            cited = (replace(found, place=place),)
            name = name_speakers(services, entry.source, entry.id)
        case "term":
            name = knowledge.terms[entry.id].name
        case "event":
            name = knowledge.events[entry.id].name
        case "proposal":
            name = knowledge.proposals[entry.id].title
    where = tuple((c.source_name, c.place) for c in cited)
    text, marks = hit.line, hit.marks
    if entry.kind == "passage":
        text, marks = f"“{text}”", tuple((start + 1, end + 1) for start, end in marks)
    return Entry(
        kind="hits",
        id=entry.id,
        name=name,
        text=text,
        marks=marks,
        facts=tuple((name_source(knowledge, c.source), c.place) for c in cited),
        data={
            "kind": entry.kind,
            "id": entry.id,
            "name": f"{name} · {detail}" if detail else name,
            "line": hit.line,
            "marks": [list(mark) for mark in hit.marks],
            "source": where[0][0] if where else None,
            "locator": cited[0].locator if cited else None,
            "reviewed": entry.reviewed,
        },
    )


COMMAND = Command(
    name="search",
    usage="WORDS",
    summary="Full text; “phrases”, party: topic: source: narrow it.",
    examples=("search {topic}", "search {topic} kind:position"),
    handler=search,
    aliases=("find", "grep"),
    rank=60,
)
