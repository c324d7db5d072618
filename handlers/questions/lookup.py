"""Looking entries up by their names, with the nearest as choices where none fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.answers.answer import Answer, Choice, Note
from handlers.request import Request, Services
from knowledge.finding.search import Hit, HitKind, Query, query_of_kind, stems_of
from knowledge.names.index import Kind, Ref


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


def _only_event_with(words: str, services: Services) -> str:
    """Give the one event whose name has all of some words: "73rd session"; else ""."""
    asked = set(stems_of(words))
    events = services.knowledge.events.values()
    having = [event.id for event in events if asked and asked <= set(stems_of(event.name))]
    return having[0] if len(having) == 1 else ""


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
    if kind == "event" and (key := _only_event_with(request.words, services)):
        text = f"“{request.words}” read as {name_of(key)}."
        return Found((key,), (Note("correction", text),))
    hits, _ = find_text(services, query_of_kind(request.words, hit_kind), 12)
    near = [ref.id for unknown in reading.unknown for _, ref in unknown.nearest]
    matched = [ref.id for match in reading.matches for ref in match.refs]
    named = list(dict.fromkeys((*matched, *near)))[:5]
    # A passage is called by its place, and stands for its document.
    found = dict.fromkeys(hit.entry.source or hit.entry.id for hit in hits)
    written = [key for key in found if key not in named][:5]
    elsewhere = _find_elsewhere(request.words, services, kind)
    text = f"Nothing on record is called “{request.words}”."
    if elsewhere:
        text = f"“{request.words}” is {elsewhere[0]} here, not {_WHAT[kind]}."
    if named:
        text += f" The nearest: {'; '.join(map(name_of, named))}."
    if written:
        text += f" The words stand in: {'; '.join(map(name_of, written))}."
    choices = [elsewhere[1]] if elsewhere else []
    choices += [Choice(name_of(key), f"{command} {name_of(key)}") for key in (*named, *written)[:5]]
    answer = Answer(
        query=request.text,
        command=command,
        title=f"“{request.words}”",
        lead=text,
        choices=(*choices, Choice("Search everywhere", f"search {request.words}")),
        notes=(Note("unknown-name", text),),
        shareable=False,
    )
    return Found((), (), answer)


def find_text(services: Services, query: Query, limit: int) -> tuple[list[Hit], bool]:
    """Find entries that have all the words; where there are none, those that have some.

    Args:
        services: the pack.
        query: what is looked for.
        limit: how many hits at most.

    Returns:
        The hits, best first, and whether they have only some of the words.
    """
    strict = Query((), (*query.phrases, *query.words), query.filters)
    hits = services.text.search(strict, limit)
    if hits or len(query.words) < 2:
        return hits, False
    hits = services.text.search(query, limit)
    return hits, bool(hits)


_WHAT: dict[Kind, str] = {
    "party": "a party",
    "topic": "a topic",
    "person": "a person or body",
    "term": "a term",
    "event": "an event",
    "source": "a source",
}
_ELSEWHERE: tuple[tuple[Kind, str], ...] = (
    ("party", "position"),
    ("topic", "topic"),
    ("person", "people"),
    ("term", "term"),
    ("event", "event"),
    ("source", "sources"),
)


def _find_elsewhere(words: str, services: Services, kind: Kind) -> tuple[str, Choice] | None:
    """Say what else a name stands for, with the subcommand that tells it."""
    for other, command in _ELSEWHERE:
        if other == kind:
            continue
        reading = services.knowledge.index.read(words, frozenset({other}))
        refs: list[Ref] = [ref for match in reading.matches for ref in match.refs]
        if refs and not reading.unknown and not any(match.edits for match in reading.matches):
            return _WHAT[other], Choice(f"{command} {words}", f"{command} {words}")
    return None
