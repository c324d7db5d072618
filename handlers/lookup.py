"""Looking entries up by their names, with the nearest as choices where none fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.answer import Answer, Choice, Note
from handlers.request import Request, Services
from knowledge.resolve import Kind
from knowledge.search import HitKind, parse_query


@dataclass(frozen=True, slots=True)
class Found:
    """What a name leads to.

    Args:
        ids: of the entries, in order; several where the words name several.
        notes: how the words were read.
        unclear: an answer to give instead, where nothing is found.
    """

    ids: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    unclear: Answer | None = None


def look_up(
    request: Request,
    services: Services,
    kind: Kind,
    hit_kind: HitKind,
    command: str,
    name_of: Callable[[str], str],
) -> Found:
    """Find entries of a kind by name, then by full text.

    Args:
        request: the question; its words are the name.
        services: the pack.
        kind: of the names.
        hit_kind: of full-text hits, where no name fits.
        command: the subcommand, for choices.
        name_of: from an id to the name shown.

    Returns:
        What was found; never a guess: what only the full text finds is offered as choices.
    """
    reading = services.knowledge.index.read(request.words, frozenset({kind}))
    if reading.matches and not reading.unknown:
        ids = dict.fromkeys(ref.id for match in reading.matches for ref in match.refs)
        notes = tuple(
            Note("correction", f"“{match.words}” read as {match.name}.")
            for match in reading.matches
            if match.edits
        )
        return Found(tuple(ids), notes)
    hits = services.text.search(parse_query(f"{request.words} kind:{hit_kind}"), 12)
    near = [ref.id for unknown in reading.unknown for _, ref in unknown.nearest]
    matched = [ref.id for match in reading.matches for ref in match.refs]
    offered = list(dict.fromkeys((*matched, *(hit.entry.id for hit in hits), *near)))[:5]
    text = f"Nothing in this pack is called “{request.words}”."
    if offered:
        text += f" The nearest: {', '.join(map(name_of, offered))}."
    answer = Answer(
        query=request.text,
        command=command,
        title=f"Unknown: {request.words}",
        lead=text,
        choices=tuple(Choice(name_of(key), f"{command} {name_of(key)}") for key in offered),
        notes=(Note("unknown-name", text),),
        shareable=False,
    )
    return Found((), (), answer)
