"""What a message mentions: its terms explained, its parties' positions on its topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.answers.answer import Entry, Line
from handlers.answers.entries import show_event, show_term
from handlers.answers.record import own_positions, tell_searched
from handlers.request import Services
from knowledge.finding.mentions import Mention, MentionFinder
from knowledge.model import Party, Position, Topic
from knowledge.names.index import Kind

EXPLAINED: frozenset[Kind] = frozenset({"term", "party", "event"})
PAIRED: frozenset[Kind] = frozenset({"party", "topic"})
MOST = 12  # of one message; more is a wall, and the rest can be asked for
_KINDS = {
    "state": "State",
    "observer": "Observer",
    "group": "Group",
    "organisation": "Organisation",
    "expert": "Expert",
    "chair": "In the chair",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One thing that a message mentions.

    Args:
        command: what asks for all of it.
        items: what is said of it in short, an item for each sense.
    """

    command: str
    items: tuple[Entry | Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What a message mentions.

    Args:
        title: what is shown.
        explanations: in the order of the message, each thing once.
        lead: a sentence instead, where there are none, or on how many more there are; or "".
    """

    title: str
    explanations: tuple[Explanation, ...] = ()
    lead: str = ""


def explain_terms(text: str, services: Services, finder: MentionFinder) -> Explained:
    """Explain every known abbreviation, term, party and event in a message.

    Args:
        text: the message as plain text.
        services: the pack.
        finder: of its names.
    """
    # A message repeats its names: each is explained once.
    meant = {mention.refs: mention for mention in reversed(finder.find(text, EXPLAINED))}
    found: dict[str, Explanation] = {}
    for mention in reversed(meant.values()):
        explanation = _explain(mention, services)
        found.setdefault(explanation.command, explanation)
    if not found:
        lead = "No term, abbreviation, party or event that is on record stands in that message."
        return Explained(title="Terms", lead=lead)
    return Explained(
        title="Terms in this message",
        explanations=tuple(found.values())[:MOST],
        lead=_tell_rest(len(found)),
    )


def _tell_rest(count: int) -> str:
    return f"{count - MOST} more are mentioned; ask for them one by one." if count > MOST else ""


def _explain(mention: Mention, services: Services) -> Explanation:
    knowledge = services.knowledge
    by_kind: dict[str, list[str]] = {}
    for ref in mention.refs:
        by_kind.setdefault(ref.kind, []).append(ref.id)
    if "term" in by_kind:
        terms = [knowledge.terms[key] for key in by_kind["term"]]
        items = tuple(entry for term in terms for entry in show_term(services, term))
        return Explanation(command=f"term {terms[0].name}", items=items)
    if "event" in by_kind:
        events = [knowledge.events[key] for key in by_kind["event"]]
        shown = tuple(show_event(services, event, brief=True) for event in events)
        return Explanation(command=f"event {events[0].name}", items=shown)
    parties = [knowledge.parties[key] for key in by_kind["party"]]
    name = parties[0].brief if len(parties) == 1 else mention.words
    return Explanation(
        command=f"position {name}",
        items=tuple(Line(_describe(party, services), party.name) for party in parties),
    )


def _describe(party: Party, services: Services) -> str:
    knowledge = services.knowledge
    said = len(own_positions(knowledge, party))
    parts = [party.description or f"{_KINDS[party.kind]}."]
    count = f"{said} statement{'' if said == 1 else 's'}" if said else "No statement of its own"
    parts.append(f"{count} on record.")
    groups = [m.group.name for m in knowledge.memberships(party.id) if m.role == "member"]
    if groups:
        parts.append(f"In the {', the '.join(groups)}.")
    return " ".join(parts)


def pair_positions(text: str, services: Services, finder: MentionFinder) -> Explained:
    """Say what each party that a message mentions said on each topic that it mentions.

    Args:
        text: the message as plain text.
        services: the pack.
        finder: of its names.

    Returns:
        An explanation for each pair on record; where there is none, how much was searched.
    """
    knowledge = services.knowledge
    parties, topics = _sort_out(finder.find(text, PAIRED), services)
    if not parties or not topics:
        missing = "party" if not parties else "topic"
        return Explained(
            title="Positions", lead=f"No {missing} that is on record stands in that message."
        )
    pairs = [
        pair
        for party in parties
        for topic in topics
        if topic.about != party.id and (pair := _pair(party, topic, services))
    ]
    if not pairs:
        searched = tell_searched(knowledge)
        lead = f"Nothing by {_names(parties)} on {_names(topics)} is on record ({searched})."
        return Explained(title="Positions", lead=lead)
    return Explained(
        title="Positions mentioned",
        explanations=tuple(pairs[:MOST]),
        lead=_tell_rest(len(pairs)),
    )


def _sort_out(mentions: Sequence[Mention], services: Services) -> tuple[list[Party], list[Topic]]:
    """Part parties from topics; a name that both share ("IOM") is the party only beside a topic."""
    parties: dict[str, Party] = {}
    topics: dict[str, Topic] = {}
    plain = any({ref.kind for ref in each.refs} == {"topic"} for each in mentions)
    for mention in mentions:
        shared = len({ref.kind for ref in mention.refs}) > 1
        for ref in mention.refs:
            if ref.kind == "topic":
                topics[ref.id] = services.knowledge.topics[ref.id]
            elif not shared or plain:
                parties[ref.id] = services.knowledge.parties[ref.id]
    return list(parties.values()), list(topics.values())


def _names(entries: Sequence[Party | Topic]) -> str:
    return ", ".join(entry.brief for entry in entries[:5]) + (" …" if len(entries) > 5 else "")


def _pair(party: Party, topic: Topic, services: Services) -> Explanation | None:
    knowledge = services.knowledge

    def on_topic(positions: Iterable[Position]) -> list[Position]:
        chosen = knowledge.within(positions, topic.id)
        return sorted(chosen, key=lambda position: position.topic != topic.id)

    said, voice = on_topic(own_positions(knowledge, party)), ""
    for membership in knowledge.memberships(party.id):
        if not said and membership.role == "member":
            said = on_topic(own_positions(knowledge, membership.group))
            voice = f" (by the {membership.group.name})"
    if not said:
        return None
    first = said[0]
    more = f" And {len(said) - 1} more." if len(said) > 1 else ""
    when = knowledge.date_of(first).spell()
    text = f"{first.stance.capitalize()}{voice}, {when}: {first.summary}{more}"
    return Explanation(
        command=f"position {party.brief} {topic.name}",
        items=(Line(text, f"{party.brief} · {topic.brief}"),),
    )
