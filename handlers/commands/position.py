"""position PARTY TOPIC, position PARTY, position TOPIC"""

from __future__ import annotations

from handlers.positions.answering import answer_position
from handlers.registry import Command

COMMAND = Command(
    name="position",
    usage="PARTY TOPIC",
    summary="What a party said on a topic; with one of the two, all of it.",
    examples=("position {party} {topic}", "position {party}", "position {topic}"),
    handler=answer_position,
    aliases=("positions", "pos", "stance", "p"),
    rank=10,
)
