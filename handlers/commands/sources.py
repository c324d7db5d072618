"""sources [S]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Answer, Choice, Menu, Note, Section
from handlers.answers.entries import show_source
from handlers.questions.lookup import look_up
from handlers.questions.plain import write_plainly
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services
from knowledge.model import Source
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise


def list_sources(request: Question, services: Services) -> Answer:
    """List the documents that the pack was written from, or tell one."""
    sources = services.knowledge.sources
    chosen = list(sources.values())
    notes: tuple[Note, ...] = ()
    if request.sources and request.certainty != "named":
        chosen = [sources[key] for key in request.sources]  # "what day are the notes from"
    elif request.words:
        # "What is Genina's paper about": by what it is called, without what asks.
        line = write_plainly(request.words)
        words = [word for word in line.split() if normalise(word) not in FILLER]
        asked = replace(request, words=" ".join(words) or request.words)
        found = (
            look_up(asked, services, "source", "passage", "sources", lambda key: sources[key].name)
            if services.knowledge.index.read(request.words, frozenset({"source"})).matches
            else None
        )
        if found is None or found.unclear:
            names = tuple(Choice(s.brief, f"sources {s.brief}") for s in sources.values())
            text = f"No document is called “{request.words}”; these are at hand:"
            return Answer(
                query=request.text,
                command="sources",
                title="Sources",
                silence=text,
                choices=names,
                notes=(Note("unknown-name", text),),
                shareable=False,
            )
        chosen = [sources[key] for key in found.ids]
        notes = found.notes
    items = tuple(show_source(services, source) for source in chosen)
    return Answer(
        query=request.text,
        command="sources",
        title="Sources",
        sections=(Section(items=items, brief=len(items) > 1),),
        menu=_menu(chosen),
        notes=notes,
        page=request.page,
    )


def _menu(chosen: Sequence[Source]) -> Menu | None:
    if len(chosen) == 1:
        return None
    choices = tuple(Choice(source.brief, f"sources {source.brief}") for source in chosen)
    return Menu("About a document …", choices)


COMMAND = Command(
    name="sources",
    usage="[SOURCE]",
    summary="The documents that the answers come from.",
    examples=("sources",),
    handler=list_sources,
    aliases=("source", "documents"),
    rank=80,
)
