"""The parties and topics of a question, with a question back where it leaves more than one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.answers.answer import Answer, Choice, Note
from handlers.questions.question import Question
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Topic
from knowledge.names.normal import normalise
from knowledge.names.reading import PARTIES_AND_TOPICS, Kind, Ref

NEAREST = 3  # names that are offered where a word is near to some


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about.

    Args:
        parties: those named, in order, each once.
        topics: those named, in order, each once.
        notes: what was corrected or widened.
        unclear: a question back that has to be settled first, or None.
    """

    parties: tuple[Party, ...]
    topics: tuple[Topic, ...]
    notes: tuple[Note, ...]
    unclear: Answer | None = None


def read_entities(
    question: Question, services: Services, kinds: frozenset[Kind] = PARTIES_AND_TOPICS
) -> Asked:
    """Give the parties and topics that a question names.

    Args:
        question: as it was understood.
        services: the pack.
        kinds: what the subcommand takes; where it takes parties alone, a shared name is the party.

    Returns:
        What is asked, or what is unclear about it.
    """
    knowledge = services.knowledge
    for open_ in question.ambiguous:
        meant = [ref for ref in open_.refs if ref.kind in kinds]
        if len(meant) > 1:
            unclear = ask_which(question, services, open_.words, meant)
            return Asked((), (), (), unclear)
    parties = [knowledge.parties[key] for key in question.parties]
    topics = [knowledge.topics[key] for key in question.topics]
    if "topic" not in kinds:
        about = [topic.about for topic in topics if topic.about]
        parties += [knowledge.parties[key] for key in about if key not in question.parties]
        topics = []
    return Asked(tuple(parties), tuple(topics), notes_on(question, knowledge))


def quote_unread(question: Question) -> str:
    """Quote the words of a question that name nothing, as they were typed: “Atlantis”; or ""."""
    left = set(question.left)
    typed = [word for word in question.words.split() if left.intersection(normalise(word).split())]
    told = " ".join(typed).strip(".,;:?!")
    return f"“{told[:UNREAD]}”" if told else ""


def call_topic(topic: Topic, question: Question, *, stands: bool) -> str:
    """Name a topic: by the question's words where these are for the opposite of its name.

    Args:
        topic: which.
        question: that names it.
        stands: whether stances stand under the name; these are towards the topic as it is called.
    """
    named = (n.name for n in question.named if n.ref.id == topic.id and topic.is_against(n.name))
    return topic.brief if stands else next(named, topic.brief)


def notes_on(question: Question, knowledge: KnowledgeBase) -> tuple[Note, ...]:
    """Say how a question was read: what was corrected, widened, taken over or left out."""
    notes: list[Note] = []
    topics = {naming.words for naming in question.named if naming.ref.kind == "topic"}
    corrected: dict[str, str] = {}
    for naming in question.named:
        if naming.corrected:
            name = _name(knowledge, naming.ref) or naming.name
            # What is the name of a term, too, is read once.
            corrected.setdefault(naming.words, name)
            if corrected[naming.words] == name:
                notes.append(Note("correction", f"“{naming.words}” read as {name}."))
        elif naming.ref.kind == "topic" and question.command not in _OF_OTHERS:
            topic = knowledge.topics[naming.ref.id]
            if topic.is_narrower(naming.name) or topic.is_against(naming.name):
                text = f"“{naming.words}” is told under {topic.name}."
                notes.append(Note("widened", text))
        term = knowledge.terms.get(naming.ref.id) if naming.ref.kind == "term" else None
        told = bool(term and term.name.isupper() and naming.words in topics)
        # Beside a party the answer is what it said, unless it is asked what the letters mean.
        asks = _ASKS_MEANING.search(question.plain) is not None
        told = told and (asks or not question.parties) and question.command != "term"
        if term and told and term.senses[0].means:
            notes.append(Note("meaning", f"{term.name}: {term.senses[0].means}"))
    if question.remembered:
        notes.append(Note("remembered", f"Still on {question.remembered}."))
    if question.left_out:
        text = f"The last {question.left_out:,} words of that line were not looked at."
        notes.append(Note("ignored", text))
    return tuple(dict.fromkeys(notes))


# What answers by other things than topics, under which nothing is told then.
_OF_OTHERS = frozenset({"event", "term", "quote", "people", "next", "timeline"})
UNREAD = 60  # characters of what names nothing that are repeated
_ASKS_MEANING = re.compile(r"\b(?:whats|what is|what s|the thing|meaning|means|stands? for)\b")


def _name(knowledge: KnowledgeBase, ref: Ref) -> str:
    if ref.kind == "party":
        return knowledge.parties[ref.id].name
    if ref.kind == "topic":
        return knowledge.topics[ref.id].name
    return ""


def ask_which(question: Question, services: Services, words: str, refs: Sequence[Ref]) -> Answer:
    """Ask which of several parties or topics is meant."""
    knowledge = services.knowledge
    names = [_name(knowledge, ref) for ref in refs]
    command = question.command or "position"
    others = [_name(knowledge, n.ref) for n in question.named if n.ref.kind in PARTIES_AND_TOPICS]
    rest = " ".join(dict.fromkeys(filter(None, others)))
    text = f"“{words}” can be {list_words(names, 'or')}."
    return Answer(
        query=question.text,
        command=command,
        title=f"Which “{words}”?",
        lead=text,
        choices=tuple(Choice(name, f"{command} {name} {rest}".strip()) for name in names),
        notes=(Note("ambiguous", text),),
        shareable=False,
    )


def list_words(words: Sequence[str], joint: str) -> str:
    """Join words as a sentence does."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
