"""From a line to entities, with a question back where the line leaves more than one reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.answers.answer import Answer, Choice, Note
from handlers.questions.lookup import related_hits
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Topic
from knowledge.names.index import PARTIES_AND_TOPICS, Kind, Match, Reading, Ref


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about.

    Args:
        parties: those named, in order, each once.
        topics: those named, in order, each once.
        notes: what was corrected or left aside.
        unclear: a question back that has to be settled first, or None.
    """

    parties: tuple[Party, ...]
    topics: tuple[Topic, ...]
    notes: tuple[Note, ...]
    unclear: Answer | None


def read_question(
    request: Request,
    services: Services,
    command: str,
    kinds: frozenset[Kind] = PARTIES_AND_TOPICS,
) -> Asked:
    """Read which parties and topics a question names.

    A name that a party and a topic share ("IOM") is the topic where another party is named and the
    party where another topic is; alone it is the topic.

    Args:
        request: the question, its ``words`` without the subcommand.
        services: the pack.
        command: the subcommand that asks back.
        kinds: what the names may mean, where the subcommand takes only parties.

    Returns:
        What is asked, or what is unclear about it.
    """
    knowledge = services.knowledge
    reading = knowledge.index.read(request.words, kinds)
    parties: dict[str, Party] = {}
    topics: dict[str, Topic] = {}
    notes: list[Note] = []
    for match in reading.matches:
        ref = choose(match, reading, knowledge)
        if ref is None:
            unclear = _ask_which(request, services, command, match, reading)
            return Asked((), (), (), unclear)
        if ref.kind == "party":
            parties[ref.id] = knowledge.parties[ref.id]
        else:
            topics[ref.id] = knowledge.topics[ref.id]
        if match.edits:
            name = _name(services, ref)
            notes.append(Note("correction", f"“{match.words}” read as {name}."))
    if reading.unknown and not (parties and topics):
        unclear = _tell_unknown(request, services, command, reading, [*parties.values()], topics)
        return Asked((), (), (), unclear)
    for unknown in reading.unknown:
        notes.append(Note("ignored", f"“{unknown.words}” is no name in this pack; left aside."))
    if reading.left_out:
        text = f"The last {reading.left_out:,} words of that line were not looked at."
        notes.append(Note("ignored", text))
    return Asked(tuple(parties.values()), tuple(topics.values()), tuple(notes), None)


def choose(match: Match, reading: Reading, knowledge: KnowledgeBase) -> Ref | None:
    """Give the one entity that a match means in its line, or None where that is open."""
    by_kind: dict[str, list[Ref]] = {}
    for ref in match.refs:
        by_kind.setdefault(ref.kind, []).append(ref)
    if len(match.refs) == 1:
        return match.refs[0]
    if match.edits and not _share_a_name(by_kind, knowledge):
        return None  # a misspelling of two names, not a name that two share
    others = [other for other in reading.matches if other is not match]
    other_topic = any({ref.kind for ref in other.refs} == {"topic"} for other in others)
    other_party = any({ref.kind for ref in other.refs} == {"party"} for other in others)
    kind = "party" if other_topic and not other_party and "party" in by_kind else "topic"
    chosen = by_kind.get(kind) or match.refs
    return chosen[0] if len(chosen) == 1 else None


def _share_a_name(by_kind: dict[str, list[Ref]], knowledge: KnowledgeBase) -> bool:
    parties = {ref.id for ref in by_kind.get("party", ())}
    return all(knowledge.topics[ref.id].about in parties for ref in by_kind.get("topic", ()))


def _name(services: Services, ref: Ref) -> str:
    knowledge = services.knowledge
    entry = knowledge.parties[ref.id] if ref.kind == "party" else knowledge.topics[ref.id]
    return entry.name


def _ask_which(
    request: Request, services: Services, command: str, match: Match, reading: Reading
) -> Answer:
    names = [_name(services, ref) for ref in match.refs]
    others = " ".join(m.words for m in reading.matches if m is not match)
    choices = [Choice(name, f"{command} {name} {others}".strip()) for name in names]
    return Answer(
        query=request.text,
        command=command,
        title=f"Which “{match.words}”?",
        lead=f"“{match.words}” can be {_list(names, 'or')}.",
        choices=tuple(choices),
        notes=(Note("ambiguous", f"“{match.words}” can be {_list(names, 'or')}."),),
        shareable=False,
    )


def _tell_unknown(
    request: Request,
    services: Services,
    command: str,
    reading: Reading,
    parties: Sequence[Party],
    topics: Iterable[str],
) -> Answer:
    unknown = reading.unknown[0]
    known = [p.brief for p in parties] + [services.knowledge.topics[t].name for t in topics]
    rest = " ".join(known)
    choices = [
        Choice(_name(services, ref), f"{command} {_name(services, ref)} {rest}".strip())
        for _, ref in unknown.nearest
    ]
    if rest:
        choices.append(Choice(f"Only {rest}", f"{command} {rest}"))
    text = f"“{unknown.words}” is not the name of a party or topic in this pack."
    if unknown.nearest:
        text += (
            f" The nearest: {_list([_name(services, ref) for _, ref in unknown.nearest], 'and')}."
        )
    related = related_hits(services, request.words)
    if related:
        choices.append(Choice("Search everywhere", f"search {request.words}"))
    return Answer(
        query=request.text,
        command=command,
        title=f"Unknown: {unknown.words}",
        lead=text,
        sections=related,
        choices=tuple(choices),
        notes=(Note("unknown-name", text),),
        shareable=False,
    )


def _list(words: Sequence[str], joint: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
