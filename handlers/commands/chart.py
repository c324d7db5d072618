"""chart T, …"""

from __future__ import annotations

from handlers.answers.answer import Answer, Chart, Choice, Note, Section
from handlers.answers.board import rows_on
from handlers.answers.record import mid_sentence, spoken_on, tell_searched
from handlers.errors import UserError
from handlers.questions.entities import list_words, read_entities
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Topic


def draw_chart(question: Question, services: Services) -> Answer:
    """Count who takes each stance on a topic, with their names below."""
    asked = read_entities(question, services)
    if asked.unclear:
        return asked.unclear
    knowledge = services.knowledge
    about = {topic.about: topic for topic in knowledge.topics.values() if topic.about}
    shared = [about[party.id] for party in asked.parties if party.id in about]
    topics = list(dict.fromkeys([*asked.topics, *shared]))
    if not topics:
        raise UserError("That names no topic.", "Ask, for example: chart {topic}")
    alone = len(topics) == 1
    told = [(topic, _section(knowledge, topic, alone=alone)) for topic in topics]
    sections = tuple(section for _, section in told if section)
    silent = [mid_sentence(topic.name) for topic, section in told if not section]
    silence = f"Nothing on {list_words(silent, 'or')} itself." if silent else ""
    notes = [Note("proposition", f"Towards: {topic.proposition}") for topic, each in told if each]
    if silence:
        notes += [Note("no-statement", silence), Note("searched", tell_searched(services))]
    names = [topic.name for topic in topics]
    return Answer(
        query=question.text,
        command="chart",
        title=f"Stances on {list_words([mid_sentence(name) for name in names], 'and')}",
        silence=silence,
        sections=sections,
        choices=(
            Choice("As a table", f"grid {', '.join(names)}"),
            *(Choice(topic.brief, f"topic {topic.name}") for topic in topics),
        ),
        notes=(*notes, *asked.notes),
        page=question.page,
    )


def _section(knowledge: KnowledgeBase, topic: Topic, *, alone: bool) -> Section | None:
    """Count and list the voices on a topic itself; None where there are none."""
    if not spoken_on(knowledge, topic.id)[0]:
        return None
    rows = rows_on(knowledge, topic.id)
    counts = tuple((row.stance, len(row.names)) for row in rows)
    title = "" if alone else topic.name
    return Section(title=title, items=(Chart(caption=topic.name, counts=counts), *rows))


COMMAND = Command(
    name="chart",
    usage="TOPIC, …",
    summary="How many parties take each stance on a topic, as a chart.",
    examples=("chart {topic}",),
    handler=draw_chart,
    rank=34,
)
