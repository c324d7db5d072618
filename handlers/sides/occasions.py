"""Who spoke of topics on an occasion, or in a document, other than the negotiations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Section
from handlers.answers.board import rows_by_party
from handlers.answers.citing import state_all
from handlers.answers.entries import show_proposal
from handlers.answers.found import found_section
from handlers.answers.record import VERBS, by_party, mid_sentence
from handlers.questions.searching import (
    content_words,
    look_for,
    records_meant,
    words_beside_sources,
)
from handlers.sides.draft import Draft
from handlers.sides.stances import CLOSE
from knowledge.model import STANCES, Proposal, Topic
from knowledge.names.normal import normalise

MOST_PASSAGES = 3


def records_apart(draft: Draft) -> tuple[str, ...]:
    """List the documents to which a question keeps itself, where these are not of the negotiations.

    Returns:
        Their ids; () where no occasion is named apart from the topics, or the floor is among them.
    """
    question, knowledge = draft.question, draft.knowledge
    on = {word for n in question.named if n.ref.kind == "topic" for word in _words(n.words)}
    occasions = [n for n in question.named if n.ref.kind in ("event", "source")]
    if any(not on.isdisjoint(_words(n.words)) for n in occasions):
        return ()  # "the GFMD roundtable": of the topic, maybe
    records = records_meant(question, knowledge)
    return () if any(knowledge.sources[key].spoken for key in records) else records


def _words(text: str) -> list[str]:
    return normalise(text).split()


def tell_there(draft: Draft, topic: Topic, records: tuple[str, ...]) -> None:
    """Tell who spoke of a topic in some documents, the stances that are asked for first.

    Args:
        draft: of the answer.
        topic: on what.
        records: ids of the documents.
    """
    knowledge = draft.knowledge
    names = " and ".join(knowledge.sources[key].brief for key in records)
    wanted = list(draft.question.stances)
    spoken = [p for p in knowledge.said_within(topic.id) if p.source in records]
    verb = VERBS[wanted[0]] if wanted else "spoke of"
    draft.title = draft.title or f"Who {verb} {mid_sentence(topic.name)}: {names}"
    if wanted and not any(position.stance == wanted[0] for position in spoken):
        draft.say_nothing(f"Nobody on record there {verb} {mid_sentence(topic.name)}.")
    order = [*wanted, *(stance for stance in STANCES if stance not in wanted)]
    rows = rows_by_party(knowledge, spoken, order, frozenset())
    words = content_words(draft.question, knowledge, topics=True)
    words = words_beside_sources(draft.question, knowledge, words)
    weigh = draft.services.evidence.weigh_text
    told = by_party(knowledge, spoken)
    told.sort(key=lambda p: (-round(weigh(words, p.summary), 1), p.stance not in wanted))
    written = _proposed(draft, topic, records)
    written.sort(key=lambda p: -weigh(words, p.summary))
    if rows:
        draft.sections.append(Section(items=tuple(rows)))
    if told:
        items = state_all(draft.services, told)
        draft.sections.append(Section(items=items, brief=True, named=True))
    if written:
        shown = tuple(show_proposal(draft.services, proposal) for proposal in written)
        draft.sections.append(Section(items=shown, brief=True))
    if not told and not written:
        _tell_passages(draft, topic, words, records)
    draft.choices.append(Choice(f"All on {topic.brief}", f"position {topic.name}"))


def _tell_passages(
    draft: Draft, topic: Topic, words: Sequence[str], records: tuple[str, ...]
) -> None:
    """Tell what stands in some documents in a topic's words, where no entry is on it."""
    sought = look_for(draft.question, draft.services, words, sources=records)
    close = [each for each in sought.found if each.share >= CLOSE][:MOST_PASSAGES]
    if not close and not draft.silences:
        draft.say_nothing(f"Nothing on {mid_sentence(topic.name)} is on record there.")
    for section in found_section(draft.services, close, sought.words):
        draft.sections.append(replace(section, brief=True))


def _proposed(draft: Draft, topic: Topic, records: tuple[str, ...]) -> list[Proposal]:
    """List what some documents propose on a topic or its parts."""
    family = draft.knowledge.topic_family(topic.id)
    found = {p.id: p for key in family for p in draft.knowledge.proposed_on(key)}
    return [p for p in found.values() if any(each.source in records for each in p.citations)]
