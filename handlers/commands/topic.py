"""topic T"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.board import board_of, menu_of_voices, offer_stances
from handlers.answers.citing import Shown, tell_missing_documents
from handlers.answers.entries import show_proposal, show_term
from handlers.answers.record import (
    by_party,
    count_by_topic,
    earlier_section,
    mid_sentence,
    sections_by_stance,
    spoken_on,
    tell_extent,
)
from handlers.answers.unreviewed import name_unreviewed, unreviewed_section
from handlers.errors import UserError
from handlers.questions.entities import quote_unread, read_entities
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services
from knowledge.model import Party, Topic


def explain_topic(request: Question, services: Services) -> Answer:
    """Say what a topic is about, who said what by stance, and which proposals bear on it."""
    if not request.words:
        return _list_topics(request, services)
    asked = read_entities(request, services)
    if asked.unclear:
        return asked.unclear
    if not asked.topics:
        names = " ".join(party.brief for party in asked.parties)
        hint = f"Ask: position {names}" if names else "Ask for a list: topic"
        raise UserError(f"{quote_unread(request) or 'That'} names no topic.", hint)
    topic, *further = asked.topics
    answer = Answer(
        query=request.text,
        command="topic",
        title=topic.name,
        lead=f"On {topic.proposition}:",
        sections=tuple(_sections(services, topic)),
        choices=tuple(_choices(services, topic, asked.parties, further)),
        menu=menu_of_voices(services.knowledge, topic, within=False),
        notes=(
            *_tell_aside(topic, asked.parties, further),
            *tell_extent(services.knowledge, topic.id),
            *asked.notes,
        ),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _sections(services: Services, topic: Topic) -> list[Section]:
    """Draw up a topic: its board; then by stance, what bears on it, earlier remarks."""
    knowledge = services.knowledge
    family = knowledge.topic_family(topic.id)
    _, earlier = spoken_on(knowledge, topic.id)
    return [
        *board_of(knowledge, topic),
        *name_unreviewed(services, family),
        *_describe(topic),
        *sections_by_stance(services, topic.id),
        *_proposals_on(services, family),
        *_terms_of(services, family),
        *earlier_section(services, by_party(knowledge, earlier), brief=True),
        *unreviewed_section(services, (), family, topic.name),
    ]


def _describe(topic: Topic) -> list[Section]:
    """Say what a topic is about, after its board: who stands where needs the room."""
    if not topic.description:
        return []
    return [Section(title="What it is about", items=(Line(topic.description),), detail=True)]


def _proposals_on(services: Services, family: Collection[str]) -> list[Section]:
    found = {p.id: p for key in family for p in services.knowledge.proposed_on(key)}
    if not found:
        return []
    title = f"Proposals ({len(found)})"
    items = Shown(found.values(), partial(show_proposal, services))
    return [Section(title=title, items=items, brief=True, detail=True)]


def _terms_of(services: Services, family: Collection[str]) -> list[Section]:
    terms = {t.id: t for key in family for t in services.knowledge.terms_on(key)}
    senses = [(term, number) for term in terms.values() for number in range(len(term.senses))]
    if not senses:
        return []
    items = Shown(senses, lambda sense: show_term(services, sense[0])[sense[1]])
    return [Section(title="Terms", items=items, brief=True, detail=True)]


def _choices(
    services: Services, topic: Topic, parties: Sequence[Party], further: Sequence[Topic]
) -> list[Choice]:
    """Offer the parties that were named, the other topics, and those below this one."""
    knowledge = services.knowledge
    choices = [Choice(f"{p.brief} on it", f"position {p.brief} {topic.name}") for p in parties]
    below = [knowledge.topics[key] for key in knowledge.topic_family(topic.id)[1:]]
    others = dict.fromkeys([*further, *below])
    choices += offer_stances(knowledge, topic)
    return [*choices, *(Choice(each.brief, f"topic {each.name}") for each in others)]


def _tell_aside(topic: Topic, parties: Sequence[Party], further: Sequence[Topic]) -> list[Note]:
    """Say what of the question was left aside."""
    aside = [*(party.brief for party in parties), *(each.name for each in further)]
    if not aside:
        return []
    text = f"This is all on {mid_sentence(topic.name)}; {' and '.join(aside)} left aside."
    return [Note("ignored", text)]


def _list_topics(request: Question, services: Services) -> Answer:
    knowledge = services.knowledge
    counts = count_by_topic(knowledge)
    most = [knowledge.topics[key] for key, _ in counts.most_common(4)]
    items = tuple(
        Line(f"{topic.description} ({counts[topic.id]})".lstrip(), topic.name)
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


COMMAND = Command(
    name="topic",
    usage="[TOPIC]",
    summary="What a topic is about: who said what, by stance; proposals and terms on it.",
    examples=("topic {topic}", "topic"),
    handler=explain_topic,
    aliases=("topics",),
    rank=20,
)
