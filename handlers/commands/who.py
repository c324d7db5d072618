"""who supports|opposes|asks|conditions T"""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.answer import Answer, Choice, Note, Section
from handlers.errors import UserError
from handlers.reading import read_question
from handlers.record import by_party, mid_sentence, split_by_time, state_all, tell_searched
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.model import Stance

_VERBS: dict[str, Stance] = {
    **dict.fromkeys(("supports", "support", "backs", "favours", "favors", "wants"), "support"),
    **dict.fromkeys(("opposes", "oppose", "against", "rejects", "resists"), "oppose"),
    **dict.fromkeys(("asks", "ask", "questions", "question", "queries"), "question"),
    **dict.fromkeys(("conditions", "condition", "conditional", "conditionally"), "conditional"),
    **dict.fromkeys(("states", "remarks", "mentions", "statement", "says"), "statement"),
}
_DONE = {
    "support": "supports",
    "oppose": "opposes",
    "question": "asks about",
    "conditional": "conditions",
    "statement": "remarks on",
}


def find_who(request: Request, services: Services) -> Answer:
    """Say who takes a stance on a topic, by the editors' coding."""
    verb, _, rest = request.words.partition(" ")
    stance = _VERBS.get(verb.casefold())
    if stance is None:
        near = process.extractOne(
            verb.casefold(), _VERBS.keys(), scorer=OSA.distance, score_cutoff=2
        )
        stance = _VERBS[near[0]] if near and len(verb) > 3 else None
    if stance is None or not rest.strip():
        raise UserError(
            "Say what stance and on what topic.",
            "Ask, for example: who opposes new mechanisms",
        )
    asked = read_question(request.for_words(rest), services, f"who {verb}")
    if asked.unclear:
        return asked.unclear
    if len(asked.topics) != 1 or asked.parties:
        raise UserError("Name one topic, and no party.", "Ask, for example: who supports HLPF")
    (topic,) = asked.topics
    knowledge = services.knowledge
    family = knowledge.topic_family(topic.id)
    on_topic = [p for p in knowledge.positions if p.topic in family]
    now, earlier = split_by_time(knowledge, on_topic)
    chosen = by_party(knowledge, [p for p in now if p.stance == stance])
    before = by_party(knowledge, [p for p in earlier if p.stance == stance])
    sections: list[Section] = []
    notes: list[Note] = list(asked.notes)
    lead = f"Stances are the editors’ coding, towards: {topic.proposition}."
    if chosen:
        sections.append(Section(items=state_all(services, chosen), brief=True))
    else:
        text = (
            f"Nobody on record {_DONE[stance]} {mid_sentence(topic.name)} "
            f"({tell_searched(knowledge)})."
        )
        lead = f"{text} {lead}"
        notes.append(Note("no-statement", text))
    groups = dict.fromkeys(p.on_behalf_of for p in chosen if p.on_behalf_of)
    for key in groups:
        group = knowledge.parties[key]
        text = f"The {group.name} stands for {len(group.members)} states."
        notes.append(Note("group-voice", text))
    if before:
        when = knowledge.date_of(before[0]).spell()
        sections.append(
            Section(
                title=f"Earlier: {when}",
                lead="Before the negotiations began; not positions taken in them.",
                items=state_all(services, before),
                related=True,
                brief=True,
            )
        )
    others = [s for s in _DONE if s != stance and any(p.stance == s for p in now)]
    return Answer(
        query=request.text,
        command="who",
        title=f"Who {_DONE[stance]} {mid_sentence(topic.name)}",
        lead=lead,
        sections=tuple(sections),
        choices=tuple(
            Choice(f"Who {_DONE[s]} it", f"who {_DONE[s].split()[0]} {topic.name}") for s in others
        ),
        notes=tuple(notes),
        page=request.page,
    )


COMMAND = Command(
    name="who",
    usage="supports|opposes|asks|conditions TOPIC",
    summary="Who takes a stance on a topic.",
    examples=("who opposes new mechanisms", "who supports non-refoulement"),
    handler=find_who,
    rank=40,
)
