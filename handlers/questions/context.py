"""A question as a line that stands alone, by which the next one in its thread is understood."""

from __future__ import annotations

from handlers.questions.question import Question
from knowledge.base import KnowledgeBase

_ASKED = {
    ("support", "conditional"): "supports",
    ("oppose", "conditional"): "opposes",
    ("question",): "asks about",
}


def spell_context(question: Question, knowledge: KnowledgeBase) -> str:
    """Write out what a question names, so that a follow-up can take it over.

    Args:
        question: as it was understood, with what it took over itself.
        knowledge: the pack.

    Returns:
        A line; "" where nothing is named that a follow-up could mean.
    """
    if question.intent == "command":
        return ""
    parties = [knowledge.parties[key].brief for key in question.parties]
    topics = [knowledge.topics[key].name for key in question.topics]
    numbers = [f"para {number}" for number in question.paragraphs]
    named = [*parties, *topics, *numbers]
    if not named:
        return ""
    if question.intent == "who" and topics:
        verb = _ASKED.get(question.stances, "mentions")
        return f"who {verb} {' '.join([*topics, *numbers])}"
    return f"position {' '.join(named)}"
