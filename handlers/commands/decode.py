"""decode TEXT"""

from __future__ import annotations

from handlers.answers.answer import Answer
from handlers.answers.mentioned import explain_terms
from handlers.errors import UserError
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services


def explain_mentions(question: Question, services: Services) -> Answer:
    """Explain every abbreviation, term, party and event that a text has, a line for each."""
    if not question.words:
        raise UserError("Which text?", "Ask, for example: decode {term}, {party} and {topic}")
    return explain_terms(question.words, services)


COMMAND = Command(
    name="decode",
    usage="TEXT",
    summary="Every abbreviation and name in a text, a line for each.",
    examples=("decode {term}, {party} and {topic}",),
    handler=explain_mentions,
    rank=46,
)
