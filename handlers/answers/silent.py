"""Who has not spoken on a topic: those who took the floor on others, and those who never did."""

from __future__ import annotations

from handlers.answers.answer import Line, Section
from handlers.answers.record import mid_sentence, split_by_time, tell_searched
from handlers.answers.unreviewed import TITLE
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Position, Topic


def in_the_room(knowledge: KnowledgeBase) -> list[Position]:
    """List what was said in the negotiations by those who negotiate, not from the chair."""
    now, _ = split_by_time(knowledge, knowledge.positions)
    return [p for p in now if knowledge.parties[p.party].kind != "chair"]


def tell_silent(services: Services, topic: Topic) -> tuple[str, tuple[Section, ...]]:
    """Tell who has not spoken on a topic.

    Args:
        services: the pack and the documents.
        topic: which.

    Returns:
        How many spoke and how many did not; then who took the floor but not on this, who spoke on
        it through a group only, and who did in words that nobody has reviewed.
    """
    knowledge = services.knowledge
    room = in_the_room(knowledge)
    now = knowledge.within(room, topic.id)
    on_topic = {p.party for p in now if not p.on_behalf_of}
    groups = set(filter(None, map(knowledge.group_of, now)))
    covered = {member for key in groups for member in knowledge.parties[key].members}
    covered |= {p.party for p in now if p.on_behalf_of}
    waiting = _waiting(services, knowledge.topic_family(topic.id)) - on_topic
    unread = _waiting(services, ())
    floor = {p.party for p in room} | unread
    open_to = unread - on_topic - waiting - covered
    took_floor = [knowledge.parties[key] for key in floor - on_topic - waiting - open_to]
    silent = sorted(p.brief for p in took_floor if p.id not in covered)
    through = sorted(p.brief for p in took_floor if p.id in covered)
    states = [p for p in knowledge.parties.values() if p.kind in ("state", "observer")]
    heard = on_topic | covered | waiting
    voiceless = [p for p in states if p.id not in heard]
    sections: list[Section] = []
    if silent or not open_to:
        title = f"Took the floor, but not on this ({len(silent)})"
        sections.append(Section(title=title, items=(Line(", ".join(silent) or "nobody"),)))
    if through:
        title = f"Took the floor, on this only through a group ({len(through)})"
        sections.append(Section(title=title, items=(Line(", ".join(through)),)))
    if waiting:
        names = ", ".join(sorted(knowledge.parties[key].brief for key in waiting))
        title = f"{TITLE}: have its words ({len(waiting)})"
        sections.append(Section(title=title, items=(Line(names),)))
    if open_to:
        names = ", ".join(sorted(knowledge.parties[key].brief for key in open_to))
        title = f"Took the floor, partly {TITLE.lower()}: may speak of it in other words"
        sections.append(Section(title=f"{title} ({len(open_to)})", items=(Line(names),)))
    names = " and ".join(sorted(knowledge.parties[key].name for key in groups))
    alone = len(on_topic - groups)
    spoke = f"{alone} parties spoke for themselves"
    if alone == 1:
        spoke = "one party spoke for itself"
    lead = f"On {mid_sentence(topic.name)}, {spoke}{f', and the {names} did' if names else ''}"
    if not any(party.id in floor and party.kind == "state" for party in states):
        # A board of districts: that no state spoke says nothing.
        return f"{lead} ({tell_searched(services)}).", tuple(sections)
    lead += (
        f". Of {len(states)} states and observers, {len(voiceless)} have neither their own voice "
        f"nor a group’s on record ({tell_searched(services)})."
    )
    return lead, tuple(sections)


def _waiting(services: Services, topics: tuple[str, ...]) -> set[str]:
    """List those who negotiate and have words on topics that nobody has reviewed."""
    parties = services.knowledge.parties
    found = services.evidence.unreviewed((), topics)
    speakers = {key for each in found for key in each.waiting if parties[key].kind != "group"}
    speakers |= {key for each in found for key in each.waiting[:1]}
    speakers |= {d.party for d in services.knowledge.drafts if not topics or d.topic in topics}
    return {key for key in speakers if parties[key].kind != "chair"}
