"""sources [S]"""

from __future__ import annotations

from handlers.answer import Answer, Choice, Note, Section
from handlers.lookup import look_up
from handlers.registry import Command
from handlers.request import Request, Services
from handlers.showing import show_source


def list_sources(request: Request, services: Services) -> Answer:
    """List the documents that the pack was written from, or tell one."""
    sources = services.knowledge.sources
    chosen = list(sources.values())
    notes: tuple[Note, ...] = ()
    if request.words:
        found = (
            look_up(
                request, services, "source", "passage", "sources", lambda key: sources[key].name
            )
            if services.knowledge.index.read(request.words, frozenset({"source"})).matches
            else None
        )
        if found is None or found.unclear:
            names = tuple(Choice(s.brief, f"sources {s.brief}") for s in sources.values())
            return Answer(
                query=request.text,
                command="sources",
                title=f"Unknown: {request.words}",
                lead=f"No source of this pack is called “{request.words}”.",
                choices=names,
                shareable=False,
            )
        chosen = [sources[key] for key in found.ids]
        notes = found.notes
    items = tuple(show_source(services, source) for source in chosen)
    return Answer(
        query=request.text,
        command="sources",
        title="Sources",
        sections=(Section(items=items),),
        notes=notes,
        page=request.page,
    )


COMMAND = Command(
    name="sources",
    usage="[SOURCE]",
    summary="The documents that the answers come from.",
    examples=("sources", "sources floor notes"),
    handler=list_sources,
    aliases=("source", "documents"),
    rank=80,
)
