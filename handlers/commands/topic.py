"""topic T"""

from __future__ import annotations

from collections import Counter

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_proposal, show_term
from handlers.answers.record import (
    by_party,
    earlier_section,
    mid_sentence,
    sections_by_stance,
    split_by_time,
)
from handlers.errors import UserError
from handlers.questions.entities import read_question
from handlers.registry import Command
from handlers.request import Request, Services


def explain_topic(request: Request, services: Services) -> Answer:
    """Say what a topic is about, who said what by stance, and which proposals bear on it."""
    if not request.words:
        return _list_topics(request, services)
    asked = read_question(request, services, "topic")
    if asked.unclear:
        return asked.unclear
    if not asked.topics:
        names = " ".join(party.brief for party in asked.parties)
        raise UserError(
            "That names no topic.", f"Ask: position {names}" if names else "Ask for a list: topic"
        )
    topic, *further = asked.topics
    knowledge = services.knowledge
    family = knowledge.topic_family(topic.id)
    now, earlier = split_by_time(knowledge, knowledge.within(knowledge.positions, topic.id))
    sections = sections_by_stance(services, now)
    proposals = [p for p in knowledge.proposals.values() if set(p.topics) & set(family)]
    if proposals:
        items = tuple(show_proposal(services, proposal) for proposal in proposals)
        sections.append(Section(title=f"Proposals ({len(items)})", items=items, brief=True))
    terms = [t for t in knowledge.terms.values() if any(s.topic in family for s in t.senses)]
    if terms:
        shown = tuple(entry for term in terms for entry in show_term(services, term))
        sections.append(Section(title="Terms", items=shown, brief=True))
    sections += earlier_section(services, by_party(knowledge, earlier), brief=True)
    narrower = [*further, *(knowledge.topics[key] for key in family[1:])]
    choices = [
        Choice(f"{p.brief} on it", f"position {p.brief} {topic.name}") for p in asked.parties
    ]
    choices += [Choice(t.brief, f"topic {t.name}") for t in dict.fromkeys(narrower)]
    aside = [*(party.brief for party in asked.parties), *(each.name for each in further)]
    text = f"This is all on {mid_sentence(topic.name)}; {' and '.join(aside)} left aside."
    notes = (Note("ignored", text),) if aside else ()
    glance = tuple(
        Line(
            ", ".join(dict.fromkeys(_speaker(item) for item in section.items)),
            section.title.split(" (")[0],
        )
        for section in sections
        if section.brief
        and not section.related
        and section.title.endswith(")")
        and any(hasattr(item, "stance") for item in section.items)
    )
    if glance:
        sections.insert(0, Section(title="At a glance", items=glance))
    answer = Answer(
        query=request.text,
        command="topic",
        title=topic.name,
        lead=f"{topic.description} Stances are towards: {topic.proposition}.",
        sections=tuple(sections),
        choices=tuple(choices),
        notes=(*notes, *asked.notes),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _list_topics(request: Request, services: Services) -> Answer:
    knowledge = services.knowledge
    now, _ = split_by_time(knowledge, knowledge.positions)
    counts = Counter(position.topic for position in now)
    most = [knowledge.topics[key] for key, _ in counts.most_common(4)]
    items = tuple(
        Line(f"{topic.description} ({counts[topic.id]})", topic.name)
        for topic in knowledge.topics.values()
    )
    return Answer(
        query=request.text,
        command="topic",
        title=f"Topics ({len(items)})",
        lead="After each, how many statements in the negotiations are on record.",
        sections=(Section(items=items),),
        choices=tuple(Choice(topic.name, f"topic {topic.name}") for topic in most),
        page=request.page,
    )


def _speaker(item: object) -> str:
    group = getattr(item, "on_behalf_of_name", "")
    name = getattr(item, "party_name", "")
    return f"{group} ({name})" if group else name


COMMAND = Command(
    name="topic",
    usage="[TOPIC]",
    summary="What a topic is about: who said what, by stance; proposals and terms on it.",
    examples=("topic capacity-building", "topic non-refoulement"),
    handler=explain_topic,
    aliases=("topics",),
    rank=20,
)
